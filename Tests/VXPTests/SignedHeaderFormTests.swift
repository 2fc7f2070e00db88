import Crypto
import Foundation
import Testing
import VXP

/// Texts with a true HMAC that still are not what the interface signs.
struct SignedHeaderFormTests {
    /// Headers around a text that the caller really signed.
    static func headers(text: String, key: String, _ extra: [(String, String)] = []) -> [(name: String, value: String)]
    {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(text.utf8), using: SymmetricKey(data: Array("secret".utf8)))
        return [
            ("XroadVnpt-systemid", "00.22.W00"), ("XroadVnpt-timestamp", "31022026T102031+0457"),
            ("XroadVnpt-sign-header", text), ("XroadVnpt-sign-header-key", key),
            ("XroadVnpt-hash-header", Hex.text(code)),
        ] + extra
    }

    @Test(arguments: [
        "[]", "{", "\"\"", #"{"systemid":"00.22.W00"}"#, #"{"XroadVnpt-systemid":["00.22.W00"]}"#,
        #"{"XroadVnpt-systemid":"00.22.W00","XroadVnpt-systemid":"00.22.W01"}"#,
    ]) func `a signed text that is no object of prefixed headers is refused`(text: String) {
        #expect(
            HeaderAuthenticationTests.verify(Self.headers(text: text, key: "systemid"))
                == .failure(.malformedSignHeader))
    }

    static let both = #"{"XroadVnpt-systemid":"00.22.W00","XroadVnpt-timestamp":"31022026T102031+0457"}"#

    @Test func `the list of names must be that of the signed text`() {
        for key in ["systemid", "timestamp;systemid", "systemid;timestamp;docId"] {
            #expect(
                HeaderAuthenticationTests.verify(Self.headers(text: Self.both, key: key))
                    == .failure(.disagreement(header: "XroadVnpt-sign-header-key")))
        }
    }

    @Test func `a timestamp must be covered and be a moment`() {
        #expect(
            HeaderAuthenticationTests.verify(
                Self.headers(text: #"{"XroadVnpt-systemid":"00.22.W00"}"#, key: "systemid"))
                == .failure(.notCovered(header: "XroadVnpt-timestamp")))
        #expect(
            HeaderAuthenticationTests.verify(Self.headers(text: Self.both, key: "systemid;timestamp"))
                == .failure(.malformedTimestamp("31022026T102031+0457")))
    }
}
