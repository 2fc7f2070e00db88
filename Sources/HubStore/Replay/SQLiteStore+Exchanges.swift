import HubCore

extension SQLiteStore {
    /// Entries that one exchange leaves: a document accepted, fetched and kept; two statuses about it, each accepted, recorded,
    /// fetched and kept.
    package static let entriesOfExchange = 11
    private static let exchangesAtOnce = 1_000

    /// Goes through so many exchanges between agencies of this hub, by the same verbs as real ones, many in a transaction. For
    /// measuring: their bytes are not what their digests say.
    /// - Parameter agencies: in the register, who sends to whom, in a circle.
    package func exchange(_ exchanges: Int, among agencies: [String], now: Timestamp) async throws {
        for start in stride(from: 0, to: exchanges, by: Self.exchangesAtOnce) {
            let numbers = start..<min(start + Self.exchangesAtOnce, exchanges)
            try await write { ledger in
                for number in numbers {
                    let then = now.adding(milliseconds: Int64(number - exchanges) * 1000)
                    try Exchange(ledger: ledger, number: number, agencies: agencies).happen(at: then)
                }
            }
        }
    }
}

/// A document and the statuses that answer it.
private struct Exchange {
    let ledger: Ledger
    let number: Int
    let agencies: [String]

    private var sender: String { agencies[number % agencies.count] }
    private var recipient: String { agencies[(number + 1) % agencies.count] }

    func happen(at now: Timestamp) throws {
        try send(now) { facts in
            facts.subject = "Về việc báo cáo số liệu quan trắc môi trường không khí quý \(number % 4 + 1) trên địa bàn"
            facts.documentID = "\(sender),2026/11/02,\(number)/BC-LS"
        }
        for (step, code) in ["03", "06"].enumerated() {
            let stated = now.adding(milliseconds: Int64(step + 1) * 100)
            try send(stated, back: true) { facts in
                facts.kind = .status
                facts.responseFor = [
                    .init(organID: sender, code: "\(number)/BC-LS", promulgationDate: "2026/11/02")
                ]
                facts.status = StatedStatus(
                    code: code, at: stated, description: "Đã xử lý", staff: "Nguyễn Văn A", department: "Văn phòng")
            }
        }
    }

    /// One packet: accepted, fetched, kept.
    private func send(_ now: Timestamp, back: Bool = false, _ change: (inout MessageFacts) -> Void) throws {
        var random = SystemRandomNumberGenerator()
        let sha256 = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }.hexadecimal
        let (from, to) = back ? (recipient, sender) : (sender, recipient)
        var facts = MessageFacts(
            kind: .document, from: .init(id: from, name: "Sở Tài nguyên và Môi trường"),
            to: [.init(id: to, name: "Ủy ban nhân dân thành phố")], code: "\(number)/BC-LS",
            promulgationDate: "2026-11-02", sha256: sha256, size: 64, certificate: sha256)
        change(&facts)
        let delivery = NewDelivery(
            id: DeliveryID(at: now, using: &random), recipient: to, name: "Ủy ban nhân dân thành phố", route: .mailbox,
            state: .available)
        let document = IncomingDocument(
            id: DocumentID(at: now, using: &random), origin: .agency(from, token: TokenID(at: now, using: &random)),
            sender: from, facts: facts, deliveries: [delivery])
        let payload = SpooledPayload(sha256: sha256, size: 64, content: .bytes([UInt8](repeating: 32, count: 64)))
        _ = try ledger.accept(document, payload: payload, now: now)
        _ = try ledger.answer(delivery.id, .fetched, as: .fetched, by: to, now: now)
        let kept = Transport.Event.acknowledged(.done, description: nil)
        _ = try ledger.answer(delivery.id, kept, as: .acknowledged, by: to, now: now)
    }
}
