import Crypto
import Foundation
import HubCore

/// What a browser proves a session by: 256 random bits. It is in the cookie and nowhere else.
package struct SessionToken: Sendable {
    /// 43 characters of base64url.
    package let text: String

    init() { text = Self.base64url(Data(PasswordDesk.random(32))) }

    /// `nil` of what no token looks like.
    package init?(_ text: String) {
        let isWellFormed =
            text.utf8.count == 43
            && text.utf8.allSatisfy { byte in
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
                    || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "_")
            }
        guard isWellFormed else { return nil }
        self.text = text
    }

    /// By what the store knows it.
    var sha256: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// What every form of the session carries. Who sees it cannot make the cookie of it.
    package var formToken: String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("form".utf8), using: SymmetricKey(data: Array(text.utf8)))
        return Self.base64url(Data(code))
    }

    static func base64url(_ bytes: Data) -> String {
        bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
