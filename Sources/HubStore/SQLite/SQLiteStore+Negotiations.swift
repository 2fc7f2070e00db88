import GRDB
import HubCore

extension SQLiteStore: NegotiationStore {
    package func negotiations(about document: DocumentID) async throws -> [Negotiation] {
        try await read { try $0.negotiations(about: document) }
    }

    package func negotiations(askedBy request: DocumentID) async throws -> [Negotiation] {
        try await read { try $0.negotiations(askedBy: request) }
    }

    package func relations(of document: DocumentID) async throws -> [Relation] {
        try await read { db in
            try db.rows(
                "SELECT * FROM relation WHERE packet = ?1 OR document = ?1 ORDER BY journal_index", [document.text]
            ).map(Relation.init)
        }
    }

    package func giveUpWaiting(askedBefore moment: Timestamp, limit: Int, now: Timestamp) async throws -> Int {
        try await write { ledger in
            let awaited = try ledger.db.rows(
                """
                SELECT * FROM negotiation INDEXED BY negotiation_awaited
                WHERE state IN ('asked', 'contested') AND recorded_at <= ? ORDER BY recorded_at LIMIT ?
                """, [moment.milliseconds, limit]
            ).map(Negotiation.init)
            return try awaited.filter { try ledger.giveUp($0, now: now) }.count
        }
    }

    package func parkedRequests(limit: Int) async throws -> [ParkedRequest] {
        try await read { db in
            try db.rows("SELECT * FROM parked_request ORDER BY journal_index LIMIT ?", [limit]).map(ParkedRequest.init)
        }
    }

    package func match(
        _ packet: DocumentID, with document: DocumentID, answering request: DocumentID?, by: String, now: Timestamp
    ) async throws -> HandMatch {
        try await write { ledger in
            let parked = try ledger.db.parked(packet: packet)
            guard !parked.isEmpty else { return .notParked }
            guard let record = try ledger.db.document(document) else { return .notConcerned }
            for waiting in parked {
                try ledger.match(waiting, with: record, answering: request, by: by, now: now)
            }
            try ledger.holdBack(packet, now: now)
            return try ledger.db.outcome(ofMatching: packet)
        }
    }
}

extension Ledger {
    fileprivate func giveUp(_ negotiation: Negotiation, now: Timestamp) throws -> Bool {
        guard let delivery = try db.delivery(negotiation.delivery) else { return false }
        let outcome = try db.holding(delivery).0.after(.timeIsUp(negotiation.kind), by: .hub)
        guard outcome.verdict == .holds, let state = outcome.next[negotiation.kind] else { return false }
        let negotiated = Negotiated(
            request: negotiation.request, document: negotiation.document, delivery: negotiation.delivery,
            kind: negotiation.kind, state: state)
        try append(.negotiated(negotiated), at: now)
        return true
    }

    /// As if the packet had named the document.
    fileprivate func match(
        _ waiting: Parked, with record: DocumentRecord, answering request: DocumentID?, by: String, now: Timestamp
    ) throws {
        let match = Match(.byHand)
        switch waiting {
        case .status(var speech):
            (speech.by, speech.answering) = (by, request)
            let found = Found(
                document: record.id, sender: record.sender, isRequest: record.facts.isRequest, match: match)
            try hear(speech, found, match: match, now: now)
        case .request(let index, let message, let asked):
            guard asked.about.organID == record.sender, record.id != message else { return }
            let matched = RequestMatched(message: message, parked: index, document: record.id, by: by)
            try append(.requestMatched(matched), at: now)
            try ask(asked, of: message, about: record.id, match: match, now: now)
        }
    }
}

extension Database {
    /// What is left of a packet that was parked.
    fileprivate func outcome(ofMatching packet: DocumentID) throws -> HandMatch {
        if try parked(packet: packet).isEmpty { return .matched }
        let because = try text("SELECT because FROM parked_status WHERE message = ?", [packet.text])
        return because == ParkedBecause.unclear.rawValue ? .unclear : .notConcerned
    }
}

extension MessageFacts {
    fileprivate var isRequest: Bool { kind == .status || businessType == 1 || businessType == 2 }
}

extension Relation {
    fileprivate init(_ row: Row) throws {
        self.init(
            packet: try row.identifier("packet"), document: try row.identifier("document"),
            kind: try row.choice("kind"), match: try row.json("match"),
            changesDocument: try row.required("changes_document"), at: try row.time("at"))
    }
}

extension ParkedRequest {
    fileprivate init(_ row: Row) throws {
        self.init(
            message: try row.identifier("message"), sender: try row.required("sender"),
            request: try row.json("request"), because: try row.choice("because"),
            candidates: try row.json("candidates"), parkedAt: try row.time("parked_at"))
    }
}
