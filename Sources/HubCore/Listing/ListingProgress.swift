/// How far a document has come at its recipients: how many of them stand where.
package struct ListingProgress: Sendable, Hashable {
    private var counts: [ListedState: Int] = [:]
    /// The fewest of the five steps that any recipient has behind it who still counts; 0 without any.
    package private(set) var steps = 0

    package init() {}

    /// - Parameter recipients: of each, its state and how many of the five steps it has behind it.
    package init(_ recipients: some Sequence<(state: ListedState, steps: Int)>) {
        var fewest: Int?
        for (state, steps) in recipients {
            counts[state, default: 0] += 1
            if state.counts { fewest = min(fewest ?? 5, state == .waiting ? 0 : steps) }
        }
        steps = fewest ?? 0
    }

    package subscript(_ state: ListedState) -> Int { counts[state] ?? 0 }

    /// All recipients.
    package var all: Int { counts.values.reduce(0, +) }

    /// The state that all share who still count, or the least that one of them has reached; where nobody counts any more,
    /// the worst of what became of it.
    package var state: ListedState {
        let standing = counts.keys.filter { $0.counts }
        if standing.count == 1, let only = standing.first { return only }
        if standing.contains(.waiting) { return .waiting }
        if !standing.isEmpty { return ListedState(steps: steps) }
        return [.failed, .returned, .recalled].first { self[$0] > 0 } ?? .untouched
    }

    /// `1:3 6:1`: numbers of states, and how many.
    package var text: String {
        counts.sorted { $0.key.number < $1.key.number }.map { "\($0.key.number):\($0.value)" }.joined(separator: " ")
    }

    /// Reads ``text``; `nil` for anything else.
    package init?(text: String, steps: Int) {
        for part in text.split(separator: " ") {
            let numbers = part.split(separator: ":").compactMap { Int($0) }
            guard numbers.count == 2, let state = ListedState(number: numbers[0]) else { return nil }
            counts[state] = numbers[1]
        }
        self.steps = steps
    }
}
