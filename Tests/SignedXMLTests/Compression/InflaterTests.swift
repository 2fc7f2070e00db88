import Foundation
import Testing

@testable import SignedXML

struct InflaterTests {
    private static let text = Array((0..<60_000).map { "\($0 * $0 % 9_973);" }.joined().utf8)

    /// As another program deflates it.
    private static let deflated = Result {
        let folder = try TemporaryFolder()
        try Data(text).write(to: URL(filePath: folder.path("text")))
        let program = """
            import sys, zlib
            c = zlib.compressobj(9, zlib.DEFLATED, -15); text = open(sys.argv[1], "rb").read()
            sys.stdout.buffer.write(c.compress(text) + c.flush())
            """
        return try Program.run("python3", ["-c", program, folder.path("text")]).output
    }

    @Test(arguments: [1, 7, 4_096, 1_000_000])
    func `what another program deflated comes back, however it is cut`(pieces: Int) throws {
        let deflated = try Self.deflated.get()
        let inflater = try Inflater()
        for _ in 0..<2 {
            var output: [UInt8] = []
            var largest = 0
            var ended = false
            for start in stride(from: 0, to: deflated.count, by: pieces) {
                let piece = deflated[start..<min(start + pieces, deflated.count)]
                let (used, outcome) = inflater.inflate(piece.span.bytes) { bytes in
                    largest = max(largest, bytes.byteCount)
                    output.append(bytes)
                    return true
                }
                #expect(used == piece.count && outcome != .corrupt)
                ended = outcome == .ended
            }
            #expect(ended && output == Self.text && largest <= Inflater.pieceLength)
            inflater.reset()
        }
    }

    @Test func `what follows the data is left`() throws {
        let deflated = try Self.deflated.get()
        let followed = deflated + [1, 2, 3]
        let (used, outcome) = try Inflater().inflate(followed.span.bytes) { _ in true }
        #expect(used == deflated.count && outcome == .ended)
    }

    @Test func `it stops when no more is wanted, and at what is not deflate`() throws {
        var calls = 0
        let deflated = try Self.deflated.get()
        let (_, stopped) = try Inflater().inflate(deflated.span.bytes) { _ in
            calls += 1
            return calls < 3
        }
        #expect(stopped == .stopped && calls == 3)
        let noise: [UInt8] = [0xFF, 0xFF, 0xFF]
        let nothing: [UInt8] = []
        #expect(try Inflater().inflate(noise.span.bytes) { _ in true }.outcome == .corrupt)
        #expect(try Inflater().inflate(nothing.span.bytes) { _ in true }.outcome == .needsMore)
    }

    @Test func `CRC-32 has its known value, in one piece and in many`() {
        var whole = CRC32()
        whole.update(Array("123456789".utf8))
        var pieces = CRC32()
        for byte in "123456789".utf8 { pieces.update([byte]) }
        #expect(whole.value == 0xCBF4_3926 && pieces.value == whole.value && CRC32().value == 0)
    }
}
