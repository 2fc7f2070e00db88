import Crypto
import EdXML
import Foundation
import HubCore
import HubStore
import Logging
import SignedXML
import Testing

@testable import HubService

/// The journal's time-stamps; the authority is the real `openssl ts`.
@Suite(.timeLimit(.minutes(5))) struct `A stamped journal` {
    private let folder: TemporaryFolder
    private let authority: StampingServer
    private let configuration: HubConfiguration

    init() async throws {
        folder = try TemporaryFolder()
        authority = try await StampingServer(try TemporaryFolder(), days: 20)
        var configuration = try Province.configuration(folder.path, axis: nil)
        configuration.stamps = authority.settings
        self.configuration = configuration
    }

    private func keeper(
        _ store: SQLiteStore, _ watch: StampWatch = StampWatch(), _ adjust: (inout StampSettings) -> Void = { _ in }
    ) throws -> StampKeeper {
        var settings = authority.settings
        adjust(&settings)
        return try StampKeeper(
            store: store, settings: settings, watch: watch, clock: .system,
            logger: Logger(label: "stamps") { _ in SwiftLogNoOpLogHandler() })
    }

    private func report(in days: Int64 = 0) async throws -> StampReport {
        let clock = HubClock { HubClock.system.now().adding(milliseconds: days * 86_400_000) }
        return try await StampDesk(configuration, clock: clock).report()
    }

    @Test func `has each head stamped, verified before it is kept, with its policy and digest`() async throws {
        let store = try HubStorage.open(configuration)
        try await Province.note(3, in: store)
        try await keeper(store).stampWhatIsDue()
        try await Province.note(2, in: store)
        try await keeper(store) { settings in
            (settings.plan.hash, settings.policy) = (.sha384, "1.2.704.2")
        }.stampWhatIsDue()
        let stamps = try await store.stamps()
        #expect(stamps.map(\.size) == [3, 5] && stamps.map(\.hash) == [.sha256, .sha384])
        #expect(stamps.allSatisfy { Checkpoint.verify($0.note, with: store.publicKey)?.head.size == $0.size })
        let report = try await report()
        #expect(report.isWell && report.lines.map(\.policy) == ["1.2.704.1", "1.2.704.2"])
        #expect(report.lines[0].authority == "CN=Thời gian")
        #expect(report.text(in: .vi).contains("đầu nhật ký 3 mục  CN=Thời gian  tự đứng vững đến"))
        try await store.close()
        await authority.stop()
    }

    @Test func `renews all stamps before they end, as soon as the authority has a newer certificate`() async throws {
        let store = try HubStorage.open(configuration)
        try await Province.note(3, in: store)
        for _ in 0..<2 { try await keeper(store).stampWhatIsDue() }
        #expect(try await store.stamps().map(\.kind) == [.head, .head], "the same certificate would renew nothing")
        #expect(try await report(in: 25).lines.map(\.verified) == [false, false])
        try await authority.renewCertificate(days: 365)
        for _ in 0..<2 { try await keeper(store).stampWhatIsDue() }
        let stamps = try await store.stamps()
        #expect(stamps.map(\.kind) == [.head, .head, .head, .renewal, .head], "once")
        let later = try await report(in: 25)
        #expect(later.isWell && later.lines.prefix(3).allSatisfy { $0.asOf == stamps[3].at })
        // A token that the renewal is over was exchanged for another true one of the same head.
        var spoilt = stamps
        spoilt[0] = Stamp(
            .head, size: 3, note: stamps[0].note, token: stamps[1].token, at: stamps[1].at,
            expiresAt: stamps[1].expiresAt, hash: .sha256)
        let trust = try TimestampTrust(
            anchors: Certificate.all(inPEM: String(contentsOfFile: authority.settings.anchors[0], encoding: .utf8)))
        let row = StampRow(spoilt, by: trust, now: HubClock.system.now().adding(milliseconds: 25 * 86_400_000))
        #expect(row.judged.map(\.verdict.isVerified) == [false, false, true, false, true])
        try await store.close()
        await authority.stop()
    }

    @Test func `openssl verifies what is exported, and nothing that was altered`() async throws {
        let store = try HubStorage.open(configuration)
        try await Province.note(3, in: store)
        try await keeper(store).stampWhatIsDue()
        try await authority.renewCertificate(days: 365)
        try await keeper(store).stampWhatIsDue()
        try await store.close()
        let out = folder.path + "/stamps"
        #expect(try await StampDesk(configuration).export(to: out) == 3)
        let verified = try await Subprocess.run("/bin/sh", ["-c", "cd \(out) && sh verify.sh 2>&1"])
        #expect(verified.status == 0 && verified.output.matches(of: /Verification: OK/).count == 3, "\(verified)")
        for name in try FileManager.default.contentsOfDirectory(atPath: out) where name.hasSuffix(".data") {
            let path = URL(fileURLWithPath: "\(out)/\(name)")
            let whole = try Data(contentsOf: path)
            try (whole.dropLast() + [whole[whole.count - 1] ^ 1]).write(to: path)
            let caught = try await Subprocess.run("/bin/sh", ["-c", "cd \(out) && sh verify.sh 2>&1"])
            #expect(caught.status != 0, "\(name)")
            try whole.write(to: path)
        }
        await #expect(throws: CannotJudge.self) { try await StampDesk(configuration).export(to: out) }
        await authority.stop()
    }

    @Test(arguments: [
        (StampingServer.Fault.down, StampFailure.http(503)), (.garbage, .unreadable), (.repeatsItself, .otherRequest),
    ]) func `keeps nothing of an authority that`(_ fault: StampingServer.Fault, _ failure: StampFailure) async throws {
        let store = try HubStorage.open(configuration)
        try await Province.note(1, in: store)
        try await keeper(store).stampWhatIsDue()
        authority.become(fault)
        await #expect(throws: failure) { try await keeper(store).stampWhatIsDue() }
        #expect(try await store.stamps().count == 1)
        try await store.close()
        await authority.stop()
    }

    @Test func `keeps nothing of an authority that refuses, or that nobody vouches for`() async throws {
        let store = try HubStorage.open(configuration)
        try await Province.note(1, in: store)
        authority.become(.refuses)
        let refused = await #expect(throws: StampFailure.self) { try await keeper(store).stampWhatIsDue() }
        guard case .refused(2, _)? = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        authority.become(.none)
        let stranger = try TemporaryFolder()
        let other = try await StampingServer(stranger)
        let untrusted = await #expect(throws: StampFailure.self) {
            try await keeper(store) { $0.anchors = [stranger.path + "/ca.pem"] }.stampWhatIsDue()
        }
        guard case .untrue(let why)? = untrusted else {
            Issue.record("\(String(describing: untrusted))")
            return
        }
        #expect(why.contains("TSP-UNTRUSTED"))
        #expect(try await store.stamps().isEmpty)
        try await store.close()
        await other.stop()
        await authority.stop()
    }

    @Test func `goes on while the authority is away, tells of it, and catches up`() async throws {
        authority.become(.down)
        var settings = authority.settings
        settings.plan.every = 200
        let province = try await Province(on: folder) { [settings] in $0.stamps = settings }
        while province.stamps.standing.failures == 0 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try await province.store.stamps().isEmpty)
        authority.become(.none)
        while try await province.store.stamps().isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        await province.stop()
        #expect(try await report().isWell)
        await authority.stop()
    }
}
