import Testing

@testable import VXP

@Suite struct `A list that is streamed` {
    private static let agencies = (1...50).map { number in
        AgencyRow(
            id: "\(number)", pid: "", code: "H24.\(number)", name: "Sở số \(number): “tên”, [ngoặc], {nhọn} \\",
            mail: "so\(number)@hub.vn",
            unit: AgencyRow.Unit(
                version: "\(number)", centerCode: "00.24.H24", isDeleted: number.isMultiple(of: 7),
                modifyDate: "2026/11/21 16:00:00", isAgency: true))
    }

    private func written(_ extra: [JSON.Member] = []) -> [UInt8] {
        var list = StreamedList()
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: 50, by: 8) {
            bytes += list.take(Array(Self.agencies[start..<min(start + 8, 50)]))
        }
        return bytes + list.finish(extra: extra)
    }

    private func read(_ bytes: [UInt8], piece: Int) throws -> (rows: [AgencyRow], envelope: Envelope) {
        var reader = StreamedRows<AgencyRow>()
        var rows: [AgencyRow] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            rows += try reader.take(Array(bytes[start..<min(start + piece, bytes.count)]))
        }
        return (rows, try reader.finish())
    }

    @Test func `is what an envelope in one piece is`() throws {
        let envelope = try Envelope(written())
        #expect(try envelope.rows(AgencyRow.self) == Self.agencies)
        #expect(written() == Envelope.list(Self.agencies).bytes)
        #expect(StreamedList().finish() == Envelope.done.bytes)
    }

    @Test(arguments: [1, 2, 3, 7, 64, 4096, 100_000]) func `comes back whole from pieces of any size`(piece: Int) throws
    {
        let (rows, envelope) = try read(written([JSON.Member("version", .string("50"))]), piece: piece)
        #expect(rows == Self.agencies)
        #expect(envelope.isOK && envelope.json["version"]?.scalar == "50")
    }

    @Test func `may have its data anywhere, and be written with any spaces`() throws {
        let row = #"{ "code" : "H24", "name":"data\":[" , "id":24 }"#
        let text = "{ \"data\" : [ \(row) ,\n\(row) ] , \"x\":{\"data\":[1]}, \"ErrorCode\": 0, \"status\":\"ok\" }"
        let (rows, envelope) = try read(Array(text.utf8), piece: 5)
        #expect(rows.map(\.name) == ["data\":[", "data\":["] && rows.map(\.id) == ["24", "24"])
        #expect(envelope.isOK)
        #expect(try read(Array(#"{"status":"OK","ErrorCode":"0","data":[ ]}"#.utf8), piece: 4).rows.isEmpty)
    }

    @Test func `that refuses says so`() throws {
        let (rows, envelope) = try read(Envelope(failure: .busy).bytes, piece: 9)
        #expect(rows.isEmpty && envelope.code == .busy)
    }

    @Test(arguments: [
        "", "[]", "<html>", #"{"status":"OK","ErrorCode":"0"}"#, #"{"status":"OK","ErrorCode":"0","data":{}}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"code":"a"},]}"#, #"{"status":"OK","ErrorCode":"0","data":[,]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"code":"a"} {"code":"b"}]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"code":""}]}"#, #"{"data":[{"code":"a"}]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[],"data":[{"code":"a"}]}"#,
        #"{"status":"OK","ErrorCode":"0","data":["a"]}"#,
    ])
    func `that cannot be read is never taken for an empty one`(text: String) {
        #expect(throws: EnvelopeError.self) { try read(Array(text.utf8), piece: 3) }
    }

    @Test func `that is cut short anywhere is not a list`() throws {
        let bytes = written()
        for end in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: EnvelopeError.self) { try read(Array(bytes[..<end]), piece: 1000) }
        }
    }

    @Test func `has rows of bounded size`() {
        let long = String(repeating: "x", count: StreamedRows<AgencyRow>.fieldLimit)
        for text in [#"{"data":[{"code":"\#(long)"}]}"#, #"{"ErrorDesc":"\#(long)","data":[]}"#] {
            #expect(throws: EnvelopeError.self) { try read(Array(text.utf8), piece: 1000) }
        }
    }
}
