/// Something that an auditor finds wrong: what, and exactly where. A value, never an error.
package struct AuditFlaw: Sendable, Hashable {
    /// The raw values are the codes under which it is told; stable for ever.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        // MARK: Entries and tree

        /// An entry is not the one whose hash the tree holds.
        case entryAltered = "AUD-ENTRY-ALTERED"
        case entryMissing = "AUD-ENTRY-MISSING"
        /// There is an entry after the journal's last.
        case entryBeyond = "AUD-ENTRY-BEYOND"
        /// It stands under another time, kind or document than it has.
        case entryMisfiled = "AUD-ENTRY-MISFILED"
        case entryUnreadable = "AUD-ENTRY-UNREADABLE"
        /// Entry and hash do not fit, and nothing tells which of the two was altered.
        case leafUnclear = "AUD-LEAF-UNCLEAR"
        case tileAltered = "AUD-TILE-ALTERED"
        /// It is not there, or is too short.
        case tileMissing = "AUD-TILE-MISSING"
        case tileBeyond = "AUD-TILE-BEYOND"
        /// Entries were exchanged together with their hashes; the tree above them is still that of the former ones.
        case stretchRewritten = "AUD-STRETCH-REWRITTEN"

        // MARK: Heads

        /// The tree of so many entries is not the one that was signed.
        case headDifferent = "AUD-HEAD-DIFFERENT"
        /// More entries were signed than there are.
        case headBeyond = "AUD-HEAD-BEYOND"
        /// A head is there that no known key has signed, or that cannot be read.
        case headUnsigned = "AUD-HEAD-UNSIGNED"
        /// The newest entries are under no signed head.
        case entriesUnsigned = "AUD-ENTRIES-UNSIGNED"
        /// A checkpoint or a receipt that the auditor kept is not signed by a known key.
        case keptUnsigned = "AUD-KEPT-UNSIGNED"
        /// The journal is no continuation of what the auditor kept.
        case keptDifferent = "AUD-KEPT-DIFFERENT"
        case keptBeyond = "AUD-KEPT-BEYOND"

        // MARK: What lies beside the journal

        case payloadMissing = "AUD-PAYLOAD-MISSING"
        case payloadAltered = "AUD-PAYLOAD-ALTERED"
        /// The document's receipt is not one that the hub signed.
        case receiptAltered = "AUD-RECEIPT-ALTERED"
        /// A row of a table is not what the journal makes of it.
        case rowChanged = "AUD-ROW-CHANGED"
        case rowInvented = "AUD-ROW-INVENTED"
        case rowMissing = "AUD-ROW-MISSING"
        /// The journal cannot be folded into tables.
        case foldStopped = "AUD-FOLD-STOPPED"
        case schemaAltered = "AUD-SCHEMA-ALTERED"
        /// SQLite itself finds the database damaged.
        case databaseDamaged = "AUD-DATABASE-DAMAGED"
        case fileMissing = "AUD-FILE-MISSING"
        /// A file is not the one that was named with its digest, or cannot be read.
        case fileAltered = "AUD-FILE-ALTERED"

        // MARK: Packs

        /// The range of a pack does not lead from the one head to the other.
        case rangeBroken = "AUD-RANGE-BROKEN"
        /// An entry of a pack is not the one whose hash stands in its place.
        case packEntryAltered = "AUD-PACK-ENTRY"
        /// The statement about a redacted entry is not signed, or is not about this leaf.
        case extractUnsigned = "AUD-EXTRACT-UNSIGNED"
        /// An opening is not of what was withheld, or the entry it completes is not under its leaf.
        case openingFalse = "AUD-OPENING-FALSE"
        /// What the pack says of itself is not what it holds.
        case packMiscounted = "AUD-PACK-MISCOUNTED"
    }

    package let kind: Kind
    package let place: AuditPlace
    /// What else there is to say: a digest, a number, what SQLite said. Never what people wrote.
    package let detail: String

    package init(_ kind: Kind, at place: AuditPlace, _ detail: String = "") {
        self.kind = kind
        self.place = place
        self.detail = detail
    }
}

/// Where something is wrong.
package enum AuditPlace: Sendable, Hashable {
    /// By its index; its kind as it is filed.
    case entry(Int64, kind: String? = nil)
    case entries(ClosedRange<Int64>)
    /// With the first hash of its level that is wrong.
    case tile(Tile, hash: Int64? = nil)
    /// The key as `column = value, …`.
    case row(table: String, key: String, column: String? = nil)
    /// A table, an index, a view or a trigger.
    case object(String)
    case database
    /// Below the folder that is looked at.
    case file(String)
    /// A piece of such a file: a slot, a line, a member.
    case part(String, of: String)
    /// By its digest, with the entry that accepted it.
    case payload(String, entry: Int64)
}

/// Flaws as they are found: the first of them by name, and how many there are.
package struct AuditFlaws: Sendable {
    package private(set) var named: [AuditFlaw] = []
    package private(set) var count = 0
    private let limit: Int

    /// - Parameter limit: so many are named.
    package init(limit: Int = 1000) { self.limit = limit }

    package mutating func add(_ flaw: AuditFlaw) {
        count += 1
        if named.count < limit { named.append(flaw) }
    }

    package mutating func add(_ kind: AuditFlaw.Kind, at place: AuditPlace, _ detail: String = "") {
        add(AuditFlaw(kind, at: place, detail))
    }

    package mutating func add(_ others: AuditFlaws) {
        let kept = others.named.prefix(max(0, limit - named.count))
        named += kept
        count += others.count
    }
}
