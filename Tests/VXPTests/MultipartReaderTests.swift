import Testing
import VXP

struct MultipartReaderTests {
    static let type = "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk"

    /// A form of these parts, each given as headers and content.
    static func form(_ parts: [(String, String)], end: String = "--\r\n") -> [UInt8] {
        var text = ""
        for (headers, content) in parts {
            text += "------WebKitFormBoundary7MA4YWxk\r\n\(headers)\r\n\r\n\(content)\r\n"
        }
        return Array((text + "------WebKitFormBoundary7MA4YWxk" + end).utf8)
    }

    static let document = (
        #"Content-Disposition: form-data; name="file_doc"; filename="a; \"b\".edxml""#, "<a>\r\n--</a>\r"
    )
    static let field = ("content-disposition: form-data; name=messagetype", "edoc")

    static func read(
        _ body: [UInt8], type: String = type, pieces: Int = 1
    ) throws -> (document: String, fields: [String: String]) {
        var reader = try MultipartReader(contentType: type)
        var bytes: [UInt8] = []
        for piece in body.pieces(of: pieces) { bytes += try reader.take(piece) }
        try reader.finish()
        return (String(decoding: bytes, as: UTF8.self), reader.fields)
    }

    @Test func `a form split anywhere is read alike`() throws {
        let body = Self.form([Self.field, Self.document, ("Content-Disposition: form-data; name=\"ghi chú\"", "Đã ký")])
        for size in 1...body.count {
            let form = try Self.read(body, pieces: size)
            #expect(form.document == Self.document.1)
            #expect(form.fields == ["messagetype": "edoc", "ghi chú": "Đã ký"])
        }
    }

    @Test func `near-boundaries inside the document are the document's`() throws {
        let content = "\r\n------WebKitFormBoundary7MA4YWx\r\n\r\r\n-----WebKitFormBoundary7MA4YWxk--\r\n\r\n"
        let body = Self.form([(Self.document.0, content)])
        for size in 1...body.count { #expect(try Self.read(body, pieces: size).document == content) }
    }

    @Test(arguments: ["", "--", "--\r\n"]) func `the last line end may be missing, the last hyphens not`(end: String)
        throws
    {
        let body = Self.form([Self.document], end: end)
        if end.isEmpty {
            #expect(throws: MultipartError.incomplete) { try Self.read(body) }
        } else {
            #expect(try Self.read(body, pieces: 5).document == Self.document.1)
        }
    }

    @Test func `a body cut anywhere is incomplete`() {
        let body = Self.form([Self.field, Self.document], end: "--")
        for length in 0..<body.count {
            #expect(throws: MultipartError.incomplete) { try Self.read(Array(body[..<length]), pieces: 4) }
        }
    }

    @Test func `what would let two readers see two bodies is refused`() {
        let cases: [(MultipartError, [UInt8])] = [
            (.preamble, Array("hello\r\n".utf8) + Self.form([Self.document])),
            (.epilogue, Self.form([Self.document], end: "--\r\nGET / HTTP/1.1")),
            (.boundary, Self.form([Self.document], end: "xy")),
            (.duplicatePart("file_doc"), Self.form([Self.document, Self.document])),
            (.duplicatePart("messagetype"), Self.form([Self.field, Self.field])),
            (.noDocument("file_doc"), Self.form([Self.field])),
            (.transferEncoding, Self.form([(Self.document.0 + "\r\nContent-Transfer-Encoding: base64", "PGEvPg==")])),
            (.headers, Self.form([("Content-Type: text/xml", "<a/>")])),
            (.headers, Self.form([("Content-Disposition: form-data; name=a; name=b", "<a/>")])),
            (.headers, Self.form([("Content-Disposition: form-data;\r\n name=a", "<a/>")])),
            (.headers, Self.form([("Content-Disposition: attachment; name=file_doc", "<a/>")])),
        ]
        for (error, body) in cases {
            for size in [1, 7, body.count] {
                #expect(throws: error) { try Self.read(body, pieces: size) }
            }
        }
    }

    @Test func `memory is bounded`() {
        let long = String(repeating: "a", count: 70_000)
        let many = (0..<17).map { ("Content-Disposition: form-data; name=f\($0)", "") }
        for parts in [[(long, "")], [(Self.field.0, long)], many] {
            #expect(throws: MultipartError.tooLarge) { try Self.read(Self.form(parts), pieces: 512) }
        }
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a",
        "multipart/mixed; boundary=a", "multipart/form-data; boundary=a; boundary=b",
        "multipart/form-data; boundary=a{b",
        "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=" + String(repeating: "a", count: 71),
    ]) func `a content type without a usable boundary is refused`(type: String) {
        #expect(throws: MultipartError.boundary) { try MultipartReader(contentType: type) }
    }

    @Test func `a boundary may be quoted and the type in any case`() throws {
        let body = Array("--a:b ?c\r\n\(Self.document.0)\r\n\r\n<a/>\r\n--a:b ?c--".utf8)
        let type = "Multipart/Form-Data; charset=utf-8; Boundary=\"a:b ?c\""
        #expect(try Self.read(body, type: type).document == "<a/>")
    }
}
