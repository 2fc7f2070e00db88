/// Agencies were added or changed, as many in one entry as fit: an import or a synchronisation of the whole register is
/// some hundred entries, not a hundred thousand.
package struct AgenciesChanged: Sendable, Hashable, Codable {
    package let agencies: [Agency]
    package let by: String
    /// With these the register has followed the axis' list up to here; absent where it is not the list that changed them,
    /// or not everything before it has been followed yet.
    package let listVersion: Int64?

    package init(agencies: [Agency], by: String, listVersion: Int64? = nil) {
        self.agencies = agencies
        self.by = by.clipped(to: 200)
        self.listVersion = listVersion
    }

    /// Bytes of agencies in one entry; what is around them fits into the rest of 64 KiB.
    package static let largest = 60_000
}

/// The register was compared with the axis' list.
package struct RegisterSynchronised: Sendable, Hashable, Codable {
    package enum Outcome: String, Sendable, Hashable, Codable {
        /// The register follows the list.
        case completed
        /// Too much of it would go at once: nothing was changed, and an operator is to decide.
        case held
        /// An operator does not want what is held.
        case discarded
        /// The axis gave no list that can be used.
        case failed
    }

    package let outcome: Outcome
    /// Whether it was the whole list, or what has changed since ``listVersion`` as it was before.
    package let isWhole: Bool
    package let listVersion: Int64?
    package let rows: Int
    package let added: Int
    package let changed: Int
    package let retired: Int
    /// How many contradictions there are; ``contradictions`` names the first of them.
    package let contradictory: Int
    package let contradictions: [ListContradiction]
    /// Of a list that is held: of its bytes, lower-case hex.
    package let sha256: String?
    /// Why it failed.
    package let reason: String?
    package let by: String

    package init(
        outcome: Outcome, isWhole: Bool, listVersion: Int64? = nil, rows: Int = 0, added: Int = 0, changed: Int = 0,
        retired: Int = 0, contradictory: Int = 0, contradictions: [ListContradiction] = [], sha256: String? = nil,
        reason: String? = nil, by: String
    ) {
        self.outcome = outcome
        self.isWhole = isWhole
        self.listVersion = listVersion
        self.rows = rows
        self.added = added
        self.changed = changed
        self.retired = retired
        self.contradictory = contradictory
        self.contradictions = Array(contradictions.prefix(Self.named))
        self.sha256 = sha256
        self.reason = reason.map { $0.clipped(to: 500) }
        self.by = by.clipped(to: 200)
    }

    /// How many contradictions one entry names.
    package static let named = 100
}
