/// Why a body is not the form it claims to be.
package enum MultipartError: Error, Sendable, Hashable {
    /// The `Content-Type` names no usable boundary, or a boundary in the body is malformed.
    case boundary
    /// Something before the first boundary.
    case preamble
    /// Something after the last boundary.
    case epilogue
    /// A part's headers, or a small part's text, cannot be read.
    case headers
    /// A part with a `Content-Transfer-Encoding`, which RFC 7578 §4.7 abolished.
    case transferEncoding
    case duplicatePart(String)
    case noDocument(String)
    /// More parts, headers or small fields than are allowed.
    case tooLarge
    /// The body ends before the last boundary.
    case incomplete
}

extension MultipartReader {
    /// The boundary parameter: 1 to 70 of RFC 2046's characters, bare or quoted.
    static func boundary(of contentType: String) -> String? {
        var value = HeaderValue(contentType)
        guard value.leading == "multipart/form-data" else { return nil }
        guard let boundary = value.parameters()?["boundary"], 1...70 ~= boundary.utf8.count else { return nil }
        let extra = Set("'()+_,-./:=? ".utf8)
        let fits = boundary.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: extra.contains(byte)
            }
        }
        return fits && !boundary.hasSuffix(" ") ? boundary : nil
    }
}

/// The headers of one part, of which only the part's name matters. A file name is not even looked at.
struct PartHeaders {
    let name: String

    init(_ bytes: ArraySlice<UInt8>) throws(MultipartError) {
        guard let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains("\0") else {
            throw .headers
        }
        var name: String?
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            guard let colon = line.firstIndex(of: ":"), line.first != " ", line.first != "\t" else { throw .headers }
            let value = line[line.index(after: colon)...]
            switch line[..<colon].lowercased() {
            case "content-disposition":
                var disposition = HeaderValue(String(value))
                guard name == nil, disposition.leading == "form-data", let named = disposition.parameters()?["name"]
                else {
                    throw .headers
                }
                name = named
            case "content-transfer-encoding":
                let encoding = HeaderAuthentication.headerValue(String(value)).lowercased()
                guard ["binary", "8bit", "7bit"].contains(encoding) else { throw .transferEncoding }
            default: break
            }
        }
        guard let name, !name.isEmpty else { throw .headers }
        self.name = name
    }
}

/// A header value of the form `leading; name=value; name="value"`.
struct HeaderValue {
    /// Lower case.
    let leading: String
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        let scalars = text[...].unicodeScalars
        let end = scalars.firstIndex(of: ";") ?? scalars.endIndex
        leading = HeaderAuthentication.headerValue(String(scalars[..<end])).lowercased()
        rest = scalars[end...]
    }

    /// The parameters by lower-case name; `nil` when they cannot be read or one comes twice.
    mutating func parameters() -> [String: String]? {
        var parameters: [String: String] = [:]
        while true {
            skipSpace()
            guard !rest.isEmpty else { return parameters }
            guard rest.removeFirst() == ";" else { return nil }
            skipSpace()
            if rest.isEmpty { return parameters }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let name = String(rest[..<equals]).lowercased()
            rest = rest[rest.index(after: equals)...]
            guard let value = rest.first == "\"" ? quoted() : token() else { return nil }
            guard parameters.updateValue(value, forKey: name) == nil else { return nil }
        }
    }

    private mutating func token() -> String? {
        let token = rest.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
        rest = rest[token.endIndex...]
        return token.isEmpty || token.contains("\"") ? nil : String(token)
    }

    private mutating func quoted() -> String? {
        rest.removeFirst()
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(value)
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                value.append(escaped)
            default: value.append(scalar)
            }
        }
        return nil
    }

    private mutating func skipSpace() {
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
    }
}
