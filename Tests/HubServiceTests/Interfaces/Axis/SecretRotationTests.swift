import Foundation
import HubCore
import HubStore
import Testing
import VXP

@testable import HubService

@Suite struct `A secret that is replaced` {
    private func code(_ province: Province, _ secret: String) async throws -> ErrorCode {
        let system = Province.System(id: Province.centre, secret: secret)
        return try await province.ask(.countReceiveEdoc, as: system).envelope.code
    }

    private func rotate(_ province: Province, to secret: String, _ overlap: Int64) async throws {
        let until = HubClock.system.now().adding(milliseconds: overlap)
        let act = OperatorAct.rotateSecret(id: Province.centre, secret: secret, oldUntil: until)
        guard case .changed = try await OperatorDesk(store: province.store, clock: .system).perform(act, by: "lan")
        else {
            throw CancellationError()
        }
    }

    @Test func `works beside the new one for a while, and then no longer`() async throws {
        let province = try await Province { $0.isProvincial = true }
        try await rotate(province, to: "moi", 3_600_000)
        #expect(try await code(province, "moi") == .ok)
        #expect(try await code(province, Province.secret) == .ok)
        try await rotate(province, to: "moi nua", 0)
        #expect(try await code(province, "moi nua") == .ok)
        for ended in ["moi", Province.secret] { #expect(try await code(province, ended) == .wrongHMAC) }
        await province.stop()
    }

    @Test func `ends the tokens made with it`() async throws {
        let province = try await Province { $0.isProvincial = true }
        func agencies(_ token: String, _ secret: String) async throws -> Int {
            try await province.exchange(
                "GET", "/v1/getAgenciesList",
                [("Authorization", "Bearer \(token)"), ("X-SystemId", Province.centre), ("X-SecretKey", secret)], nil
            ).status
        }
        let login = try await province.exchange(
            "POST", "/v1/auth/login", [("X-SystemId", Province.centre), ("X-SecretKey", Province.secret)], [])
        let token = try #require(try login.envelope.json["token"]?.scalar)
        #expect(try await agencies(token, Province.secret) == 200)
        try await rotate(province, to: "moi", 3_600_000)
        #expect(try await agencies(token, "moi") == 200)
        try await rotate(province, to: "moi nua", 0)
        #expect(try await agencies(token, "moi nua") == 401)
        await province.stop()
    }
}

@Suite struct `A call made before a restart` {
    private func call(_ number: UInt8, at now: Timestamp) -> VerifiedCall {
        let headers = HeaderAuthentication.sign(
            parameters: ["n": "\(number)"], systemID: "00.24.H24", secret: "s",
            timestampMilliseconds: now.milliseconds, contentType: "application/json")
        let verdict = HeaderAuthentication.verify(
            headers: headers, secretFor: { _ in "s" }, nowMilliseconds: now.milliseconds, toleranceMilliseconds: 1000)
        guard case .success(let call) = verdict else { fatalError("a call that was just signed") }
        return call
    }

    private let now = Timestamp(milliseconds: 1_795_256_431_123)

    @Test func `is not accepted again after it`() throws {
        let folder = try TemporaryFolder()
        func recent(_ seconds: Int64) throws -> RecentCalls {
            try RecentCalls(
                folder: folder.path, toleranceMilliseconds: 300_000, now: now.adding(milliseconds: seconds * 1000))
        }
        var calls = try recent(0)
        #expect(try calls.admit(call(1, at: now), now: now))
        for seconds in [10, 20, 290] as [Int64] {
            // Killed, not closed; and again, so that what was read back is kept.
            calls = try recent(seconds)
            let then = now.adding(milliseconds: seconds * 1000)
            #expect(try !calls.admit(call(1, at: now), now: then))
            #expect(try calls.admit(call(2, at: then), now: then))
        }
        let size = try FileManager.default.attributesOfItem(atPath: folder.path + "/recent-calls.0")[.size] as? Int
        _ = try recent(10_000)
        #expect(try #require(size) > 0)
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/recent-calls.0")).isEmpty)
    }

    @Test func `is remembered in files that do not grow for ever, one of which may be cut short`() throws {
        let folder = try TemporaryFolder()
        var calls = try RecentCalls(folder: folder.path, toleranceMilliseconds: 1000, now: now)
        for second in 0..<600 as Range<Int64> {
            let then = now.adding(milliseconds: second * 100)
            #expect(try calls.admit(call(UInt8(second % 250), at: then), now: then))
        }
        let files = try (0...1).map { try Data(contentsOf: URL(filePath: "\(folder.path)/recent-calls.\($0)")) }
        #expect(files.map(\.count).reduce(0, +) < 60 * 100)
        try files[1].dropLast(7).write(to: URL(filePath: folder.path + "/recent-calls.1"))
        let last = now.adding(milliseconds: 599 * 100)
        calls = try RecentCalls(folder: folder.path, toleranceMilliseconds: 1000, now: last)
        #expect(try !calls.admit(call(UInt8(598 % 250), at: now.adding(milliseconds: 598 * 100)), now: last))
    }
}
