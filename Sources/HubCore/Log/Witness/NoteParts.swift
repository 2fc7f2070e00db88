import Foundation

/// A note taken apart (C2SP *signed-note*); that anybody signed it is not looked at.
package struct NoteParts: Sendable, Hashable {
    /// To its last line feed: what is signed.
    package let text: String
    /// The lines of the signatures, without their line feeds.
    package let lines: [String]

    /// `nil` when there is no text with a signature under it, or a character that no note has.
    package init?(_ note: String) {
        let isPlain = note.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) }
        guard isPlain, note.hasSuffix("\n"), let gap = note.range(of: "\n\n", options: .backwards) else { return nil }
        text = String(note[..<note.index(after: gap.lowerBound)])
        lines = note[gap.upperBound...].dropLast().split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }
        guard !lines.isEmpty, lines.allSatisfy({ $0.hasPrefix("— ") }) else { return nil }
    }
}
