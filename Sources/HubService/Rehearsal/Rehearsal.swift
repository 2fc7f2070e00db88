import AsyncHTTPClient
import Foundation
import HubCore
import SignedXML
import UnixSignals

/// A whole city exchanging documents with the national axis: the hub and the axis as processes of their own, everybody else
/// played, and all of it held against the story at the end.
package struct Rehearsal: Sendable {
    private let settings: RehearsalSettings

    package init(_ settings: RehearsalSettings) { self.settings = settings }

    /// How a part of the rehearsal ended.
    private enum Ending {
        /// It has done its part; the others go on.
        case done
        case judged(isWell: Bool)
        case fallen(RehearsalFailure)
        case interrupted
    }

    /// Plays it. Whatever happens, the processes that were started are ended before this returns.
    /// - Returns: whether everything is as it should be.
    /// - Throws: ``RehearsalFailure`` when it cannot be played; what else goes wrong with files and processes.
    package func run() async throws -> Bool {
        var board = Board()
        board.say(
            "Chuẩn bị chứng thư, danh mục, văn bản đã ký … · Preparing certificates, register, signed documents …")
        let setting = try await Setting(settings)
        return try await HTTPClient.withLines { http in
            let stage = Stage(
                setting.folder, hubPort: setting.hubPort, axisPort: setting.axisPort, program: settings.executable,
                http: http)
            return try await ending(with: stage.close) { try await play(setting, stage, http, board) }
        }
    }

    private func play(_ setting: Setting, _ stage: Stage, _ http: HTTPClient, _ board: Board) async throws -> Bool {
        let spoiled = try SpoiledPacket.all(fixtures: settings.fixtures, setting)
        let record = RehearsalRecord()
        let steps = Steps(settings.kills, stage: stage)
        let hub = "http://127.0.0.1:\(setting.hubPort)"
        let vendor = VendorLine(base: "\(hub)/vxp", systemID: Setting.centre, secret: setting.vxpSecret, http: http)
        let own = OwnLine(base: hub, token: setting.token, http: http)
        let senders = Correspondence(
            lines: [vendor, own], setting: setting, tempo: settings.tempo, steps: steps, record: record)
        let watch = Watch(setting: setting, own: own, vendor: vendor, http: http, record: record)
        let tempo = settings.tempo
        // Half of the agencies have the vendor's client and sign no statuses; the others have new software and do.
        let systems = zip([vendor, own] as [any AgencyLine], [false, true]).enumerated().map { number, kind in
            let local = setting.register.agencies.filter(\.isLocal).enumerated().filter { $0.offset % 2 == number }
            return PlayedSystem(
                line: kind.0, agencies: local.map(\.element), signs: kind.1, setting: setting, tempo: tempo,
                steps: steps,
                record: record)
        }
        return try await withThrowingTaskGroup(of: Ending.self) { parts in
            defer { parts.cancelAll() }
            parts.addTask { await Self.interruption() }
            try await stage.open()
            let sent = SentFlag()
            for system in systems {
                parts.addTask {
                    try await system.run()
                    return .done
                }
            }
            parts.addTask {
                async let letters: Void = senders.sendLetters()
                async let spoilt: Void = senders.sendSpoiled(spoiled)
                _ = try await (letters, spoilt)
                await sent.set()
                return .done
            }
            parts.addTask { .fallen(try await stage.fallen()) }
            parts.addTask {
                let isWell = try await follow(setting, watch, steps, sent, record, spoiled, board, http)
                return .judged(isWell: isWell)
            }
            return try await end(of: &parts)
        }
    }

    /// The first ending that is one: the judgement where the rehearsal ends by itself, otherwise Ctrl-C.
    private func end(of parts: inout ThrowingTaskGroup<Ending, any Error>) async throws -> Bool {
        var isWell: Bool?
        while let ending = try await parts.next() {
            switch ending {
            case .done: continue
            case .fallen(let failure): throw failure
            case .interrupted: return isWell ?? false
            case .judged(let verdict):
                if settings.endsByItself { return verdict }
                isWell = verdict
            }
        }
        return false
    }

    /// Returns at SIGINT or SIGTERM.
    private static func interruption() async -> Ending {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { break }
        return .interrupted
    }

    // MARK: To the end

    /// Shows where everything stands until all is well or the time is up; then judges, and says so.
    private func follow(
        _ setting: Setting, _ watch: Watch, _ steps: Steps, _ sent: SentFlag, _ record: RehearsalRecord,
        _ spoiled: [SpoiledPacket], _ drawing: Board, _ http: HTTPClient
    ) async throws -> Bool {
        var board = drawing
        let clock = ContinuousClock()
        let start = clock.now
        board.begin()
        while clock.now - start < settings.deadline {
            do {
                let documents = try await watch.look()
                board.show(documents, of: setting.story, steps: await steps.count, kills: await steps.kills)
                if await sent.isSet, setting.story.unmet(by: documents).isEmpty, try await watch.isQuiet() { break }
            } catch LineFailure.unreachable {
                // The hub is away; it comes back, or its fall is noticed.
            }
            try await Task.sleep(for: settings.tempo.watch)
        }
        let audit = try await audit(setting, record, spoiled, http)
        let summary = RehearsalSummary(
            audit: audit, steps: await steps.count, kills: await steps.kills, elapsed: clock.now - start,
            logs: setting.folder.logs)
        board.say(summary.text)
        if !settings.endsByItself {
            let people = try await DemoPeople.enter(through: OperatorLine(setting.hub, name: "lienthong demo"))
            board.say(setting.whereToLook(people))
        }
        return audit.shortfalls.isEmpty
    }

    private func audit(
        _ setting: Setting, _ record: RehearsalRecord, _ spoiled: [SpoiledPacket], _ http: HTTPClient
    ) async throws -> Audit {
        let line = OperatorLine(setting.hub, name: "lienthong demo")
        let identity = setting.hub.identity
        let key = HubSigner(origin: identity.origin, key: try KeyFile(identity.signingKey).signingKey()).publicKey
        var parked: [OperatorReply.Parked] = []
        if case .parked(let found) = try await line.perform(.parked) { parked = found }
        var checkpoint: Checkpoint?
        if case .checkpoint(let note) = try await line.perform(.checkpoint) {
            checkpoint = Checkpoint.verify(note, with: key)
        }
        return Audit(
            story: setting.story, notes: record.now, spoiled: spoiled,
            truth: try await AxisTruth.ask(port: setting.axisPort, http), parked: parked, checkpoint: checkpoint,
            key: key)
    }
}

