import Crypto
import HubCore

/// What lets somebody in once who has lost their authenticator: `7KQ2M-XW9TR`, fifty random bits.
package struct RecoveryCode: Sendable, Hashable {
    /// Without the hyphen, upper case.
    private let letters: String

    package static let count = 10

    /// Letters and digits that nobody takes for one another.
    static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")

    init() { letters = OneTimeText.make(10, of: Self.alphabet) }

    /// `nil` of what is none.
    init?(typed: String) {
        let letters = typed.uppercased().filter { $0 != "-" && !$0.isWhitespace }
        guard letters.count == 10, letters.allSatisfy(Self.alphabet.contains) else { return nil }
        self.letters = letters
    }

    package var text: String { "\(letters.prefix(5))-\(letters.suffix(5))" }

    /// Fifty bits that are tried a few times a day need no slow hash.
    var sha256: [UInt8] { Array(SHA256.hash(data: Array(letters.utf8))) }
}

/// Random letters for people to read and type.
enum OneTimeText {
    static func make(_ count: Int, of alphabet: [Character]) -> String {
        var generator = SystemRandomNumberGenerator()
        return String((0..<count).compactMap { _ in alphabet.randomElement(using: &generator) })
    }

    /// `k7mq-x2pd-9fwe-t4hn`: eighty random bits.
    static func password() -> String {
        let alphabet = RecoveryCode.alphabet.flatMap { $0.lowercased() }
        return (0..<4).map { _ in make(4, of: alphabet) }.joined(separator: "-")
    }
}
