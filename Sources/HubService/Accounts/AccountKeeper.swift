import HubCore
import HubStore
import Logging
import ServiceLifecycle

/// Ends sessions that have lasted long enough, and journals the refused log-ins of the minute before.
struct AccountKeeper: Service {
    let store: any Store
    let settings: AccountSettings
    let clock: HubClock
    let logger: Logger
    var interval = Duration.seconds(10)

    /// Until a graceful shutdown.
    func run() async throws {
        try await ShutdownFlag.rounds(every: interval) { _ in
            let now = clock.now()
            try await store.journalRefusals(now: now)
            let ended = try await store.endExpired(settings.sessions, now: now)
            if ended > 0 { logger.debug("sessions ended", metadata: ["count": "\(ended)"]) }
        }
    }
}
