import HubCore
import HubStore
import VXP

/// Takes a list into the register, step by step, so that no transaction is held for long.
///
/// May stop anywhere: what was taken stays, and to go on is to begin again. Where rows come in the order of their versions,
/// each step notes how far it went, and what is asked for the next time is the rest.
struct ListWalk: Sendable {
    /// Rows in one transaction: some tens of milliseconds.
    static let step = 500
    /// Agencies looked at at once.
    static let page = 5000

    let store: any Store
    let ourCentre: String
    let by: String
    let tentatively: Bool
    let now: @Sendable () -> Timestamp

    /// What came of it.
    struct Sum: Sendable {
        var rows = 0
        var added = 0
        var changed = 0
        var retired = 0
        var contradictions: [ListContradiction] = []

        fileprivate mutating func add(_ step: ListStep) {
            added += step.changes.count { $0.kind == .added }
            changed += step.changes.count { $0.kind == .changed || $0.kind == .revived }
            retired += step.changes.count { $0.kind == .retired }
            contradictions += step.contradictions
        }
    }

    /// - Parameters:
    ///   - resumes: whether each step may note how far it went.
    ///   - told: of every change, as it is made.
    func run(
        _ file: ListFile, _ survey: ListSurvey, resumes: Bool, told: ([AgencyChange]) -> Void = { _ in }
    ) async throws -> Sum {
        var (sum, open) = (Sum(), [ListedAgency]())
        func take(_ rows: [ListedAgency], isLast: Bool, upTo version: Int64?) async throws -> [ListedAgency] {
            let step = try await store.follow(
                rows, as: ourCentre, isLast: isLast, upTo: version, by: by, tentatively: tentatively, now: now())
            sum.add(step)
            told(step.changes)
            return step.unresolved
        }
        try await file.forEach(Self.step) { batch in
            try Task.checkCancellation()
            sum.rows += batch.count
            let mayNote = resumes && survey.isInOrder && open.isEmpty
            let version = mayNote ? batch.last?.unit.flatMap { Int64($0.version) } : nil
            open += try await take(batch.compactMap(ListedAgency.init), isLast: false, upTo: version)
        }
        // Once more for those whose parent stood further down, as often as that finds any; then without a parent.
        while !open.isEmpty {
            var left: [ListedAgency] = []
            for rows in open.pieces(of: Self.step) { left += try await take(rows, isLast: false, upTo: nil) }
            if left.count == open.count {
                for rows in left.pieces(of: Self.step) { _ = try await take(rows, isLast: true, upTo: nil) }
                left = []
            }
            open = left
        }
        for rows in survey.missing.pieces(of: Self.step) { _ = try await take(rows, isLast: true, upTo: nil) }
        sum.contradictions += survey.unlisted
        return sum
    }
}

extension Array {
    func pieces(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
