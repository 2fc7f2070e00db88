import Foundation
import HubCore
import HubStore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

/// What an auditor learns of calls that got nowhere.
@Suite struct `A call that is refused` {
    /// Entries of this kind, once there are so many calls in them.
    private func refused(_ province: Province, calls: Int64) async throws -> [CallsRefused] {
        for _ in 0..<600 {
            let found = try await entries(province.store)
            if found.reduce(0, { $0 + $1.count }) >= calls { return found }
            try await Task.sleep(for: .milliseconds(50))
        }
        return try await entries(province.store)
    }

    private func entries(_ store: SQLiteStore) async throws -> [CallsRefused] {
        try await store.journal(from: 0, limit: 10_000).compactMap { record in
            guard case .callsRefused(let refused) = try JournalEntry(canonical: record.entry.utf8).fact else {
                return nil
            }
            return refused
        }
    }

    /// What a hub wrote that has ended.
    private func ended(_ province: Province) async throws -> [CallsRefused] {
        await province.stop()
        let store = try HubStorage.openToRead(try Province.configuration(province.folder.path, axis: nil))
        let entries = try await entries(store)
        try await store.closeReading()
        return entries
    }

    private func of(_ entries: [CallsRefused], _ interface: String) -> [String] {
        entries.filter { $0.interface == interface }.compactMap(\.code).sorted()
    }

    @Test
    func `is journalled with whoever claims to have made it, at every interface, and without what he said to prove it`()
        async throws
    {
        let province = try await Province { $0.isProvincial = true }
        let now = HubClock.system.now().milliseconds
        let document = try Province.signed(Province.document(number: 1), by: "H24.01")
        _ = try await province.send(document, secret: "khoa-doan-mo")
        _ = try await province.send(document, at: now - 3_600_000)
        _ = try await province.send(document, at: now)
        _ = try await province.send(document, at: now)
        _ = try await province.call("/vxp/countReceiveEdoc", [], [])
        _ = try await province.post(document, token: "ma-doan-mo")
        let narrow = try await province.token("H24.02", [.mailboxRead])
        _ = try await province.api(.GET, "documents", as: narrow.secret)
        _ = try await province.log("checkpoint", as: nil)
        _ = try await province.log("tile/entries/000", as: narrow.secret)
        let login = #"{"systemId":"00.24.H24","secretKey":"khoa-doan-mo"}"#
        _ = try await province.call("/v1/auth/login", [], Array(login.utf8))
        let operatorHeaders = [("X-LienThong-Operator", "kẻ lạ"), ("Authorization", "Bearer ma-doan-mo")]
        _ = try await province.call("/operator/v1/acts", operatorHeaders, Array("{}".utf8))
        let found = try await refused(province, calls: 10)
        #expect(of(found, "vxp") == ["VXP-HEADER-MISSING", "VXP-HMAC", "VXP-REPLAYED", "VXP-STALE"])
        #expect(of(found, "api") == ["API-SCOPE", "API-TOKEN"] && of(found, "log") == ["API-SCOPE", "API-TOKEN"])
        #expect(of(found, "provincial").count == 1 && of(found, "operator") == ["API-TOKEN"])
        #expect(found.allSatisfy { $0.peer == "127.0.0.1" && $0.count == 1 && $0.request?.count == 32 })
        #expect(found.first { $0.code == "VXP-HMAC" }?.caller == Province.centre)
        #expect(found.first { $0.interface == "operator" }?.caller == "k? l?")
        let known = found.filter { $0.code == "API-SCOPE" }
        #expect(known.allSatisfy { $0.caller == "H24.02" && $0.token == narrow.id })
        let journal = try await province.store.journal(from: 0, limit: 1000).map(\.entry).joined()
        #expect(!journal.contains("doan-mo") && !journal.contains(narrow.secret))
        await province.stop()
    }

    @Test func `bears the name that the answer gives it`() async throws {
        let province = try await Province()
        let answer = try await province.api(.GET, "documents", as: "sai")
        let found = try await refused(province, calls: 1)
        #expect(found.map(\.request) == [answer.json["instance"]?.scalar] && found[0].request != nil)
        await province.stop()
    }

    @Test func `is summed up when it is made again and again, and all are told when the hub ends`() async throws {
        let province = try await Province {
            $0.api.calls.burst = 3
            $0.api.calls.perMinute = 1
        }
        for _ in 0..<12 { _ = try await province.get("/api/v1/token") }
        for _ in 0..<20 { _ = try await province.api(.GET, "token", as: "sai") }
        let found = try await ended(province)
        let rate = found.filter { $0.code == "API-RATE" }
        #expect(rate.reduce(0) { $0 + $1.count } == 9 && rate.count <= 2)
        #expect(rate.allSatisfy { $0.caller == Province.centre && $0.first <= $0.last })
        let unknown = found.filter { $0.code == "API-TOKEN" }
        #expect(unknown.map(\.count).reduce(0, +) == 20 && unknown.count <= 2)
    }

    @Test func `under hundreds of names fills no journal`() async throws {
        let province = try await Province()
        for number in 0..<300 {
            let headers = HeaderAuthentication.sign(
                parameters: .receivedEdocList(.edoc), systemID: "00.99.X\(number)", secret: "x",
                timestampMilliseconds: HubClock.system.now().milliseconds, contentType: "application/json")
            _ = try await province.call("/vxp/getReceivedEdocList", headers.map { ($0.name, $0.value) }, [])
        }
        let found = try await ended(province)
        #expect(found.reduce(0) { $0 + $1.count } == 300)
        // A window may have ended meanwhile on a machine that is busy.
        #expect(found.count <= 2 * (RefusedCallTally.told + 1) && found.contains { $0.others ?? 0 > 0 })
    }

    @Test func `is no entry of this kind where another tells of it, or it is an answer like any other`() async throws {
        let province = try await Province()
        let unsigned = Province.document(number: 7)
        let refusal = try await province.api(.POST, "documents", packet: unsigned)
        _ = try await province.send(unsigned)
        _ = try await province.send(unsigned, hash: FileHash(of: [1]))
        _ = try await province.api(.GET, "documents/0193511e-7c1f-7b2a-9d4e-5f60718293a4")
        _ = try await province.api(.PUT, "mailbox")
        let receiver = try await province.token("H24.02", [.statusesSend]).secret
        let status = Province.document(from: "H24.02", to: ["H24.01"], number: 8)
        _ = try await province.api(.POST, "statuses", as: receiver, packet: status)
        let records = try await province.store.journal(from: 0, limit: 1000)
        let told = try records.compactMap { record -> HubCore.Refusal? in
            if case .refused(let told) = try JournalEntry(canonical: record.entry.utf8).fact { told } else { nil }
        }
        #expect(told.count == 4 && Set(told.compactMap(\.request)).count == 4)
        #expect(refusal.json["instance"]?.scalar == told[0].request)
        #expect(try await ended(province).isEmpty)
    }
}
