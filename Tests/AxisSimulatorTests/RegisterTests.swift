import AxisSimulator
import EdXML
import Testing
import VXP

@Suite(.timeLimit(.minutes(5)))
struct RegisterTests {
    static let agency = AgencyRegistration(
        id: "77", pcode: "H24", code: "H24.07", name: "Sở Y tế", mail: "syt@haiphong.gov.vn")

    @Test func `an agency is registered, found by the next increment, and deleted`() async throws {
        try await Rehearsal().run { caller in
            let all = try await caller.call(.getSynchronizeUnit).rows(AgencyRow.self)
            let version = all.compactMap { $0.unit?.version }.compactMap { Int($0) }.max() ?? 0
            #expect(all.count == 5)
            try await caller.call(.registerAgency, body: Self.agency.json.bytes).ok()
            let increment = try await caller.call(.getSynchronizeUnit, ["fromVersion": "\(version)"]).rows(
                AgencyRow.self)
            #expect(increment.map(\.code) == ["H24.07"] && increment[0].unit?.centerCode == "00.24.H24")
            #expect(try await caller.push(try Papers.document(from: "H24.07")).isOK)

            try await caller.call(.deleteAgency, .deleteAgency("H24.07")).ok()
            let codes = try await caller.call(.getAgenciesList).rows(AgencyRow.self).map(\.code)
            #expect(codes == ["G09", "G22", "H24", "H24.01", "H49"])
            let last = try await caller.call(.getSynchronizeUnit).rows(AgencyRow.self).last
            #expect(last?.code == "H24.07" && last?.unit?.isDeleted == true)
            #expect(try await caller.push(try Papers.document(from: "H24.07", number: "2")).code == .unknownSender)
        }
    }

    @Test func `no system changes another's agencies`() async throws {
        try await Rehearsal().run { caller async throws in
            var other = caller
            other.systemID = "00.49.H49"
            var stolen = Self.agency
            stolen.code = "H24.01"
            #expect(try await other.call(.registerAgency, body: stolen.json.bytes).code == .notAuthorised)
            #expect(try await other.call(.deleteAgency, .deleteAgency("H24.01")).code == .notAuthorised)
            #expect(try await other.call(.registerAgency, body: [0x7b]).code == .bodyMalformed)
        }
    }

    @Test func `what was registered survives a restart at its version`() async throws {
        let rehearsal = try Rehearsal()
        let before = try await rehearsal.run { caller in
            try await caller.call(.registerAgency, body: Self.agency.json.bytes).ok()
            return try await caller.call(.getSynchronizeUnit).rows(AgencyRow.self)
        }
        let after = try await rehearsal.run { caller in
            try await caller.call(.getSynchronizeUnit).rows(AgencyRow.self)
        }
        #expect(before == after)
    }
}
