import HubCore
import HubStore
import Logging
import ServiceLifecycle
import SignedXML
import Synchronization

/// Has the journal's head stamped whenever a new period has begun, and all stamps renewed before they end. An authority that fails
/// is asked again, ever more rarely, up to once an hour; nothing waits for it.
package struct StampKeeper: Service {
    private let store: any Store
    private let authority: StampAuthority
    private let watch: StampWatch
    private let clock: HubClock
    private let logger: Logger

    /// How often it is looked whether something is due, at most.
    private static let pace = Duration.seconds(60)

    /// - Throws: the error of reading the anchors' files.
    package init(
        store: any Store, settings: StampSettings, watch: StampWatch, clock: HubClock, logger: Logger
    ) throws {
        authority = try StampAuthority(settings, clock: clock)
        (self.store, self.watch, self.clock, self.logger) = (store, watch, clock, logger)
    }

    private var plan: StampPolicy { authority.settings.plan }

    /// Until a graceful shutdown.
    package func run() async throws {
        let backoff = Backoff(base: min(60_000, plan.every), cap: 3_600_000)
        try await ShutdownFlag.rounds { stopped in
            do {
                try await cancelWhenGracefulShutdown { try await stampWhatIsDue() }
                watch.succeeded()
                return min(Self.pace, .milliseconds(plan.every) / 4)
            } catch let failure as StampFailure {
                if stopped.isSet { return nil }
                let failures = watch.failed(failure, at: clock.now())
                let wait = Duration.milliseconds(
                    backoff.wait(afterAttempt: failures, jitter: Double.random(in: 0..<1)))
                logger.warning(
                    "the authority does not stamp the journal",
                    metadata: ["reason": "\(failure.says.en)", "again in": "\(wait)"])
                return wait
            } catch is CancellationError {
                return nil
            }
        }
    }

    /// - Throws: ``StampFailure``; ``StoreError``.
    func stampWhatIsDue() async throws {
        var stamps = try await store.stamps()
        if plan.isDue(after: stamps.last { $0.kind == .head }?.at, now: clock.now()) {
            let note = try await store.checkpoint()
            stamps.append(try await stamp(.head, note: note, over: Array(note.utf8), after: stamps))
        }
        if plan.needsRenewal(stamps, now: clock.now()) {
            _ = try await stamp(.renewal, note: "", over: StampRow.bytes(renewing: stamps), after: stamps)
        }
    }

    private func stamp(
        _ kind: Stamp.Kind, note: String, over bytes: [UInt8], after stamps: [Stamp]
    ) async throws -> Stamp {
        let (der, token) = try await authority.stamp(bytes)
        let stamp = Stamp(
            kind, size: Checkpoint(text: note)?.head.size ?? stamps.last?.size ?? 0, note: note, token: der,
            at: Timestamp(milliseconds: token.timeMilliseconds),
            expiresAt: Timestamp(milliseconds: token.expiresMilliseconds), hash: token.hash)
        try await store.append(stamp, at: stamps.count)
        logger.info("stamped", metadata: ["kind": "\(kind.rawValue)", "entries": "\(stamp.size)", "at": "\(stamp.at)"])
        return stamp
    }
}

/// How it goes with the authority: told by the keeper, asked by whoever looks after the hub.
package final class StampWatch: Sendable {
    struct Standing: Sendable {
        /// In a row, since the hub was started.
        var failures = 0
        var failingSince: Timestamp?
        var failure: StampFailure?
    }

    private let state = Mutex(Standing())

    package init() {}

    var standing: Standing { state.withLock { $0 } }

    func succeeded() { state.withLock { $0 = Standing() } }

    /// - Returns: how often in a row.
    func failed(_ failure: StampFailure, at now: Timestamp) -> Int {
        state.withLock { state in
            state.failures += 1
            state.failingSince = state.failingSince ?? now
            state.failure = failure
            return state.failures
        }
    }
}
