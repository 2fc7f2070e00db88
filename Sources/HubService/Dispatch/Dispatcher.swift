import HubCore
import HubStore
import Logging
import ServiceLifecycle

/// Sends on what was taken in: claims by lease what is due, has it carried, and records the outcome.
///
/// Woken by the commit that makes something due, by the clock when something becomes due, and by the end of a carriage.
/// A crash leaves a lease that runs out; the receiver's own deduplication makes the second attempt harmless.
package struct Dispatcher: Service {
    package struct Settings: Sendable {
        package var lease: Duration
        package var concurrency: Int
        package var backoff: Backoff

        package init(lease: Duration = .seconds(60), concurrency: Int = 8, backoff: Backoff = Backoff()) {
            self.lease = lease
            self.concurrency = max(1, concurrency)
            self.backoff = backoff
        }

        var leaseMilliseconds: Int64 { lease.milliseconds }
    }

    private let store: any Store
    private let courier: any Courier
    private let route: DeliveryRoute
    private let settings: Settings
    private let clock: HubClock
    private let logger: Logger
    /// Names this run of this process in leases.
    private let owner: String

    package init(
        store: any Store, courier: any Courier, route: DeliveryRoute, settings: Settings, clock: HubClock,
        owner: String,
        logger: Logger
    ) {
        self.store = store
        self.courier = courier
        self.route = route
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
                    for await _ in store.wakeUps() { signal.yield() }
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
                let claims = try await store.claim(
                    route: route, limit: load.free, owner: owner,
                    until: now.adding(milliseconds: settings.leaseMilliseconds), now: now)
                for claim in claims {
                    load.begin()
                    carriages.addTask {
                        defer {
                            load.end()
                            signal.yield()
                        }
                        try await carry(claim)
                    }
                }
                if load.free > 0, let due = try await store.nextDue(route: route) {
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

    // MARK: One claim

    private func carry(_ claim: Claim) async throws {
        let carriage = try await keepingLease(of: claim) { () async throws -> Carriage in
            guard let payload = try await store.payload(claim.sha256) else {
                return .deferred(reason: "the payload is missing", retryAfterMilliseconds: nil)
            }
            return await courier.carry(claim, payload)
        }
        let outcome = outcome(of: carriage, claim)
        let settlement = try await store.settle(claim, outcome, now: clock.now())
        log(claim, outcome, settlement)
    }

    /// Prolongs the lease for as long as the work takes.
    private func keepingLease<Result: Sendable>(
        of claim: Claim, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                while !Task.isCancelled {
                    try await Task.sleep(for: settings.lease / 3)
                    let until = clock.now().adding(milliseconds: settings.leaseMilliseconds)
                    guard try await store.extend(claim, until: until) == .settled else { break }
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

    private func outcome(of carriage: Carriage, _ claim: Claim) -> DispatchOutcome {
        switch carriage {
        case .delivered(let reference): return .delivered(reference: reference)
        case .refused(let reason): return .refused(reason: reason)
        case .deferred(let reason, let retryAfter):
            let decision = settings.backoff.decide(
                attempt: claim.attempt, openSince: claim.openSince, now: clock.now(), jitter: .random(in: 0..<1),
                retryAfter: retryAfter)
            switch decision {
            case .tryAgain(let moment): return .deferred(reason: reason, notBefore: moment)
            case .giveUp: return .abandoned(reason: reason)
            }
        }
    }

    private func log(_ claim: Claim, _ outcome: DispatchOutcome, _ settlement: Settlement) {
        var metadata: Logger.Metadata = [
            "document": "\(claim.document.text)", "deliveries": "\(claim.deliveries.count)",
            "attempt": "\(claim.attempt)",
        ]
        if settlement == .leaseLost { metadata["lease"] = "lost" }
        switch outcome {
        case .delivered(let reference):
            metadata["reference"] = "\(reference ?? "")"
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
