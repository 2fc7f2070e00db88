import Crypto
import Foundation
import HubCore
import SeededRandom
import Testing

/// A journal in memory, and receipts of it.
private struct Desk {
    let signer = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())
    private let box = TileBox()
    private var entries: [String] = []
    private var random = SplitMix(9)

    mutating func name<Subject>() -> Identifier<Subject> {
        Identifier(at: Timestamp(milliseconds: 1_795_256_431_123), using: &random)
    }

    mutating func note(_ fact: Fact) throws -> Int64 {
        let at = Timestamp(milliseconds: 1_795_256_431_123 + Int64(entries.count))
        let bytes = try JournalEntry(at: at, fact: fact).canonical()
        entries.append(String(decoding: bytes, as: UTF8.self))
        try box.append([MerkleFrontier.leafHash(of: bytes)])
        return Int64(entries.count - 1)
    }

    func receipt(about subject: ProvenReceipt.Subject, _ indexes: [Int64]) throws -> ProvenReceipt {
        var tree = box.tree()
        let head = try tree.frontier().head
        return ProvenReceipt(
            about: subject,
            entries: try indexes.map {
                ProvenReceipt.Entry(index: $0, entry: entries[Int($0)], path: try tree.inclusionProof(of: $0))
            },
            checkpoint: try Checkpoint.note(head, by: signer), key: signer.publicKey.text)
    }
}

struct ReceiptJudgementTests {
    private var desk = Desk()
    private let document: DocumentID
    private let delivery: DeliveryID
    private let accepted: Int64
    private let fetched: Int64
    private let foreign: Int64

    init() throws {
        document = desk.name()
        delivery = desk.name()
        func facts(_ code: String) -> MessageFacts {
            MessageFacts(
                kind: .document, from: .init(id: "H24", name: "UBND"), to: [.init(id: "H24.01")], code: code,
                promulgationDate: "2026-11-02", subject: "Thử", sha256: String(repeating: "ab", count: 32), size: 5)
        }
        let other: DocumentID = desk.name()
        _ = try desk.note(.hubStarted(HubStarted(version: "1", hub: "hub.example.vn")))
        func acceptance(_ id: DocumentID, _ deliveries: [NewDelivery]) -> Accepted {
            IncomingDocument(
                id: id, origin: .centre("c"), sender: "H24", facts: facts("1/A"), deliveries: deliveries
            ).acceptance.first
        }
        let new = NewDelivery(id: delivery, recipient: "H24.01", name: "Sở", route: .mailbox, state: .available)
        accepted = try desk.note(.accepted(acceptance(document, [new])))
        foreign = try desk.note(.accepted(acceptance(other, [])))
        let taken = Transport(state: .fetched, route: .mailbox, attempt: 0, notBefore: nil, lease: nil, reason: nil)
        fetched = try desk.note(
            .moved(Moved(event: .fetched, document: document, delivery: delivery, now: taken, by: "c")))
    }

    private var subject: ProvenReceipt.Subject { .init(document: document, delivery: delivery) }

    private func flaws(_ receipt: ProvenReceipt, sha256: String? = nil) -> [ReceiptJudgement.Flaw] {
        ReceiptJudgement(of: receipt, key: desk.signer.publicKey, sha256: sha256).flaws
    }

    @Test func `a receipt proves what its entries say, and nothing that they do not`() throws {
        let whole = try desk.receipt(about: subject, [accepted, fetched])
        let judged = ReceiptJudgement(of: whole, key: desk.signer.publicKey, sha256: String(repeating: "ab", count: 32))
        #expect(judged.isProven && judged.isTheDocument == true && judged.handOver.count == 1)
        #expect(judged.recipient(of: subject)?.recipient == "H24.01" && judged.head?.size == 4)
        #expect(flaws(try desk.receipt(about: subject, [accepted])) == [.notHandedOver])
        #expect(flaws(try desk.receipt(about: subject, [fetched])) == [.notAccepted, .notHandedOver])
        #expect(flaws(try desk.receipt(about: subject, [accepted, fetched, foreign])) == [.stranger(index: foreign)])
        #expect(flaws(try desk.receipt(about: subject, [0, accepted, fetched])) == [.stranger(index: 0)])
        let acceptance = ProvenReceipt.Subject(document: document)
        #expect(flaws(try desk.receipt(about: acceptance, [accepted])) == [])
        #expect(flaws(try desk.receipt(about: acceptance, [accepted, fetched])) == [.stranger(index: fetched)])
        let sha256 = String(repeating: "0", count: 64)
        #expect(flaws(whole, sha256: sha256) == [.otherDocument(sha256: sha256)])
    }

    @Test func `whatever is altered in a receipt, it proves nothing any more`() throws {
        let whole = String(
            decoding: try CanonicalJSON.encode(try desk.receipt(about: subject, [accepted, fetched])), as: UTF8.self)
        for (part, other) in [
            ("\"index\":1", "\"index\":2"), ("\"index\":3", "\"index\":2"), ("H24.01", "H24.02"), ("Thử", "Thứ"),
            ("\\\"state\\\":\\\"fetched\\\"", "\\\"state\\\":\\\"delivered\\\""), ("receipt/1", "receipt/2"),
            ("hub.example.vn\\n4\\n", "hub.example.vn\\n5\\n"), (document.text, "0193511e-7c1f-7b2a-9d4e-5f60718293a4"),
            ("\"delivery\":\"\(delivery.text)\"", "\"delivery\":\"0193511e-7c1f-7b2a-9d4e-5f60718293a4\""),
        ] {
            let altered = whole.replacing(part, with: other, maxReplacements: 1)
            #expect(altered != whole, "\(part)")
            let receipt = try JSONDecoder().decode(ProvenReceipt.self, from: Data(altered.utf8))
            #expect(!flaws(receipt).isEmpty, "\(part)")
        }
        for (position, _) in try desk.receipt(about: subject, [accepted, fetched]).entries[0].proof.enumerated() {
            let hash = try desk.receipt(about: subject, [accepted]).entries[0].proof[position]
            let altered = whole.replacing(
                hash, with: Data(repeating: 7, count: 32).base64EncodedString(), maxReplacements: 1)
            let receipt = try JSONDecoder().decode(ProvenReceipt.self, from: Data(altered.utf8))
            #expect(flaws(receipt).contains(.proof(index: accepted)))
        }
    }

    @Test func `the key that a receipt names is not believed`() throws {
        let receipt = try desk.receipt(about: subject, [accepted, fetched])
        let forger = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())
        let forged = ProvenReceipt(
            about: receipt.about, entries: receipt.entries,
            checkpoint: try Checkpoint.note(try #require(Checkpoint(text: receipt.checkpoint)).head, by: forger),
            key: forger.publicKey.text)
        #expect(flaws(forged) == [.checkpoint])
    }
}
