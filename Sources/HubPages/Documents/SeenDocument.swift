import HubCore
import HubService
import HubStore

/// A document as far as one person may see it.
struct SeenDocument: Sendable {
    let record: DocumentRecord
    /// All of them for the sender and the auditor; a recipient sees its own.
    let deliveries: [DeliveryRecord]
    /// The person's agency that sent it, if one did and the person may act for it.
    let ownSender: String?
    /// Deliveries to agencies for which the person may act.
    let own: [DeliveryRecord]

    var facts: MessageFacts { record.facts }
    var address: String { "/documents/\(record.id.text)" }
}

/// Finds documents for whoever asks, and nothing for whom they do not concern.
struct DocumentReader: Sendable {
    let store: any Store

    /// - Throws: ``PageRefusal/notFound`` for what is not there, and what is others' alike.
    func document(_ stated: String?, for visitor: Visitor) async throws -> SeenDocument {
        guard let id = stated.flatMap({ DocumentID($0) }), let record = try await store.document(id) else {
            throw PageRefusal.notFound
        }
        let deliveries = try await store.deliveries(of: id)
        let agencies = try await store.agencies([record.sender] + deliveries.map(\.recipient))
        let clerksOf = Set(visitor.account.agencies(as: .clerk))
        func acts(for agency: String) -> Bool { clerksOf.contains(agencies[agency]?.id ?? agency) }
        let isSender = acts(for: record.sender)
        // What the register would not have, and what its sender has back, was never the recipient's, or is so no more.
        let own = deliveries.filter { ![.refused, .recalled].contains($0.state) && acts(for: $0.recipient) }
        let seesAll = isSender || visitor.account.holds(.auditor)
        guard seesAll || !own.isEmpty else { throw PageRefusal.notFound }
        return SeenDocument(
            record: record, deliveries: seesAll ? deliveries : own,
            ownSender: isSender ? agencies[record.sender]?.id ?? record.sender : nil, own: own)
    }
}
