import Crypto
import Foundation
import HubCore
import Testing

struct CosignatureTests {
    private let key = Curve25519.Signing.PrivateKey()
    private let text = "example.com/log\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

    private var signer: WitnessSigner { WitnessSigner(name: "witness.example.com/w1", key: key) }

    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test func `a witness' key is read back from its text, and is of a type of its own`() throws {
        let witness = signer.publicKey
        #expect(WitnessKey(witness.text) == witness)
        let named = Array("witness.example.com/w1\n".utf8) + [0x04] + Array(key.publicKey.rawRepresentation)
        #expect(witness.hash == Array(SHA256.hash(data: named).prefix(4)))
        #expect(witness.text.hasPrefix("witness.example.com/w1+\(witness.id)+B"))
        let log = NoteKey(name: "witness.example.com/w1", key: key.publicKey)
        #expect(WitnessKey(log.text) == nil && NoteKey(witness.text) == nil)
        #expect(WitnessKey(witness.text.replacing(witness.id, with: "00000000")) == nil)
        for text in ["", "a+b", "+00000000+BA==", "a b+\(witness.id)+BA=="] { #expect(WitnessKey(text) == nil) }
    }

    @Test func `signs time and text, and its line says both`() throws {
        let cosignature = try signer.cosign(text, at: 1_679_315_147)
        let bytes = try #require(Data(base64Encoded: String(cosignature.line.dropFirst(25).dropLast())))
        #expect(bytes.count == 76 && Array(bytes.prefix(4)) == signer.publicKey.hash)
        #expect(Array(bytes.dropFirst(4).prefix(8)) == [0, 0, 0, 0, 0x64, 0x18, 0x50, 0xCB])
        let signed = "cosignature/v1\ntime 1679315147\n" + text
        #expect(key.publicKey.isValidSignature(bytes.suffix(64), for: Data(signed.utf8)))
        let read = Cosignature(by: signer.publicKey, among: lines(cosignature.line), of: text)
        #expect(read == cosignature && read?.seconds == 1_679_315_147)
    }

    @Test func `is true of no other text, time, name or key`() throws {
        let cosignature = try signer.cosign(text, at: 1_679_315_147)
        let witness = signer.publicKey
        #expect(Cosignature(by: witness, among: lines(cosignature.line), of: text + "x\n") == nil)
        let bytes = try #require(Data(base64Encoded: String(cosignature.line.dropFirst(25).dropLast())))
        for index in [0, 11, 12, 75] {
            var spoilt = bytes
            spoilt[index] ^= 1
            let line = "— \(witness.name) \(spoilt.base64EncodedString())"
            #expect(Cosignature(by: witness, among: [line], of: text) == nil, "byte \(index)")
        }
        let other = WitnessSigner(name: "witness.example.com/w2", key: key).publicKey
        #expect(Cosignature(by: other, among: lines(cosignature.line), of: text) == nil)
        let renamed = cosignature.line.replacing("/w1", with: "/w2")
        #expect(Cosignature(by: other, among: lines(renamed), of: text) == nil)
    }

    @Test func `of several the newest counts, and strangers are passed over`() throws {
        let stranger = WitnessSigner(name: "else.example", key: Curve25519.Signing.PrivateKey())
        let all = try [
            stranger.cosign(text, at: 99).line, signer.cosign(text, at: 7).line, signer.cosign(text, at: 9).line,
            signer.cosign(text, at: 8).line, "— witness.example.com/w1 !!!", "", "—",
        ].map { String($0.dropLast($0.hasSuffix("\n") ? 1 : 0)) }
        #expect(Cosignature(by: signer.publicKey, among: all, of: text)?.seconds == 9)
    }

    @Test func `a quorum stands behind the newest head that enough of those who count cosigned`() throws {
        let signers = (1...3).map { WitnessSigner(name: "w\($0)", key: Curve25519.Signing.PrivateKey()) }
        let keys = signers.map(\.publicKey)
        func head(_ number: Int, _ size: Int64) throws -> CosignedHead {
            let text = "log\n\(size)\n\n"
            return CosignedHead(
                size: size, note: text, cosignature: try signers[number].cosign(text, at: Int64(number)))
        }
        let kept = try [head(0, 30), head(0, 20), head(1, 20), head(1, 10), head(2, 10)]
        func witnessed(_ keys: [WitnessKey], _ needed: Int) -> Int64? {
            WitnessQuorum(keys, needed: needed).newest(of: kept)?.size
        }
        #expect(witnessed(keys, 1) == 30 && witnessed(keys, 2) == 20 && witnessed(keys, 3) == nil)
        #expect(witnessed([keys[1], keys[2]], 1) == 20 && witnessed([keys[1], keys[2]], 2) == 10)
        #expect(witnessed([], 1) == nil && WitnessQuorum(keys).newest(of: []) == nil)
        let twice = try WitnessQuorum(keys, needed: 2).newest(of: [head(0, 5), head(0, 5)])
        #expect(twice == nil, "one witness is not two")
    }
}
