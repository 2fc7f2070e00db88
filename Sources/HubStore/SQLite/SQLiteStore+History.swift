import HubCore

extension SQLiteStore {
    /// Entries that one document of a made-up history leaves: accepted, fetched, kept by its recipient, repeated twice.
    private static let entriesOfDocument = 5
    /// Documents in one transaction.
    private static let documentsAtOnce = 4_000

    /// Goes through the history of a store that has so many entries in its journal: documents accepted, fetched, acknowledged and
    /// repeated, by the same verbs as real ones, many in a transaction. For measuring: their bytes are not what their digests
    /// say.
    /// - Parameter agencies: who sends to whom, in a circle.
    package func fill(entries: Int, among agencies: [String], now: Timestamp) async throws {
        let documents = entries / Self.entriesOfDocument
        for start in stride(from: 0, to: documents, by: Self.documentsAtOnce) {
            let numbers = start..<min(start + Self.documentsAtOnce, documents)
            try await write { ledger in
                for number in numbers {
                    let then = now.adding(milliseconds: Int64(number - documents))
                    try ledger.goThrough(number, among: agencies, now: then)
                }
            }
        }
    }
}

extension Ledger {
    fileprivate func goThrough(_ number: Int, among agencies: [String], now: Timestamp) throws {
        var random = SystemRandomNumberGenerator()
        let sha256 = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }.hexadecimal
        let (sender, recipient) = (agencies[number % agencies.count], agencies[(number + 1) % agencies.count])
        let facts = MessageFacts(
            kind: .document, from: .init(id: sender), to: [.init(id: recipient)], code: "\(number)/BC-LS",
            promulgationDate: "2026-01-02", subject: "Báo cáo số liệu quan trắc", sha256: sha256, size: 64)
        let delivery = NewDelivery(
            id: DeliveryID(at: now, using: &random), recipient: recipient, name: recipient, route: .mailbox,
            state: .available)
        let document = IncomingDocument(
            id: DocumentID(at: now, using: &random), origin: .agency(sender, token: TokenID(at: now, using: &random)),
            sender: sender, facts: facts, deliveries: [delivery])
        let payload = SpooledPayload(sha256: sha256, size: 64, content: .bytes([UInt8](repeating: 32, count: 64)))
        _ = try accept(document, payload: payload, now: now)
        _ = try answer(delivery.id, .fetched, as: .fetched, by: recipient, now: now)
        let kept = Transport.Event.acknowledged(.done, description: nil)
        _ = try answer(delivery.id, kept, as: .acknowledged, by: recipient, now: now)
        for _ in 0..<2 { _ = try noteRepeat(ofBytes: sha256, size: 64, from: document.origin, now: now) }
    }
}
