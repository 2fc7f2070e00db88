/// Writes the reply to `getEdoc` in pieces: the head, base64 of the document as it is read, the end.
package struct StreamedReply {
    private static let head = Array(#"{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":""#.utf8)
    private static let end = Array(#""}"#.utf8)

    private var encoder = Base64.Encoder()
    private var begun = false

    package init() {}

    /// Bytes of the whole reply for a document of so many, for `Content-Length`.
    package static func length(document: Int) -> Int { head.count + Base64.length(encoding: document) + end.count }

    /// Takes the next piece of the document.
    package mutating func take(_ piece: [UInt8]) -> [UInt8] {
        defer { begun = true }
        return (begun ? [] : Self.head) + encoder.take(piece)
    }

    package consuming func finish() -> [UInt8] {
        (begun ? [] : Self.head) + encoder.finish() + Self.end
    }
}
