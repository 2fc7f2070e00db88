import HubCore
import HubStore
import Logging

/// Where a ``Dispatcher`` takes its work from, who carries it, and where the outcome is recorded.
package protocol Outbox: Sendable {
    associatedtype Work: DispatchedWork

    /// Gives a value whenever there may be something new to claim; starts with one.
    func wakeUps() -> AsyncStream<Void>
    /// Leases what is due, as far as there are places for it.
    /// - Parameter turns: whose turn it is; moved on.
    func claim(
        _ places: DestinationHealth.Places, _ turns: inout Turns, owner: String, until: Timestamp, now: Timestamp
    ) async throws -> [Work]
    /// Prolongs a lease that is still held.
    func extend(_ work: Work, until: Timestamp) async throws -> Settlement
    /// Brings it to its destination.
    /// - Throws: when the machine fails; whatever the destination does is a ``Carriage``.
    func carry(_ work: Work) async throws -> Carriage
    /// What a carriage says of the one destination to which all of this goes.
    func sign(of carriage: Carriage) -> DestinationHealth.Sign
    func settle(_ work: Work, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement
    /// When something becomes due; `nil` when nothing is open.
    /// - Parameter places: what there is no place for does not count.
    func nextDue(in places: DestinationHealth.Places) async throws -> Timestamp?
}

/// What a dispatcher must know of a piece of work.
package protocol DispatchedWork: Sendable {
    var attempt: Int { get }
    /// From when its age counts.
    var openSince: Timestamp { get }
    /// Whether it takes one of the places for large packets.
    var isBulk: Bool { get }
    /// Whether it may take one of the places for urgent packets.
    var isUrgent: Bool { get }
    /// Whom it is for, behind the destination.
    var recipients: Set<String> { get }
    /// What the log says of it.
    var logged: Logger.Metadata { get }
}

/// What goes straight to its destination, nothing before anything else.
extension DispatchedWork {
    package var isUrgent: Bool { false }
    package var recipients: Set<String> { [] }
}

package struct DispatchSettings: Sendable {
    package var lease: Duration
    package var backoff: Backoff

    package init(lease: Duration = .seconds(60), backoff: Backoff = Backoff()) {
        self.lease = lease
        self.backoff = backoff
    }
}

/// The deliveries that wait for one route.
package struct DeliveryOutbox: Outbox {
    let store: any Store
    let courier: any Courier
    let route: DeliveryRoute

    package init(store: any Store, courier: any Courier, route: DeliveryRoute) {
        self.store = store
        self.courier = courier
        self.route = route
    }

    package func wakeUps() -> AsyncStream<Void> { store.wakeUps() }

    package func claim(
        _ places: DestinationHealth.Places, _ turns: inout Turns, owner: String, until: Timestamp, now: Timestamp
    ) async throws -> [Claim] {
        let before = turns
        let round = try await WorkThreads.hurry.hurrying {
            try await store.claim(
                route: route, places: places, turns: before, owner: owner, until: until, now: now)
        }
        turns = round.turns
        return round.claims
    }

    package func extend(_ claim: Claim, until: Timestamp) async throws -> Settlement {
        try await store.extend(claim, until: until)
    }

    package func carry(_ claim: Claim) async throws -> Carriage {
        let payload: StoredPayload
        do {
            guard let kept = try await store.payload(claim.sha256) else {
                return .deferred(reason: "the payload is missing", retryAfterMilliseconds: nil, asked: false)
            }
            payload = kept
        } catch let error as StoreError where error.code == .retired {
            return .refused(reason: "HUB-RETIRED: \(error.message)")
        }
        let call = CallContext(document: claim.document, keptTrace: try await store.trace(of: claim.document))
        return await CallContext.$current.withValue(call) { await courier.carry(claim, payload) }
    }

    package func sign(of carriage: Carriage) -> DestinationHealth.Sign { carriage.sign }

    package func settle(_ claim: Claim, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement {
        if claim.isBulk { return try await store.settle(claim, outcome, now: now) }
        return try await WorkThreads.hurry.hurrying { try await store.settle(claim, outcome, now: now) }
    }

    package func nextDue(in places: DestinationHealth.Places) async throws -> Timestamp? {
        try await store.nextDue(route: route, in: places)
    }
}

extension Claim: DispatchedWork {
    package var isBulk: Bool { lane.isBulk }
    package var isUrgent: Bool { lane.isUrgent }
    package var recipients: Set<String> { Set(deliveries.map(\.recipient)) }

    package var logged: Logger.Metadata {
        ["document": "\(document.text)", "deliveries": "\(deliveries.count)"]
    }
}
