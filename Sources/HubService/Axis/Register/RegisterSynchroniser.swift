import Foundation
import HubCore
import HubStore
import Logging
import SignedXML
import VXP

/// Has the register follow the axis' list of agencies: fetched into a file, looked over, and taken in steps.
///
/// One run at a time; whoever asks meanwhile gets what comes of it. A list that would retire a suspicious share is held in
/// a file of its own until an operator accepts or discards it, or a later list no longer does.
package actor RegisterSynchroniser {
    private let axis: AxisClient
    private let store: any Store
    private let settings: AxisLink.Synchronise
    private let fetched: ListFile
    private let held: ListFile
    private let clock: HubClock
    private let logger: Logger
    private var running: Task<RegisterSynchronised, any Error>?
    private var lastCheck: Check?
    /// Runs that ended, whatever came of them.
    package private(set) var runs = 0

    /// - Parameter folder: where lists are written; made when missing.
    package init(
        axis: AxisClient, store: any Store, settings: AxisLink.Synchronise, folder: String, clock: HubClock,
        logger: Logger
    ) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        self.axis = axis
        self.store = store
        self.settings = settings
        fetched = ListFile(path: "\(folder)/fetched.json")
        held = ListFile(path: "\(folder)/held.json")
        self.clock = clock
        self.logger = logger
    }

    /// What the last run gave, also when it was nothing that the journal needed to know.
    package struct Check: Sendable, Codable {
        package let at: Timestamp
        package let result: RegisterSynchronised
    }

    /// How the register stands to the list.
    package struct Status: Sendable, Codable {
        package let isRunning: Bool
        package let list: AxisListState
        package let lastCheck: Check?
        package let contradictions: [ListContradiction]
    }

    package func status() async throws -> Status {
        Status(
            isRunning: running != nil, list: try await store.axisList(), lastCheck: lastCheck,
            contradictions: try await store.listContradictions(limit: RegisterSynchronised.named))
    }

    /// Follows the list now.
    /// - Parameter whole: compares all of it; otherwise only when it is time for that.
    /// - Returns: what came of it; a failing axis is an outcome, too.
    /// - Throws: when the machine fails, or the task is cancelled.
    @discardableResult
    package func synchronise(by: String, whole: Bool = false) async throws -> RegisterSynchronised {
        try await alone { try await self.run(by: by, whole: whole) }
    }

    /// Begins a run without waiting for what comes of it; one that is under way is not disturbed.
    func begin(by: String, whole: Bool) {
        let run = started { try await self.run(by: by, whole: whole) }
        Task { [logger] in
            do { _ = try await run.value } catch {
                logger.error("synchronising the register broke off", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// Returns when the run at hand has ended.
    func finish() async throws { _ = try await running?.value }

    /// The centre as which the hub calls the axis.
    package nonisolated var ourCentre: String { axis.link.systemID }

    /// Takes the list that is held, as it is.
    /// - Throws: ``ListFailure`` when none is held, or its file is not the one that was.
    @discardableResult
    package func acceptHeld(by: String) async throws -> RegisterSynchronised {
        try await alone { try await self.takeHeld(by: by) }
    }

    /// Throws the list that is held away.
    @discardableResult
    package func discardHeld(by: String) async throws -> RegisterSynchronised {
        try await alone {
            let state = try await self.heldState()
            let result = RegisterSynchronised(
                outcome: .discarded, isWhole: state.isWhole, listVersion: state.listVersion, rows: state.rows,
                retired: state.retired, sha256: state.sha256, by: by)
            try await self.note(result)
            try self.held.remove()
            return result
        }
    }

    // MARK: One run

    private func alone(
        _ work: @escaping @Sendable () async throws -> RegisterSynchronised
    ) async throws -> RegisterSynchronised {
        let task = started(work)
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// The run at hand, or a new one.
    private func started(
        _ work: @escaping @Sendable () async throws -> RegisterSynchronised
    ) -> Task<RegisterSynchronised, any Error> {
        if let running { return running }
        let task = Task {
            defer { running = nil }
            let result = try await work()
            lastCheck = Check(at: clock.now(), result: result)
            runs += 1
            return result
        }
        running = task
        return task
    }

    private func run(by: String, whole: Bool) async throws -> RegisterSynchronised {
        let state = try await store.axisList()
        let isWhole = whole || isDue(state) || state.version == nil
        do {
            try await fetch(after: isWhole ? nil : state.version)
            let survey = try await ListSurvey(of: fetched, isWhole: isWhole, in: store)
            if survey.isSuspicious(share: settings.suspiciousShare, of: try await store.countAgenciesBeyond()) {
                return try await hold(survey, isWhole: isWhole, by: by)
            }
            return try await follow(fetched, survey, isWhole: isWhole, after: state, by: by)
        } catch let failure as AxisFailure {
            return try await fail("\(failure)", isWhole: isWhole, after: state, by: by)
        } catch let failure as ListFailure {
            return try await fail("\(failure)", isWhole: isWhole, after: state, by: by)
        }
    }

    /// Whether it is time to compare the whole.
    private func isDue(_ state: AxisListState) -> Bool {
        state.comparedAt.map { clock.now() >= $0.adding(milliseconds: settings.whole.milliseconds) } ?? true
    }

    /// An axis without versions is asked for its plain list.
    private func fetch(after version: Int64?) async throws {
        do {
            try await fetched.fetch(.units(after: version), from: axis)
            if let refusal = try await refusal(in: fetched) { throw refusal }
        } catch let failure as AxisFailure where failure.isAboutTheOperation {
            try await fetched.fetch(.agencies, from: axis)
        }
    }

    /// A refusal is a short file.
    private func refusal(in file: ListFile) async throws -> AxisFailure? {
        guard let bytes = try FileHandle(forReadingFrom: URL(filePath: file.path)).read(upToCount: 65_536),
            bytes.count < 65_536
        else { return nil }
        do {
            try Envelope(bytes).ok()
            return nil
        } catch EnvelopeError.refused(let code, let description) {
            return AxisFailure(code, description: description, retryAfterSeconds: nil)
        } catch {
            throw AxisFailure.deferred(.unreadable("\(error)"), retryAfterSeconds: nil)
        }
    }

    private func follow(
        _ file: ListFile, _ survey: ListSurvey, isWhole: Bool, after state: AxisListState, by: String
    ) async throws -> RegisterSynchronised {
        let walk = ListWalk(
            store: store, ourCentre: ourCentre, by: by, tentatively: false, now: { [clock] in clock.now() })
        // In a comparison of the whole, versions begin anew: until its end, what was followed before counts.
        let resumes = !isWhole || state.version == nil
        let sum = try await walk.run(file, survey, resumes: resumes)
        let known = Set(try await store.listContradictions(limit: RegisterSynchronised.named))
        let result = RegisterSynchronised(
            outcome: .completed, isWhole: isWhole, listVersion: survey.version ?? (isWhole ? nil : state.version),
            rows: sum.rows, added: sum.added, changed: sum.changed, retired: sum.retired,
            contradictory: sum.contradictions.count, contradictions: sum.contradictions, by: by)
        let isNews =
            isDue(state) || sum.added + sum.changed + sum.retired > 0 || result.listVersion != state.version
            || state.last?.outcome != .completed || !known.isSuperset(of: result.contradictions)
        if isNews { try await note(result) }
        try fetched.remove()
        try held.remove()
        return result
    }

    private func note(_ result: RegisterSynchronised) async throws {
        _ = try await store.note(.registerSynchronised(result), now: clock.now())
        let level: Logger.Level = result.outcome == .completed ? .notice : .warning
        logger.log(level: level, "register synchronised", metadata: ["outcome": "\(result.says.en)"])
    }

    /// A failure is journalled when it begins, not every time it goes on.
    private func fail(
        _ reason: String, isWhole: Bool, after state: AxisListState, by: String
    ) async throws -> RegisterSynchronised {
        let result = RegisterSynchronised(
            outcome: .failed, isWhole: isWhole, listVersion: state.version, reason: reason, by: by)
        if state.last?.outcome != .failed { try await note(result) }
        return result
    }

    // MARK: Held lists

    private func hold(_ survey: ListSurvey, isWhole: Bool, by: String) async throws -> RegisterSynchronised {
        let result = RegisterSynchronised(
            outcome: .held, isWhole: isWhole, listVersion: survey.version, rows: survey.rows, retired: survey.retiring,
            sha256: try fetched.sha256(), by: by)
        try held.remove()
        try FileManager.default.moveItem(atPath: fetched.path, toPath: held.path)
        if try await store.axisList().held?.sha256 != result.sha256 { try await note(result) }
        return result
    }

    private func heldState() async throws -> RegisterSynchronised {
        guard let state = try await store.axisList().held else {
            throw ListFailure(description: "không có danh mục nào đang giữ lại / no list is held")
        }
        return state
    }

    private func takeHeld(by: String) async throws -> RegisterSynchronised {
        let state = try await heldState()
        guard try held.sha256() == state.sha256 else {
            throw ListFailure(description: "the file of the held list is not the one that was held; synchronise again")
        }
        let survey = try await ListSurvey(of: held, isWhole: state.isWhole, in: store)
        return try await follow(held, survey, isWhole: state.isWhole, after: try await store.axisList(), by: by)
    }
}

extension AxisFailure {
    /// The axis does not have the operation, as against not answering it this time.
    fileprivate var isAboutTheOperation: Bool {
        switch self {
        case .deferred(.status(404), _), .deferred(.status(405), _), .deferred(.status(501), _): true
        case .deferred(.credentials(.unknownOperation, _), _): true
        default: false
        }
    }
}
