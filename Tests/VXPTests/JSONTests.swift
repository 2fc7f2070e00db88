import Testing
import VXP

struct JSONTests {
    @Test func `order, digits and Vietnamese text are kept`() throws {
        let text = #"{"z":1.50,"a":"Quyết định số 12/QĐ-UBND","n":null,"b":[true,false,{}],"e":-0e+1}"#
        #expect(try JSON(text: text).text() == text)
    }

    @Test func `escapes are read, surrogate pairs joined`() throws {
        #expect(try JSON(text: #""\u0110\/\"\\\b\f\n\r\t\ud83c\uddfb""#) == .string("Đ/\"\\\u{8}\u{c}\n\r\t🇻"))
    }

    @Test func `an ASCII text says the same`() throws {
        let value = JSON.strings([("tên", "Đồng Tháp 🇻🇳\u{1}\u{7f}")])
        let text = value.text(asciiOnly: true)
        #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f })
        #expect(try JSON(text: text) == value)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[1,]", "{\"a\"}", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "{a:1}", "'a'", "01", "1.", ".5", "+1",
        "1e", "-", "nul", "tru", "NaN", "\"\u{1}\"", "\"", #""\x""#, #""\u12""#, #""\ud800""#, #""\udc00""#,
        #""\ud800\u0041""#,
        "1 2", "[1]]", "\u{feff}1", String(repeating: "[", count: 33) + String(repeating: "]", count: 33),
        String(repeating: "[", count: 100_000),
    ]) func `what is not one JSON text is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSON(text: text) }
    }

    @Test func `a string that is not UTF-8 is refused where it begins`() {
        #expect(throws: JSONError(offset: 1, problem: "the string is not UTF-8")) {
            try JSON([UInt8(ascii: "["), 0x22, 0xc0, 0x80, 0x22, UInt8(ascii: "]")])
        }
    }

    @Test func `a member is found whatever its case, the exact one first`() throws {
        let value = try JSON(text: #"{"docid":"1","docId":"2"}"#)
        #expect(value["docId"] == .string("2"))
        #expect(value["DOCID"] == .string("1"))
        #expect(value["doc"] == nil)
    }
}
