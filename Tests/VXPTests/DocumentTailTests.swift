import Testing
import VXP

/// SHA-256 computed with `openssl dgst -sha256`.
struct DocumentTailTests {
    static let document = "<a/>"
    static let hash = "29114363f749a0226b6988dda3ca2492a954117ab6b5f382706c20300dabc079"
    static let hashWithCRLF = "a3ec3006fc6d55b53ad8440291b642bf29e5f173b1f79e6f11ab3b89d45103d5"

    /// The document found in a body fed in pieces of that size.
    static func read(_ body: String, hashFile: String?, pieces: Int) throws -> (text: String, DocumentTail.Ending) {
        var tail = DocumentTail()
        var bytes: [UInt8] = []
        for piece in Array(body.utf8).pieces(of: pieces) { bytes += tail.take(piece) }
        let ending = try tail.finish(hashFile: hashFile)
        bytes += ending.rest
        #expect(ending.size == bytes.count)
        return (String(decoding: bytes, as: UTF8.self), ending)
    }

    @Test(arguments: 1...7) func `hash-file decides whose the last CRLF is`(pieces: Int) throws {
        let own = try Self.read("<a/>\r\n", hashFile: Self.hashWithCRLF, pieces: pieces)
        #expect(own.text == "<a/>\r\n" && !own.1.hadTail)
        let tail = try Self.read("<a/>\r\n", hashFile: Self.hash, pieces: pieces)
        #expect(tail.text == "<a/>" && tail.1.hadTail && tail.1.hash.text() == Self.hash)
        let both = try Self.read("<a/>\r\n\r\n", hashFile: Self.hashWithCRLF, pieces: pieces)
        #expect(both.text == "<a/>\r\n" && both.1.hadTail)
        let none = try Self.read("<a/>", hashFile: Self.hash, pieces: pieces)
        #expect(none.text == "<a/>" && !none.1.hadTail)
    }

    @Test(arguments: 1...7) func `without hash-file one last CRLF is the tail`(pieces: Int) throws {
        #expect(try Self.read("<a/>\r\n", hashFile: nil, pieces: pieces).text == "<a/>")
        #expect(try Self.read("<a/>\r\n\r\n", hashFile: "", pieces: pieces).text == "<a/>\r\n")
        for body in ["<a/>", "<a/>\n", "<a/>\r", "\n", ""] {
            #expect(try Self.read(body, hashFile: nil, pieces: pieces).text == body)
        }
        #expect(try Self.read("<a/>\r\n", hashFile: nil, pieces: pieces).1.hash.text() == Self.hash)
    }

    @Test(arguments: ["<a/>", "<a/>\r\n", "<a/>\n", "<b/>\r\n", "<a/> \r\n", ""])
    func `a body that is not what hash-file says is refused with what was found`(body: String) {
        let wrong = String(repeating: "0", count: 64)
        #expect(throws: DocumentTail.HashMismatch.self) { try Self.read(body, hashFile: wrong, pieces: 3) }
    }

    @Test func `only a CRLF can be the tail`() {
        for body in ["<a/>\n", "<a/>\r", "<a/>  ", "<a/>\n\r"] {
            #expect(throws: DocumentTail.HashMismatch.self) { try Self.read(body, hashFile: Self.hash, pieces: 2) }
        }
    }
}

extension Array {
    /// The elements in runs of that many, the last maybe shorter.
    func pieces(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
