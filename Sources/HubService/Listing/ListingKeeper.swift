import HubCore
import HubStore
import Logging
import ServiceLifecycle

/// Keeps the lists of the pages, behind the journal.
///
/// Woken by each commit, it follows in short stretches, and rests after each as long as it took; three times as long while documents
/// come in, which have the processor first. Lists are no evidence: when they fail, the hub goes on, and what was written so far is gone on
/// from a while later.
package struct ListingKeeper: Service {
    private let listing: any ListingStore
    /// By what due times are reckoned; `nil` where none are.
    private let book: DeadlineBook?
    private let logger: Logger

    /// Documents, or entries, in one stretch.
    package static let stretch = 250
    /// Commits that come together are followed together.
    private static let gathering = Duration.milliseconds(50)
    private static let longestRest = Duration.milliseconds(400)
    private static let restAfterFailure = Duration.seconds(10)
    /// So often it looks unasked: the plan of due times may be another.
    private static let interval = Duration.seconds(5)

    package init(listing: any ListingStore, book: DeadlineBook?, logger: Logger) {
        (self.listing, self.book, self.logger) = (listing, book, logger)
    }

    /// Until a graceful shutdown.
    package func run() async throws {
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let stopped = ShutdownFlag()
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in listing.journalGrowths() { signal.yield() } }
                group.addTask {
                    while !stopped.isSet {
                        signal.yield()
                        await stopped.wait(for: Self.interval)
                    }
                }
                for await _ in signals {
                    if stopped.isSet { break }
                    await round(stopped)
                }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            stopped.set()
            signal.finish()
        }
    }

    private func round(_ stopped: ShutdownFlag) async {
        do {
            try await follow { stopped.isSet }
            await stopped.wait(for: Self.gathering)
        } catch {
            logger.error("the lists cannot be kept; trying again", metadata: ["error": "\(error)"])
            await stopped.wait(for: Self.restAfterFailure)
        }
    }

    /// Brings the lists up to now.
    /// - Parameter isStopped: asked between two stretches.
    package func follow(isStopped: () -> Bool = { false }) async throws {
        while !isStopped() {
            let start = ContinuousClock.now
            let pass = try await listing.keepListing(by: book?.plan, limit: Self.stretch)
            guard pass == .goesOn else { return }
            // Cancelled means that nobody waits for the lists any more.
            let rest = (ContinuousClock.now - start) * (WorkThreads.hurry.isOn ? Courtesy.share - 1 : 1)
            try? await Task.sleep(for: min(rest, Self.longestRest))
        }
    }
}
