import Crypto
import Foundation
import HubCore
import HubStore
import NIOCore
import SeededRandom

/// A hub that has lived, for the campaign: its data folder, a backup, receipts that were given, and a checkpoint that somebody kept
/// from the middle of its life. The same seed makes the same.
struct TamperGround {
    let folder: String
    let signer: HubSigner
    /// Of the middle of its life.
    private(set) var kept = KeptProof(name: "checkpoint", checkpoint: "")
    private(set) var keptSize: Int64 = 0
    /// A receipt that its recipient kept, and the entry of the acceptance that it proves.
    private(set) var receipt: (proof: KeptProof, entry: Int64)?
    private(set) var entries: Int64 = 0

    var data: String { "\(folder)/data" }
    var backup: String { "\(folder)/backup" }
    var receipts: String { "\(folder)/receipts" }
    var packs: String { "\(folder)/packs" }

    private static let start = Timestamp(milliseconds: 1_795_256_431_123)
    private static let agencies = (1...6).map {
        Agency(id: "H24.0\($0)", name: "Sở số \($0)", centre: "00.24.H24", isLocal: true)
    }
    private static let beyond = Agency(id: "G22", name: "Văn phòng Chính phủ", centre: "00.00.G22", isLocal: false)

    /// - Parameter exchanges: documents that go to and fro.
    init(in folder: String, seed: UInt64, exchanges: Int) async throws {
        var dice = SplitMix(seed)
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &dice) }
        self.folder = folder
        signer = HubSigner(
            origin: "bench.example.vn", key: try Curve25519.Signing.PrivateKey(rawRepresentation: secret))
        let store = try SQLiteStore(
            SQLiteStore.Configuration(folder: "\(folder)/data", signer: signer, sealing: SymmetricKey(data: secret)))
        _ = try await store.put(agencies: Self.agencies + [Self.beyond], by: "bench", now: Self.start)
        var life = TamperedLife(store: store, dice: dice, agencies: Self.agencies.map(\.id), now: Self.start)
        for number in 0..<exchanges {
            try await life.exchange(number)
            if number == exchanges / 2 {
                kept = KeptProof(name: "checkpoint", checkpoint: try await store.checkpoint())
                keptSize = try await store.journalHead().size
            }
            if number == exchanges * 3 / 4 { _ = try await store.backUp(to: "\(folder)/backup", now: life.now) }
        }
        try await life.end()
        try await giveReceipts(life.documents, store)
        entries = try await store.journalHead().size
        try await store.close()
        try await export()
    }

    /// A pack of one agency, with something withheld; as a file, and unpacked.
    private func export() async throws {
        try FileManager.default.createDirectory(atPath: "\(packs)/unpacked", withIntermediateDirectories: true)
        let order = try PackOrder(period: "2020-01-01..2099-12-31", agencies: ["H24.01"], redacted: [.actor])
        let (path, signer) = ("\(packs)/pack.zip", signer)
        _ = try await JournalExtraction(AuditFolder(data)).run { snapshot in
            try PackWriting(
                snapshot: snapshot, order: order, signer: signer, by: "bench", now: Self.start, container: nil,
                report: { _, _ in }
            ).write(to: path)
        }
        try FileManager.default.removeItem(atPath: PackDrafts.openings(of: path))
        let pack = try PackReading(path)
        for name in pack.names {
            try Data(try pack.bytes(of: name)).write(to: URL(fileURLWithPath: "\(packs)/unpacked/\(name)"))
        }
    }

    private mutating func giveReceipts(_ documents: [DocumentID], _ store: SQLiteStore) async throws {
        try FileManager.default.createDirectory(atPath: receipts, withIntermediateDirectories: true)
        let desk = ReceiptDesk(store: store)
        for (number, document) in documents.enumerated() where number % 5 == 0 {
            guard let receipt = try await desk.receipt(about: .init(document: document)) else { continue }
            let file = "\(receipts)/\(number).json"
            try Data(WireJSON.encode(receipt).readableBytesView).write(to: URL(fileURLWithPath: file))
            if self.receipt == nil, let entry = receipt.entries.first?.index {
                self.receipt = (KeptProof(name: "receipt", receipt: receipt), entry)
            }
        }
    }
}

/// What happens in such a hub.
private struct TamperedLife {
    let store: SQLiteStore
    var dice: SplitMix
    let agencies: [String]
    var now: Timestamp
    private(set) var documents: [DocumentID] = []

    init(store: SQLiteStore, dice: SplitMix, agencies: [String], now: Timestamp) {
        (self.store, self.dice, self.agencies, self.now) = (store, dice, agencies, now)
    }

