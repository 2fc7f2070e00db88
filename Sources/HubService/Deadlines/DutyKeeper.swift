import HubCore
import HubStore
import Logging
import ServiceLifecycle
import SignedXML

/// Keeps what is owed, behind the journal, and raises steps as they come.
///
/// Everything it does is in stretches that take the writer a few milliseconds, so that documents that come in meanwhile do not
/// wait. It keeps nothing to itself: a crash anywhere leaves what the last stretch has written, and the next run goes on there.
package struct DutyKeeper: Service {
    private let store: any Store
    private let book: DeadlineBook
    private let clock: HubClock
    private let logger: Logger

    /// Deliveries reckoned in one stretch, and duties whose steps are raised in one commit.
    static let (stretch, raised) = (250, 50)

    package init(store: any Store, book: DeadlineBook, clock: HubClock, logger: Logger) {
        (self.store, self.book, self.clock, self.logger) = (store, book, clock, logger)
    }

    /// Until a graceful shutdown.
    package func run() async throws {
        var warned: Int?
        try await ShutdownFlag.rounds(every: book.settings.interval) { stopped in
            refresh()
            let today = WorkingCalendar.day(of: clock.now())
            if warned != today {
                warn()
                warned = today
            }
            try await look { stopped.isSet }
        }
    }

    /// Brings everything up to now.
    /// - Parameter isStopped: asked between two stretches.
    package func look(isStopped: () -> Bool = { false }) async throws {
        let edition = book.edition
        while try await store.keepDuties(
            by: edition.plan, digest: edition.digest, limit: Self.stretch, now: clock.now()) == .goesOn
        {
            if isStopped() { return }
        }
        var steps = 0
        while !isStopped() {
            let count = try await store.raiseSteps(by: edition.plan, limit: Self.raised, now: clock.now())
            steps += count
            if count == 0 { break }
        }
        if steps > 0 { logger.notice("deadlines have come", metadata: ["duties": "\(steps)"]) }
    }

    private func refresh() {
        do {
            try book.refresh()
        } catch {
            logger.error(
                "the working calendar cannot be used; the one before stays in force", metadata: ["error": "\(error)"])
        }
    }

    /// Says, once a day, that the calendar is about to end, or has.
    private func warn() {
        for lack in book.plan.calendar.lacks(now: clock.now()) {
            logger.warning(
                "the working calendar wants attention", metadata: ["year": "\(lack.year)", "why": "\(lack.says.en)"])
        }
    }
}
