import HubCore

/// Draws the machine of a ``Holding`` by asking it, so that the page about it cannot say anything else.
struct HoldingDrawing {
    /// A state that has a name on the page.
    struct Row {
        let name: String
        let holding: Holding
    }

    struct Column {
        let name: String
        let event: Holding.Event
        let party: Holding.Party
    }

    let rows: [Row]
    let columns: [Column]

    static let recall = HoldingDrawing(
        rows: [
            Row(name: "here", holding: Holding(copy: .here)), Row(name: "out", holding: Holding(copy: .out)),
            Row(name: "asked", holding: Holding(copy: .out, recall: .asked)),
            Row(name: "contested", holding: Holding(copy: .out, work: .completed, recall: .contested)),
            Row(name: "unanswered", holding: Holding(copy: .out, recall: .unanswered)),
            Row(name: "declined", holding: Holding(copy: .out, recall: .declined)),
            Row(name: "agreed", holding: Holding(copy: .back, recall: .agreed)),
            Row(name: "takenBack", holding: Holding(copy: .back, recall: .takenBack)),
        ],
        columns: [
            Column(name: "asks for it back", event: .asks(.recall), party: .sender),
            Column(name: "15", event: .answers(.agreed, nil), party: .recipient),
            Column(name: "16", event: .answers(.declined, nil), party: .recipient),
            Column(name: "06", event: .says(.completed, .meanwhile), party: .recipient),
            Column(name: "time is up", event: .timeIsUp(.recall), party: .hub),
            Column(name: "addresses it again", event: .addresses, party: .sender),
        ])

    static let update = HoldingDrawing(
        rows: [
            Row(name: "nothing asked", holding: Holding(copy: .out)),
            Row(name: "asked", holding: Holding(copy: .out, update: .asked)),
            Row(name: "unanswered", holding: Holding(copy: .out, update: .unanswered)),
            Row(name: "agreed", holding: Holding(copy: .out, update: .agreed)),
            Row(name: "declined", holding: Holding(copy: .out, update: .declined)),
            Row(name: "overtaken", holding: Holding(copy: .out, recall: .asked, update: .overtaken)),
            Row(name: "beside a recall", holding: Holding(copy: .out, recall: .asked, update: .asked)),
            Row(name: "copy is back", holding: Holding(copy: .back, recall: .agreed)),
        ],
        columns: [
            Column(name: "updates", event: .asks(.update), party: .sender),
            Column(name: "asks for it back", event: .asks(.recall), party: .sender),
            Column(name: "15", event: .answers(.agreed, nil), party: .recipient),
            Column(name: "15 to the update", event: .answers(.agreed, .update), party: .recipient),
            Column(name: "16", event: .answers(.declined, nil), party: .recipient),
            Column(name: "time is up", event: .timeIsUp(.update), party: .hub),
        ])

    static let work = HoldingDrawing(
        rows: Holding.Work.allCases.map { work in
            Row(name: work == .untouched ? "none" : work.rawValue, holding: Holding(copy: .out, work: work))
        },
        columns: Holding.Work.allCases.dropFirst().map { work in
            Column(name: work.rawValue, event: .says(work, .before), party: .recipient)
        })

    /// Whose each event is.
    static var parties: String {
        let events: [(String, Holding.Event)] = [
            ("01 … 06", .says(.arrived, .before)), ("15, 16", .answers(.agreed, nil)), ("recall", .asks(.recall)),
            ("update", .asks(.update)), ("replacement", .replaces), ("adding a recipient", .addresses),
            ("time is up", .timeIsUp(.recall)),
        ]
        let lines = events.map { name, event in
            let marks = Holding.Party.allCases.map { party in
                Holding(copy: .out, recall: .asked).after(event, by: party).verdict == .notTheirs
                    ? "parked" : "takes effect"
            }
            return "| \(name) | \(marks.joined(separator: " | ")) |"
        }
        let heads = Holding.Party.allCases.map(\.rawValue)
        return
            (["| Event | \(heads.joined(separator: " | ")) |", "|---|\(heads.map { _ in "---|" }.joined())"] + lines)
            .joined(separator: "\n")
    }

    var table: String {
        let head = "| | " + columns.map { "\($0.party.rawValue): \($0.name)" }.joined(separator: " | ") + " |"
        let lines = rows.map { row in
            "| **\(row.name)** | " + columns.map { cell(row, $0) }.joined(separator: " | ") + " |"
        }
        return ([head, "|---|" + columns.map { _ in "---|" }.joined()] + lines).joined(separator: "\n")
    }

    /// Every way from one named state to another.
    var arrows: String {
        let width = rows.map(\.name.count).max() ?? 0
        return rows.flatMap { row in
            columns.compactMap { column -> String? in
                let outcome = row.holding.after(column.event, by: column.party)
                guard name(of: outcome.next) != row.name else { return nil }
                let from = row.name + String(repeating: " ", count: width - row.name.count)
                return "\(from) ──(\(column.party.rawValue): \(column.name))──▶ \(name(of: outcome.next))"
            }
        }.joined(separator: "\n")
    }

    /// What changes, how it is judged, and what else is done.
    private func cell(_ row: Row, _ column: Column) -> String {
        let (holding, outcome) = (row.holding, row.holding.after(column.event, by: column.party))
        let next = outcome.next
        let isMoved = outcome.acts.contains(.takeBack) || outcome.acts.contains(.sendCopy)
        let parts = [
            next.recall == holding.recall ? nil : next.recall.map { "recall \($0)" } ?? "no recall",
            next.update == holding.update ? nil : next.update.map { "update \($0)" } ?? "no update",
            next.copy == holding.copy || isMoved ? nil : "copy \(next.copy)",
            next.work == holding.work ? nil : "work \(next.work.rawValue)", outcome.verdict.words,
        ]
        return (parts.compactMap(\.self) + outcome.acts.map(\.words).sorted()).joined(separator: "; ")
    }

    /// The named state, or the one that differs from it only in what the table is not about.
    private func name(of holding: Holding) -> String {
        let same = rows.first { $0.holding == holding }
        let like = rows.first {
            $0.holding.copy == holding.copy && $0.holding.recall == holding.recall
                && $0.holding.update == holding.update
        }
        return same?.name ?? like?.name ?? "\(holding.recall?.rawValue ?? "nothing asked"), \(holding.copy.rawValue)"
    }
}

extension Holding.Verdict {
    fileprivate var words: String? {
        switch self {
        case .holds: nil
        case .repeats: "nothing new"
        case .contradicts(let code): "contradicts \(code)"
        case .prevails(let code): "prevails over \(code)"
        case .unasked: "answers nothing"
        case .unclear: "parked: unclear"
        case .moot: "moot"
        case .notTheirs: "parked: not theirs"
        }
    }
}

extension Holding.Act {
    fileprivate var words: String {
        switch self {
        case .takeBack: "copy taken back"
        case .relay: "request goes out"
        case .holdBack: "request stays here"
        case .sendCopy: "copy goes out"
        }
    }
}
