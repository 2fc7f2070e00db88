/// How it goes with a destination, and so what may be sent to it now: the window of what is on its way, and the breaker over it.
package struct DestinationHealth: Sendable, Hashable {
    /// What may be claimed now.
    package struct Places: Sendable, Hashable {
        package let all: Int
        /// Of these, for packets larger than ``Lane/largestSmall``.
        package let bulk: Int
        /// Whether bulk goes only when nothing small is due: there is one place alone.
        package let isBulkLast: Bool

        package init(all: Int, bulk: Int? = nil, isBulkLast: Bool = false) {
            self.all = max(0, all)
            self.bulk = min(max(0, bulk ?? all), self.all)
            self.isBulkLast = isBulkLast
        }

        package static let none = Places(all: 0)
    }

    /// A packet on its way.
    package struct Carriage: Sendable, Hashable {
        /// Counts all carriages that have begun.
        package let number: Int
        package let isBulk: Bool
    }

    /// What a carriage says of the destination.
    package enum Sign: Sendable, Hashable {
        /// It answered, be it yes or no.
        case answered
        /// No answer, or none that says anything of the packet.
        /// - Parameter retryAfter: in milliseconds.
        case failed(reason: String, retryAfter: Int64? = nil)
        /// It was not asked: what failed is ours, or the packet's.
        case nothing
    }

    package private(set) var window: Window
    package private(set) var breaker: Breaker
    package private(set) var underWay = 0
    package private(set) var bulkUnderWay = 0
    private var begun = 0

    /// - Parameter cap: the most that may be on its way at once.
    package init(cap: Int, breaker: Breaker.Settings = Breaker.Settings()) {
        window = Window(cap: cap)
        self.breaker = Breaker(breaker)
    }

    /// Bulk has at most half of the window, so that a small packet always finds a place that no large one holds. A window that
    /// shrank to one place has none for bulk while something small is due; the first success widens it.
    package func places(at now: Timestamp) -> Places {
        if breaker.opening != nil { return breaker.isProbeDue(at: now) ? Places(all: 1, isBulkLast: true) : .none }
        let free = window.size - underWay
        guard window.size > 1 else { return Places(all: free, isBulkLast: window.cap > 1) }
        return Places(all: free, bulk: min(free, window.size / 2 - bulkUnderWay))
    }

    /// When ``places(at:)`` gives something by itself, without a carriage that ends before; `nil` when it never does.
    package var opensAt: Timestamp? {
        breaker.opening.flatMap { $0.probe == nil ? $0.probeAt : nil }
    }

    package mutating func began(isBulk: Bool) -> Carriage {
        begun += 1
        underWay += 1
        if isBulk { bulkUnderWay += 1 }
        breaker.began(begun)
        return Carriage(number: begun, isBulk: isBulk)
    }

    package mutating func ended(_ carriage: Carriage, _ sign: Sign, at now: Timestamp) {
        underWay -= 1
        if carriage.isBulk { bulkUnderWay -= 1 }
        switch sign {
        case .answered:
            breaker.answered()
            window.succeeded()
        case .failed(let reason, let retryAfter):
            breaker.failed(carriage.number, reason: reason, retryAfter: retryAfter, at: now)
            window.failed(carriage.number, begun: begun)
            if breaker.opening != nil { window.close() }
        case .nothing:
            breaker.saidNothing(carriage.number)
        }
    }
}
