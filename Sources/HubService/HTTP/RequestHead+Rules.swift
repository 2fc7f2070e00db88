import HTTPTypes

extension HTTPRequest {
    /// What is wrong with this header as a message on the wire, or `nil`.
    ///
    /// The decoder has already refused bad tokens, obs-fold, bare CR or LF, and bad chunk sizes; it lets these through,
    /// and each of them is a way to make two readers see two different requests (RFC 9112 §11.2).
    func wireRefusal() -> Refusal? {
        // The codec took the first Host away as the authority; one that is still there is a second.
        if (authority ?? "").isEmpty || headerFields.contains(where: { $0.name.canonicalName == "host" }) {
            return Refusal(.badRequest, HTTPRule.host)
        }
        let lengths = headerFields[values: .contentLength]
        let encodings = headerFields[values: .transferEncoding]
        if !lengths.isEmpty && !encodings.isEmpty {
            return framing("Content-Length + Transfer-Encoding")
        }
        if lengths.count > 1 { return framing("Content-Length × \(lengths.count)") }
        if let length = lengths.first, Self.decimal(length) == nil { return framing("Content-Length: \(length)") }
        if encodings.count > 1 || encodings.contains(where: { $0.lowercased() != "chunked" }) {
            return framing("Transfer-Encoding: \(encodings.joined(separator: ", "))")
        }
        if let encoding = headerFields[.contentEncoding], encoding.lowercased() != "identity" {
            return Refusal(.unsupportedMediaType, HTTPRule.contentEncoding, ["encoding": encoding])
        }
        return nil
    }

    /// The declared length of the body in bytes; `nil` when it is chunked, 0 when there is none.
    var declaredLength: Int? {
        if let length = headerFields[.contentLength] { return Self.decimal(length) }
        return headerFields[.transferEncoding] == nil ? 0 : nil
    }

    /// Whether the peer holds its body back until it is asked for it.
    var expectsContinue: Bool {
        headerFields[values: .expect].contains { $0.lowercased() == "100-continue" }
    }

    /// Whether this must be the last request of its connection: the peer says so, or would speak another protocol after it.
    var endsConnection: Bool {
        let options = headerFields[values: .connection].joined(separator: ",").lowercased().split(separator: ",")
        return headerFields[.upgrade] != nil || method == .connect
            || options.contains { $0.trimmingPrefix(" ") == "close" }
    }

    private func framing(_ what: String) -> Refusal {
        Refusal(.badRequest, HTTPRule.framing, ["what": what])
    }

    private static func decimal(_ text: String) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}
