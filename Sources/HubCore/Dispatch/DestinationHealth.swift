/// How it goes with a destination, and so what may be sent to it now: the window of what is on its way, and the breaker over it.
package struct DestinationHealth: Sendable, Hashable {
    /// What may be claimed now.
    package struct Places: Sendable, Hashable {
        package let all: Int
        /// Of these, for packets larger than ``Lane/largestSmall``.
        package let bulk: Int
        /// Of these, for urgent packets only.
        package let urgent: Int
        /// Whether bulk goes only when nothing small is due: there is one place alone.
        package let isBulkLast: Bool
        /// Recipients for whom nothing more may be claimed now.
        package let crowded: Set<String>

        package init(
            all: Int, bulk: Int? = nil, urgent: Int = 0, isBulkLast: Bool = false, crowded: Set<String> = []
        ) {
            self.all = max(0, all)
            self.urgent = min(max(0, urgent), self.all)
            self.bulk = min(max(0, bulk ?? all), self.all)
            self.isBulkLast = isBulkLast
            self.crowded = crowded
        }

        package static let none = Places(all: 0)
    }

    /// A packet on its way.
    package struct Carriage: Sendable, Hashable {
        /// Counts all carriages that have begun.
        package let number: Int
        package let isBulk: Bool
        fileprivate let isUrgent: Bool
        fileprivate let recipients: Set<String>
        fileprivate let begun: Timestamp
        /// How many others had been answered when it began.
        fileprivate let answersBefore: Int
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
    /// Whether it is known to be there. Until its first answer it is not, and what stays unanswered may be its own silence.
    package private(set) var isProven: Bool
    private var begun = 0
    private var answers = 0
    private var carriages: [Int: Carriage] = [:]
    /// Those to whom the last packet was left unanswered while others' were answered.
    private var silent: Set<String> = []

    /// A small packet that has no answer for so long holds no place any more, in milliseconds. It still waits for one.
    package static let patience: Int64 = 2_000

    /// The most large packets that are on their way at once: more of them would only share one line among more.
    package static let mostBulk = 16

    /// So many others' answers tell that a packet without one is alone with that.
    private static let overtaking = 8

    /// - Parameters:
    ///   - cap: the most that may be on its way at once.
    ///   - isProven: false for a destination that a hub which starts knows nothing of.
    package init(cap: Int, breaker: Breaker.Settings = Breaker.Settings(), isProven: Bool = true) {
        window = Window(cap: cap, isProven: isProven)
        self.breaker = Breaker(breaker)
        self.isProven = isProven
    }

    /// Bulk has at most half of the window, and a quarter is for what is urgent, so that a small urgent packet always finds a
    /// place. A window that shrank to one place has none for bulk while something small is due; the first success widens it.
    ///
    /// Where nobody has answered yet, one packet goes, and after ``patience`` one to another recipient, until as many are
    /// without an answer as the breaker needs failures.
    ///
    /// What the destination leaves unanswered for long holds no place, up to as many packets as the widest window has. To a recipient
    /// whose packets alone stay unanswered goes one at a time.
    package func places(at now: Timestamp) -> Places {
        if breaker.opening != nil { return breaker.isProbeDue(at: now) ? Places(all: 1, isBulkLast: true) : .none }
        let stuck = carriages.values.count { isStuck($0, at: now) }
        let urgent = carriages.values.count { $0.isUrgent && !isStuck($0, at: now) }
        let unproven = isProven ? Int.max : breaker.settings.failures - underWay
        let free = min(window.size - (underWay - stuck), 2 * window.cap - underWay, unproven)
        let crowded = crowded(at: now)
        guard window.size > 1 else { return Places(all: free, isBulkLast: window.cap > 1, crowded: crowded) }
        return Places(
            all: free, bulk: min(free, min(window.size / 2, Self.mostBulk) - bulkUnderWay),
            urgent: window.size / 4 - urgent,
            crowded: crowded)
    }

    private func isStuck(_ carriage: Carriage, at now: Timestamp) -> Bool {
        !carriage.isBulk && now.milliseconds(since: carriage.begun) >= Self.patience
    }

    /// Whether others have their answers again and again, and this one has none: then it is not the destination that is slow.
    private func isOvertaken(_ carriage: Carriage, at now: Timestamp) -> Bool {
        isStuck(carriage, at: now) && answers - carriage.answersBefore >= min(window.cap, Self.overtaking)
    }

    private func crowded(at now: Timestamp) -> Set<String> {
        carriages.values.reduce(into: []) { crowded, carriage in
            let isAlone = isOvertaken(carriage, at: now) || !isProven
            crowded.formUnion(isAlone ? carriage.recipients : carriage.recipients.intersection(silent))
        }
    }

    /// When ``places(at:)`` gives something by itself, without a carriage that ends before; `nil` when it never does.
    package var opensAt: Timestamp? {
        breaker.opening.flatMap { $0.probe == nil ? $0.probeAt : nil }
    }

    /// When a packet will have waited so long that another may have its place; `nil` when none will.
    package func lendsAt(after now: Timestamp) -> Timestamp? {
        carriages.values.filter { !$0.isBulk && !isStuck($0, at: now) }.map(\.begun).min()?
            .adding(milliseconds: Self.patience)
    }

    package mutating func began(
        isBulk: Bool, isUrgent: Bool = false, to recipients: Set<String> = [], at now: Timestamp
    ) -> Carriage {
        begun += 1
        underWay += 1
        if isBulk { bulkUnderWay += 1 }
        breaker.began(begun)
        let carriage = Carriage(
            number: begun, isBulk: isBulk, isUrgent: isUrgent, recipients: recipients, begun: now,
            answersBefore: answers)
        carriages[begun] = carriage
        return carriage
    }

    /// What others' answers overtook says nothing of the destination, only of its recipient.
    package mutating func ended(_ carriage: Carriage, _ sign: Sign, at now: Timestamp) {
        underWay -= 1
        if carriage.isBulk { bulkUnderWay -= 1 }
        carriages[carriage.number] = nil
        switch sign {
        case .answered:
            answers += 1
            isProven = true
            silent.subtract(carriage.recipients)
            breaker.answered()
            window.succeeded()
        case .failed where isOvertaken(carriage, at: now):
            silent.formUnion(carriage.recipients)
            breaker.saidNothing(carriage.number)
        case .failed(let reason, let retryAfter):
            breaker.failed(carriage.number, reason: reason, retryAfter: retryAfter, at: now)
            window.failed(carriage.number, begun: begun)
            if breaker.opening != nil {
                window.close()
                silent = []
            }
        case .nothing:
            breaker.saidNothing(carriage.number)
        }
    }
}
