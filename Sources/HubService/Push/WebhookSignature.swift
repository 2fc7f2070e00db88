import Crypto
import Foundation

/// Signs news as the Standard Webhooks specification says: HMAC-SHA256 over name, time and body.
enum WebhookSignature {
    private static let prefix = "whsec_"

    /// A new secret of 32 random bytes: `whsec_` and their base64.
    static func makeSecret(using generator: inout some RandomNumberGenerator) -> String {
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return prefix + Data(bytes).base64EncodedString()
    }

    /// The value of `webhook-signature`: one signature for each secret in force, the newest first.
    /// - Parameter seconds: since 1970, as in `webhook-timestamp`.
    static func header(id: String, seconds: Int64, body: [UInt8], secrets: [String]) -> String {
        let signed = Data("\(id).\(seconds).".utf8) + body
        return secrets.map { secret in
            let key = SymmetricKey(
                data: Data(base64Encoded: String(secret.dropFirst(prefix.count))) ?? Data(secret.utf8))
            let code = HMAC<SHA256>.authenticationCode(for: signed, using: key)
            return "v1," + Data(code).base64EncodedString()
        }.joined(separator: " ")
    }
}
