import GRDB
import HubCore

/// Folds a whole journal from its first entry, and says whether the tables are what it makes.
package struct Replay: Sendable {
    private let source: ReplaySource

    package init(_ source: ReplaySource) { self.source = source }

    /// How far it has come.
    package enum Progress: Sendable, Hashable {
        case folding(entries: Int64, of: Int64)
        /// The table that is being compared, and the rows of all of them so far.
        case comparing(table: String, rows: Int64)
    }

    /// What it found.
    package struct Outcome: Sendable {
        package let entries: Int64
        package let rows: Int64
        /// In the order of the tables, then of their keys; as many as were asked for.
        package let differences: [ViewDifference]
        /// What folding and comparing took, in seconds.
        package let folding: Double
        package let comparing: Double

        package var isEqual: Bool { differences.isEmpty }
    }

    /// Reads one moment of the database, which may be in use, and writes nothing but a temporary file of the size of the tables.
    ///
    /// Memory does not grow with the journal. Ends early when the task is cancelled.
    /// - Parameters:
    ///   - limit: how many differences are named, at most; the first is the first.
    ///   - report: told on some other thread, some hundred times a second at most.
    /// - Throws: ``StoreError`` when the journal cannot be read or folded; `CancellationError`.
    package func compare(
        limit: Int = 1, report: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> Outcome {
        try await Halt.apart { halt in try compareHere(limit: limit, halt: halt, report: report) }
    }

    /// The same, on the thread that asks.
    func compareHere(limit: Int, halt: Halt, report: @escaping @Sendable (Progress) -> Void) throws -> Outcome {
        try FoldedViews.with(source, halt: halt) { views in
            let size = try views.size()
            let start = ContinuousClock.now
            try views.fold(JournalReading(source: source, range: 0..<size, halt: halt)) {
                report(.folding(entries: $0, of: size))
            }
            let folded = ContinuousClock.now
            let comparison = ViewComparison(db: views.db, limit: limit, halt: halt)
            let (rows, differences) = try comparison.run { report(.comparing(table: $0, rows: $1)) }
            return Outcome(
                entries: size, rows: rows, differences: differences, folding: (folded - start) / .seconds(1),
                comparing: (ContinuousClock.now - folded) / .seconds(1))
        }
    }
}

extension Replay {
    /// Reads and decodes every entry, and does nothing with them. For measuring.
    /// - Returns: how many there are.
    package func read() async throws -> Int64 {
        try await Halt.apart { [source] halt in
            let database = try source.open()
            let size = try database.read { try $0.number("SELECT size FROM journal_head") ?? 0 }
            try database.close()
            let conveyor = try JournalReading(source: source, range: 0..<size, halt: halt).begin()
            defer { conveyor.abandon() }
            var count: Int64 = 0
            while let batch = try conveyor.take() { count += Int64(batch.count) }
            return count
        }
    }
}

extension SQLiteStore {
    /// Of all entries together. For measuring.
    package func journalBytes() async throws -> Int64 {
        try await read { try $0.number("SELECT sum(length(CAST(entry AS BLOB))) FROM journal") ?? 0 }
    }
}
