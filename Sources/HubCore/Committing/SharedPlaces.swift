/// Who is worked for: a number of places, shared among callers so that one who comes often does not delay one who comes seldom.
///
/// A caller that is alone may have all places. Beside others each may have its part of one half, and never less than
/// ``least``; what is left over is free for whoever comes next. A caller's own go in the order in which they came; where
/// callers wait for the last places, they take turns.
///
/// A value without a thread and without a clock.
package struct SharedPlaces<Waiter> {
    package enum Entry: Sendable, Hashable {
        /// Has a place, and gives it back with ``leave(_:at:)``.
        case goesOn
        /// Is named by somebody's ``leave(_:at:)`` later, and has a place then.
        case waits
        /// Too many of the same caller wait already.
        case turnedAway
    }

    fileprivate struct Caller {
        var held = 0
        var waiting: [Waiter] = []
        var lastCame: Timestamp
    }

    /// Places that a caller may always have.
    package static var least: Int { 4 }
    /// So long a caller counts as one of those beside whom the others are, in milliseconds.
    package static var remembered: Int64 { 10_000 }

    package let places: Int
    private let mostWaiting: Int
    private var callers: [String: Caller] = [:]
    /// Those who wait, the first to be served first.
    private var turns: [String] = []
    package private(set) var taken = 0

    /// - Parameter mostWaiting: of one caller.
    package init(places: Int, mostWaiting: Int) {
        self.places = max(1, places)
        self.mostWaiting = mostWaiting
    }

    /// What one caller may have now.
    package var share: Int {
        callers.count < 2 ? places : min(places, max(Self.least, places / (2 * callers.count)))
    }

    /// Takes a place if one is free for the caller.
    /// - Returns: whether it has one; otherwise it has to ``enter(_:at:_:)``.
    package mutating func goesOn(_ name: String, at now: Timestamp) -> Bool {
        forgetThoseWhoAreGone(now)
        callers[name, default: Caller(lastCame: now)].lastCame = now
        guard let caller = callers[name], caller.waiting.isEmpty, caller.held < share, taken < places else {
            return false
        }
        take(name)
        return true
    }

    package mutating func enter(_ name: String, at now: Timestamp, _ waiter: Waiter) -> Entry {
        if goesOn(name, at: now) { return .goesOn }
        let waiting = callers[name]?.waiting.count ?? 0
        guard waiting < mostWaiting else { return .turnedAway }
        if waiting == 0 { turns.append(name) }
        callers[name]?.waiting.append(waiter)
        return .waits
    }

    /// Gives a place back.
    /// - Returns: those who have one now.
    package mutating func leave(_ name: String, at now: Timestamp) -> [Waiter] {
        callers[name]?.held -= 1
        taken -= 1
        forgetThoseWhoAreGone(now)
        var next: [Waiter] = []
        while taken < places, let turn = turns.firstIndex(where: { (callers[$0]?.held ?? 0) < share }) {
            let served = turns.remove(at: turn)
            guard let waiter = callers[served]?.waiting.removeFirst() else { continue }
            if callers[served]?.waiting.isEmpty == false { turns.append(served) }
            take(served)
            next.append(waiter)
        }
        return next
    }

    private mutating func take(_ name: String) {
        callers[name]?.held += 1
        taken += 1
    }

    private mutating func forgetThoseWhoAreGone(_ now: Timestamp) {
        // Nearly always nobody is, and then nothing is made anew.
        guard callers.values.contains(where: { $0.isGone(at: now) }) else { return }
        callers = callers.filter { _, caller in !caller.isGone(at: now) }
    }
}

extension SharedPlaces.Caller {
    fileprivate func isGone(at now: Timestamp) -> Bool {
        held <= 0 && waiting.isEmpty && now.milliseconds(since: lastCame) >= SharedPlaces.remembered
    }
}

extension SharedPlaces: Sendable where Waiter: Sendable {}
extension SharedPlaces.Caller: Sendable where Waiter: Sendable {}
