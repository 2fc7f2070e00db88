import SignedXML

/// What one look at the installation found.
package struct Diagnosis: Sendable, Codable, Hashable {
    package enum Level: String, Sendable, Codable, Hashable, Comparable {
        case ok
        /// Works, and will not for long, or not well.
        case warn
        /// Does not work, or loses something.
        case fail

        package static func < (one: Level, other: Level) -> Bool { one.rank < other.rank }
        private var rank: Int { [.ok, .warn, .fail].firstIndex(of: self) ?? 0 }
    }

    /// What was looked at; stable, for programs: `store.integrity`.
    package let what: String
    package let level: Level
    package let says: Bilingual
    /// What to do; of what is not `ok`.
    package let advice: Bilingual?

    static func ok(_ what: String, vi: String, en: String) -> Diagnosis {
        Diagnosis(what: what, level: .ok, says: Bilingual(vi: vi, en: en), advice: nil)
    }

    static func warn(_ what: String, vi: String, en: String, advice: Bilingual) -> Diagnosis {
        Diagnosis(what: what, level: .warn, says: Bilingual(vi: vi, en: en), advice: advice)
    }

    static func fail(_ what: String, vi: String, en: String, advice: Bilingual) -> Diagnosis {
        Diagnosis(what: what, level: .fail, says: Bilingual(vi: vi, en: en), advice: advice)
    }
}

/// How thoroughly a store is looked at.
package enum ExaminationDepth: String, Sendable, Codable, Hashable {
    /// The newest of the journal, some payloads, the database's pages.
    case quick
    /// The whole journal, more payloads, every index too.
    case whole

    var journalEntries: Int64 { self == .whole ? .max : 10_000 }
    var payloads: Int { self == .whole ? 2000 : 50 }
}
