import Crypto
import Foundation

/// The form in which keys of notes are given to verifiers (C2SP *signed-note*, "Verifier keys"): `name+hash+base64(type, key)`.
enum VerifierKeyText {
    /// The first four bytes of SHA-256(name, line feed, type, key).
    static func hash(name: String, type: UInt8, key: Data) -> [UInt8] {
        Array(SHA256.hash(data: Array(name.utf8) + [0x0A, type] + Array(key)).prefix(4))
    }

    static func write(name: String, type: UInt8, key: Data) -> String {
        let hash = hash(name: name, type: type, key: key).hexadecimal
        return "\(name)+\(hash)+\(Data([type] + Array(key)).base64EncodedString())"
    }

    /// `nil` when it is malformed, of another type, or its hash does not fit.
    static func read(_ text: String, type: UInt8) -> (name: String, key: Data)? {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, !parts[0].isEmpty, !parts[0].contains(where: \.isWhitespace),
            let bytes = Data(base64Encoded: parts[2]), bytes.first == type
        else { return nil }
        let key = Data(bytes.dropFirst())
        guard parts[1] == hash(name: parts[0], type: type, key: key).hexadecimal else { return nil }
        return (parts[0], key)
    }
}
