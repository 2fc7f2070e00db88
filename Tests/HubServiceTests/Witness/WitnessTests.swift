import Foundation
import HubCore
import HubStore
import Logging
import Testing

@testable import HubService

@Suite struct `A witness` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func stand(_ adjust: (inout WitnessConfiguration) -> Void = { _ in }) async throws -> WitnessStand {
        try await WitnessStand("w", watching: folder, adjust)
    }

    private var evidence: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path + "/w/evidence").sorted() }
    }

    @Test func `cosigns what grows, with its time, and remembers it through a restart`() async throws {
        let log = try LoneLog(of: folder, 20)
        var witness = try await stand()
        let key = witness.key
        for (size, old) in [(5, 0), (5, 5), (8, 5)] {
            let request = try log.request(size, after: old)
            let answer = try await witness.add(request)
            let cosignature = try #require(witness.cosignature(answer, on: request), "\(answer.text)")
            #expect(answer.status == 200 && answer.header("Content-Type") == "text/plain; charset=utf-8")
            #expect(abs(cosignature.at.milliseconds(since: HubClock.system.now())) < 600_000)
        }
        await witness.stop()
        witness = try await stand()
        #expect(witness.key == key)
        let known = try await witness.add(try log.request(20, after: 0))
        #expect(known.status == 409 && known.text == "8\n")
        #expect(known.header("Content-Type") == "text/x.tlog.size")
        #expect(try await witness.add(try log.request(20, after: 8)).status == 200)
        await witness.stop()
    }

    @Test func `says of every other request what is wrong, in both languages`() async throws {
        let (log, other) = (try LoneLog(of: folder, 20), try LoneLog(of: folder, 20, otherFrom: 3))
        let witness = try await stand()
        #expect(try await witness.add(try log.request(8, after: 0)).status == 200)
        let good = try log.request(20, after: 8)
        let unknown = good.note.replacing("hub.example.vn\n20", with: "hub.example.org\n20")
        let forged = good.note.replacing("hub.example.vn\n20", with: "hub.example.vn\n21")
        for (request, status, code) in [
            (AddCheckpoint(old: 8, proof: good.proof, note: "không phải\n"), 400, "WIT-FORM"),
            (AddCheckpoint(old: 9, proof: [], note: try log.request(8, after: 0).note), 400, "WIT-BACKWARDS"),
            (AddCheckpoint(old: 8, proof: good.proof, note: unknown), 404, "WIT-LOG-UNKNOWN"),
            (AddCheckpoint(old: 8, proof: good.proof, note: forged), 403, "WIT-SIGNATURE"),
            (try other.request(8, after: 8), 409, "WIT-OTHER-TREE"),
            (AddCheckpoint(old: 8, proof: [], note: good.note), 422, "WIT-UNPROVEN"),
        ] {
            let answer = try await witness.add(request)
            #expect(answer.status == status && answer.codes == [code], "\(code): \(answer.status) \(answer.text)")
            #expect(answer.header("Content-Type") == "application/problem+json; charset=utf-8")
        }
        let large = try await witness.post([UInt8](repeating: 0x61, count: AddCheckpoint.largestBody + 1))
        #expect(large.status == 413)
        #expect(try await witness.add(good).status == 200, "and nothing of it did any harm")
        await witness.stop()
    }

    @Test func `keeps both heads of a log that shows two, once, and never signs the other`() async throws {
        let (log, other) = (try LoneLog(of: folder, 20), try LoneLog(of: folder, 20, otherFrom: 3))
        let witness = try await stand()
        #expect(try await witness.add(try log.request(8, after: 0)).status == 200)
        for _ in 0..<3 {
            #expect(try await witness.add(try other.request(8, after: 8)).status == 409)
            #expect(try await witness.add(try other.request(20, after: 8)).status == 422)
        }
        let files = try evidence
        #expect(files.count == 2 && files[0].hasPrefix("two-trees-") && files[1].hasPrefix("unproven-"))
        let text = try String(contentsOfFile: folder.path + "/w/evidence/" + files[0], encoding: .utf8)
        for one in [log, other] { #expect(text.contains(try one.request(8, after: 0).note)) }
        #expect(try await witness.add(try log.request(20, after: 8)).status == 200)
        await witness.stop()
    }

    @Test func `of many requests at once never cosigns two that do not go together`() async throws {
        let (log, other) = (try LoneLog(of: folder, 64), try LoneLog(of: folder, 64, otherFrom: 0))
        let witness = try await stand { $0.rate = CallLimits(burst: 1000, perMinute: 1000) }
        let requests = try (1...40).flatMap { [try log.request($0, after: 0), try other.request($0, after: 0)] }
        let signed = try await withThrowingTaskGroup(of: (AddCheckpoint, Int).self) { group in
            for request in requests.shuffled() {
                group.addTask { (request, try await witness.add(request).status) }
            }
            return try await group.reduce(into: [AddCheckpoint]()) { if $1.1 == 200 { $0.append($1.0) } }
        }
        #expect(signed.count == 1)
        await witness.stop()
    }

    @Test func `lets a log ask at its rate, and no stranger use that up`() async throws {
        let log = try LoneLog(of: folder, 3)
        let clock = HubClock { Timestamp(milliseconds: 1_795_256_431_123) }
        let witness = try await WitnessStand("w", watching: folder, clock: clock) {
            $0.rate = CallLimits(burst: 2, perMinute: 6)
        }
        let forged = AddCheckpoint(
            old: 0, proof: [], note: try log.request(3, after: 0).note.replacing("\n3\n", with: "\n4\n"))
        for _ in 0..<5 { #expect(try await witness.add(forged).status == 403) }
        #expect(try await witness.add(try log.request(2, after: 0)).status == 200)
        #expect(try await witness.add(try log.request(3, after: 2)).status == 200)
        let refused = try await witness.add(try log.request(3, after: 3))
        #expect(refused.status == 429 && refused.codes == ["WIT-RATE"] && refused.header("Retry-After") == "10")
        await witness.stop()
    }

    @Test func `does not start on what it remembers when that was altered, nor beside another`() async throws {
        let log = try LoneLog(of: folder, 3)
        var witness = try await stand()
        #expect(try await witness.add(try log.request(3, after: 0)).status == 200)
        await #expect(throws: StoreError.self) { _ = try await stand() }
        await witness.stop()
        let kept = try #require(
            FileManager.default.contentsOfDirectory(atPath: folder.path + "/w").first { $0.hasSuffix(".checkpoint") })
        let path = folder.path + "/w/" + kept
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        try whole.replacing("\n3\n", with: "\n2\n").write(toFile: path, atomically: true, encoding: .utf8)
        let error = await #expect(throws: StoreError.self) { _ = try await stand() }
        #expect(error?.code == .lost)
        try whole.write(toFile: path, atomically: true, encoding: .utf8)
        witness = try await stand()
        #expect(try await witness.add(try log.request(3, after: 3)).status == 200)
        await witness.stop()
    }

    @Test func `its example says what the defaults are`() throws {
        let example = try WitnessConfiguration.load(
            Province.root + "/config/witness.example.yaml", environment: [:])
        #expect(example.rate == WitnessConfiguration.usualRate && example.limits == HTTPLimits())
        #expect(example.listen == ListenAddress(host: "127.0.0.1", port: 8095, tls: nil))
        #expect(example.logs.map(\.origin) == ["lienthong.example.gov.vn"] && example.logLevel == .info)
        let file = try folder.write(
            "w.yaml",
            """
            data: {folder: w}
            witness: {name: "a b"}
            logs: [{origin: x, keys: [x+y+z]}]
            """)
        let error = #expect(throws: ConfigurationError.self) {
            try WitnessConfiguration.load(file, environment: [:])
        }
        #expect(
            error?.problems.map(\.key).sorted() == ["logs", "logs[1].keys", "logs[1].keys", "witness.name"])
    }
}
