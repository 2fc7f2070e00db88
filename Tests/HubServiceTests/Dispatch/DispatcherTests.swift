import HubCore
import HubStore
import Logging
import Synchronization
import Testing

@testable import HubService

@Suite struct `The dispatcher` {
    private func watch() -> DestinationWatch {
        DestinationWatch(concurrency: 4, breaker: .init(failures: 3, firstProbe: 20, longestProbe: 40))
    }

    @Test func `tries a destination that is away with one packet at a time, and sends all when it is back`()
        async throws
    {
        let backlog = try await Backlog(60)
        let (courier, watch) = (MoodyCourier(isAway: true), watch())
        try await backlog.dispatching(courier, watch) {
            try await eventually("some probes have failed") { (watch.health.breaker.opening?.probes ?? 0) >= 2 }
            _ = courier.takeMost()
            let before = courier.attempts
            try await eventually("more probes have failed") { (watch.health.breaker.opening?.probes ?? 0) >= 5 }
            #expect(courier.takeMost() == 1, "nothing but the probe goes")
            #expect(before <= 4 + 4 + 3)
            #expect(try await backlog.waiting == 60)
            courier.comes()
            try await eventually("everything has arrived") { try await backlog.waiting == 0 }
        }
        #expect(watch.health.breaker.state == .closed && watch.health.underWay == 0)
    }

    @Test func `begins with the most urgent packet alone, and sends all at once when that has found somebody`()
        async throws
    {
        let backlog = try await Backlog(40)
        try await backlog.store.fill(.init(deliveries: 1, first: 40, urgentEvery: 1), now: HubClock.system.now())
        let (courier, watch) = (
            MoodyCourier(isAway: true),
            DestinationWatch(concurrency: 16, breaker: .init(failures: 3, firstProbe: 60_000))
        )
        try await backlog.dispatching(courier, watch) {
            try await eventually("it has given up for now") { watch.health.breaker.opening != nil }
        }
        #expect(courier.takeMost() == 1 && courier.attempts == 3)
        #expect(courier.lanes.first?.isUrgent == true)
        let again = DestinationWatch(concurrency: 16)
        courier.comes()
        try await backlog.dispatching(courier, again) {
            try await eventually("everything has arrived") { try await backlog.waiting == 0 }
        }
        #expect(again.health.isProven && again.health.window.size == 16)
    }

    @Test func `is quiet while its destination is paused, and woken by its release`() async throws {
        let backlog = try await Backlog(3)
        let (courier, now) = (MoodyCourier(), HubClock.system.now())
        try await backlog.store.pause(.axis, by: "an", reason: "bảo trì", now: now)
        try await backlog.dispatching(courier, watch()) {
            try await Task.sleep(for: .milliseconds(100))
            #expect(courier.attempts == 0)
            _ = try await backlog.store.release(.axis, by: "an", reason: "", now: now)
            try await eventually("everything has arrived") { try await backlog.waiting == 0 }
        }
    }

    @Test func `takes any answer for a sign of life, and what fails here for none at all`() {
        let late = Carriage.deferred(reason: "HTTP 503", retryAfterMilliseconds: 7)
        let ours = Carriage.deferred(reason: "the payload is missing", retryAfterMilliseconds: nil, asked: false)
        #expect(
            Carriage.delivered(reference: nil).sign == .answered && Carriage.refused(reason: "18").sign == .answered)
        #expect(late.sign == .failed(reason: "HTTP 503", retryAfter: 7) && ours.sign == .nothing)
    }

    @Test func `goes on when a full disk has room again, and sends again what it could not note`() async throws {
        let backlog = try await Backlog(6)
        let (courier, watch) = (MoodyCourier(), watch())
        let disk = FullDisk()
        let outbox = DiskBoundOutbox(
            base: DeliveryOutbox(store: backlog.store, courier: courier, route: .axis), disk: disk)
        let dispatcher = Dispatcher(
            outbox, watch: watch, settings: DispatchSettings(lease: .milliseconds(300)), clock: .system, owner: "test",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await dispatcher.run() }
        try await eventually("packets went out, and nothing could be noted") { disk.refusals >= 3 }
        disk.clears()
        try await eventually("everything has arrived") { try await backlog.waiting == 0 }
        running.cancel()
        _ = await running.result
        #expect(courier.attempts > 6 && watch.health.underWay == 0)
    }

    @Test func `is woken by what comes in when it has nothing to do`() async throws {
        let backlog = try await Backlog(1)
        let courier = MoodyCourier()
        try await backlog.dispatching(courier, watch()) {
            try await eventually("it has nothing to do") { try await backlog.waiting == 0 }
            try await backlog.store.fill(.init(deliveries: 5, first: 1), now: HubClock.system.now())
            try await eventually("everything has arrived") { try await backlog.waiting == 0 }
        }
        #expect(courier.attempts == 6)
    }
}

/// Full until somebody makes room.
private final class FullDisk: Sendable {
    private let state = Mutex((isFull: true, refusals: 0))

    /// Outcomes that could not be noted.
    var refusals: Int { state.withLock { $0.refusals } }

    func clears() { state.withLock { $0.isFull = false } }

    /// - Parameter counts: whether an outcome is to be noted, and not a lease prolonged.
    func check(counts: Bool) throws {
        let isFull = state.withLock { state in
            if state.isFull && counts { state.refusals += 1 }
            return state.isFull
        }
        if isFull { throw StoreError(.full, "the disk is full; nothing was written") }
    }
}

/// An outbox that can claim, and can note nothing while the disk is full.
private struct DiskBoundOutbox: Outbox {
    let base: DeliveryOutbox
    let disk: FullDisk

    func wakeUps() -> AsyncStream<Void> { base.wakeUps() }

    func claim(
        _ places: DestinationHealth.Places, _ turns: inout Turns, owner: String, until: Timestamp, now: Timestamp
    ) async throws -> [Claim] { try await base.claim(places, &turns, owner: owner, until: until, now: now) }

    func extend(_ claim: Claim, until: Timestamp) async throws -> Settlement {
        try disk.check(counts: false)
        return try await base.extend(claim, until: until)
    }

    func carry(_ claim: Claim) async throws -> Carriage { try await base.carry(claim) }

    func sign(of carriage: Carriage) -> DestinationHealth.Sign { base.sign(of: carriage) }

    func settle(_ claim: Claim, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement {
        try disk.check(counts: true)
        return try await base.settle(claim, outcome, now: now)
    }

    func nextDue(in places: DestinationHealth.Places) async throws -> Timestamp? {
        try await base.nextDue(in: places)
    }
}