    /// A document is sent, taken, kept and answered; now and then something else happens.
    mutating func exchange(_ number: Int) async throws {
        let (sender, recipient) = (agencies[number % agencies.count], agencies[(number + 1) % agencies.count])
        let code = "\(number + 1)/BC-LS"
        let up = number % 4 == 1
        let (document, packet) = try message(from: sender, to: [recipient] + (up ? ["G22"] : []), code) {
            $0.subject = "Về việc báo cáo số \(number + 1)"
            $0.documentID = "\(sender),2026/11/02,\(code)"
        }
        _ = try await store.accept(document, payload: packet, now: now)
        documents.append(document.id)
        try await take(document)
        for status in ["03", "06"] {
            now = now.adding(milliseconds: 60_000)
            let stated = StatedStatus(code: status, at: now, description: "Đã xử lý \(number)", staff: "Nguyễn Văn A")
            let (answer, bytes) = try message(from: recipient, to: [sender], code) {
                $0.kind = .status
                $0.responseFor = [.init(organID: sender, code: code, promulgationDate: "2026/11/02")]
                $0.status = stated
            }
            _ = try await store.accept(answer, payload: bytes, now: now)
            try await take(answer)
        }
        if up { try await carryUp() }
        try await other(number)
    }

    /// The mailboxes' owners fetch it and keep it.
    private mutating func take(_ document: IncomingDocument) async throws {
        for delivery in document.deliveries where delivery.route == .mailbox {
            now = now.adding(milliseconds: 1_000)
            _ = try await store.markFetched(delivery.id, by: delivery.recipient, now: now)
            _ = try await store.acknowledge(delivery.id, .done, description: nil, by: delivery.recipient, now: now)
        }
    }

    private func carryUp() async throws {
        let claims = try await store.claim(
            route: .axis, limit: 10, owner: "bench", until: now.adding(milliseconds: 600_000), now: now)
        for claim in claims { _ = try await store.settle(claim, .delivered(reference: "vxp"), now: now) }
    }

    private mutating func other(_ number: Int) async throws {
        now = now.adding(milliseconds: 3_600_000)
        switch number % 6 {
        case 0:
            _ = try await store.refuse(
                HubCore.Refusal(
                    origin: .axis(docID: "bad-\(number)"), sha256: "\(number)", size: 1, codes: ["SIG-REQUIRED"]),
                now: now)
        case 1:
            // Of a document that nobody knows: it is parked.
            let (status, bytes) = try message(from: agencies[0], to: [agencies[1]], "\(number)/KHONG-CO") {
                [now, agencies] in
                $0.kind = .status
                $0.responseFor = [.init(organID: agencies[1], code: "\(number)/KHONG-CO")]
                $0.status = StatedStatus(code: "02", at: now, description: "Không rõ")
            }
            _ = try await store.accept(status, payload: bytes, now: now)
        case 2: try await store.pause(.agency("G22"), by: "trực", reason: "bảo trì \(number)", now: now)
        case 3: _ = try await store.release(.agency("G22"), by: "trực", reason: "", now: now)
        default:
            let act = OperatorActed(by: "trực", action: "note", subject: "\(number)", note: "ghi chú")
            _ = try await store.note(.operatorActed(act), now: now)
        }
    }

    /// The oldest packets are kept no longer; one destination stays paused.
    mutating func end() async throws {
        var policy = RetentionPolicy()
        policy.documents.bytes = 86_400_000
        for due in policy.due(now: now.adding(milliseconds: 10_000)) {
            let old = try await store.retirable(due, after: -1, limit: 3).map(\.document)
            _ = try await store.retire(due, old, by: "trực", now: now)
        }
        try await store.pause(.agency("G22"), by: "trực", reason: "hết ngày", now: now)
    }

    /// A packet whose bytes are its own; every eighth is too large for the database.
    private mutating func message(
        from sender: String, to recipients: [String], _ code: String, _ change: (inout MessageFacts) -> Void
    ) throws -> (IncomingDocument, SpooledPayload) {
        let spool = try store.spool()
        let length = dice.once(in: 8) ? 70_000 : dice.number(200...2_000)
        try spool.write((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &dice) })
        let payload = try spool.finish()
        var facts = MessageFacts(
            kind: .document, from: .init(id: sender, name: "Sở"), to: recipients.map { .init(id: $0) }, code: code,
            promulgationDate: "2026-11-02", sha256: payload.sha256, size: payload.size)
        change(&facts)
        let deliveries = recipients.map { recipient in
            let isLocal = recipient != "G22"
            return NewDelivery(
                id: DeliveryID(at: now, using: &dice), recipient: recipient, name: "Sở",
                route: isLocal ? .mailbox : .axis, state: isLocal ? .available : .waiting)
        }
        let document = IncomingDocument(
            id: DocumentID(at: now, using: &dice), origin: .centre("00.24.H24"), sender: sender, facts: facts,
            deliveries: deliveries)
        return (document, payload)
    }
}
