import Testing

@testable import HubService

@Suite struct `A comma-separated table` {
    @Test func `is read by the names of its columns`() throws {
        let table = try CommaSeparatedTable(
            "organId,name\nH24.01,Sở Nội vụ\nH24.02, Sở Tài chính \n", required: ["organId"])
        #expect(table.rows.map { $0["organId"] } == ["H24.01", "H24.02"])
        #expect(table.rows.map { $0["name"] } == ["Sở Nội vụ", "Sở Tài chính"])
        #expect(table.rows.map(\.line) == [2, 3])
    }

    @Test func `may quote commas, quotes and line breaks`() throws {
        let table = try CommaSeparatedTable("a,b\n\"1,5\",\"gọi là \"\"Sở\"\"\"\n\"hai\ndòng\",x\ny,z", required: [])
        #expect(table.rows.map { $0["a"] } == ["1,5", "hai\ndòng", "y"])
        #expect(table.rows.first?["b"] == "gọi là \"Sở\"")
        #expect(table.rows.map(\.line) == [2, 3, 5])
    }

    @Test func `may come from a spreadsheet`() throws {
        let table = try CommaSeparatedTable("\u{FEFF}organId,name\r\nH24.01,Sở Nội vụ\r\n\r\n", required: ["organId"])
        #expect(table.rows.count == 1)
        #expect(table.rows.first?["organId"] == "H24.01")
    }

    @Test func `an empty value is none`() throws {
        let table = try CommaSeparatedTable("a,b\n,x\n \t,\"\"\n", required: [])
        #expect(table.rows.map { $0["a"] } == [nil, nil])
        #expect(table.rows.map { $0["b"] } == ["x", nil])
        #expect(table.rows.first?["c"] == nil)
    }

    @Test(arguments: [
        ("", 1, "heading"),
        ("name\nx", 1, "organId"),
        ("organId,name\nH24.01,Sở\nH24.02", 3, "1 values"),
        ("organId,name\nH24.01,Sở,thừa", 2, "3 values"),
        ("organId,name\nH24.01,\"Sở\nx", 2, "never closed"),
        ("organId,name\nH24.01,\"Sở\" x", 2, "closing quote"),
    ])
    func `that cannot be read says where and why`(text: String, line: Int, reason: String) {
        let error = #expect(throws: TableError.self) { try CommaSeparatedTable(text, required: ["organId"]) }
        #expect(error?.line == line)
        #expect(error?.en.contains(reason) == true)
        #expect(error?.vi.isEmpty == false)
    }
}
