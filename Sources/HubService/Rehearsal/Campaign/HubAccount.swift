import HubCore
import HubStore

/// What a hub that has stopped says about everything it took in: the acceptances from its journal, which is verified first,
/// and where each delivery stands from its tables.
struct HubAccount: Sendable {
    struct Status: Sendable, Hashable {
        let code: String
        let at: Timestamp
    }

    struct Delivery: Sendable, Hashable {
        let id: String
        let recipient: String
        let route: DeliveryRoute
        var state: TransportState
        var statuses: [Status]
    }

    struct Document: Sendable, Hashable {
        let id: String
        let sha256: String
        let kind: MessageFacts.Kind
        let isFromAxis: Bool
        let sender: String
        let code: String
        var deliveries: [Delivery]
    }

    struct Parked: Sendable, Hashable {
        let replier: String
        let code: String
        let about: String
    }

    var documents: [Document]
    var parked: [Parked]
    /// Entries of the journal.
    var size: Int64
    /// Packets that came again with the same bytes.
    var repeats = 0

    private static let page = 1_000

    /// - Throws: ``StoreError``, also when the journal is not what it promised to be.
    static func read(_ store: SQLiteStore) async throws -> HubAccount {
        try await store.verifyJournal(newest: .max)
        let size = try await store.journalHead().size
        var documents: [Document] = []
        var repeats = 0
        for start in stride(from: Int64(0), to: size, by: page) {
            for record in try await store.journal(from: start, limit: page) {
                if record.kind == "duplicate" { repeats += 1 }
                guard record.kind == "accepted",
                    case .accepted(let accepted) = try JournalEntry(canonical: record.entry.utf8).fact
                else {
                    continue
                }
                documents.append(Document(accepted, try await store.deliveries(of: accepted.document)))
            }
        }
        let parked = try await store.parkedStatuses(limit: 100_000).map {
            Parked(replier: $0.replier, code: $0.status.code, about: $0.about.code)
        }
        return HubAccount(documents: documents, parked: parked, size: size, repeats: repeats)
    }
}

extension HubAccount.Document {
    fileprivate init(_ accepted: Accepted, _ deliveries: [DeliveryRecord]) {
        let isFromAxis = if case .axis = accepted.origin { true } else { false }
        self.init(
            id: accepted.document.text, sha256: accepted.facts.sha256, kind: accepted.facts.kind,
            isFromAxis: isFromAxis, sender: accepted.sender, code: accepted.facts.code,
            deliveries: deliveries.map { delivery in
                HubAccount.Delivery(
                    id: delivery.id.text, recipient: delivery.recipient, route: delivery.route, state: delivery.state,
                    statuses: delivery.statuses.map { HubAccount.Status(code: $0.code, at: $0.at) })
            })
    }
}
