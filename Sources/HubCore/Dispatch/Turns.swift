/// Whose turn it is at a destination: a value that remembers who was served, and is asked again for each place.
///
/// Of ``round`` places that it gives while something waits in several lanes, all but one go to the most urgent lane, and one
/// to that lower lane which was passed over for longest. Within a lane senders take turns, each with one document. Hence:
///
/// - An urgent document, once it is its sender's first, waits for at most one less urgent document in every ``round`` places,
///   and of its own lane for at most one document of each other sender.
/// - No lane, however low, is passed over more than ``longestWait`` times in a row while it has something to give.
/// - One sender's flood delays another sender's document by one document in each round of the senders.
///
/// Kept in memory only: a crash begins a new round, which can favour a sender once.
package struct Turns: Sendable, Hashable {
    /// Of so many places, one goes to a lane below the most urgent.
    package static let round = 8

    /// So often at most is a lane passed over in a row while something waits in it.
    package static let longestWait = round * (Lane.allCases.count - 1)

    /// One place given.
    package struct Turn: Sendable, Hashable {
        package let lane: Lane
        package let sender: String

        package init(lane: Lane, sender: String) {
            self.lane = lane
            self.sender = sender
        }
    }

    /// Places given to the most urgent lane since a lower one had its turn.
    private var sinceLower = 0
    /// How often each lane was passed over since it was served, or had nothing.
    private var passedOver: [Lane: Int] = [:]
    /// Who was served last in each lane.
    private var last: [Lane: String] = [:]

    package init() {}

    /// Gives the next place.
    ///
    /// - Parameters:
    ///   - lanes: those in which something is due.
    ///   - sender: the first sender after the one given, in a circle of all who have something due in the lane; `nil` when it
    ///     turns out that nobody has. Asked for the lane whose turn it is.
    /// - Returns: `nil` when nothing is due.
    package mutating func next<Failure: Error>(
        among lanes: [Lane], sender: (Lane, _ after: String) throws(Failure) -> String?
    ) throws(Failure) -> Turn? {
        var waiting = lanes.sorted(by: >)
        while let first = waiting.first {
            let lower = waiting.dropFirst().max { (passedOver[$0] ?? 0, $0) < (passedOver[$1] ?? 0, $1) }
            let isLowersTurn = sinceLower >= Self.round - 1
            let lane = isLowersTurn ? lower ?? first : first
            if let next = try sender(lane, last[lane] ?? "") {
                // A lane that waits alone owes nobody a turn.
                sinceLower = lower == nil || lane != first ? 0 : sinceLower + 1
                return give(Turn(lane: lane, sender: next), of: waiting)
            }
            waiting.removeAll { $0 == lane }
        }
        passedOver = [:]
        return nil
    }

    private mutating func give(_ turn: Turn, of waiting: [Lane]) -> Turn {
        var passed: [Lane: Int] = [:]
        for other in waiting where other != turn.lane { passed[other] = (passedOver[other] ?? 0) + 1 }
        passedOver = passed
        last[turn.lane] = turn.sender
        return turn
    }
}
