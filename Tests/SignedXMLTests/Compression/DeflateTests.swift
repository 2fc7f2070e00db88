import SeededRandom
import SignedXML
import Testing

@Suite struct `Deflated values` {
    @Test(arguments: [Deflate.Effort.usual, .utmost]) func `come back as they were`(_ effort: Deflate.Effort) throws {
        var random = SplitMix(7)
        for length in [0, 1, 100, 40_000, 200_000] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...9, using: &random) }
            let deflated = try #require(Deflate.compressed(bytes, effort: effort))
            #expect(Deflate.inflated(deflated, atMost: length) == bytes)
        }
    }

    @Test func `are refused when longer than allowed, cut off, followed by more, or something else`() throws {
        let deflated = try #require(Deflate.compressed([UInt8](repeating: 1, count: 100_000)))
        #expect(Deflate.inflated(deflated, atMost: 99_999) == nil)
        #expect(Deflate.inflated(Array(deflated.dropLast()), atMost: 100_000) == nil)
        #expect(Deflate.inflated(deflated + [0], atMost: 100_000) == nil)
        #expect(Deflate.inflated(Array("nothing of the kind".utf8), atMost: 100_000) == nil)
        #expect(Deflate.inflated([], atMost: 100_000) == nil)
    }
}
