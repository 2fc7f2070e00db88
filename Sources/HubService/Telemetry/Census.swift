import EdXML
import Foundation
import HubCore
import HubStore
import Logging
import Synchronization

/// The numbers that are looked up when somebody asks for them: queues, sizes, the process.
///
/// Counting a long queue takes its time, so it is counted again only when twenty times as long has passed as the last count
/// took, and never more than every few seconds: a scraper that comes too often reads the last count.
final class Census: Sendable {
    private struct Schedule {
        /// Set when the count under way has ended.
        var underWay: ShutdownFlag?
        var notBefore = ContinuousClock.now
    }

    private let store: any Store
    private let disk: DiskWatch
    /// `nil` without an axis.
    private let axis: DestinationWatch?
    private let witnesses: WitnessWatch?
    /// `nil` without an authority that stamps.
    private let stamps: StampWatch?
    private let telemetry: Telemetry
    private let clock: HubClock
    private let logger: Logger
    /// Between two counts, at least.
    private let interval: Duration
    private let schedule = Mutex(Schedule())
    /// Counting may take this part of one processor's time.
    private static let share = 20
    /// A scraper waits no longer for a count: then it reads the one before.
    private static let patience = Duration.seconds(2)

    init(
        store: any Store, disk: DiskWatch, axis: DestinationWatch? = nil, witnesses: WitnessWatch? = nil,
        stamps: StampWatch? = nil, telemetry: Telemetry, clock: HubClock, logger: Logger,
        interval: Duration = .seconds(5)
    ) {
        (self.axis, self.witnesses, self.stamps) = (axis, witnesses, stamps)
        (self.store, self.disk, self.telemetry, self.clock) = (store, disk, telemetry, clock)
        self.logger = logger
        self.interval = interval
        telemetry.set(Telemetry.Name.started, Double(clock.now().milliseconds) / 1000)
    }

    /// Brings the numbers up to date, as far as it is time for that.
    func take() async {
        let standing = store.writeQueue.standing
        telemetry.set(Telemetry.Name.waiting, Double(standing.writes))
        telemetry.set(Telemetry.Name.waitingBytes, Double(standing.bytes))
        telemetry.set(Telemetry.Name.diskFree, disk.free.map(Double.init) ?? .nan)
        telemetry.set(Telemetry.Name.diskFloor, Double(disk.floor))
        if let usage = ProcessUsage() { take(usage) }
        if let health = axis?.health { take(health, of: .axis) }
        await counting()?.wait(for: Self.patience)
    }

    /// The count under way; begins one when it is time. Not a child of the scraper's task, which may go away.
    private func counting() -> ShutdownFlag? {
        schedule.withLock { schedule in
            if let underWay = schedule.underWay { return underWay }
            guard ContinuousClock.now >= schedule.notBefore else { return nil }
            let done = ShutdownFlag()
            schedule.underWay = done
            Task { await count(until: done) }
            return done
        }
    }

    private func count(until done: ShutdownFlag) async {
        let begun = ContinuousClock.now
        do {
            take(try await store.queues())
            take(try await store.size())
            take(try await store.dutyCounts(now: clock.now()))
            if let report = try await witnesses?.report(store, now: clock.now()) { take(report) }
            if let stamps { take(stamps.standing, last: try await store.lastStamp()) }
        } catch {
            // What could be told without the store is worth having most of all now.
            logger.warning("the store could not be counted", metadata: ["error": "\(error)"])
        }
        schedule.withLock { schedule in
            let time = ContinuousClock.now - begun
            schedule = Schedule(notBefore: ContinuousClock.now + max(interval, time * Self.share))
        }
        done.set()
    }

    private func take(_ health: DestinationHealth, of destination: QueueDepth.Destination) {
        let labels = [("destination", destination.rawValue)]
        telemetry.set(Telemetry.Name.window, Double(health.window.size), labels)
        telemetry.set(Telemetry.Name.underWay, Double(health.underWay), labels)
        telemetry.set(Telemetry.Name.outOfService, health.breaker.opening == nil ? 0 : 1, labels)
    }

    /// What is empty is said to be: a number that stays away looks like the last one.
    private func take(_ queues: [QueueDepth]) {
        let now = clock.now()
        for destination in QueueDepth.Destination.allCases {
            for urgency in destination == .webhooks ? [.ordinary] : Priority.allCases {
                let queue = queues.first { $0.destination == destination && $0.urgency == urgency.rawValue }
                let labels = [("destination", destination.rawValue), ("urgency", "\(urgency)")]
                telemetry.set(Telemetry.Name.queue, Double(queue?.count ?? 0), labels)
                let age = queue.map { max(0, now.milliseconds(since: $0.oldest)) } ?? 0
                telemetry.set(Telemetry.Name.queueAge, Double(age) / 1000, labels)
            }
        }
    }

    private func take(_ duties: [DutyCount]) {
        for count in duties {
            telemetry.set(Telemetry.Name.dutiesOwed, Double(count.owed), [("duty", count.duty.rawValue)])
            telemetry.set(Telemetry.Name.dutiesOverdue, Double(count.overdue), [("duty", count.duty.rawValue)])
        }
    }

    private func take(_ report: WitnessReport) {
        telemetry.set(Telemetry.Name.unwitnessed, Double(report.unwitnessed))
        for witness in report.witnesses {
            let labels = [("witness", witness.name)]
            telemetry.set(Telemetry.Name.cosigned, Double(witness.size ?? 0), labels)
            let age = witness.cosignedAt.map { Double(report.at.milliseconds(since: $0)) / 1000 } ?? .infinity
            telemetry.set(Telemetry.Name.cosignatureAge, max(0, age), labels)
            telemetry.set(Telemetry.Name.witnessFailures, Double(witness.failures), labels)
            telemetry.set(Telemetry.Name.witnessContradicts, witness.contradicts ? 1 : 0, labels)
        }
    }

    private func take(_ standing: StampWatch.Standing, last: Timestamp?) {
        let age = last.map { Double(clock.now().milliseconds(since: $0)) / 1000 } ?? .infinity
        telemetry.set(Telemetry.Name.stampAge, max(0, age))
        telemetry.set(Telemetry.Name.stampFailures, Double(standing.failures))
    }

    private func take(_ size: StoreSize) {
        for (part, bytes) in [("database", size.database), ("wal", size.log), ("payloads", size.payloads)] {
            telemetry.set(Telemetry.Name.storeBytes, Double(bytes), [("part", part)])
        }
        telemetry.set(Telemetry.Name.payloadFiles, Double(size.payloadFiles))
        telemetry.set(Telemetry.Name.journal, Double(size.journal))
    }

    private func take(_ usage: ProcessUsage) {
        telemetry.set(Telemetry.Name.cpu, usage.cpu)
        telemetry.set(Telemetry.Name.memory, Double(usage.resident))
        telemetry.set(Telemetry.Name.files, Double(usage.openFiles))
        telemetry.set(Telemetry.Name.mostFiles, Double(usage.mostFiles))
    }
}
