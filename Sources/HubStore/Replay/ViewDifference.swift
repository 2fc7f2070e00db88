import Crypto
import HubCore

/// A row of a table that is not what the journal makes of it.
package struct ViewDifference: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable {
        /// The row is there, and a column of it has another value.
        case changed
        /// The table has a row of which the journal knows nothing.
        case invented
        /// The journal makes a row that the table has not.
        case missing
    }

    package let kind: Kind
    package let table: String
    /// `journal_index = 17`
    package let key: String
    /// With ``Kind/changed``; the first that differs.
    package let column: String?
    /// What the table holds, and what the journal makes: clipped; by its hash where people wrote it.
    package let held: String?
    package let folded: String?
    /// The document, the delivery, or the thing of the register that the row is about.
    package let subject: String?
    /// The index of the last entry that tells of it; `nil` where none does.
    package let entry: Int64?
}

extension ViewDifference {
    /// So much of a value is shown.
    private static let shown = 96

    /// Two values that differ, each from a little before the place where they part.
    static func shown(_ held: String, _ folded: String) -> (held: String, folded: String) {
        let common = zip(held, folded).prefix { $0 == $1 }.count
        let start = held.count > shown || folded.count > shown ? max(0, common - 24) : 0
        return (clipped(held, from: start), clipped(folded, from: start))
    }

    private static func clipped(_ text: String, from start: Int) -> String {
        let rest = text.dropFirst(start)
        return (start > 0 ? "…" : "") + rest.prefix(shown) + (rest.count > shown ? "…" : "")
    }

    /// What people wrote, so that two texts can be told apart without being read.
    static func hashed(_ text: String) -> String {
        "sha256 \(Array(SHA256.hash(data: Array(text.utf8)).prefix(6)).hexadecimal)… (\(text.utf8.count) bytes)"
    }
}
