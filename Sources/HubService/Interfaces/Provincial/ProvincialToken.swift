import Crypto
import Foundation
import HubCore
import VXP

/// What a login gives: `<expiry>.<code>`, the expiry in milliseconds since 1970, the code its HMAC under the centre's secret.
///
/// Nothing is kept of it, so it survives a restart, and it ends with the secret by which it was made. Whoever can make one
/// has the secret, and could log in.
enum ProvincialToken {
    /// How long a token holds.
    static let life: Int64 = 30 * 60_000

    static func make(for centre: String, secret: String, at now: Timestamp) -> String {
        let expiry = now.adding(milliseconds: life).milliseconds
        let code = HMAC<SHA256>.authenticationCode(for: text(centre, expiry), using: key(secret))
        return "\(expiry).\(Hex.text(code))"
    }

    /// Whether a token was made for this centre under one of its secrets, and still holds. Takes the same time for all that
    /// have its form.
    static func holds(_ token: some StringProtocol, for centre: String, secrets: [String], at now: Timestamp) -> Bool {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let expiry = Int64(parts[0]), let code = Hex.bytes(String(parts[1])) else {
            return false
        }
        let fits = secrets.map {
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: text(centre, expiry), using: key($0))
        }
        return fits.contains(true) && now.milliseconds < expiry
    }

    private static func text(_ centre: String, _ expiry: Int64) -> Data {
        Data("lienthong provincial login\n\(centre)\n\(expiry)".utf8)
    }

    private static func key(_ secret: String) -> SymmetricKey { SymmetricKey(data: Data(secret.utf8)) }
}
