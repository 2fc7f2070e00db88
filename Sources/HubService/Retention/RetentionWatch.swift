import HubCore
import HubStore
import Logging
import ServiceLifecycle

/// Retires what is due, and sweeps, at intervals.
struct RetentionWatch: Service {
    let store: any Store
    let settings: RetentionSettings
    let clock: HubClock
    let logger: Logger

    /// Until a graceful shutdown.
    func run() async throws {
        try await ShutdownFlag.rounds(every: settings.interval) { _ in
            let report = try await RetentionRun(store: store, policy: settings.policy, by: "lienthong")
                .run(tentatively: false, now: clock.now())
            let retired = report.retired.reduce(report.swept) { $0 + $1.reclaimed }
            guard retired.count > 0 else { return }
            logger.notice(
                "retired", metadata: ["count": "\(retired.count)", "bytes": "\(retired.bytes)"])
        }
    }
}
