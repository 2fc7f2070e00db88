import Foundation
import SignedXML
import Testing

@testable import EdXML

struct ZipReaderTests {
    @Test(arguments: MadeArchives.names)
    func `an archive that another program wrote is read to its end without a remark`(name: String) throws {
        let bytes = try MadeArchives.bytes(name)
        let whole = Look.into(bytes)
        let archive = try #require(whole.archive)
        #expect(whole.codes == [] && archive.isComplete && !archive.isEncrypted)
        #expect(archive.entries > 0 && (name == "empty-file") == (archive.inflatedSize == 0))
        for pieces in [1, 7, 4_096] { #expect(Look.into(bytes, pieces: pieces) == whole) }
    }

    @Test func `cut anywhere, it breaks off`() throws {
        for name in ["deflated", "zip64-streamed", "comment"] {
            let bytes = try MadeArchives.bytes(name)
            let lengths = Array(stride(from: 8, to: bytes.count, by: bytes.count / 150)) + [bytes.count - 1]
            for length in lengths {
                let look = Look.into(Array(bytes[..<length]), pieces: 5_000)
                #expect(look.codes == ["EDX-ZIP-TRUNCATED"] && look.archive?.isComplete == false, "\(name) \(length)")
            }
        }
    }

    @Test func `what follows the end is found, in a comment too`() throws {
        let bytes = try MadeArchives.bytes("stored")
        #expect(Look.into(bytes + [0]).codes == ["EDX-ZIP-EXTRA-BYTES"])
        #expect(Look.into(bytes + bytes).codes == ["EDX-ZIP-EXTRA-BYTES"])
        // An end record inside the comment: who searches from the back finds that one.
        let end = bytes.suffix(22)
        let commented = bytes.dropLast(2) + little(UInt16(22)) + end
        #expect(Look.into(Array(commented)).codes == ["EDX-ZIP-EXTRA-BYTES"])
    }

    @Test func `an entry's second name is judged like its first`() {
        var entry = HandMadeArchive.Entry("bao-cao.csv")
        func second(_ name: String) -> [UInt8] {
            little(UInt16(0x7075)) + little(UInt16(5 + name.utf8.count)) + [1, 0, 0, 0, 0] + Array(name.utf8)
        }
        entry.extra = second("báo cáo.csv")
        #expect(Look.into(HandMadeArchive(entry).bytes).codes == [])
        entry.extra = second("../báo cáo.csv")
        #expect(Set(Look.into(HandMadeArchive(entry).bytes).codes) == ["EDX-ZIP-PATH"])
    }

    @Test(arguments: [true, false], [true, false])
    func `a descriptor is known with and without its signature, narrow and wide`(isSigned: Bool, isWide: Bool) {
        var entry = HandMadeArchive.Entry.zeros("so-lieu.csv", atLeast: 3_000)
        entry.flags |= 0x0008
        entry.isStreamed = true
        func size(_ number: Int) -> [UInt8] { isWide ? little(UInt64(number)) : little(UInt32(number)) }
        entry.descriptor =
            (isSigned ? little(UInt32(0x0807_4B50)) : []) + little(entry.checksum) + size(entry.data.count)
            + size(entry.size)
        let archive = HandMadeArchive(entry, .init("b.txt"))
        for pieces in [1, 13, 65_536] { #expect(Look.into(archive.bytes, pieces: pieces).codes == []) }
        var wrong = archive
        wrong.entries[0].descriptor[isSigned ? 4 : 0] ^= 1
        #expect(Look.into(wrong.bytes).codes == ["EDX-ZIP-CORRUPT"])
    }

    @Test func `an archive says no more than twenty things of each level`() {
        var archive = HandMadeArchive()
        for number in 0..<60 { archive.entries.append(.init("../\(number)")) }
        for number in 0..<60 { archive.entries.append(.init("a\\\(number)")) }
        let look = Look.into(archive.bytes)
        #expect(look.codes.count == 40 && look.archive?.entries == 120)
    }

    @Test(arguments: [
        ("a/b.txt", false), ("..a/b..c", false), ("/a", true), ("a/../b", true), ("..", true), ("a\\..\\b", true),
        ("\\\\host\\x", true), ("d:x", true), ("", true), ("a\u{7F}", true), ("Phụ lục (1).xlsx", false),
    ])
    func `a name that leads elsewhere is hostile`(name: String, isHostile: Bool) {
        #expect(ZipEntryName(Array(name.utf8)).isHostile == isHostile)
    }
}
