/// The transport machine of one delivery: a value; an event goes in, and what becomes of it comes out.
package struct Transport: Sendable, Hashable {
    package private(set) var state: TransportState
    package private(set) var route: DeliveryRoute
    /// How often it was claimed since it was accepted or sent again.
    package private(set) var attempt: Int
    /// In ``TransportState/waiting``: not to be claimed earlier.
    package private(set) var notBefore: Timestamp?
    /// In ``TransportState/leased``.
    package private(set) var lease: Lease?
    /// Why it was last deferred, refused, failed or given up.
    package private(set) var reason: String?

    /// A courier's hold on a delivery.
    package struct Lease: Sendable, Hashable {
        package let owner: String
        package let until: Timestamp

        package init(owner: String, until: Timestamp) {
            self.owner = owner
            self.until = until
        }
    }

    package init(
        state: TransportState, route: DeliveryRoute, attempt: Int = 0, notBefore: Timestamp? = nil, lease: Lease? = nil,
        reason: String? = nil
    ) {
        self.state = state
        self.route = route
        self.attempt = attempt
        self.notBefore = notBefore
        self.lease = lease
        self.reason = reason
    }

    package enum Event: Sendable, Hashable {
        case claimed(Lease, now: Timestamp)
        /// The receiver said it holds the packet. True whoever learned it, so it needs no lease.
        case delivered
        /// Anything that is not a clear yes or a clear no: unknown means deferred.
        case deferred(by: String, attempt: Int, reason: String, notBefore: Timestamp)
        case refused(by: String, attempt: Int, reason: String)
        case abandoned(by: String, attempt: Int, reason: String)
        case fetched
        case acknowledged(Acknowledgement, description: String?)
        /// Somebody has it tried again, by the way the register now gives.
        case sentAgain(by: DeliveryRoute, now: Timestamp)
        /// Who took the packet does not know it any more: an axis that was restored from a backup.
        case forgotten(now: Timestamp)
        /// An operator ends it.
        case cancelled(reason: String)
        /// Its sender has it back. Whether that is so, ``Holding`` decides.
        case recalled(reason: String?)
        /// It came back, and its sender addresses the recipient again.
        case readdressed(by: DeliveryRoute, now: Timestamp)
    }

    package enum Outcome: Sendable, Hashable {
        case moved(Transport)
        /// The event had already happened; nothing changes.
        case repeated
        /// The event does not fit the state (a lost lease, `fail` after `done`); nothing changes.
        case impossible
    }

    package func after(_ event: Event) -> Outcome {
        switch event {
        case .claimed(let lease, let now): claimed(lease, now: now)
        case .delivered: delivered()
        case .deferred(let owner, let attempt, let reason, let notBefore):
            settled(by: owner, attempt) { $0.becomes(.waiting, notBefore: notBefore, reason: reason) }
        case .refused(let owner, let attempt, let reason):
            settled(by: owner, attempt) { $0.becomes(.refused, reason: reason) }
        case .abandoned(let owner, let attempt, let reason):
            settled(by: owner, attempt) { $0.becomes(.dead, reason: reason) }
        case .fetched: fetched()
        case .acknowledged(let word, let description): acknowledged(word, description)
        case .sentAgain(let route, let now): sentAgain(by: route, now)
        case .forgotten(let now): forgotten(now)
        case .cancelled(let reason): cancelled(reason)
        case .recalled(let reason):
            state == .recalled ? .repeated : changed { $0.becomes(.recalled, reason: reason) }
        case .readdressed(let route, let now):
            state == .recalled ? changed { $0.starts(by: route, now) } : .impossible
        }
    }
}

/// A recipient's word about a packet in its mailbox (`updateStatus` of the axis interface).
package enum Acknowledgement: String, Sendable, Hashable, Codable {
    /// It is being fetched.
    case processing
    /// It is held durably.
    case done
    /// It could not be taken.
    case fail
}

extension Transport {
    private mutating func becomes(_ next: TransportState, notBefore: Timestamp? = nil, reason: String? = nil) {
        state = next
        lease = nil
        self.notBefore = notBefore
        self.reason = reason
    }

    private func changed(_ change: (inout Transport) -> Void) -> Outcome {
        var next = self
        change(&next)
        return .moved(next)
    }

    private func claimed(_ next: Lease, now: Timestamp) -> Outcome {
        let isDue: Bool
        switch state {
        case .waiting: isDue = notBefore.map { $0 <= now } ?? true
        case .leased: isDue = lease.map { $0.until <= now } ?? true
        default: isDue = false
        }
        guard isDue, next.until > now else { return .impossible }
        return changed {
            $0.state = .leased
            $0.attempt += 1
            $0.lease = next
            $0.notBefore = nil
        }
    }

    private func delivered() -> Outcome {
        switch state {
        // What arrived after all when its sender has it back: the recipient is asked in its own negotiation.
        case .delivered, .recalled: .repeated
        case .waiting, .leased, .dead, .cancelled: changed { $0.becomes(.delivered) }
        case .available, .fetched, .failed, .refused: .impossible
        }
    }

    private func settled(by owner: String, _ attempt: Int, _ change: (inout Transport) -> Void) -> Outcome {
        guard state == .leased, lease?.owner == owner, self.attempt == attempt else { return .impossible }
        return changed(change)
    }

    private func fetched() -> Outcome {
        switch state {
        case .available: changed { $0.becomes(.fetched) }
        case .fetched, .delivered, .failed: .repeated
        case .waiting, .leased, .refused, .dead, .cancelled, .recalled: .impossible
        }
    }

    private func acknowledged(_ word: Acknowledgement, _ description: String?) -> Outcome {
        let next: TransportState =
            switch word {
            case .processing: .fetched
            case .done: .delivered
            case .fail: .failed
            }
        guard route == .mailbox else { return .impossible }
        switch state {
        case next: return .repeated
        case .available, .fetched: return changed { $0.becomes(next, reason: description) }
        // A recipient may fetch again what it failed to take; what it once held durably it does not un-hold.
        case .failed where word == .done: return changed { $0.becomes(.delivered, reason: description) }
        default: return .impossible
        }
    }

    private func forgotten(_ now: Timestamp) -> Outcome {
        guard state == .delivered, route == .axis else { return .impossible }
        return changed {
            $0.becomes(.waiting, notBefore: now)
            $0.attempt = 0
        }
    }

    /// What a courier carries at this moment may arrive all the same; then it is delivered.
    private func cancelled(_ reason: String) -> Outcome {
        switch state {
        case .waiting, .leased: changed { $0.becomes(.cancelled, reason: reason) }
        case .cancelled: .repeated
        case .available, .fetched, .delivered, .failed, .refused, .dead, .recalled: .impossible
        }
    }

    private func sentAgain(by route: DeliveryRoute, _ now: Timestamp) -> Outcome {
        switch state {
        case .failed, .refused, .dead, .cancelled:
            changed { $0.starts(by: route, now) }
        case .waiting: changed { $0.notBefore = now }
        case .leased, .available, .fetched, .delivered, .recalled: .impossible
        }
    }

    private mutating func starts(by route: DeliveryRoute, _ now: Timestamp) {
        becomes(route == .axis ? .waiting : .available, notBefore: route == .axis ? now : nil)
        self.route = route
        attempt = 0
    }
}
