import AsyncHTTPClient
import HubCore
import HubStore
import Logging
import ServiceLifecycle
import SignedXML

/// Asks the witnesses to cosign the journal's newest head, each at its own pace: whoever is slow, fails or lies holds up neither
/// the others nor the hub. What they sign is verified, then kept.
package struct CosignatureCollector: Service {
    private let store: any Store
    private let watch: WitnessWatch
    private let clock: HubClock
    private let logger: Logger

    /// A head that does not grow is cosigned again after this time: it says that the witness still sees nothing else.
    private static let freshness: Int64 = 3_600_000
    /// How far a cosignature's time may be from ours, in milliseconds.
    private static let tolerance: Int64 = 600_000
    /// The longest wait between two attempts, in milliseconds.
    private static let longestWait: Int64 = 900_000
    /// Calls within one attempt: to ask, to be told the size, and once more when that has grown.
    private static let calls = 3

    package init(store: any Store, watch: WitnessWatch, clock: HubClock, logger: Logger) {
        (self.store, self.watch, self.clock, self.logger) = (store, watch, clock, logger)
    }

    /// Asks until a graceful shutdown.
    package func run() async throws {
        let settings = watch.settings
        let offered = OfferedHead(store: store, clock: clock, interval: settings.interval)
        let configuration = HTTPClient.Configuration.forStrangers(
            timeout: settings.timeout, authorities: settings.authorities)
        try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for witness in settings.witnesses {
                    let call = WitnessCall(client: client, witness: witness, timeout: settings.timeout)
                    group.addTask { try await collect(by: call, offered) }
                }
                try await group.waitForAll()
            }
        }
    }

    private func collect(by call: WitnessCall, _ offered: OfferedHead) async throws {
        let witness = call.witness
        try await ShutdownFlag.rounds { stopped in
            do {
                try await cancelWhenGracefulShutdown { try await ask(call, offered) }
                watch.succeeded(witness)
                return watch.settings.interval
            } catch let failure as WitnessFailure {
                // A call that the shutdown cut off is nobody's failure.
                return stopped.isSet ? nil : failed(witness, failure)
            } catch is CancellationError {
                return nil
            }
        }
    }

    /// One attempt: nothing is to be done, or a cosignature was kept.
    /// - Throws: ``WitnessFailure``; ``StoreError``.
    private func ask(_ call: WitnessCall, _ offered: OfferedHead) async throws {
        let last = try await store.cosignedHeads().first { $0.cosignature.witness == call.witness.key }
        var offer = try await offered.current()
        if let last, last.size == offer.head.size,
            clock.now().milliseconds(since: last.cosignature.at) < Self.freshness
        {
            return
        }
        var known = min(last?.size ?? 0, offer.head.size)
        for _ in 0..<Self.calls {
            let proof = try await store.consistencyProof(from: known, to: offer.head.size) ?? []
            switch try await call.add(AddCheckpoint(old: known, proof: proof, note: offer.note)) {
            case .cosigned(let cosignature): return try await keep(cosignature, on: offer)
            case .size(let size):
                guard size != known else { throw WitnessFailure.confused }
                if size > offer.head.size { offer = try await offered.newest() }
                guard size <= offer.head.size else {
                    throw WitnessFailure.ahead(of: size, has: offer.head.size)
                }
                known = size
            }
        }
        throw WitnessFailure.confused
    }

    private func keep(_ cosignature: Cosignature, on offer: OfferedHead.Offer) async throws {
        let off = cosignature.at.milliseconds(since: clock.now())
        guard abs(off) <= Self.tolerance else { throw WitnessFailure.clock(seconds: off / 1000) }
        try await store.keep(CosignedHead(size: offer.head.size, note: offer.note, cosignature: cosignature))
    }

    /// - Returns: how long to wait before asking it again.
    private func failed(_ witness: WitnessSettings.Witness, _ failure: WitnessFailure) -> Duration {
        let base = watch.settings.interval.milliseconds
        let backoff = Backoff(base: base, cap: max(base, Self.longestWait))
        let wait = max(
            base, failure.retryAfterMilliseconds ?? 0,
            backoff.wait(
                afterAttempt: watch.standing(of: witness).failures + 1, jitter: Double.random(in: 0..<1)))
        let now = clock.now()
        watch.failed(witness, failure, at: now, nextAt: now.adding(milliseconds: wait))
        logger.log(
            level: failure.contradicts ? .critical : .warning, "a witness does not cosign the journal",
            metadata: ["witness": "\(witness.name)", "reason": "\(failure.says.en)", "again in": "\(wait) ms"])
        return .milliseconds(wait)
    }
}
