import HubCore
import ServiceLifecycle
import Synchronization

/// Synchronises the register at its interval, and earlier when somebody needs it.
package final class RegisterFollower: Service {
    let synchroniser: RegisterSynchroniser
    private let interval: Duration
    /// Between two runs, however often one is asked for.
    private let pause: Duration
    private let stopped = ShutdownFlag()
    private let isWanted = Mutex(false)

    package init(_ synchroniser: RegisterSynchroniser, settings: AxisLink.Synchronise) {
        self.synchroniser = synchroniser
        interval = settings.interval
        pause = min(.seconds(30), settings.senderPatience / 4, interval)
    }

    /// Has a run made soon.
    func want() {
        isWanted.withLock { $0 = true }
        stopped.wake()
    }

    /// Runs until a graceful shutdown; a run at hand is broken off, and goes on after the next start.
    package func run() async throws {
        try await withGracefulShutdownHandler {
            while !stopped.isSet {
                isWanted.withLock { $0 = false }
                try await followOnce()
                await rest()
                if !isWanted.withLock({ $0 }) { await stopped.wait(for: interval - pause) }
            }
        } onGracefulShutdown: { [stopped] in
            stopped.set()
        }
    }

    /// Nobody shortens the pause.
    private func rest() async {
        let end = ContinuousClock.now + pause
        while !stopped.isSet, ContinuousClock.now < end { await stopped.wait(for: end - .now) }
    }

    private func followOnce() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [synchroniser] in
                do { try await synchroniser.synchronise(by: "VXP") } catch is CancellationError {}
            }
            group.addTask { [stopped] in
                while !stopped.isSet { await stopped.wait(for: .seconds(3600)) }
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
