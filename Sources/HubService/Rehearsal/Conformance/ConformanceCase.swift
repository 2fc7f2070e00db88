import SignedXML
import VXP

/// One thing that a system must do: an operation, what is tried, and how it is found out.
struct ConformanceCase: Sendable {
    let operation: String
    let name: Bilingual
    /// Throws ``Shortcoming`` when the system does otherwise.
    let run: @Sendable (ConformanceCaller) async throws -> Void

    init(
        _ operation: VXP.Operation, vi: String, en: String,
        run: @escaping @Sendable (ConformanceCaller) async throws -> Void
    ) {
        self.operation = operation.rawValue
        name = Bilingual(vi: vi, en: en)
        self.run = run
    }

    /// A case of the interface as a whole.
    init(_ area: String, vi: String, en: String, run: @escaping @Sendable (ConformanceCaller) async throws -> Void) {
        operation = area
        name = Bilingual(vi: vi, en: en)
        self.run = run
    }

    /// All cases, in the order in which they are tried.
    static let all = authentication + sending + lists + fetching + acknowledging + tracking + register
}

/// The system does not do what it must.
struct Shortcoming: Error {
    let says: Bilingual

    init(vi: String, en: String) { says = Bilingual(vi: vi, en: en) }
}

/// The case cannot be tried with what is at hand.
struct LeftOut: Error {
    let says: Bilingual

    init(vi: String, en: String) { says = Bilingual(vi: vi, en: en) }
}
