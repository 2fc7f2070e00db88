import Foundation
import HubCore
import HubStore
import Synchronization

/// Kills the hub by a plan, looks each time at what that has left on the disk, and starts it again.
final class CrashStorm: Storm {
    private let plan: CrashPlan
    private let say: @Sendable (String) -> Void
    private let state = Mutex(CrashTally())
    /// What has been looked at: how many submissions' bytes, and how many entries of the journal.
    private let seen = Mutex((bytes: 0, entries: Int64(0)))
    /// Every so many kills all of the journal is recomputed, and not only what is new.
    private static let wholeEvery = 25

    init(_ plan: CrashPlan, saying say: @escaping @Sendable (String) -> Void) {
        self.plan = plan
        self.say = say
    }

    var tally: CrashTally { state.withLock { $0 } }
    var mustStrike: [String] { [] }

    func rage(_ weather: StormyWeather) async throws {
        for (number, kill) in plan.kills.enumerated() {
            let isByItself = try await strike(kill, weather)
            try await look(weather, atAll: (number + 1) % Self.wholeEvery == 0 || number + 1 == plan.kills.count)
            state.withLock { $0.add(kill, isByItself: isByItself) }
            if (number + 1) % 20 == 0 { say("\(number + 1) / \(plan.kills.count)") }
        }
        try await weather.stage.revive()
    }

    /// - Returns: whether it died at the step it was to die at.
    private func strike(_ kill: CrashPlan.Kill, _ weather: StormyWeather) async throws -> Bool {
        switch kill {
        case .at(let point, let pass):
            return try await weather.stage.runHub(point.environment(pass: pass) ?? [:], for: .seconds(6))
        case .after(let milliseconds):
            return try await weather.stage.runHub([:], for: .milliseconds(milliseconds))
        }
    }

    /// Opens a copy of what the dead hub has left, and looks for everything that was acknowledged: so the next start finds the
    /// disk as the crash left it.
    /// - Parameter atAll: recomputes the journal from its first entry, and not only what came since the last look.
    private func look(_ weather: StormyWeather, atAll: Bool) async throws {
        let submissions = weather.notes.now.submissions
        let acknowledged = submissions.compactMap { submission -> (String, Receipt)? in
            if case .accepted(let receipt) = submission.outcome { (submission.name, receipt) } else { nil }
        }
        state.withLock {
            $0.unknown += submissions.count { $0.outcome == .unknown }
            $0.lookedFor += acknowledged.count
        }
        let hub = weather.setting.hub
        let copy = hub.dataFolder + ".copy"
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.copyItem(atPath: hub.dataFolder, toPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let store = try HubStorage.open(hub, in: copy)
        let size = try await store.journalHead().size
        try await store.verifyJournal(newest: atAll ? .max : max(0, size - seen.withLock { $0.entries }) + 1)
        for (name, receipt) in acknowledged where try await store.receipt(ofBytes: receipt.sha256) != receipt {
            state.withLock { $0.lost.append(name) }
        }
        let key = store.publicKey
        for (name, receipt) in acknowledged.dropFirst(seen.withLock { $0.bytes }) {
            let proven = try await ReceiptDesk(store: store).receipt(about: .init(document: receipt.documentID))
            let isProven = proven.map { ReceiptJudgement(of: $0, key: key, sha256: receipt.sha256).isProven }
            if isProven != true { state.withLock { $0.lost.append(name) } }
            let isIntact = try await store.payload(receipt.sha256)?.isIntact() ?? false
            if !isIntact { state.withLock { $0.lost.append(name) } }
        }
        // Answers come in another order than the questions: the newest are looked at again.
        seen.withLock { $0 = (max(0, acknowledged.count - 100), size) }
        try await store.close()
    }
}
