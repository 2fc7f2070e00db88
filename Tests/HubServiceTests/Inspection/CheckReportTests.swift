import EdXML
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `The report of a check` {
    private func report(_ file: String) throws -> CheckReport {
        var settings = CheckSettings()
        settings.schemasFolder = Province.root + "/Schemas"
        return try settings.report(
            on: Province.root + "/Fixtures/" + file, clock: HubClock { Timestamp(milliseconds: 1_794_704_400_000) })
    }

    @Test func `can be read over the telephone in Vietnamese`() throws {
        let text = try report("invalid/day-first-date.edxml").text(in: .vi)
        #expect(
            text.hasSuffix(
                """
                /Fixtures/invalid/day-first-date.edxml

                Có một lỗi phải sửa:

                1. EDX-DATE-FORM, dòng 35, <PromulgationDate>
                   Ngày ban hành “07/10/2026” không phải một ngày viết dạng yyyy/MM/dd.
                   Cách sửa: Viết năm/tháng/ngày với đủ chữ số, ví dụ 2026/11/04.
                   Căn cứ: QCVN 102:2016/BTTTT, PromulgationInfo

                Chưa xét:
                 – Nội dung, chữ ký số và các nơi nhận: hãy sửa lỗi trên rồi kiểm tra lại.

                """) && text.hasPrefix("✗ BỊ TỪ CHỐI: "), "\(text)")
    }

    @Test func `says in English of which document it speaks`() throws {
        let text = try report("documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml").text(in: .en)
        #expect(text.contains("  Document   3125/QĐ-UBND of 05/10/2026\n"), "\(text)")
        #expect(text.contains("  From       H24 UBND thành phố Hải Phòng\n"))
        #expect(text.contains("1. SIG-REQUIRED\n") && !text.contains("SIG-REQUIRED, line"))
    }

    @Test func `has stable names as JSON, and both languages`() throws {
        let json = try report("invalid/day-first-date.edxml").json
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["verdict"] as? String == "refused" && object["notJudged"] as? [String] == ["message"])
        let finding = try #require((object["findings"] as? [[String: Any]])?.first)
        #expect(finding["code"] as? String == "EDX-DATE-FORM" && finding["line"] as? Int == 35)
        #expect((finding["mend"] as? [String: String]).map { Set($0.keys) } == ["vi", "en"])
    }

    @Test func `is not given when the machine, not the file, is at fault`() throws {
        let folder = try TemporaryFolder()
        let file = Province.root + "/Fixtures/documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml"
        func refusal(_ path: String, _ adjust: (inout CheckSettings) -> Void) throws -> String {
            var settings = CheckSettings()
            settings.schemasFolder = Province.root + "/Schemas"
            adjust(&settings)
            return try #require(throws: CannotJudge.self) { try settings.report(on: path) }.vi
        }
        #expect(try refusal(folder.path + "/none.edxml") { _ in }.contains("No such file"))
        #expect(try refusal(file) { $0.schemasFolder = folder.path }.contains("edxml.xsd"))
        #expect(try refusal(file) { $0.anchors = [Province.root + "/Makefile"] }.contains("tin cậy"))
        let table = try folder.write("agencies.csv", "organId,name\n")
        #expect(try refusal(file) { $0.agenciesFile = table }.contains("centre, local"))
        #expect(try refusal(file) { $0.configurationFile = table }.contains("Cấu hình"))
    }
}
