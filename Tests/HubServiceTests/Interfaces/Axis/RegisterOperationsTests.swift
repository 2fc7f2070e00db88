import Foundation
import HubCore
import HubStore
import Testing
import VXP

@testable import HubService

@Suite struct `The register over the axis interface` {
    private func units(_ province: Province, after version: String? = nil) async throws -> [AgencyRow] {
        try await province.ask(.getSynchronizeUnit, .synchronizeUnit(after: version)).envelope.rows(AgencyRow.self)
    }

    private func register(
        _ province: Province, _ code: String, as system: Province.System = .first, name: String = "Đơn vị mới"
    ) async throws -> Envelope {
        let body = AgencyRegistration(id: code, pcode: "H24", code: code, name: name, mail: "a@b.vn")
        return try await province.ask(.registerAgency, as: system, body: body.json.bytes).envelope
    }

    @Test func `is synchronised from the version that one has`() async throws {
        let province = try await Province()
        let whole = try await province.ask(.getSynchronizeUnit).envelope
        let version = try #require(whole.json["version"]?.scalar)
        let rows = try whole.rows(AgencyRow.self)
        #expect(rows.count == 5 && rows.allSatisfy { $0.unit?.isDeleted == false })
        #expect(rows.first { $0.code == "G22" }?.unit?.centerCode == "00.00.G22")
        #expect(try await units(province, after: version).isEmpty)
        var agency = try #require(try await province.store.agency("H26"))
        agency.validUntil = HubClock.system.now()
        _ = try await province.store.put(agencies: [agency], by: "test", now: HubClock.system.now())
        let changed = try await units(province, after: version)
        #expect(changed.map(\.code) == ["H26"] && changed[0].unit?.isDeleted == true)
        let listed = try await province.ask(.getAgenciesList).envelope.rows(AgencyRow.self).map(\.code)
        #expect(listed == ["G22", "H24", "H24.01", "H24.02"])
        #expect(try await province.ask(.getSynchronizeUnit, ["fromVersion": "-1"]).envelope.code == .parameterInvalid)
        await province.stop()
    }

    @Test func `is long, and comes without its length, all of it`() async throws {
        let province = try await Province()
        let many = (0..<2500).map { number in
            Agency(
                id: "H30.\(10_000 + number)", name: "Ủy ban nhân dân xã số \(number)", centre: "00.30.H30",
                isLocal: false)
        }
        _ = try await province.store.put(agencies: many, by: "test", now: HubClock.system.now())
        for operation in [Operation.getAgenciesList, .getSynchronizeUnit] {
            let reply = try await province.ask(operation)
            #expect(reply["Content-Length"] == nil)
            #expect(try Set(reply.envelope.rows(AgencyRow.self).map(\.code)).count == 2505)
        }
        await province.stop()
    }

    @Test func `takes agencies of the caller's centre where the operator lets it`() async throws {
        let province = try await Province { $0.registration = .accept }
        try await province.addOtherSystem()
        #expect(try await register(province, "h24.77").isOK)
        let entered = try #require(try await province.store.agency("H24.77"))
        #expect(entered.centre == Province.centre && entered.isLocal && entered.level == 2 && entered.parent == "H24")
        #expect(entered.contacts.mail == "a@b.vn")
        let listed = try await province.ask(.getAgenciesList).envelope.rows(AgencyRow.self)
        #expect(listed.first { $0.code == "H24.77" }?.mail == "a@b.vn")
        try await province.deliver(number: 1, to: ["H24.77"])
        #expect(try await province.waiting().map(\.to) == ["H24.77"])
        #expect(try await register(province, "H24.77", name: "Tên khác").isOK)
        #expect(try await province.store.agency("H24.77")?.name == "Tên khác")
        for code in ["H25", "G22"] { #expect(try await register(province, code).code == .notAuthorised) }
        #expect(try await province.ask(.deleteAgency, .deleteAgency("H25")).envelope.code == .notAuthorised)
        #expect(try await province.ask(.deleteAgency, .deleteAgency("H99")).envelope.code == .notAuthorised)
        #expect(try await province.ask(.deleteAgency, .deleteAgency("h24.77")).envelope.isOK)
        #expect(try await province.store.agency("H24.77")?.isValid(at: HubClock.system.now()) == false)
        // What lies in its mailbox is still its centre's to fetch.
        #expect(try await province.waiting().map(\.to) == ["H24.77"])
        #expect(try await register(province, "H24.77").isOK)
        #expect(try await province.store.agency("H24.77")?.isValid(at: HubClock.system.now()) == true)
        await province.stop()
    }

    @Test func `takes none by default, and says whose affair it is`() async throws {
        let province = try await Province()
        let refused = try await register(province, "H24.77")
        #expect(refused.code == .notAuthorised && refused.description.contains("VXP-REGISTRATION-CLOSED"))
        #expect(try await province.ask(.deleteAgency, .deleteAgency("H24.02")).envelope.code == .notAuthorised)
        #expect(try await province.store.agency("H24.77") == nil)
        for body in ["", "{}", "[1]", "{\"code\":\"H24.77\"", #"{"code":"H 24","name":"x"}"#] {
            let reply = try await province.ask(.registerAgency, body: Array(body.utf8)).envelope
            #expect(reply.code == .bodyMalformed || reply.code == .parameterInvalid, "\(body)")
        }
        await province.stop()
    }

    @Test func `leaves what is asked to an operator, who grants it or does not`() async throws {
        let province = try await Province { $0.registration = .askOperator }
        let desk = OperatorDesk(store: province.store, clock: .system)
        for code in ["H24.77", "H24.78"] {
            let noted = try await register(province, code)
            #expect(noted.isOK && noted.json["pending"]?.scalar == "1" && !noted.description.isEmpty)
        }
        #expect(try await province.ask(.deleteAgency, .deleteAgency("H24.02")).envelope.isOK)
        #expect(
            try await province.store.openRequests(limit: 9).map(\.request.agency) == ["H24.77", "H24.78", "H24.02"])
        #expect(try await province.store.agency("H24.77") == nil)
        func decide(_ agency: String, _ isGranted: Bool) async throws -> Bool {
            let act = OperatorAct.decide(agency: agency, centre: nil, isGranted: isGranted, note: "")
            if case .changed = try await desk.perform(act, by: "lan") { return true } else { return false }
        }
        for (agency, isGranted) in [("H24.77", true), ("h24.78", false), ("H24.02", true)] {
            #expect(try await decide(agency, isGranted))
        }
        #expect(try await decide("H24.77", true) == false)
        #expect(try await province.store.agency("H24.77")?.name == "Đơn vị mới")
        #expect(try await province.store.agency("H24.78") == nil)
        #expect(try await province.store.agency("H24.02")?.isValid(at: HubClock.system.now()) == false)
        await province.stop()
    }
}
