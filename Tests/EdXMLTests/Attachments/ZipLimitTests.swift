import SignedXML
import Testing

@testable import EdXML

struct ZipLimitTests {
    private func limits(_ adjust: (inout ZipLimits) -> Void) -> ZipLimits {
        var limits = ZipLimits()
        adjust(&limits)
        return limits
    }

    @Test func `as many entries as are allowed, and not one more`() throws {
        let bytes = try MadeArchives.bytes("many")
        #expect(Look.into(bytes, limits: limits { $0.entries = 1_200 }).codes == [])
        #expect(Look.into(bytes, limits: limits { $0.entries = 1_199 }).codes == ["EDX-ZIP-ENTRIES"])
        #expect(Look.into(bytes, limits: limits { $0.allNamesLength = 1_200 * 8 }).codes == [])
        #expect(Look.into(bytes, limits: limits { $0.allNamesLength = 1_200 * 8 - 1 }).codes == ["EDX-ZIP-ENTRIES"])
    }

    @Test func `a name as long as is allowed, and not longer`() {
        let bytes = HandMadeArchive(.init("abcdefgh")).bytes
        #expect(Look.into(bytes, limits: limits { $0.nameLength = 8 }).codes == [])
        #expect(Look.into(bytes, limits: limits { $0.nameLength = 7 }).codes == ["EDX-ZIP-NAME-LENGTH"])
    }

    @Test func `a bomb is let go as soon as it is known`() {
        let bomb = HandMadeArchive(.zeros("a.csv", atLeast: 40_000_000)).bytes
        let look = Look.into(bomb)
        #expect(look.codes == ["EDX-ZIP-RATIO"] && look.unpacked == nil)
        // It was left at the limit, not at its end.
        #expect(look.archive.map { $0.inflatedSize < 17_000_000 } == true)
        #expect(Look.into(bomb, limits: limits { $0.ratio = 1_100 }).codes == [])
    }

    @Test func `what packs well and is small is no bomb`() {
        #expect(Look.into(HandMadeArchive(.zeros("a.csv", atLeast: 10_000_000)).bytes).codes == [])
    }

    @Test func `all archives of a packet share what they may inflate to`() {
        let bytes = HandMadeArchive(.zeros("a.csv", atLeast: 400_000)).bytes
        var reader = AttachmentsReader(limits: limits { $0.inflatedSize = 1_000_000 }, pdfAlgorithms: [])
        let codes = (0..<3).map { Look.look(into: bytes, index: $0, with: &reader).codes }
        #expect(codes == [[], [], ["EDX-ZIP-SIZE"]])
    }

    @Test func `an archive in an archive gets no allowance of its own`() {
        var inner = HandMadeArchive.Entry("trong.zip")
        let bomb = HandMadeArchive(.zeros("a.csv", atLeast: 20_000_000)).bytes
        inner.data = bomb
        inner.size = bomb.count
        var crc = CRC32()
        crc.update(bomb)
        inner.checksum = crc.value
        #expect(Look.into(HandMadeArchive(inner).bytes).codes == ["EDX-ZIP-RATIO"])
    }
}
