import Crypto
import Foundation

/// A text with signatures under it (C2SP *signed-note*): the text, which ends in a line feed, an empty line, and a line
/// `— name base64(key hash, signature)` for each signature.
package enum SignedNote {
    package static func sign(_ text: String, by signer: HubSigner) throws -> String {
        let signature = try signer.sign(Data(text.utf8))
        let line = (Data(signer.publicKey.hash) + signature).base64EncodedString()
        return "\(text)\n— \(signer.origin) \(line)\n"
    }

    /// The text of `note` when `key` signed it; `nil` otherwise. Signatures by other keys are passed over.
    package static func text(of note: String, signedBy key: NoteKey) -> String? {
        guard note.hasSuffix("\n"), let gap = note.range(of: "\n\n", options: .backwards) else { return nil }
        let text = note[..<note.index(after: gap.lowerBound)]
        let lines = note[gap.upperBound...].split(separator: "\n")
        return lines.contains { key.signed(text, line: $0) } ? String(text) : nil
    }
}

extension NoteKey {
    fileprivate func signed(_ text: Substring, line: Substring) -> Bool {
        let prefix = "— \(name) "
        guard line.hasPrefix(prefix), let bytes = Data(base64Encoded: String(line.dropFirst(prefix.count))),
            bytes.count == 68, Array(bytes.prefix(4)) == hash, line.hasSuffix(bytes.base64EncodedString())
        else { return false }
        return key.isValidSignature(bytes.dropFirst(4), for: Data(text.utf8))
    }
}
