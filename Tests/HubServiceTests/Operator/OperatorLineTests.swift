import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

/// On the data folder of a hub that stands still.
@Suite struct `The operator's line` {
    private let folder: TemporaryFolder
    private let line: OperatorLine

    init() throws {
        folder = try TemporaryFolder()
        let file = try folder.write(
            "hub.yaml",
            """
            data: {folder: data}
            hub: {name: hub.example.vn}
            schemas: {folder: "\(Province.root)/Schemas"}
            """)
        line = OperatorLine(try HubConfiguration.load(file, environment: [:]), name: "văn thư")
    }

    private func table() throws -> AgencyTable {
        try AgencyTable(contentsOfFile: Province.root + "/Fixtures/agencies.csv")
    }

    @Test func `puts a table of agencies, and says how many changed`() async throws {
        let table = try table()
        #expect(try await line.put(table.agencies, certificates: []).changedAgencies == 14)
        #expect(try await line.put(table.agencies, certificates: []).changedAgencies == 0)
        var renamed = table.agencies[3]
        renamed.name = "Sở Khoa học, Công nghệ và Đổi mới"
        #expect(try await line.put([renamed], certificates: []).changedAgencies == 1)
        let all = try await line.allAgencies()
        #expect(all.count == 14 && all.contains(renamed) && all.map(\.id) == all.map(\.id).sorted())
        #expect(renamed.text.contains("tại đây") && renamed.text.hasSuffix(renamed.name))
    }

    @Test func `comes back through many pages`() async throws {
        let agencies = (1000..<3500).map {
            Agency(id: "H24.\($0)", name: "Đơn vị \($0)", centre: "00.24.H24", isLocal: true)
        }
        #expect(try await line.put(agencies, certificates: []).changedAgencies == 2500)
        #expect(try await line.allAgencies() == agencies)
    }

    @Test func `is refused what makes no sense, in both languages`() async throws {
        let pem = try Province.pki.get().agency("H24.01").certificates
        let orphan = try RegisteredCertificate(pemFile: pem, of: "H24.01")
        let refusal = try #require(await refused { _ = try await line.put([], certificates: [orphan]) })
        #expect(!refusal.says.vi.isEmpty && !refusal.says.en.isEmpty)
    }

    @Test func `reads the journal from its end or from where one asks, and on as it grows`() async throws {
        let agencies = try table().agencies
        for agency in agencies.prefix(5) { _ = try await line.put([agency], certificates: []) }
        var newest = try await JournalReading(line, from: nil, limit: 2)
        let last = try await newest.entries(limit: 2)
        #expect(last.map(\.index) == [3, 4])
        #expect(last[0].text.hasPrefix("3       ") && last[0].text.contains("agencyChanged"))
        #expect(last[0].text.hasSuffix("văn thư ghi đơn vị H24.03 Sở Khoa học và Công nghệ"), "\(last[0].text)")
        #expect(try await newest.entries(limit: 10).isEmpty)
        try await line.putCentre(id: "00.24.H24", name: "Thành phố", secret: Secret("rất bí mật"), token: nil)
        let next = try await newest.entries(limit: 10)
        #expect(next.map(\.text).first?.hasSuffix("văn thư ghi hệ thống 00.24.H24 Thành phố, đặt khóa bí mật") == true)
        #expect(next.allSatisfy { !$0.json.contains("rất bí mật") })
        var first = try await JournalReading(line, from: 0, limit: 1)
        #expect(try await first.entries(limit: 1).map(\.index) == [0])
        #expect(try await line.checkpoint().hasPrefix("hub.example.vn\n6\n"))
    }

    @Test func `says what an import would change, then changes it, and unlocks nobody`() async throws {
        let table = try table()
        #expect(try await line.state(table.statements, tentatively: true).count(.added) == 14)
        #expect(try await line.allAgencies().isEmpty)
        _ = try await line.put(table)
        let lock = AgencyStatement(
            Agency(id: "H24.02", name: "", centre: "", isLocal: false, isLocked: true), says: [.locked])
        #expect(try await line.state([lock]).text(tentatively: false).contains("khóa “không/no” → “có/yes”"))
        #expect(try await line.put(table).changedAgencies == 0)
        #expect(try await line.agency("000.00.02.h24")?.isLocked == true)
        #expect(try await line.agencies(matching: "so tai chinh", limit: 5).map(\.id) == ["H24.02"])
        await #expect(throws: OperatorRefusal.self) { try await line.synchronisation(.status) }
    }

    @Test func `takes the axis' own list from a file, as the axis gave it or its rows alone`() async throws {
        _ = try await line.put(try table())
        let rows =
            #"[{"id":"2","pid":"1","code":"H27.01","name":"Sở Nội vụ","mail":""},"#
            + #"{"id":"1","pid":"","code":"H27","name":"UBND tỉnh","mail":"a@b"},"#
            + #"{"id":"3","pid":"","code":"H24","name":"Khác","mail":""}]"#
        let list = ListFile(path: try folder.write("list.json", rows))
        let tried = try await line.put(list, tentatively: true)
        #expect(tried.count(.added) == 2 && tried.contradictions.map(\.kind) == [.oursNamedOtherwise])
        #expect(try await line.agency("H27") == nil)
        let envelope = #"{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":"# + rows + "}"
        let done = try await line.put(ListFile(path: try folder.write("reply.json", envelope)), tentatively: false)
        #expect(done.changes.map(\.id) == ["H27", "H27.01"])
        #expect(try await line.agency("H27.01")?.parent == "H27")
        #expect(done.text(tentatively: false).contains("! H24: đơn vị tại đây, trục quốc gia gọi là “Khác”"))
        let broken = ListFile(path: try folder.write("broken.json", String(envelope.dropLast(5))))
        await #expect(throws: ListFailure.self) { try await line.put(broken, tentatively: true) }
    }

    private func refused(_ body: () async throws -> Void) async throws -> OperatorRefusal? {
        do {
            try await body()
            return nil
        } catch let error as OperatorRefusal { return error }
    }
}
