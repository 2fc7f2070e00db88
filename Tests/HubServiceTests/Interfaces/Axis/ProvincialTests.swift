import Foundation
import HubCore
import HubStore
import Testing
import VXP

@testable import HubService

@Suite struct `The provincial variant` {
    private func headers(_ system: Province.System, _ token: String = "") -> [(String, String)] {
        [("X-SystemId", system.id), ("X-SecretKey", system.secret), ("Authorization", "Bearer \(token)")]
    }

    private func login(_ province: Province, _ system: Province.System) async throws -> [(String, String)] {
        let reply = try await province.exchange("POST", "/v1/auth/login", headers(system), [])
        return headers(system, try reply.envelope.json["token"]?.scalar ?? "")
    }

    @Test func `is not there unless it is switched on`() async throws {
        let province = try await Province()
        let reply = try await province.exchange("POST", "/v1/auth/login", headers(.first), [])
        #expect(try reply.status == 404 && !reply.envelope.isOK)
        await province.stop()
    }

    @Test func `does not let one system reach another's packets`() async throws {
        let province = try await Province { $0.isProvincial = true }
        try await province.addOtherSystem()
        try await province.deliver(number: 1)
        let row = try #require(try await province.waiting().first)
        let other = try await login(province, .other)
        let list = try await province.exchange("GET", "/v1/syncReceivedEdocList", other, nil).envelope
        #expect(try list.rows(ReceivedRow.self).isEmpty)
        let fetched = try await province.exchange("GET", "/v1/getEdoc?docId=\(row.docID)", other, nil).envelope
        let word = Array("{\"docId\":\"\(row.docID)\",\"status\":\"done\"}".utf8)
        let updated = try await province.exchange("POST", "/v1/updateStatus", other, word).envelope
        #expect(fetched.code == .invalidFile && updated.code == .invalidFile)
        // A token is its own system's alone.
        let mixed = other.filter { $0.0 == "Authorization" } + headers(.first).dropLast()
        #expect(try await province.exchange("GET", "/v1/syncReceivedEdocList", mixed, nil).status == 401)
        #expect(try await province.waiting().map(\.status) == [.initial])
        await province.stop()
    }

    @Test func `has a token that ends after half an hour, and cannot be made longer`() {
        let now = Timestamp(milliseconds: 1_795_256_431_123)
        let token = ProvincialToken.make(for: "00.24.H24", secret: "s", at: now)
        func holds(_ token: String, _ centre: String = "00.24.H24", _ secrets: [String] = ["s"], _ minutes: Int64 = 0)
            -> Bool
        {
            ProvincialToken.holds(
                token, for: centre, secrets: secrets, at: now.adding(milliseconds: minutes * 60_000))
        }
        #expect(holds(token) && holds(token, "00.24.H24", ["new", "s"], 29))
        #expect(
            !holds(token, "00.24.H24", ["s"], 30) && !holds(token, "00.24.H25") && !holds(token, "00.24.H24", ["t"]))
        let longer = "\(now.milliseconds + 3_600_000 * 24)." + token.split(separator: ".")[1]
        for wrong in [longer, "", ".", "1.2", token + "0", token.dropLast() + "x", "-" + token] {
            #expect(!holds(String(wrong)), "\(wrong)")
        }
    }

    @Test func `says everything with the codes it has`() {
        let own = Set(ErrorCode.ofProvincialVariant.map(\.number))
        #expect(own == ["0", "10", "15", "18", "19", "20", "21", "22", "23"])
        for code in ErrorCode.all {
            #expect(own.contains(code.provincial.number) && (code.provincial == .ok) == (code == .ok), "\(code.name)")
        }
        for (code, provincial) in [
            (ErrorCode.busy, "20"), (.wrongHMAC, "15"), (.notAuthorised, "15"), (.wrongHash, "10"), (.conflict, "21"),
            (.unknownReceiver, "18"), (.unknownSender, "19"), (.receiverLocked, "23"), (.invalidEdXML, "22"),
        ] { #expect(code.provincial.number == provincial) }
    }
}
