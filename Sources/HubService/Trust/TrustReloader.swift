import Foundation
import HubCore
import HubStore
import Logging
import SignedXML
import Synchronization

/// Brings the files of certificates and revocation lists into force when they change.
///
/// The new trust counts from the moment ``reloadIfChanged()`` has read it: judgements begun after it returns rest on it. What
/// cannot be read changes nothing: the old trust goes on, and that is an error in the log and in the report until it is
/// mended.
package final class TrustReloader: Sendable {
    package let keeper: TrustKeeper
    private let trust: HubConfiguration.Trust
    private let policy: PolicyInForce
    private let store: any JournalStore
    private let clock: HubClock
    private let logger: Logger
    /// What was read last, readable or not; the lock lets one read at a time.
    private let read: Mutex<[TrustFiles.Trace]>

    /// Reads the files for the first time.
    /// - Throws: ``SignedXMLError`` when one cannot be used, or the error of reading it.
    package init(
        _ trust: HubConfiguration.Trust, policy: HubPolicy, rules: RuleBook = .standard, store: any JournalStore,
        clock: HubClock, logger: Logger
    ) throws {
        self.trust = trust
        self.policy = PolicyInForce(policy, RevocationPolicy(trust), rules: rules)
        self.store = store
        self.clock = clock
        self.logger = logger
        if let folder = trust.refresh?.folder {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        // Looked at before they are read: what changes in between is read again.
        let traces = try TrustFiles.trace(trust)
        keeper = TrustKeeper(try TrustStore(trust), at: clock.now().milliseconds / 1000)
        read = Mutex(traces)
    }

    /// Notes in log and journal what is in force, as a hub does when it starts.
    /// - Throws: ``StoreError``.
    package func announce() async throws {
        let now = clock.now()
        let report = keeper.report(at: now.milliseconds / 1000)
        report.log(to: logger)
        let changed = TrustChanged(report, policy: policy)
        _ = try await store.note(.trustChanged(changed), now: now)
    }

    /// Reads the files again when they are not the ones read last.
    /// - Returns: whether a new trust is in force.
    /// - Throws: ``StoreError`` when the change cannot be journalled; it is in force all the same.
    @discardableResult
    package func reloadIfChanged() async throws -> Bool {
        guard reload() else { return false }
        try await announce()
        return true
    }

    private func reload() -> Bool {
        let seconds = clock.now().milliseconds / 1000
        return read.withLock { read in
            do {
                let traces = try TrustFiles.trace(trust)
                guard traces != read else { return false }
                read = traces
                let new = try TrustStore(trust)
                keeper.replace(by: new, at: seconds)
                return true
            } catch {
                keeper.keepOld(because: plain(error), at: seconds)
                logger.error(
                    "the trusted certificates or lists cannot be read; the old ones go on",
                    metadata: ["reason": "\(plain(error))"])
                return false
            }
        }
    }
}

extension TrustReport {
    /// One line on the whole, one for each list that is not as it should be.
    func log(to logger: Logger) {
        logger.notice(
            "trust in force",
            metadata: [
                "anchors": "\(anchors.count)", "intermediates": "\(intermediates.count)", "lists": "\(lists.count)",
                "oldestListAge": "\(oldestListAge.map { "\($0)s" } ?? "–")",
                "version": "\(versions.anchors.prefix(16)) \(versions.lists.prefix(16))",
            ])
        for list in lists where list.freshness != .current {
            logger.warning(
                list.freshness == .late
                    ? "a revocation list is overdue and counts for its grace"
                    : "a revocation list has expired: revocation is unknown for whom it covers",
                metadata: [
                    "issuer": "\(list.issuer)", "number": "\(list.number ?? "–")", "age": "\(list.age)s",
                ])
        }
        for problem in problems {
            logger.warning("a revocation list does not count", metadata: ["code": "\(problem)"])
        }
    }
}
