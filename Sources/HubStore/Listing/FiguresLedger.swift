import GRDB
import HubCore

/// What one row of the lists adds to the figures. The row is the only record of it: when the row changes, what it added before is taken
/// away in the same transaction, so that figures are the sums of the rows that there are.
struct FigureShare: Hashable {
    var day: Int64 = 0
    var type: Int64 = 0
    var counts: [Figures.Count: Int] = [:]
    /// For each of the five steps, in which part of a ``TimeSpread``.
    var times: [Int?] = []

    /// - Parameter row: of `listed`.
    init(_ row: Row) throws {
        day = try row.required("day")
        type = try row.required("type")
        let marks = FigureMarks(rawValue: try row.required("marks"))
        let state = ListedState(number: try row.required("state"))
        if try row.required("box") == 0 {
            counts[.sent] = 1
            counts[.sentSigned] = marks.contains(.isSigned) ? 1 : nil
            counts[.sentReturned] = try row.required("is_returned") ? 1 : nil
            counts[.sentFailed] = try row.required("is_failed") ? 1 : nil
            counts[.sentRecalled] = state == .recalled ? 1 : nil
        } else {
            counts[.received] = 1
            counts[.receivedSigned] = marks.contains(.isSigned) ? 1 : nil
            counts[.receivedReturned] = state == .returned ? 1 : nil
            counts[.receivedRecalled] = state == .recalled ? 1 : nil
            for (mark, count) in FigureMarks.duties where marks.contains(mark) { counts[count] = 1 }
            let packed: Int64 = try row.required("times")
            times = (0..<5).map { step in
                let number = Int(packed >> (8 * step) & 0xFF)
                return number == 0 ? nil : number - 1
            }
        }
    }

    /// Five numbers in one: 0 for a step that was not reached.
    static func packed(_ times: [Int?]) -> Int64 {
        times.enumerated().reduce(0) { $0 | Int64(($1.element ?? -1) + 1) << Int64(8 * $1.offset) }
    }
}

/// What a row has for the figures alone.
struct FigureMarks: OptionSet {
    let rawValue: Int

    static let isSigned = FigureMarks(rawValue: 1)
    static let receiptInTime = FigureMarks(rawValue: 2)
    static let receiptLate = FigureMarks(rawValue: 4)
    static let receiptOpen = FigureMarks(rawValue: 8)
    static let processingInTime = FigureMarks(rawValue: 16)
    static let processingLate = FigureMarks(rawValue: 32)
    static let processingOpen = FigureMarks(rawValue: 64)

    static let duties: [(FigureMarks, Figures.Count)] = [
        (.receiptInTime, .receiptInTime), (.receiptLate, .receiptLate), (.receiptOpen, .receiptOpen),
        (.processingInTime, .processingInTime), (.processingLate, .processingLate), (.processingOpen, .processingOpen),
    ]

    /// How a duty stands.
    init(_ clock: DutyClock) {
        let marks: [FigureMarks] =
            clock.duty == .receipt
            ? [.receiptOpen, .receiptInTime, .receiptLate] : [.processingOpen, .processingInTime, .processingLate]
        self = clock.metAt.map { $0 > clock.dueAt ? marks[2] : marks[1] } ?? marks[0]
    }

    init(rawValue: Int) { self.rawValue = rawValue }
}

/// Keeps the figures of agencies, each with those below it, by day, kind and level.
struct FiguresLedger {
    let db: Database

    /// A row was `before` and is `now`; `nil` where there is, or was, none.
    func change(_ before: FigureShare?, to now: FigureShare?, of agency: String) throws {
        guard before != now else { return }
        let level = agency.split(separator: ".").count
        for root in Self.roots(of: agency) {
            let number = try db.number(ofAgency: root)
            if let before { try add(before, -1, to: number, level) }
            if let now { try add(now, 1, to: number, level) }
        }
    }

    /// `H24`, `H24.01`, `H24.01.003`: it and those above it.
    static func roots(of agency: String) -> [String] {
        let parts = agency.split(separator: ".")
        return parts.indices.map { parts[...$0].joined(separator: ".") }
    }

    private static let upsert: String = {
        let names = Figures.Count.allCases.map(\.rawValue)
        return """
            INSERT INTO figure (agency, day, type, level, \(names.joined(separator: ", ")))
            VALUES (?, ?, ?, ?, \(names.map { _ in "?" }.joined(separator: ", ")))
            ON CONFLICT DO UPDATE SET \(names.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", "))
            """
    }()

    private func add(_ share: FigureShare, _ sign: Int, to agency: Int64, _ level: Int) throws {
        let counts = Figures.Count.allCases.map { sign * (share.counts[$0] ?? 0) }
        try db.run(
            Self.upsert, StatementArguments([agency, share.day, share.type, Int64(level)]) + StatementArguments(counts))
        for (step, bucket) in share.times.enumerated() {
            guard let bucket else { continue }
            try db.run(
                """
                INSERT INTO figure_time (agency, day, level, step, bucket, count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """, [agency, share.day, level, step, bucket, sign])
        }
    }
}
