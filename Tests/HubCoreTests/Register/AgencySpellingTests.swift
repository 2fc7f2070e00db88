import HubCore
import Testing

@Suite struct `A misspelt agency` {
    @Test(arguments: ["H24.01", "h24-1", "H2401", "H24.O1", "H24.OI", "000.00.01.H24", "0000001H24", " h24.01 "])
    func `has one skeleton with the right one`(spelling: String) {
        #expect(AgencySpelling.skeleton(ofIdentifier: spelling) == AgencySpelling.skeleton(ofIdentifier: "H24.01"))
    }

    @Test(arguments: ["H24.02", "H25.01", "000.01.01.H24", "H24.01.01"])
    func `has another than other agencies`(other: String) {
        #expect(AgencySpelling.skeleton(ofIdentifier: other) != AgencySpelling.skeleton(ofIdentifier: "H24.01"))
    }

    @Test func `is found by its name without diacritics, abbreviated or not`() {
        let words = AgencySpelling.words(ofName: "Ủy ban nhân dân Thành phố Hải Phòng")
        #expect(words == "uy ban nhan dan thanh pho hai phong")
        #expect(AgencySpelling.words(ofName: "UBND TP. Hải Phòng") == words)
        #expect(AgencySpelling.words(ofName: "UỶ BAN NHÂN DÂN  thành phố Hải-Phòng") == words)
        #expect(
            AgencySpelling.words(ofName: "Đoàn Đại biểu") == "doan dai bieu" && AgencySpelling.words(ofName: "–") == "")
    }

    private func agency(_ id: String, _ name: String, old: String? = nil) -> Agency {
        Agency(id: id, oldID: old, name: name, centre: "c", isLocal: false)
    }

    private var register: [Agency] {
        [
            agency("H24.01", "Sở Nội vụ", old: "000.00.01.H24"), agency("H24.02", "Sở Tài chính"),
            agency("H24.10", "Sở Xây dựng"), agency("H26.01", "Sở Nội vụ"), agency("H26.44", "Thanh tra"),
        ]
    }

    private func nearest(_ id: String, _ name: String = "") -> [String] {
        AgencySpelling.nearest(to: id, named: name, among: register, limit: 3).map(\.id)
    }

    @Test func `is named by its spelling first, then its name, then its province`() {
        #expect(nearest("H24O1").first == "H24.01")
        #expect(nearest("000.00.1.H24").first == "H24.01")
        #expect(nearest("H24.99", "Sở nội vụ") == ["H24.01", "H26.01"])
        #expect(nearest("H26.02", "so tai chinh") == ["H24.02", "H26.01"])
        #expect(nearest("H24.42") == ["H24.02"] && nearest("G99").isEmpty)
        #expect(nearest("H24.1").first == "H24.01")
    }
}