/// Whether everything has been sent that is to be sent.
private actor SentFlag {
    private(set) var isSet = false
    func set() { isSet = true }
}

extension Setting {
    /// For a person who wants to see more, while the processes go on running.
    /// - Parameter people: who may use the pages, a line each.
    fileprivate func whereToLook(_ people: [String]) -> String {
        """
        Trang của trục: mở trong trình duyệt, đăng nhập bằng mật khẩu dùng một lần dưới đây rồi đổi mật khẩu.
        The hub's pages: open them in a browser, log in with a one-time password and change it.

          http://127.0.0.1:\(hubPort)/

        \(people.joined(separator: "\n"))

        Trục liên thông và trục quốc gia mô phỏng vẫn đang chạy; Ctrl-C để dừng. Có thể xem thêm, ở một cửa sổ khác:
        Hub and axis go on running; Ctrl-C ends them. To see more, in another window:

          \(CommandLine.arguments[0]) track 87/GM-SKHCN --config \(folder.hubConfiguration)
          \(CommandLine.arguments[0]) log show --config \(folder.hubConfiguration)
          curl -H "Authorization: Bearer $(cat \(folder.secret("token")))" 'http://127.0.0.1:\(hubPort)/api/v1/mailbox?all=true'
          curl http://127.0.0.1:\(axisPort)/axis/truth
          less \(folder.log(of: "hub"))
        """
    }
}
