import GRDB
import HubCore

/// Looks at a hub as it stood: folds of its journal that stop there. Changes nothing, and may be used while the hub runs.
package struct Hindsight: Sendable {
    private let source: ReplaySource

    package init(_ source: ReplaySource) { self.source = source }

    /// How the tables came to be what is shown.
    package struct Standing: Sendable, Hashable, Codable {
        /// Entries that are folded.
        package let entries: Int64
        /// When the last of them was made; `nil` of an empty journal.
        package let last: Timestamp?
    }

    // MARK: One document

    /// Documents by the hub's id, their sender's DocumentId or their code, the newest first; packets that are statuses only
    /// where there is no document.
    package func find(_ text: String, limit: Int = 20) async throws -> [DocumentID] {
        let found = try await read { try $0.find(text, limit: limit).map { ($0.id, $0.facts.kind) } }
        let documents = found.filter { $0.1 == .document }
        return (documents.isEmpty ? found : documents).map(\.0)
    }

    /// What the journal tells of a document.
    package func story(of document: DocumentID) async throws -> [JournalFact] {
        try await read { try DocumentEntries(db: $0, schema: "main").entries(of: document) }
    }

    /// A document with its deliveries; `nil` when it had not been accepted by then.
    package func document(
        _ id: DocumentID, at end: ReplayEnd
    ) async throws -> (document: DocumentRecord, deliveries: [DeliveryRecord])? {
        try await Halt.apart { [source] halt in
            try FoldedViews.with(source, halt: halt) { views in
                let last = try views.end(end)
                let ledger = Ledger(folding: views.db)
                let entries = try DocumentEntries(db: views.db).entries(of: id).filter { $0.index < last }
                let accepted = Set(entries.compactMap(\.fact.acceptedDocument))
                // Of documents of which it speaks, only what it says: nobody sees their deliveries here.
                for entry in entries where entry.fact.addressedDocument.map(accepted.contains) ?? true {
                    try ledger.fold(entry)
                }
                try views.db.run(
                    """
                    UPDATE document SET receipt =
                        coalesce((SELECT receipt FROM live.document l WHERE l.id = document.id), receipt)
                    """)
                guard let document = try views.db.document(id) else { return nil }
                return (document, try views.db.deliveries(ofEach: [id])[id] ?? [])
            }
        }
    }

    // MARK: The whole

    /// What lay in an agency's mailbox, neither taken nor refused by it; the oldest first.
    package func mailbox(
        of agency: String, at end: ReplayEnd, limit: Int,
        report: @escaping @Sendable (Replay.Progress) -> Void = { _ in }
    ) async throws -> (items: [MailboxItem], count: Int, standing: Standing) {
        let owner = MailboxOwner.agencies([agency])
        let arguments: StatementArguments = try [
            "centre": owner.centre, "ids": owner.agencies.columnText(), "kind": nil, "from": Int64.min,
            "to": Int64.max, "after": 0, "limit": limit,
        ]
        return try await folded(end, report) { views, standing in
            let count = try views.db.number(
                """
                SELECT count(*) FROM delivery WHERE route = 'mailbox' AND state IN ('available', 'fetched')
                    AND recipient IN (\(Database.ownedAgencies))
                """, ["centre": owner.centre, "ids": try owner.agencies.columnText()])
            let items = try views.db.rows(SQLiteStore.openItems, arguments).map(MailboxItem.init)
            return (items, Int(count ?? 0), standing)
        }
    }

    /// How much there was of everything.
    package func counters(
        at end: ReplayEnd, report: @escaping @Sendable (Replay.Progress) -> Void = { _ in }
    ) async throws -> PastCounters {
        try await folded(end, report) { views, standing in
            try PastCounters(views.db, standing)
        }
    }

    private func folded<Value: Sendable>(
        _ end: ReplayEnd, _ report: @escaping @Sendable (Replay.Progress) -> Void,
        _ work: @escaping @Sendable (FoldedViews, Standing) throws -> Value
    ) async throws -> Value {
        try await Halt.apart { [source] halt in
            try FoldedViews.with(source, halt: halt) { views in
                let last = try views.end(end)
                try views.fold(JournalReading(source: source, range: 0..<last, halt: halt)) {
                    report(.folding(entries: $0, of: last))
                }
                let at = try views.db.number("SELECT at FROM live.journal WHERE idx = ?", [last - 1])
                return try work(views, Standing(entries: last, last: at.map(Timestamp.init(milliseconds:))))
            }
        }
    }

    private func read<Value: Sendable>(_ query: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await Halt.apart { [source] halt in
            let database = try source.open()
            halt.onCall { database.interrupt() }
            let value = try database.read(query)
            try database.close()
            return value
        }
    }
}

extension Fact {
    fileprivate var acceptedDocument: DocumentID? { if case .accepted(let fact) = self { fact.document } else { nil } }

    /// The document to which it gives recipients.
    fileprivate var addressedDocument: DocumentID? {
        if case .addressed(let fact) = self { fact.document } else { nil }
    }
}

/// How much there was of everything, at some moment.
package struct PastCounters: Sendable, Hashable, Codable {
    package struct Deliveries: Sendable, Hashable, Codable {
        /// ``DeliveryRoute``, ``TransportState``
        package let route: String
        package let state: String
        package let count: Int64
    }

    package let standing: Hindsight.Standing
    package let documents: Int64
    /// Packets that are statuses.
    package let messages: Int64
    package let deliveries: [Deliveries]
    /// Statuses recorded for deliveries.
    package let statuses: Int64
    /// Requests that waited for an answer, and packets that waited for their document.
    package let requestsOpen: Int64
    package let parked: Int64
    package let agencies: Int64
    package let localAgencies: Int64

    fileprivate init(_ db: Database, _ standing: Hindsight.Standing) throws {
        func count(_ sql: String) throws -> Int64 { try db.number("SELECT count(*) FROM \(sql)") ?? 0 }
        self.standing = standing
        documents = try count("document WHERE kind = 'document'")
        messages = try count("document WHERE kind = 'status'")
        deliveries = try db.rows("SELECT route, state, count(*) AS number FROM delivery GROUP BY route, state").map {
            Deliveries(
                route: try $0.required("route"), state: try $0.required("state"), count: try $0.required("number"))
        }
        statuses = try count("status")
        requestsOpen = try count("negotiation WHERE state IN ('asked', 'contested') AND NOT is_past")
        parked = try count("parked_status") + count("parked_request")
        agencies = try count("agency")
        localAgencies = try count("agency WHERE is_local")
    }
}
