import Crypto
import EdXML
import Foundation
import GRDB
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing

@testable import HubService

/// A hub whose journal others cosign.
@Suite(.timeLimit(.minutes(5))) struct `A witnessed journal` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func province(_ witnesses: [WitnessSettings.Witness], quorum: Int = 1) async throws -> Province {
        try await Province(on: folder) { configuration in
            configuration.witnesses.witnesses = witnesses
            configuration.witnesses.quorum = quorum
            configuration.witnesses.interval = .milliseconds(50)
            configuration.witnesses.timeout = .seconds(20)
        }
    }

    /// Waits until a quorum stands behind all that there is now.
    private func witnessed(_ province: Province) async throws -> WitnessedHead {
        let size = try await province.store.journalHead().size
        while true {
            if let head = try await province.store.witnessedHead(), head.size >= size { return head }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func report(_ province: Province) async throws -> WitnessReport {
        try await province.witnesses.report(province.store, now: HubClock.system.now())
    }

    @Test func `is cosigned by all, served with their signatures, and grows on`() async throws {
        let stands = [
            try await WitnessStand("w1", watching: folder), try await WitnessStand("w2", watching: folder),
        ]
        let province = try await province(stands.map(\.asked), quorum: 2)
        for _ in 0..<3 {
            try await province.note(70)
            let head = try await witnessed(province)
            let answer = try await province.log("witnessed")
            #expect(answer.status == 200 && answer.header("Cache-Control") == "private, max-age=1")
            let served = try #require(Checkpoint.verify(answer.text, with: province.store.publicKey)).head
            #expect(served.size >= head.size)
            let cosignatures = WitnessQuorum(stands.map(\.key)).cosignatures(under: answer.text)
            #expect(cosignatures.count == 2)
        }
        let report = try await report(province)
        #expect(report.witnesses.allSatisfy { $0.failures == 0 && $0.size ?? 0 >= report.witnessed ?? .max })
        #expect(report.text(in: .vi).contains("được chứng kiến (ít nhất 2 bên)"))
        await province.stop()
        for stand in stands { await stand.stop() }
    }

    @Test func `goes on unwitnessed when nobody answers, and says so`() async throws {
        let stand = try await WitnessStand("w1", watching: folder)
        await stand.stop()
        let province = try await province([stand.asked])
        try await province.note(3)
        while try await report(province).witnesses[0].failures == 0 { try await Task.sleep(for: .milliseconds(20)) }
        let answer = try await province.log("witnessed")
        #expect(answer.status == 404 && answer.codes == ["LOG-UNWITNESSED"])
        let report = try await report(province)
        #expect(report.witnessed == nil && report.text(in: .vi).contains("CHƯA CÓ BÊN CHỨNG KIẾN (cần 1)"))
        #expect(report.text(in: .en).contains("cannot be reached"))
        await province.stop()
    }

    @Test func `finds again a witness that was away, and one that has forgotten nothing`() async throws {
        var stand = try await WitnessStand("w1", watching: folder)
        let asked = stand.asked
        func live(_ body: (Province) async throws -> Void) async throws {
            let province = try await province([asked])
            try await body(province)
            await province.stop()
        }
        try await live { _ = try await witnessed($0) }
        await stand.stop()
        // The hub forgets what it kept; the witness remembers, and says from where the proof must begin.
        let database = try DatabaseQueue(path: folder.path + "/data/hub.sqlite")
        try await database.write { try $0.execute(sql: "DELETE FROM cosignature") }
        try database.close()
        stand = try await WitnessStand("w1", watching: folder, port: stand.port)
        try await live { province in
            try await province.note(9)
            #expect(try await witnessed(province).cosignatures.map(\.witness) == [asked.key])
        }
        await stand.stop()
    }

    @Test func `a witness that has seen another log under its name is heard loudly`() async throws {
        let stand = try await WitnessStand("w1", watching: folder)
        #expect(try await stand.add(try LoneLog(of: folder, 5000).request(5000, after: 0)).status == 200)
        let province = try await province([stand.asked])
        while try await report(province).witnesses[0].failures == 0 { try await Task.sleep(for: .milliseconds(20)) }
        let report = try await report(province)
        #expect(report.witnesses[0].contradicts && report.witnessed == nil)
        let telemetry = Telemetry()
        await Census(
            store: province.store, disk: DiskWatch(floor: 0) { 7 }, witnesses: province.witnesses, telemetry: telemetry,
            clock: .system, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).take()
        let measures = try Exposition(ExpositionText(telemetry.board.shelves(), as: .prometheus).text)
        #expect(measures[#"lienthong_witness_contradicts{witness="w1"}"#] == 1)
        #expect(measures[#"lienthong_witness_cosignature_age_seconds{witness="w1"}"#] == .infinity)
        #expect((measures["lienthong_journal_unwitnessed_entries"] ?? 0) > 0)
        #expect(report.text(in: .en).contains("HAS COSIGNED 5000 ENTRIES, AND THIS HUB HAS"))
        await province.stop()
        await stand.stop()
    }

    @Test(arguments: Liar.allCases)
    func `a witness that lies, dawdles or fails harms nobody`(_ liar: Liar) async throws {
        let stand = try await WitnessStand("w1", watching: folder)
        let played = try await PlayedWitness(liar)
        let province = try await province([played.asked, stand.asked])
        try await province.note(5)
        let head = try await witnessed(province)
        #expect(head.cosignatures.map(\.witness) == [stand.key])
        if liar != .silent {
            while try await report(province).witnesses[0].failures < 2 { try await Task.sleep(for: .milliseconds(20)) }
        }
        let bad = try await report(province).witnesses[0]
        #expect(bad.size == nil && bad.contradicts == [.smaller, .otherTree, .unproven].contains(liar), "\(bad)")
        await province.stop()
        played.stop()
        await stand.stop()
    }
}

/// What a bad witness does.
enum Liar: String, CaseIterable {
    case silent, garbage, anothersSignature, oldTime, smaller, sameSize, otherTree, unproven, long, failing
}

/// A server that answers every request as a ``Liar`` does.
final class PlayedWitness: Sendable {
    let asked: WitnessSettings.Witness
    private let task: Task<Void, Never>

    init(_ liar: Liar) async throws {
        let signer = WitnessSigner(name: "liar.example.vn", key: .init())
        let (port, task) = try await WitnessStand.serving("add-checkpoint") { body in
            try await Self.answer(liar, body, signer)
        }
        self.task = task
        asked = .init(name: "liar", url: "http://127.0.0.1:\(port)", key: signer.publicKey)
    }

    private static func answer(_ liar: Liar, _ body: [UInt8], _ signer: WitnessSigner) async throws -> Response {
        guard let request = AddCheckpoint(body: body), let parts = NoteParts(request.note) else {
            return Response(status: .badRequest)
        }
        let now = HubClock.system.now().milliseconds / 1000
        func say(_ status: HTTPResponse.Status, _ text: String, _ type: String = "text/plain") -> Response {
            Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
        }
        switch liar {
        case .silent:
            try await Task.sleep(for: .seconds(600))
            return Response(status: .ok)
        case .garbage: return say(.ok, "— liar.example.vn AAAA\n")
        case .anothersSignature:
            let other = WitnessSigner(name: signer.name, key: .init())
            return say(.ok, try other.cosign(parts.text, at: now).line)
        case .oldTime: return say(.ok, try signer.cosign(parts.text, at: now - 86_400).line)
        case .smaller: return say(.conflict, "1000000\n", WitnessInterface.sizeType)
        case .sameSize: return say(.conflict, "\(request.old)\n", WitnessInterface.sizeType)
        case .otherTree: return say(.conflict, "{}", "application/problem+json")
        case .unproven: return say(.unprocessableContent, "{}", "application/problem+json")
        case .long: return say(.ok, String(repeating: "x", count: 1 << 20))
        case .failing: return say(.internalServerError, "")
        }
    }

    func stop() { task.cancel() }
}
