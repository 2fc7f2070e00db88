import Crypto
import Foundation

/// How a call proves who makes it: its parameters travel as headers, their JSON is a header too, and so is the HMAC of
/// that JSON under the secret the two systems share.
package enum HeaderAuthentication {
    package static let prefix = "XroadVnpt-"
    static let signHeader = prefix + "sign-header"
    static let signHeaderKey = prefix + "sign-header-key"
    static let hashHeader = prefix + "hash-header"
    static let versionHeader = prefix + "version"
    static let systemIDName = "systemid"
    static let timestampName = "timestamp"
    static let contentTypeName = "Content-Type"

    /// Headers that carry the proof itself and are therefore not covered by it; lower case, without prefix.
    static let uncovered: Set<String> = ["sign-header", "sign-header-key", "hash-header", "version"]

    /// The headers of one call, in sending order. The HTTP header `Content-Type` itself is the caller's to set.
    ///
    /// The signed JSON is written in ASCII, so that no proxy can change it; a parameter's own header is UTF-8. Control
    /// characters become spaces and outer white space goes, as HTTP would do to the header but not to the JSON.
    package static func sign(
        parameters: Parameters, systemID: String, secret: String, timestampMilliseconds: Int64, contentType: String
    ) -> [(name: String, value: String)] {
        var signed = [(name: systemIDName, value: systemID)]
        signed += parameters.list.map { ($0.name, headerValue($0.value)) }
        signed.append((timestampName, AxisTime.timestamp(timestampMilliseconds)))
        signed.append((contentTypeName, contentType))

        let headers = signed.map { (name: prefix + $0.name, value: $0.value) }
        let text = JSON.strings(headers).text(asciiOnly: true)
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key(secret))
        return headers + [
            (signHeader, text),
            (signHeaderKey, signed.map(\.name).joined(separator: ";")),
            (hashHeader, Hex.text(code)),
            (versionHeader, "3.0.201608"),
            ("User-Agent", "JAVASDKAgent/1.0.0 XRoad/VPCP"),
        ]
    }

    static func key(_ secret: String) -> SymmetricKey { SymmetricKey(data: Array(secret.utf8)) }

    /// A value as it arrives at the other end of an HTTP connection.
    static func headerValue(_ value: String) -> String {
        let legal = value.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }
        let trimmed = legal.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        var text = ""
        text.unicodeScalars.append(contentsOf: trimmed)
        return text
    }
}
