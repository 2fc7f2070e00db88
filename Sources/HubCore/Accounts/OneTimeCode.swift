import Crypto
import Foundation

/// Codes of six digits that change every half a minute (RFC 6238 over HMAC-SHA-1, as every authenticator makes them).
package struct OneTimeCode: Sendable, Hashable {
    /// Shared with the person's authenticator; 20 bytes (RFC 4226 §4, R6).
    package let secret: [UInt8]

    package static let digits = 6
    package static let period: Int64 = 30_000
    package static let secretLength = 20

    package init(secret: [UInt8]) { self.secret = secret }

    package init(using generator: inout some RandomNumberGenerator) {
        secret = (0..<Self.secretLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Which half minute since 1970 it is.
    package static func step(at moment: Timestamp) -> Int64 { moment.milliseconds / period }

    /// The code of one step (RFC 4226 §5.3).
    package func code(at step: Int64, digits: Int = OneTimeCode.digits) -> String {
        let counter = bytes(bigEndian: UInt64(bitPattern: step))
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 15)
        let number = mac[offset..<(offset + 4)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt64(1)) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    private func bytes(bigEndian number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    }

    /// The step whose code it is: this one, the one before, or the one after; none that was used, and none before one that was.
    ///
    /// - Parameter lastStep: of the code used last.
    package func step(of code: String, at now: Timestamp, after lastStep: Int64?) -> Int64? {
        let typed = code.filter { !$0.isWhitespace }
        let current = Self.step(at: now)
        return [current, current - 1, current + 1].first { step in
            step > (lastStep ?? .min) && Self.isSame(typed, self.code(at: step))
        }
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        SHA256.hash(data: Array(one.utf8)) == SHA256.hash(data: Array(other.utf8))
    }

    /// For people to type into an authenticator, in groups of four (RFC 4648 §6, without padding).
    package var text: String {
        let letters = Array(Base32.text(secret))
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
    }

    /// What the QR code holds: `otpauth://totp/<hub>:<login>?secret=…&issuer=<hub>`
    package func address(login: String, issuer: String) -> String {
        func quoted(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._")))
                ?? ""
        }
        let hub = quoted(issuer)
        return "otpauth://totp/\(hub):\(quoted(login))?secret=\(Base32.text(secret))&issuer=\(hub)"
    }
}

/// RFC 4648 §6, without padding.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    package static func text(_ bytes: [UInt8]) -> String {
        var (text, bits, count) = ("", 0, 0)
        for byte in bytes {
            bits = (bits << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[bits >> count & 31])
            }
        }
        if count > 0 { text.append(alphabet[bits << (5 - count) & 31]) }
        return text
    }
}
