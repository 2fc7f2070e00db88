import Foundation
import FuzzProperty
import VXP

/// Calls over the axis interface: headers that prove their caller, JSON, multipart bodies.
enum Calls {
    // MARK: Headers

    private static let secret = "bí mật"
    private static let now: Int64 = 1_794_704_400_000

    /// Headers made of lines `name:value` prove nothing without the secret; with the lines as its parameters, a call that
    /// we sign is verified, and as it was, or it is refused for a reason; it never is with another secret.
    static func verifyHeaders(_ input: [UInt8]) throws {
        let lines = String(decoding: input, as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
        }
        for prefix in ["", HeaderAuthentication.prefix] {
            let result = verify(lines.map { (name: prefix + $0.name, value: $0.value) }, secret: secret)
            if case .success = result { throw BrokenProperty("headers without the secret are believed") }
        }
        let signed = HeaderAuthentication.sign(
            parameters: Parameters(lines), systemID: "hệ thống", secret: secret, timestampMilliseconds: now,
            contentType: "a/b")
        if case .success(let call) = verify(signed, secret: secret) {
            try require(call.timestampMilliseconds == now && call.contentType == "a/b", "a call is verified as another")
            try require(call.parameters.list.count == lines.count, "parameters are lost")
        }
        if case .success = verify(signed, secret: "khác") { throw BrokenProperty("another secret is as good") }
    }

    private static func verify(
        _ headers: [(name: String, value: String)], secret: String
    ) -> Result<VerifiedCall, AuthenticationFailure> {
        HeaderAuthentication.verify(
            headers: headers, secretFor: { _ in secret }, nowMilliseconds: now, toleranceMilliseconds: 60_000)
    }

    // MARK: JSON

    /// What we read we write so that it is read the same, by ourselves and by Foundation.
    static func readJSON(_ input: [UInt8]) throws {
        guard let value = try? JSON(input) else { return }
        for ascii in [false, true] {
            let text = value.text(asciiOnly: ascii)
            try require((try? JSON(text: text)) == value, "JSON is read otherwise than written")
            try require(!ascii || text.utf8.allSatisfy { $0 < 0x80 }, "JSON in ASCII is not")
            let options = JSONSerialization.ReadingOptions.fragmentsAllowed
            let theirs = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: options)
            // Numbers beyond a double's range are digits to us, and nothing to Foundation.
            try require(theirs != nil || text.contains { $0.isNumber }, "Foundation does not read our JSON")
        }
    }

    // MARK: Multipart

    /// The same parts in any pieces, and nothing in them that is not in the body.
    static func readMultipart(_ input: inout Pieces) throws {
        let whole = parts([input.whole])
        let cut = parts(input.cut())
        guard let whole, let cut else {
            return try require(whole == nil && cut == nil, "refused with some pieces only")
        }
        try require(whole.document == cut.document && whole.fields == cut.fields, "parts differ with the pieces")
        for part in [whole.document] + whole.fields.values.map({ Array($0.utf8) }) where !part.isEmpty {
            try require(input.whole.firstRange(of: part) != nil, "a part is not in the body")
        }
    }

    /// `nil` when the body is refused.
    private static func parts(_ pieces: [[UInt8]]) -> (document: [UInt8], fields: [String: String])? {
        do {
            var reader = try MultipartReader(contentType: "multipart/form-data; boundary=b")
            var document: [UInt8] = []
            for piece in pieces { document += try reader.take(piece) }
            try reader.finish()
            return (document, reader.fields)
        } catch {
            return nil
        }
    }
}
