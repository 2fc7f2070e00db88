import Crypto
import Foundation
import HubCore
import Testing

struct AddCheckpointTests {
    private let note: String

    init() throws {
        let signer = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())
        note = try Checkpoint.note(MerkleFrontier().head, by: signer)
    }

    private let hash = [UInt8](repeating: 7, count: 32)

    @Test(arguments: [0, 1, 63]) func `is read back as it was written`(_ hashes: Int) throws {
        let request = AddCheckpoint(old: 12, proof: Array(repeating: hash, count: hashes), note: note)
        #expect(AddCheckpoint(body: Array(request.body.utf8)) == request)
        #expect(request.body.hasPrefix("old 12\n") && request.body.hasSuffix("\n\n" + note))
    }

    @Test func `is nothing but its one form`() throws {
        let line = Data(hash).base64EncodedString()
        let spoilt = [
            "", "old 1", "old 1\n", "old 01\n\n\(note)", "old -1\n\n\(note)", "old +1\n\n\(note)", "old 1 \n\n\(note)",
            "OLD 1\n\n\(note)", "old\n\n\(note)", "old 1\r\n\r\n\(note)", "old 99999999999999999999\n\n\(note)",
            "old 1\n\(line)=\n\n\(note)", "old 1\nAAAA\n\n\(note)", "old 1\n \(line)\n\n\(note)",
            "\n\nold 1\n\n\(note)", "old 1\n" + String(repeating: line + "\n", count: 64) + "\n\(note)",
            // The last digit of base64 has bits to spare.
            "old 1\n\(line.dropLast(2))d=\n\n\(note)",
        ]
        for body in spoilt { #expect(AddCheckpoint(body: Array(body.utf8)) == nil, "\(body.prefix(40))") }
        #expect(AddCheckpoint(body: Array("old 1\n\n".utf8) + [0xFF, 0x0A]) == nil)
        #expect(AddCheckpoint(body: [UInt8](repeating: 0x61, count: AddCheckpoint.largestBody + 1)) == nil)
    }

    @Test func `a note has a text, signatures, and no character that cannot be seen`() throws {
        let parts = try #require(NoteParts(note))
        #expect(note == parts.text + "\n" + parts.lines.map { $0 + "\n" }.joined())
        for spoilt in [
            "", "a\n", "a\n\n", "a\n\n— b c", "a\n\nb c\n", String(note.dropLast()),
            note.replacing("hub", with: "h\u{7}b"),
            note.replacing("\n", with: "\r\n"), note + "\n", note + "x\n",
        ] {
            #expect(NoteParts(spoilt) == nil, "\(spoilt.debugDescription)")
        }
    }
}
