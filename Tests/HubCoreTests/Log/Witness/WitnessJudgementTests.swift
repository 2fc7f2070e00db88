import Crypto
import Foundation
import HubCore
import Testing

/// A log that grows, and the same with another past from some entry on.
private struct Log {
    let signer = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())
    private let box = TileBox()

    init(_ size: Int64, otherFrom: Int64 = .max) throws {
        try box.append((0..<size).map { MerkleFrontier.leafHash(of: Array("\($0)\($0 >= otherFrom ? "'" : "")".utf8)) })
    }

    var watched: WatchedLog { WatchedLog(origin: signer.origin, keys: [signer.publicKey]) }

    func head(_ size: Int64) throws -> TreeHead {
        var tree = box.tree(size)
        return try tree.frontier().head
    }

    /// A request of a log that does what it should.
    func request(_ size: Int64, after old: Int64, by other: HubSigner? = nil) throws -> AddCheckpoint {
        var tree = box.tree(size)
        return AddCheckpoint(
            old: old, proof: old <= size ? try tree.consistencyProof(from: old) : [],
            note: try Checkpoint.note(try head(size), by: other ?? signer))
    }
}

struct WitnessJudgementTests {
    private let log: Log

    init() throws { log = try Log(300) }

    private func judge(_ request: AddCheckpoint, last: TreeHead?) -> WitnessJudgement {
        WitnessJudgement(request, of: log.watched, last: last)
    }

    @Test func `cosigns the first head, and every one that continues the last`() throws {
        var last: TreeHead?
        for size in [1, 2, 3, 7, 8, 255, 256, 257, 300, 300] as [Int64] {
            let judgement = judge(try log.request(size, after: last?.size ?? 0), last: last)
            guard case .cosign(let head, let text) = judgement else {
                Issue.record("\(size): \(judgement)")
                return
            }
            #expect(try head == log.head(size) && text.hasPrefix("hub.example.vn\n\(size)\n"))
            last = head
        }
    }

    @Test func `never cosigns another past, whatever comes with it`() throws {
        let known = try log.head(200)
        for otherFrom in [0, 7, 128, 199] as [Int64] {
            let other = try Log(300, otherFrom: otherFrom)
            for size in [201, 256, 300] as [Int64] {
                let lie = try other.request(size, after: 200, by: log.signer)
                #expect(judge(lie, last: known) == .unproven(known))
                let honest = try log.request(size, after: 200)
                let mixed = AddCheckpoint(old: 200, proof: honest.proof, note: lie.note)
                #expect(judge(mixed, last: known) == .unproven(known))
                #expect(judge(mixed, last: known).isEvidence)
            }
        }
    }

    @Test func `calls two trees of one size what they are, wherever the request begins`() throws {
        let (known, other) = (try log.head(200), try Log(300, otherFrom: 150))
        let same = try other.request(200, after: 200, by: log.signer)
        #expect(judge(same, last: known) == .otherTree(known))
        let elsewhere = judge(try other.request(200, after: 0, by: log.signer), last: known)
        #expect(elsewhere == .elsewhere(known, contradicts: true) && elsewhere.isEvidence)
        let innocent = judge(try log.request(200, after: 0), last: known)
        #expect(innocent == .elsewhere(known, contradicts: false) && !innocent.isEvidence)
    }

    @Test func `never goes back`() throws {
        let known = try log.head(200)
        #expect(judge(try log.request(100, after: 0), last: known) == .elsewhere(known, contradicts: false))
        #expect(judge(try log.request(100, after: 200), last: known) == .backwards)
        #expect(judge(try log.request(100, after: 100), last: known) == .elsewhere(known, contradicts: false))
        let empty = MerkleFrontier().head
        #expect(
            judge(try log.request(0, after: 0), last: nil)
                == .cosign(
                    empty,
                    text: Checkpoint(
                        origin: log.signer.origin, head: empty
                    ).text))
        #expect(judge(try log.request(5, after: 3), last: nil) == .elsewhere(empty, contradicts: false))
    }

    @Test func `a proof must be there where it is needed, and not where there is nothing to prove`() throws {
        let known = try log.head(200)
        let good = try log.request(300, after: 200)
        #expect(judge(AddCheckpoint(old: 200, proof: [], note: good.note), last: known) == .unproven(known))
        let longer = AddCheckpoint(old: 200, proof: good.proof + [good.proof[0]], note: good.note)
        #expect(judge(longer, last: known) == .unproven(known))
        let first = AddCheckpoint(old: 0, proof: [good.proof[0]], note: good.note)
        #expect(judge(first, last: nil) == .unproven(MerkleFrontier().head))
        let again = AddCheckpoint(old: 200, proof: [good.proof[0]], note: try log.request(200, after: 200).note)
        #expect(judge(again, last: known) == .unproven(known))
    }

    @Test func `believes the log's own keys alone, and every one of them`() throws {
        let stranger = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())
        let forged = try log.request(3, after: 0, by: stranger)
        #expect(judge(forged, last: nil) == .unsigned)
        let both = WatchedLog(origin: "hub.example.vn", keys: [stranger.publicKey, log.signer.publicKey])
        for request in [forged, try log.request(3, after: 0)] {
            guard case .cosign = WitnessJudgement(request, of: both, last: nil) else {
                Issue.record("a key of the log is not believed")
                return
            }
        }
        let elsewhere = WatchedLog(origin: "hub.example.org", keys: [log.signer.publicKey])
        #expect(WitnessJudgement(try log.request(3, after: 0), of: elsewhere, last: nil) == .unsigned)
    }
}
