import HubCore
import HubStore
import Logging
import ServiceLifecycle

/// Sends on what waits in an outbox: claims by lease what is due, has it carried, and records the outcome.
///
/// Woken by the commit that makes something due, by the clock when something becomes due, and by the end of a carriage.
/// A crash leaves a lease that runs out; the receiver's own deduplication makes the second attempt harmless.
package struct Dispatcher<Box: Outbox>: Service {
    private let outbox: Box
    private let settings: DispatchSettings
    private let clock: HubClock
    private let logger: Logger
    /// Names this run of this process in leases.
    private let owner: String

    package init(_ outbox: Box, settings: DispatchSettings, clock: HubClock, owner: String, logger: Logger) {
        self.outbox = outbox
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
        let load = InFlight(limit: settings.concurrency)
        try await withThrowingDiscardingTaskGroup { carriages in
            var alarm: Task<Void, Never>?
            for await _ in signals {
                alarm?.cancel()
                let now = clock.now()
                let claimed = try await outbox.claim(
                    limit: load.free, owner: owner, until: now.adding(milliseconds: settings.lease.milliseconds),
                    now: now)
                if !claimed.isEmpty { CrashPoint.claimed.pass() }
                for work in claimed {
                    load.begin()
                    carriages.addTask {
                        defer {
                            load.end()
                            signal.yield()
                        }
                        try await carry(work)
                    }
                }
                if load.free > 0, let due = try await outbox.nextDue() {
                    alarm = ring(signal, at: due)
                }
            }
            alarm?.cancel()
        }
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

    private func carry(_ work: Box.Work) async throws {
        let carriage = try await keepingLease(of: work) { try await outbox.carry(work) }
        CrashPoint.carried.pass()
        let outcome = outcome(of: carriage, work)
        let settlement = try await outbox.settle(work, outcome, now: clock.now())
        CrashPoint.settled.pass()
        log(work, outcome, settlement)
    }

    /// Prolongs the lease for as long as the work takes.
    private func keepingLease<Result: Sendable>(
        of work: Box.Work, _ carriage: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await carriage() }
            group.addTask {
                while !Task.isCancelled {
                    try await Task.sleep(for: settings.lease / 3)
                    let until = clock.now().adding(milliseconds: settings.lease.milliseconds)
                    guard try await outbox.extend(work, until: until) == .settled else { break }
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
        case .deferred(let reason, let retryAfter):
            let decision = settings.backoff.decide(
                attempt: work.attempt, openSince: work.openSince, now: clock.now(), jitter: .random(in: 0..<1),
                retryAfter: retryAfter)
            switch decision {
            case .tryAgain(let moment): return .deferred(reason: reason, notBefore: moment)
            case .giveUp: return .abandoned(reason: reason)
            }
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
