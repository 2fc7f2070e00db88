import Testing
import VXP

/// SHA-256 of `van ban 3`, whose digest has five bytes below 16; computed with Python's hashlib.
struct FileHashTests {
    static let hash = FileHash(of: Array("van ban 3".utf8))
    static let padded = "58ce6a67f07d0bbbbcc7cf170bee9da4974835a70b780d9012a9a36806662f86"
    static let unpadded = "58ce6a67f07dbbbbcc7cf17bee9da4974835a7b78d9012a9a3686662f86"

    @Test func `the hash is written as the peer wants it`() {
        #expect(Self.hash.text() == Self.padded)
        #expect(Self.hash.text(.unpadded) == Self.unpadded)
    }

    @Test func `both renderings are understood, in either case`() {
        #expect(Self.hash.matches(Self.padded) && Self.hash.matches(Self.unpadded))
        #expect(Self.hash.matches(Self.padded.uppercased()) && Self.hash.matches(Self.unpadded.uppercased()))
    }

    @Test func `nothing else is`() {
        for other in ["", "0" + Self.unpadded, String(Self.padded.dropLast()), Self.padded + "0", Self.padded + " "] {
            #expect(!Self.hash.matches(other))
        }
    }

    @Test func `hex is read strictly`() {
        #expect(Hex.bytes("00fFa0") == [0, 0xff, 0xa0])
        for text in ["0", "0g", "+1", "０0"] { #expect(Hex.bytes(text) == nil) }
    }
}
