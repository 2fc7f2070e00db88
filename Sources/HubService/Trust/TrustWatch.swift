import HubCore
import Logging
import ServiceLifecycle
import SignedXML

/// Looks at the files of certificates and revocation lists every few seconds, and says in the log when a list grows too old.
package struct TrustWatch: Service {
    let reloader: TrustReloader
    let interval: Duration
    let clock: HubClock
    let logger: Logger

    /// Until a graceful shutdown.
    package func run() async throws {
        var said: [String: TrustReport.List.Freshness] = [:]
        try await ShutdownFlag.rounds(every: interval) { _ in
            try await reloader.reloadIfChanged()
            sayAging(&said)
        }
    }

    /// Once for each list when it is overdue, and once when its grace is over.
    private func sayAging(_ said: inout [String: TrustReport.List.Freshness]) {
        let lists = reloader.keeper.report(at: clock.now().milliseconds / 1000).lists
        for list in lists where list.freshness != .current {
            guard said.updateValue(list.freshness, forKey: list.fingerprint) != list.freshness else { continue }
            logger.warning(
                list.freshness == .late ? "a revocation list is overdue" : "a revocation list has expired",
                metadata: ["issuer": "\(list.issuer)", "number": "\(list.number ?? "–")", "age": "\(list.age)s"])
        }
    }
}
