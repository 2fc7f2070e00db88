import Testing
import VXP

struct StreamedDataTests {
    static func read(_ reply: String, pieces: Int) throws -> (document: [UInt8], Envelope) {
        var data = StreamedData()
        var document: [UInt8] = []
        for piece in Array(reply.utf8).pieces(of: pieces) { document += try data.take(piece) }
        return (document, try data.finish())
    }

    /// `<edXML>Đ</edXML>?>~`: its base64, computed with `base64`, holds both `+` and `/`.
    static let document = Array("<edXML>Đ</edXML>?>~".utf8)

    @Test(arguments: [
        #"{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":"PGVkWE1MPsSQPC9lZFhNTD4/Pn4="}"#,
        #"{"data":"PGVkWE1MPsSQPC9lZFhNTD4\/Pn4=","status":"OK","ErrorCode":0,"ErrorDesc":null}"#,
        #" { "status" : "OK" , "data" : "PGVkWE1M\r\nPsSQPC9lZFhNTD4\u002fPn4\u003D\n" , "ErrorCode" : "0" } "#,
        #"{"x":{"data":"no","y":["data",{"data":1}]},"data":"PGVkWE1MPsSQPC9lZFhNTD4/Pn4=","z":"\"data\":","status":"OK","ErrorCode":"0"}"#,
        #"{"x":"data","data":"PGVkWE1MPsSQPC9lZFhNTD4/Pn4=","status":"OK","ErrorCode":"0"}"#,
    ]) func `a document is read wherever it stands and wherever it is cut`(reply: String) throws {
        for size in 1...reply.utf8.count {
            let (document, envelope) = try Self.read(reply, pieces: size)
            #expect(document == Self.document)
            #expect(envelope.isOK)
        }
    }

    @Test func `a refusal is an envelope without a document`() throws {
        let reply = #"{"status":"FAIL","ErrorCode":"112","ErrorDesc":"Không có","data":[{"data":"QQ=="}]}"#
        let (document, envelope) = try Self.read(reply, pieces: 3)
        #expect(document.isEmpty)
        #expect(envelope.code == .unknownDocument)
    }

    @Test(arguments: [
        #"{"status":"OK","ErrorCode":"0"}"#, #"{"status":"OK","ErrorCode":"0","data":null}"#,
        #"{"status":"OK","ErrorCode":"0","data":[]}"#, #"{"status":"OK","ErrorCode":"0","d\u0061ta":"QQ=="}"#,
    ]) func `a good reply without a document is not an empty document`(reply: String) {
        #expect(throws: StreamedData.Failure.noDocument) { try Self.read(reply, pieces: 2) }
    }

    @Test(arguments: [
        "QQ=", "QQ", "Q", "Q===", "====", "QQ==QQ==", "QR==", "QUF=", "QQ= =", "Q Q=", "QQ=Q", "-_==", "QQ==\\t",
        "\\u0151Q==",
        "\\u00zz", "\\x", "QQ==\\u0000", "QQ\n==",
    ]) func `what is not strict base64 is refused`(data: String) {
        let reply = #"{"status":"OK","ErrorCode":"0","data":"\#(data)"}"#
        for size in [1, 5, 100] {
            #expect { try Self.read(reply, pieces: size) } throws: { error in
                if case StreamedData.Failure.base64 = error { true } else { false }
            }
        }
    }

    @Test func `a reply cut anywhere is never a whole one`() {
        let reply = Array(#"{"status":"OK","ErrorCode":"0","data":"PGVkWE1M"}"#.utf8)
        for length in 0..<reply.count {
            #expect(throws: StreamedData.Failure.self) {
                try Self.read(String(decoding: reply[..<length], as: UTF8.self), pieces: 8)
            }
        }
    }

    @Test(arguments: [
        #"{"data":"QQ==","data":"QQ==","status":"OK","ErrorCode":"0"}"#, #"["data":"QQ=="]"#,
        #"{"data":"QQ==" "status":"OK"}"#, #"{"data":"QQ==","status":"OK","ErrorCode":"0"}x"#, #"{"data":{"data":"#,
    ]) func `a reply that is not one object is refused`(reply: String) {
        #expect(throws: StreamedData.Failure.self) { try Self.read(reply, pieces: 4) }
    }

    @Test func `fields beside the document are bounded`() {
        let reply = #"{"data":"QQ==","x":""# + String(repeating: "a", count: 70_000) + "\"}"
        #expect(throws: StreamedData.Failure.tooLarge) { try Self.read(reply, pieces: 4096) }
    }

    @Test(arguments: 0...10) func `what is written in pieces is read back and has the length foretold`(size: Int) throws
    {
        let document = (0..<size).map { UInt8($0 * 25) }
        for pieces in 1...4 {
            var writer = StreamedReply()
            var reply: [UInt8] = []
            for piece in document.pieces(of: pieces) { reply += writer.take(piece) }
            reply += writer.finish()
            #expect(reply.count == StreamedReply.length(document: size))
            #expect(try Self.read(String(decoding: reply, as: UTF8.self), pieces: 7).document == document)
        }
    }
}
