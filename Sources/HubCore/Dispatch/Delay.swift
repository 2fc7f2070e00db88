/// Why a delivery has not arrived yet: a pure judgement on where its packet is, on its destination, and on the time.
package struct Delay: Sendable, Hashable {
    package enum Because: Sendable, Hashable {
        /// An operator has paused the destination.
        case paused(Pause)
        /// No hub runs that has a way to the destination.
        case nobodySends
        /// The destination has failed for some time; it is tried with one packet now and then.
        case unreachable(Breaker.Opening)
        /// It was tried and deferred, and its time has not come.
        case backingOff(until: Timestamp)
        /// As much is on its way to the destination as it takes at once.
        case windowFull(size: Int)
        /// It is due, and others are before it.
        case inTurn
        /// A courier carries it.
        case underWay
        /// It lies in the recipient's mailbox, fetched or not.
        case inMailbox(isFetched: Bool)
        /// It has come to an end without having arrived, and only a person can do more.
        case needsPerson(TransportState)
    }

    /// What an operator may do about it.
    package enum Remedy: String, Sendable, Hashable, Codable, CaseIterable {
        case release
        case retry
        case pause
        case cancel
        /// Start the hub, or give it a way to the axis.
        case start
        /// Find out why the destination does not answer.
        case examineDestination
        /// The recipient's system has to fetch it.
        case remindRecipient
        /// Nothing needs to be done.
        case nothing
    }

    package let because: Because
    /// The earliest time of the next attempt; `nil` when that hangs on something other than time.
    package let nextAttempt: Timestamp?
    package let lane: Lane
    /// Attempts so far, the one under way included.
    package let attempts: Int
    /// What came of the last attempt, or why it ended.
    package let lastReason: String?
    package let remedies: [Remedy]

    /// - Parameters:
    ///   - pauses: those of its destinations.
    ///   - health: of the axis; `nil` when nobody sends there.
    /// - Returns: `nil` when it has arrived, or its sender has it back.
    package init?(
        _ transport: Transport, lane: Lane, pauses: [Pause], health: DestinationHealth?, now: Timestamp
    ) {
        switch transport.state {
        case .delivered, .recalled: return nil
        case .failed, .refused, .dead, .cancelled: because = .needsPerson(transport.state)
        case .available, .fetched: because = .inMailbox(isFetched: transport.state == .fetched)
        case .leased: because = .underWay
        case .waiting:
            because = Self.because(transport.notBefore, pauses: pauses, health: health, now: now)
        }
        nextAttempt =
            switch because {
            case .backingOff(let until): until
            case .unreachable(let opening): max(opening.probeAt, transport.notBefore ?? opening.probeAt)
            case .windowFull, .inTurn: transport.notBefore
            default: nil
            }
        self.lane = lane
        attempts = transport.attempt
        lastReason = transport.reason
        remedies = because.remedies
    }

    /// Of several reasons the one that holds it longest: a person, then the destination, then its own time.
    private static func because(
        _ notBefore: Timestamp?, pauses: [Pause], health: DestinationHealth?, now: Timestamp
    ) -> Because {
        if let pause = pauses.first { return .paused(pause) }
        guard let health else { return .nobodySends }
        if let opening = health.breaker.opening { return .unreachable(opening) }
        if let notBefore, notBefore > now { return .backingOff(until: notBefore) }
        return health.places(at: now).all == 0 ? .windowFull(size: health.window.size) : .inTurn
    }
}

extension Delay.Because {
    /// The stable name of the reason.
    package var code: String {
        switch self {
        case .paused: "paused"
        case .nobodySends: "nobody-sends"
        case .unreachable: "unreachable"
        case .backingOff: "backing-off"
        case .windowFull: "window-full"
        case .inTurn: "in-turn"
        case .underWay: "under-way"
        case .inMailbox(let isFetched): isFetched ? "fetched" : "in-mailbox"
        case .needsPerson(let state): state.rawValue
        }
    }

    fileprivate var remedies: [Delay.Remedy] {
        switch self {
        case .paused: [.release, .cancel]
        case .nobodySends: [.start, .cancel]
        case .unreachable: [.examineDestination, .pause, .cancel]
        case .backingOff: [.retry, .pause, .cancel]
        case .windowFull, .inTurn: [.nothing, .cancel]
        case .underWay: [.nothing]
        case .inMailbox: [.remindRecipient]
        case .needsPerson: [.retry]
        }
    }
}
