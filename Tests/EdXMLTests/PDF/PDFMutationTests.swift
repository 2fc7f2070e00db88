import SeededRandom
import Testing

@testable import EdXML

@Suite struct `A signed PDF file of which one byte is changed` {
    @Test func `never has a valid signature over that byte`() throws {
        let signed = try PDFDesk.signedTwice.get().bytes
        let first = try PDFDesk.signed.get().bytes.count
        var random = SplitMix(20_261_115)
        for _ in 0..<400 {
            let position = Int.random(in: 0..<signed.count, using: &random)
            var bytes = signed
            bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let signatures = try PDFDesk.judge(bytes, pieces: Int.random(in: 1..<6_000, using: &random))
            guard !Self.isHexDigit(signed[position], beside: signed, at: position) else { continue }
            // The later signature covers every byte but its own; the first one only its own revision.
            let valid = signatures.filter { $0.verdict == .valid }
            #expect(
                valid.isEmpty || (position >= first && valid.allSatisfy { $0.coverage != .wholeFile }), "\(position)")
        }
    }

    /// Within a signature: what changes there may be padding, letter case, or an enclosed certificate that nobody needs.
    private static func isHexDigit(_ byte: UInt8, beside bytes: [UInt8], at position: Int) -> Bool {
        let open = bytes[..<position].lastIndex(of: UInt8(ascii: "<")) ?? 0
        return bytes[open..<position].dropFirst().allSatisfy { PDFSyntax.hexDigit($0) != nil } && position - open > 40
            || (byte == UInt8(ascii: ">") && position - open > 40)
    }
}
