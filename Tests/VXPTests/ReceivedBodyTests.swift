import Testing
import VXP

struct ReceivedBodyTests {
    static func read(_ body: [UInt8], contentType: String?, hashFile: String?) throws -> String {
        var received = try ReceivedBody(contentType: contentType)
        var bytes: [UInt8] = []
        for piece in body.pieces(of: 3) { bytes += try received.take(piece) }
        bytes += try received.finish(hashFile: hashFile).rest
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [nil, "application/octet-stream", "application/xml"])
    func `a raw body is the document and its tail`(contentType: String?) throws {
        let body = Array("<a/>\r\n".utf8)
        #expect(try Self.read(body, contentType: contentType, hashFile: DocumentTailTests.hash) == "<a/>")
    }

    @Test func `a form's document is held against hash-file too`() throws {
        let body = MultipartReaderTests.form([(MultipartReaderTests.document.0, "<a/>")])
        let type = MultipartReaderTests.type
        #expect(try Self.read(body, contentType: type, hashFile: DocumentTailTests.hash) == "<a/>")
        #expect(throws: ReceivedBody.Failure.self) {
            try Self.read(body, contentType: type, hashFile: DocumentTailTests.hashWithCRLF)
        }
        #expect(throws: ReceivedBody.Failure.multipart(.incomplete)) {
            try Self.read(Array(body.dropLast(9)), contentType: type, hashFile: nil)
        }
    }

    @Test func `its failures have codes that vendors understand`() {
        #expect(throws: ReceivedBody.Failure.multipart(.boundary)) { try ReceivedBody(contentType: "multipart/mixed") }
        #expect(ReceivedBody.Failure.multipart(.boundary).errorCode == .bodyMalformed)
    }
}
