import Crypto
import Foundation

/// A witness' signature under a head of a log (C2SP *tlog-cosignature*, `cosignature/v1`): that as of its time this is the
/// largest tree the witness has seen of the log, and continues all it saw before.
package struct Cosignature: Sendable, Hashable {
    package let witness: WitnessKey
    /// Seconds since 1970.
    package let seconds: Int64
    /// 64 bytes.
    private let signature: [UInt8]

    init(by witness: WitnessKey, at seconds: Int64, signature: [UInt8]) {
        self.witness = witness
        self.seconds = seconds
        self.signature = signature
    }

    package var at: Timestamp { Timestamp(milliseconds: seconds * 1000) }

    /// The line that stands under the note, with its line feed: `— name base64(key hash, time, signature)`.
    package var line: String {
        let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
        return "— \(witness.name) \(Data(witness.hash + time + signature).base64EncodedString())\n"
    }

    /// What is signed.
    static func message(_ text: String, at seconds: Int64) -> String { "cosignature/v1\ntime \(seconds)\n\(text)" }

    /// The newest that `witness` made among the lines under a note; `nil` when there is none that is true.
    /// - Parameter text: of the note, to its last line feed.
    package init?(by witness: WitnessKey, among lines: some Sequence<String>, of text: String) {
        let own = lines.compactMap { Cosignature(by: witness, line: $0, of: text) }
        guard let newest = own.max(by: { $0.seconds < $1.seconds }) else { return nil }
        self = newest
    }

    private init?(by witness: WitnessKey, line: String, of text: String) {
        let prefix = "— \(witness.name) "
        guard line.hasPrefix(prefix), let bytes = Data(base64Encoded: String(line.dropFirst(prefix.count))),
            bytes.count == 4 + 8 + 64, Array(bytes.prefix(4)) == witness.hash
        else { return nil }
        let time = bytes.dropFirst(4).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        // So far that milliseconds of it can be reckoned with.
        guard let seconds = Int64(exactly: time), seconds < .max / 1000 else { return nil }
        let signature = Array(bytes.suffix(64))
        guard witness.key.isValidSignature(signature, for: Data(Self.message(text, at: seconds).utf8)) else {
            return nil
        }
        self.init(by: witness, at: seconds, signature: signature)
    }
}
