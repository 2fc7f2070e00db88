import HTTPTypes
import HubCore
import HubStore
import Logging

/// Takes a witness' requests one at a time: judges, remembers, and only then signs.
///
/// That no two requests are at it at once is what makes comparing with the last head and replacing it one step.
actor WitnessDesk {
    enum Answer: Sendable {
        /// The line under the head.
        case cosigned(String)
        /// The head cosigned last has this size.
        case size(Int64)
        case refused(Refusal)
    }

    private let records: WitnessRecords
    private let logs: [String: WatchedLog]
    private let signer: WitnessSigner
    private let rate: CallLimits
    private var buckets: [String: TokenBucket] = [:]
    private let clock: HubClock
    private let logger: Logger

    /// - Throws: ``StoreError``; `lost` when what is remembered of a log is not what the log signed.
    init(_ configuration: WitnessConfiguration, signer: WitnessSigner, clock: HubClock, logger: Logger) throws {
        records = try WitnessRecords(folder: configuration.folder)
        logs = Dictionary(configuration.logs.map { ($0.origin, $0) }) { first, _ in first }
        (self.signer, rate, self.clock, self.logger) = (signer, configuration.rate, clock, logger)
        for log in configuration.logs {
            guard let note = try records.last(of: log.origin) else {
                logger.notice("a log that was never seen", metadata: ["log": "\(log.origin)"])
                continue
            }
            let size = try Self.head(in: note, of: log).size
            logger.info("a log as it was seen last", metadata: ["log": "\(log.origin)", "entries": "\(size)"])
        }
    }

    func close() { records.close() }

    /// - Throws: ``StoreError``: nothing was signed.
    func answer(_ body: some Collection<UInt8> & Sendable) throws -> Answer {
        guard let request = AddCheckpoint(body: body), let parts = NoteParts(request.note),
            let origin = Checkpoint(text: parts.text)?.origin
        else { return .refused(Refusal(.badRequest, WitnessRule.form)) }
        guard let log = logs[origin] else {
            return .refused(Refusal(.notFound, WitnessRule.unknown, ["origin": origin.clipped(to: 200)]))
        }
        let last = try records.last(of: origin)
        let judgement = WitnessJudgement(request, of: log, last: try last.map { try Self.head(in: $0, of: log) })
        // A stranger without the log's signature does not use up the log's calls.
        guard judgement != .unsigned else {
            return .refused(Refusal(.forbidden, WitnessRule.signature, ["origin": origin]))
        }
        if let wait = wait(of: origin) { return .refused(wait) }
        if judgement.isEvidence { try keepEvidence(request, last: last ?? "", judgement, of: origin) }
        return try answer(request, judgement, origin)
    }

    private func answer(_ request: AddCheckpoint, _ judgement: WitnessJudgement, _ origin: String) throws -> Answer {
        switch judgement {
        case .cosign(let head, let text):
            try records.keep(request.note, of: origin)
            logger.debug("cosigned", metadata: ["log": "\(origin)", "entries": "\(head.size)"])
            return .cosigned(try signer.cosign(text, at: clock.now().milliseconds / 1000).line)
        case .malformed: return .refused(Refusal(.badRequest, WitnessRule.form))
        case .unsigned: return .refused(Refusal(.forbidden, WitnessRule.signature, ["origin": origin]))
        case .backwards: return .refused(Refusal(.badRequest, WitnessRule.backwards, ["old": "\(request.old)"]))
        case .elsewhere(let known, _): return .size(known.size)
        case .otherTree(let known):
            return .refused(
                Refusal(.conflict, WitnessRule.otherTree, ["origin": origin, "size": "\(known.size)"]))
        case .unproven(let known):
            return .refused(Refusal(.unprocessableContent, WitnessRule.unproven, ["size": "\(known.size)"]))
        }
    }

    private static func head(in note: String, of log: WatchedLog) throws -> TreeHead {
        guard let head = log.head(in: note) else {
            throw StoreError(
                .lost,
                "what is remembered of \(log.origin) is not signed by any of its keys: the file was altered, or a key that "
                    + "the log no longer uses was taken out of the configuration")
        }
        return head
    }

    private func wait(of origin: String) -> Refusal? {
        var bucket = buckets[origin] ?? TokenBucket(capacity: rate.burst, perMinute: rate.perMinute)
        let wait = bucket.take(now: clock.now())
        buckets[origin] = bucket
        guard let wait else { return nil }
        let seconds = Int((wait + 999) / 1000)
        return Refusal(
            .tooManyRequests, WitnessRule.rate, ["origin": origin, "seconds": "\(seconds)"],
            retryAfterSeconds: seconds)
    }

    /// Two heads that the log signed and that do not go together, for whoever is to judge about it.
    private func keepEvidence(
        _ request: AddCheckpoint, last: String, _ judgement: WitnessJudgement, of origin: String
    ) throws {
        let isCertain = if case .unproven = judgement { false } else { true }
        let text = "cosigned before\n\n\(last)\n--\noffered\n\n\(request.body)"
        let file = try records.keepEvidence(isCertain ? "two-trees" : "unproven", text, of: origin)
        logger.critical(
            isCertain
                ? "A LOG SHOWS TWO TREES OF ONE SIZE"
                : "a log offers a head and does not prove that it continues the one that was cosigned",
            metadata: ["log": "\(origin)", "evidence": "\(file ?? "there is more than enough already")"])
    }
}
