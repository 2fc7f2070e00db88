import AsyncHTTPClient
import EdXML
import Foundation
import HubCore
import HubStore
import SignedXML

/// A city and a national axis that misbehaves: documents and statuses go up and down while every fault strikes; afterwards
/// both sides must agree on each of them.
package struct Campaign: Sendable {
    private let settings: CampaignSettings
    private let storm: any Storm

    /// Against an axis that misbehaves.
    package init(_ settings: CampaignSettings) { self.init(settings, storm: Misbehaviour(settings)) }

    init(_ settings: CampaignSettings, storm: any Storm) {
        self.settings = settings
        self.storm = storm
    }

    /// How a part of it ended.
    private enum Ending {
        /// It has done its part; the others go on.
        case done
        case quiet
        case fallen(RehearsalFailure)
    }

    /// Plays it. Whatever happens, the processes that were started are ended before this returns.
    /// - Returns: what came of it.
    /// - Throws: ``RehearsalFailure`` when it cannot be played; what else goes wrong with files and processes.
    package func run(saying say: @Sendable (String) -> Void) async throws -> CampaignOutcome {
        say("Chuẩn bị chứng thư và danh mục … · Preparing certificates and register …")
        var base = RehearsalSettings()
        (base.folder, base.fixtures, base.schemas) = (settings.folder, settings.fixtures, settings.schemas)
        (base.executable, base.endsByItself) = (settings.executable, true)
        let setting = try await Setting(base)
        let controlPort = try await freePorts(1)[0]
        try writeConfigurations(setting, controlPort)
        return try await HTTPClient.withLines { http in
            let stage = Stage(
                setting.folder, hubPort: setting.hubPort, axisPort: controlPort, program: settings.executable,
                http: http)
            let board = AxisSwitchboard(base: "http://127.0.0.1:\(controlPort)", http: http)
            return try await ending(with: stage.close) {
                try await play(setting, stage, board, controlPort, http, say)
            }
        }
    }

    private func writeConfigurations(_ setting: Setting, _ controlPort: Int) throws {
        let configurations = CampaignConfigurations(
            setting: setting, controlPort: controlPort,
            schemas: URL(filePath: settings.schemas).standardizedFileURL.path, settings: settings)
        let folder = setting.folder
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/\(CampaignConfigurations.down)", withIntermediateDirectories: true)
        try folder.write(configurations.hub, to: folder.hubConfiguration)
        try folder.write(configurations.axis, to: folder.axisConfiguration)
    }

    private func play(
        _ setting: Setting, _ stage: Stage, _ board: AxisSwitchboard, _ controlPort: Int, _ http: HTTPClient,
        _ say: @Sendable (String) -> Void
    ) async throws -> CampaignOutcome {
        let clock = ContinuousClock()
        let start = clock.now
        let notes = CampaignNotes()
        try await stage.open()
        say("Bắt đầu, hạt giống \(settings.seed). · It begins, seed \(settings.seed).")
        let ending = try await perform(setting, stage, board, notes)
        if case .fallen(let failure) = ending { throw failure }
        let (truth, history) = (
            try await AxisTruth.ask(port: controlPort, http), try await AxisHistory.ask(port: controlPort, http)
        )
        let struck = try await board.standing().struck
        say("Đối chiếu … · Comparing …")
        await stage.close()
        let store = try HubStorage.open(setting.hub)
        let hub = try await HubAccount.read(store)
        try await store.close()
        let identity = setting.hub.identity
        let seen = notes.now
        let evidence = CampaignEvidence(
            submissions: seen.submissions, lettersDown: seen.lettersDown, takings: seen.takings, hub: hub, truth: truth,
            history: history,
            key: HubSigner(origin: identity.origin, key: try KeyFile(identity.signingKey).signingKey()).publicKey,
            struck: struck, mustStrike: storm.mustStrike)
        return CampaignOutcome(evidence, elapsed: clock.now - start, folder: setting.folder.path)
    }

    /// Everybody plays until all is quiet, or patience is at its end.
    private func perform(
        _ setting: Setting, _ stage: Stage, _ board: AxisSwitchboard, _ notes: CampaignNotes
    ) async throws -> Ending {
        let hub = "http://127.0.0.1:\(setting.hubPort)"
        let http = board.http
        let vendor = VendorLine(base: "\(hub)/vxp", systemID: Setting.centre, secret: setting.vxpSecret, http: http)
        let own = OwnLine(base: hub, token: setting.token, http: http)
        let papers = try CampaignPapers(
            seed: settings.seed, register: setting.register, pki: setting.folder.pki,
            today: LocalDate(atMilliseconds: HubClock.system.now().milliseconds), large: settings.largeOnes)
        let senders = CampaignSenders(
            lines: [vendor, own], papers: papers, notes: notes,
            folder: "\(setting.folder.path)/\(CampaignConfigurations.down)", count: settings.documents / 2,
            time: settings.trouble * 9 / 10)
        let local = setting.register.agencies.filter(\.isLocal).enumerated()
        let systems = ([vendor, own] as [any AgencyLine]).enumerated().map { number, line in
            CampaignClerks(
                line: line, agencies: local.filter { $0.offset % 2 == number }.map(\.element), reader: setting.reader,
                notes: notes, pace: settings.pace)
        }
        return try await withThrowingTaskGroup(of: Ending.self) { parts in
            defer { parts.cancelAll() }
            for system in systems {
                parts.addTask {
                    try await system.run()
                    return .done
                }
            }
            parts.addTask {
                // Whichever fails first ends the other: senders whose hub stays away would go on for ever.
                try await withThrowingTaskGroup(of: Void.self) { both in
                    both.addTask { try await senders.run() }
                    both.addTask {
                        try await storm.rage(
                            StormyWeather(setting: setting, stage: stage, board: board, notes: notes))
                    }
                    try await both.waitForAll()
                }
                try await untilQuiet(board, own, notes)
                return .quiet
            }
            parts.addTask { .fallen(try await stage.fallen()) }
            while let ending = try await parts.next() {
                if case .done = ending { continue }
                return ending
            }
            return .quiet
        }
    }

    /// Returns when everything has been answered and nothing has happened for a while; or when patience is at its end.
    private func untilQuiet(_ board: AxisSwitchboard, _ own: OwnLine, _ notes: CampaignNotes) async throws {
        struct Picture: Equatable {
            let activity: AxisSwitchboard.Standing.Activity
            let submissions: Int
            let takings: Int
            let open: Int
        }
        let clock = ContinuousClock()
        let end = clock.now + settings.patience
        var (last, since): (Picture?, ContinuousClock.Instant) = (nil, clock.now)
        while clock.now < end {
            let seen = notes.now
            let picture = Picture(
                activity: try await board.standing().activity, submissions: seen.submissions.count,
                takings: seen.takings.count, open: seen.open)
            if picture != last { (last, since) = (picture, clock.now) }
            let isIdle = picture.open == 0 && picture.activity.owed == 0 && picture.activity.waiting == 0
            if isIdle, clock.now - since > settings.pace.quiet { return }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}
