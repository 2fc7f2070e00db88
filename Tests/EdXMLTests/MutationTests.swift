import Foundation
import SeededRandom
import SignedXML
import Testing

@testable import EdXML

/// Spoils packets in ways that people and attackers do.
private struct Spoiler {
    var dice: SplitMix
    private static let scraps: [[UInt8]] = [
        "<!--x-->", "<![CDATA[", "]]>", "<?x?>", "<!DOCTYPE a>", "&amp;", "&#0;", "&#x110;", "&x;", "<a/>",
        "</edXML:edXMLHeader>",
        " xmlns=\"\"", " xmlns:a=\"b\"", " Id=\"x\"", "cid:", "==", "\u{FEFF}", "\r\n", "<ds:Signature/>", "xsi:type",
        "\u{0}",
    ].map { Array($0.utf8) }

    mutating func spoil(_ packet: [UInt8], with other: [UInt8]) -> [UInt8] {
        var bytes = packet
        for _ in 0..<Int.random(in: 1...3, using: &dice) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &dice)
            let length = min(Int.random(in: 1...64, using: &dice), bytes.count - at)
            switch Int.random(in: 0..<7, using: &dice) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
            case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            case 2: bytes.removeSubrange(at..<at + length)
            case 3: bytes.insert(contentsOf: Self.scraps[Int.random(in: 0..<Self.scraps.count, using: &dice)], at: at)
            case 4: bytes.insert(contentsOf: bytes[at..<at + length], at: Int.random(in: 0..<bytes.count, using: &dice))
            case 5: bytes.removeSubrange(at...)
            default:
                let from = Int.random(in: 0..<other.count, using: &dice)
                bytes.insert(contentsOf: other[from..<min(other.count, from + 200)], at: at)
            }
        }
        return bytes
    }
}

/// `LIENTHONG_MUTATIONS=100000 LIENTHONG_SEED=7 swift test --filter MutationTests` runs a longer campaign.
struct MutationTests {
    private static func setting(_ name: String, default value: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? value
    }

    private static let packets = Result {
        let pki = try RehearsalPKI(at: Fixture.receivedAt / 1_000)
        let issued = try pki.identity(of: RehearsalAgency(identifier: "H24", name: "Thanh pho"), key: .p256)
        let identity = try SigningIdentity(keyPEM: issued.key.pem(), certificatesPEM: issued.certificatesPEM())
        let files = try Fixture.files(in: "documents").prefix(4) + Fixture.files(in: "statuses").prefix(2)
        return try files.map { file in
            try DocumentSigner.sign(Fixture.bytes(file), by: identity, profile: .edXML()).get()
        }
    }

    @Test func `no spoiled packet stops the reader, and none that lost its signature's sense is true`() throws {
        let packets = try Self.packets.get()
        let seed = Self.setting("LIENTHONG_SEED", default: 1)
        var spoiler = Spoiler(dice: SplitMix(UInt64(truncatingIfNeeded: seed)))
        for round in 0..<Self.setting("LIENTHONG_MUTATIONS", default: 800) {
            let packet = packets[round % packets.count]
            let spoiled = spoiler.spoil(packet, with: packets[(round / 3) % packets.count])
            let inspection = try Fixture.inspect(spoiled, pieces: 1 + Int(spoiler.dice.next() % 5_000))
            guard case .present(let evidence) = inspection.signature, evidence.verify().isEmpty else { continue }
            // Still truly signed: then everything that is read must be what was signed.
            let original = try Fixture.inspect(packet)
            #expect(inspection.message == original.message || inspection.message == nil, "seed \(seed), round \(round)")
        }
    }
}
