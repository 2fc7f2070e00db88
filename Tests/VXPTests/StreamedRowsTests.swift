import Testing
import VXP

@Suite struct `A list reply, read as it arrives` {
    private func read(_ text: String, piece: Int) throws -> [JSON] {
        var (reader, rows) = (StreamedRows(), [JSON]())
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            rows += try reader.take(bytes[start..<min(start + piece, bytes.count)])
        }
        try reader.finish()
        return rows
    }

    private static let reply =
        #"{"status":"OK","ErrorDesc":"\"data\":[","ErrorCode":"0","note":{"data":[1]},"#
        + #""data":[ {"code":"H24","name":"UBND \"]}\\"} ,{"code":"H49","more":[{"a":1}]}],"version":"7"}"#

    @Test(arguments: [1, 2, 7, 10_000]) func `gives the same rows, however it is cut`(piece: Int) throws {
        let rows = try read(Self.reply, piece: piece)
        #expect(rows == (try JSON(text: Self.reply))["data"]?.elements)
        #expect(rows.map { $0["code"]?.scalar } == ["H24", "H49"])
    }

    @Test func `may be empty, or a bare array in a file`() throws {
        #expect(try read(#"{"status":"OK","ErrorCode":"0","data":[ ]}"#, piece: 3).isEmpty)
        #expect(try read(#" [ {"code":"H24"}, {"code":"H49"} ] "#, piece: 3).count == 2)
    }

    @Test(arguments: [
        #"{"status":"OK","ErrorCode":"0","data":[{"a":1}"#, #"{"status":"OK","ErrorCode":"0","data":[{"a":1},]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"a":1}{"b":1}]}"#, #"{"status":"OK","ErrorCode":"0","data":[,]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"a":01}]}"#, #"{"status":"OK","ErrorCode":"0","data":[7]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"a":1}]} x"#, #"{"data":[{"a":1}]}"#, "", "<html>", "[",
        #"{"status":"OK","ErrorCode":"0"}"#, #"{"status":"OK","ErrorCode":"0","data":"x"}"#,
        #"{"status":"FAIL","ErrorCode":"20","ErrorDesc":"x","data":[]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"a":1}]"#,
    ]) func `is refused when it is not a whole list`(text: String) {
        #expect(throws: StreamedRows.Failure.self) { try read(text, piece: 5) }
    }

    @Test func `keeps no more than one row, and a row is bounded`() throws {
        var reader = StreamedRows()
        _ = try reader.take(Array(#"{"data":[{"name":""#.utf8))
        #expect(throws: StreamedRows.Failure.rowTooLarge(0)) {
            for _ in 0..<100 { _ = try reader.take([UInt8](repeating: 0x61, count: 1000)) }
        }
        var long = StreamedRows()
        #expect(throws: StreamedRows.Failure.tooLarge) {
            for _ in 0..<100 { _ = try long.take([UInt8](repeating: 0x20, count: 1000)) }
        }
    }
}
