import HubCore
import Testing

@Suite struct `Words to search by` {
    private func found(_ query: String, in text: String) -> Bool {
        let words = SearchWords.of(text)
        return SearchWords.asked(by: query).allSatisfy { asked in
            words.contains { asked.isPrefix ? $0.hasPrefix(asked.word) : $0 == asked.word }
        }
    }

    @Test(arguments: [
        "quyet dinh", "Quyết định", "QUYẾT ĐỊNH", "quyê\u{301}t đi\u{323}nh", "dinh quyet", "quyết đị",
    ])
    func `are found with and without diacritics, in any case and order`(query: String) {
        #expect(found(query, in: "Về việc ban hành Quyết định số 5"))
    }

    @Test func `are whole but for the last`() {
        #expect(!found("quy dinh", in: "Quyết định"))
        #expect(found("dinh quy", in: "Quyết định"))
        #expect(!found("quyet dinhh", in: "Quyết định"))
    }

    @Test(arguments: [
        "7816/VPCP-KSTT", "7816/vpcp-kstt", "7816", "vpcp", "kst", "7816/vpcp", "7816/vp", "07816/VPCP", "vpcp kstt",
        "VPCP-KSTT", "7816/vpcp nâng",
    ])
    func `find a code whole and in parts`(query: String) {
        #expect(found(query, in: "7816/VPCP-KSTT nâng"))
    }

    @Test func `do not take one code's number with another's notation`() {
        #expect(!found("16/qd", in: "5/QĐ-UBND về 16 xã"))
        #expect(!found("781/vpcp", in: "7816/VPCP"))
        #expect(found("15/2026/NĐ-CP", in: "Nghị định 15/2026/NĐ-CP."))
    }

    @Test func `find an agency by its identifier, and not by one like it`() {
        #expect(found("H24.01", in: "H24.01 Sở Nội vụ"))
        #expect(found("h24.1", in: "H24.01 Sở Nội vụ"))
        #expect(!found("H24.02", in: "H24.01 Sở Nội vụ số 2"))
        #expect(found("000.00.00.H24", in: "000.00.00.H24"))
    }

    @Test func `are none of a text without letters and digits, and few of a long one`() {
        #expect(SearchWords.asked(by: " -/“”… ").isEmpty)
        #expect(SearchWords.of("\"*():^ OR").sorted() == ["or"])
        let long = String(repeating: "a b c ", count: 1000)
        #expect(SearchWords.asked(by: long).count == SearchWords.most)
    }
}
