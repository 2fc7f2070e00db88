import HubCore
import HubStore
import Logging
import ServiceLifecycle

/// Sends on what waits in an outbox: claims by lease what is due, has it carried, and records the outcome.
///
/// Woken by the commit that makes something due, by the clock when something becomes due or a probe may go, and by the end of
/// a carriage. How much goes at once, its destination's health says.
/// A crash leaves a lease that runs out; the receiver's own deduplication makes the second attempt harmless.
package struct Dispatcher<Box: Outbox>: Service {
    private let outbox: Box
    private let watch: DestinationWatch
    private let settings: DispatchSettings
    private let clock: HubClock
    private let logger: Logger
    /// Names this run of this process in leases.
    private let owner: String

    package init(
        _ outbox: Box, watch: DestinationWatch, settings: DispatchSettings, clock: HubClock, owner: String,
        logger: Logger
    ) {
        self.outbox = outbox
        self.watch = watch
        self.settings = settings
        self.clock = clock
        self.owner = owner
        self.logger = logger
    }

    /// Runs until a graceful shutdown; carriages in flight are finished first.
    package func run() async throws {
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { background in
                background.addTask {
                    for await _ in outbox.wakeUps() { signal.yield() }
                }
                try await dispatch(signals, signal)
                background.cancelAll()
            }
        } onGracefulShutdown: {
            signal.finish()
        }
    }

    private func dispatch(_ signals: AsyncStream<Void>, _ signal: AsyncStream<Void>.Continuation) async throws {
        try await withThrowingDiscardingTaskGroup { carriages in
            var alarm: Task<Void, Never>?
            var turns = Turns()
            for await _ in signals {
                alarm?.cancel()
                guard let claimed = try await unlessFull({ try await claim(&turns) }) else {
                    alarm = ring(signal, at: clock.now().adding(milliseconds: 1_000))
                    continue
                }
                if !claimed.isEmpty { CrashPoint.claimed.pass() }
                for work in claimed {
                    let carriage = watch.began(
                        isBulk: work.isBulk, isUrgent: work.isUrgent, to: work.recipients, at: clock.now())
                    carriages.addTask {
                        defer { signal.yield() }
                        try await unlessFull { try await carry(work, carriage) { signal.yield() } }
                    }
                }
                alarm = try await nextMoment().map { ring(signal, at: $0) }
            }
            alarm?.cancel()
        }
    }

    /// A full disk ends nothing: what could not be claimed waits, and what was carried is carried again when its lease has run
    /// out, which its receiver recognises.
    /// - Returns: `nil` when the disk was full.
    @discardableResult
    private func unlessFull<Value>(_ work: () async throws -> Value) async throws -> Value? {
        do {
            return try await work()
        } catch let error as StoreError where error.code == .full {
            logger.error("nothing is sent on until the disk has room", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    private func claim(_ turns: inout Turns) async throws -> [Box.Work] {
        let now = clock.now()
        let places = watch.health.places(at: now)
        guard places.all > 0 else { return [] }
        return try await outbox.claim(
            places, &turns, owner: owner, until: now.adding(milliseconds: settings.lease.milliseconds), now: now)
    }

    /// When there will be something to do that no carriage's end and no commit announces.
    private func nextMoment() async throws -> Timestamp? {
        let health = watch.health
        let now = clock.now()
        let places = health.places(at: now)
        if places.all > places.urgent { return try await outbox.nextDue(in: places) }
        let due = places.all > 0 ? try await outbox.nextDue(in: places) : health.opensAt
        return [due, health.lendsAt(after: now)].compactMap(\.self).min()
    }

    /// Signals once when `due` has come; never in a tight loop, should the store and the clock disagree.
    private func ring(_ signal: AsyncStream<Void>.Continuation, at due: Timestamp) -> Task<Void, Never> {
        let wait = max(5, due.milliseconds(since: clock.now()))
        return Task {
            do {
                try await Task.sleep(for: .milliseconds(wait))
                signal.yield()
            } catch {
                // Cancelled: another alarm has taken its place.
            }
        }
    }

    // MARK: One piece of work

    /// - Parameter leaves: called when its place is free, before what became of it is recorded.
    private func carry(
        _ work: Box.Work, _ carriage: DestinationHealth.Carriage, leaves: () -> Void
    ) async throws {
        let result: Carriage
        do {
            result = try await keepingLease(of: work) { try await outbox.carry(work) }
        } catch {
            _ = watch.ended(carriage, .nothing, at: clock.now())
            throw error
        }
        CrashPoint.carried.pass()
        let turning = watch.ended(carriage, outbox.sign(of: result), at: clock.now())
        leaves()
        if let turning { log(turning) }
        let outcome = outcome(of: result, work)
        let settlement = try await outbox.settle(work, outcome, now: clock.now())
        CrashPoint.settled.pass()
        log(work, outcome, settlement)
    }

    /// Prolongs the lease for as long as the work takes. Where a full disk prevents that, the work goes on all the same: it may
    /// have reached its receiver.
    private func keepingLease<Result: Sendable>(
        of work: Box.Work, _ carriage: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await carriage() }
            group.addTask {
                while !Task.isCancelled {
                    try await Task.sleep(for: settings.lease / 3)
                    let until = clock.now().adding(milliseconds: settings.lease.milliseconds)
                    let settlement = try await unlessFull { try await outbox.extend(work, until: until) }
                    guard settlement != .leaseLost else { break }
                }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    private func outcome(of carriage: Carriage, _ work: Box.Work) -> DispatchOutcome {
        switch carriage {
        case .delivered(let reference): return .delivered(reference: reference)
        case .refused(let reason): return .refused(reason: reason)
        case .deferred(let reason, let retryAfter, _):
            let decision = settings.backoff.decide(
                attempt: work.attempt, openSince: work.openSince, now: clock.now(), jitter: .random(in: 0..<1),
                retryAfter: retryAfter)
            switch decision {
            case .tryAgain(let moment): return .deferred(reason: reason, notBefore: moment)
            case .giveUp: return .abandoned(reason: reason)
            }
        }
    }

    private func log(_ turning: DestinationWatch.Turning) {
        switch turning {
        case .gaveWay(let opening):
            logger.warning(
                "the destination does not answer; it is tried with one packet at a time",
                metadata: ["reason": "\(opening.reason)", "probe": "\(opening.probeAt.rfc3339)"])
        case .recovered(let opening):
            logger.notice(
                "the destination answers again",
                metadata: ["since": "\(opening.since.rfc3339)", "probes": "\(opening.probes)"])
        }
    }

    private func log(_ work: Box.Work, _ outcome: DispatchOutcome, _ settlement: Settlement) {
        var metadata = work.logged
        metadata["attempt"] = "\(work.attempt)"
        if settlement == .leaseLost { metadata["lease"] = "lost" }
        switch outcome {
        case .delivered(let reference):
            metadata["reference"] = reference.map { "\($0)" }
            logger.info("delivered", metadata: metadata)
        case .deferred(let reason, let moment):
            metadata["reason"] = "\(reason)"
            metadata["next"] = "\(moment.rfc3339)"
            logger.notice("deferred", metadata: metadata)
        case .refused(let reason):
            metadata["reason"] = "\(reason)"
            logger.warning("refused by the destination", metadata: metadata)
        case .abandoned(let reason):
            metadata["reason"] = "\(reason)"
            logger.warning("given up", metadata: metadata)
        }
    }
}
