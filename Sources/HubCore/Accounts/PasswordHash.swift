import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: scrypt (RFC 7914), with its salt and what it cost, in one text
/// (`$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, the PHC string format).
package struct PasswordHash: Sendable, Hashable {
    /// What a guess costs whoever has stolen the table.
    package struct Cost: Sendable, Hashable {
        /// The logarithm, to the base of two, of N.
        package var rounds: Int
        package var blockSize: Int
        package var parallelism: Int

        package init(rounds: Int, blockSize: Int = 8, parallelism: Int = 3) {
            self.rounds = rounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// 32 MiB, three times over.
        package static let standard = Cost(rounds: 15)

        /// In blocks read and written.
        fileprivate var work: Int { (1 << rounds) * blockSize * parallelism }
    }

    package let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    package static let saltLength = 16
    private static let hashLength = 32

    /// Takes a while, and memory: never on a thread on which others wait.
    /// - Parameter salt: ``saltLength`` random bytes.
    /// - Throws: `CryptoKitError` when there is no memory for it.
    package init(of password: String, salt: [UInt8], cost: Cost) throws {
        self.cost = cost
        self.salt = salt
        hash = try Self.derive(password, salt, cost)
    }

    /// Whether it is the password. Takes a while, as ``init(of:salt:cost:)`` does.
    package func admits(_ password: String) throws -> Bool {
        let other = try Self.derive(password, salt, cost)
        return !password.isEmpty && SHA256.hash(data: hash) == SHA256.hash(data: other)
    }

    /// Whether it is worth making anew.
    package func isWeaker(than cost: Cost) -> Bool { self.cost.work < cost.work }

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        // The library cannot take nothing at all; no password is this byte.
        let bytes = password.isEmpty ? [0] : Array(PasswordRule.normalized(password).utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: hashLength, rounds: 1 << cost.rounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
        return unsafe key.withUnsafeBytes { unsafe Array($0) }
    }
}

extension PasswordHash {
    package var text: String {
        let (salt, hash) = (Data(salt).base64EncodedString(), Data(hash).base64EncodedString())
        return "$scrypt$ln=\(cost.rounds),r=\(cost.blockSize),p=\(cost.parallelism)$\(salt)$\(hash)"
    }

    /// `nil` of what is no such text.
    package init?(text: String) {
        guard
            let match = text.wholeMatch(
                of: /\$scrypt\$ln=([0-9]{1,2}),r=([0-9]{1,2}),p=([0-9]{1,2})\$([^$]+)\$([^$]+)/),
            let rounds = Int(match.1), let blockSize = Int(match.2), let parallelism = Int(match.3),
            (1...24).contains(rounds), blockSize > 0, parallelism > 0,
            let salt = Data(base64Encoded: String(match.4)), let hash = Data(base64Encoded: String(match.5)),
            !salt.isEmpty, hash.count == Self.hashLength
        else { return nil }
        cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        self.salt = Array(salt)
        self.hash = Array(hash)
    }
}
