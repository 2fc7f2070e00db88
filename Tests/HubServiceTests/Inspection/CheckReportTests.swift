import EdXML
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `The report of a check` {
    private func report(_ file: String) async throws -> CheckReport {
        var settings = CheckSettings()
        settings.schemasFolder = Province.root + "/Schemas"
        return try await settings.report(
            on: Province.root + "/Fixtures/" + file, clock: HubClock { Timestamp(milliseconds: 1_794_704_400_000) })
    }

    @Test func `can be read over the telephone in Vietnamese`() async throws {
        let text = try await report("invalid/day-first-date.edxml").text(in: .vi)
        #expect(
            text.hasSuffix(
                """
                /Fixtures/invalid/day-first-date.edxml

                Có một lỗi phải sửa:

                1. Ngày ban hành “07/10/2026” không phải một ngày viết dạng yyyy/MM/dd.
                   Ở đâu:     dòng 35, cột 11, thẻ PromulgationDate, trong thẻ PromulgationInfo
                   Cách sửa:  Viết năm/tháng/ngày với đủ chữ số, ví dụ 2026/11/04.
                   Căn cứ:    QCVN 102:2016/BTTTT, PromulgationInfo
                   Mã:        EDX-DATE-FORM

                Chưa xét:
                 – Cơ quan gửi, các nơi nhận và phần còn lại: hãy sửa lỗi trên rồi kiểm tra lại.

                Nghĩa của các từ dùng ở trên:
                  thẻ  một phần của tệp, mở bằng <Tên> và đóng bằng </Tên>

                Khi gọi cho nơi cung cấp phần mềm, hãy đọc mã, số dòng và tên thẻ của từng mục.

                """) && text.hasPrefix("✗ BỊ TỪ CHỐI: "), "\(text)")
    }

    @Test func `says in English of which document it speaks`() async throws {
        let text = try await report("documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml").text(in: .en)
        #expect(text.contains("  Document   3125/QĐ-UBND of 05/10/2026\n"), "\(text)")
        #expect(text.contains("  From       H24 UBND thành phố Hải Phòng\n"))
        #expect(text.contains("1. The message by “H24” is not signed, and a signature is required.\n   To mend it:"))
    }

    @Test func `says of each attachment what it is, and what travels packed`() async throws {
        let report = try await report("documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml")
        let attachments = try #require(report.content?.attachments)
        let table = try #require(attachments.last)
        let text = report.text(in: .vi)
        #expect(text.contains("\n\nTệp đính kèm:\n – Quyết định 3125/QĐ-UBND (3125-QD-UBND.pdf): tệp PDF, "), "\(text)")
        #expect(
            text.contains("\n – Phụ lục I. Danh mục nhiệm vụ.xlsx: bảng tính (xlsx), 3,0 KB; gửi dưới dạng"), "\(text)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
        let files = try #require(object["attachments"] as? [[String: Any]])
        #expect(files.map { $0["isPacked"] as? Bool } == [false, true])
        #expect(files[1]["sha256"] as? String == table.packed?.sha256.hex && files[1]["size"] as? Int == table.fileSize)
        #expect(files[0]["mediaType"] as? String == "application/pdf" && files[0]["entries"] == nil)
    }

    @Test(arguments: Language.allCases) func `fits eighty columns, and counts its items on`(language: Language)
        async throws
    {
        for fixture in try InvalidFixture.all {
            let report = try await report("invalid/" + fixture.name)
            // The path that the test has given is as long as it is.
            let lines = report.text(in: language).split(separator: "\n").dropFirst()
            #expect(lines.allSatisfy { $0.count <= 80 }, "\(fixture.name): \(lines)")
            let numbers = lines.compactMap { $0.wholeMatch(of: /([0-9]+)\. .*/)?.output.1 }.compactMap { Int($0) }
            let count = report.findings.count + report.recipientFindings.count
            #expect(numbers == Array(1...count), "\(fixture.name)")
        }
    }

    @Test func `tells everything at once, from the top of the file to its end`() async throws {
        let file = Province.root + "/Fixtures/documents/02-cong-van-thu-tuc-hanh-chinh.edxml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("<edXML:Priority>1<", with: "<edXML:Priority>9<")
            .replacing("<edXML:OrganId>G22<", with: "<edXML:OrganId>h24.01<")
            .replacing("2026/10/07</edXML:Prom", with: "2999/10/07</edXML:Prom")
        let folder = try TemporaryFolder()
        var settings = CheckSettings()
        settings.schemasFolder = Province.root + "/Schemas"
        let report = try await settings.report(
            on: folder.write("x.edxml", text), clock: HubClock { Timestamp(milliseconds: 1_794_704_400_000) })
        let codes = ["EDX-TO-DUPLICATE", "EDX-DATE-FUTURE", "EDX-PRIORITY", "SIG-REQUIRED"]
        #expect(report.refusals.map(\.rule.code) == codes)
        let places = report.text(in: .en).firstRange(of: "1. The recipient H24.01 is listed twice.")
        #expect(places != nil && report.text(in: .vi).contains("thẻ OrganId, trong thẻ To"))
    }

    @Test func `has stable names as JSON, and both languages`() async throws {
        let json = try await report("invalid/day-first-date.edxml").json
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["verdict"] as? String == "refused" && object["notJudged"] as? [String] == ["message"])
        let finding = try #require((object["findings"] as? [[String: Any]])?.first)
        #expect(finding["code"] as? String == "EDX-DATE-FORM" && finding["line"] as? Int == 35)
        #expect((finding["mend"] as? [String: String]).map { Set($0.keys) } == ["vi", "en"])
    }

    @Test func `is not given when the machine, not the file, is at fault`() async throws {
        let folder = try TemporaryFolder()
        let file = Province.root + "/Fixtures/documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml"
        func refusal(_ path: String, _ adjust: (inout CheckSettings) -> Void) async throws -> String {
            var settings = CheckSettings()
            settings.schemasFolder = Province.root + "/Schemas"
            adjust(&settings)
            do { _ = try await settings.report(on: path) } catch { return error.vi }
            return ""
        }
        #expect(try await refusal(folder.path + "/none.edxml") { _ in }.contains("No such file"))
        #expect(try await refusal(file) { $0.schemasFolder = folder.path }.contains("edxml.xsd"))
        #expect(try await refusal(file) { $0.anchors = [Province.root + "/Makefile"] }.contains("tin cậy"))
        let table = try folder.write("agencies.csv", "organId,name\n")
        #expect(try await refusal(file) { $0.agenciesFile = table }.contains("centre, local"))
        #expect(try await refusal(file) { $0.configurationFile = table }.contains("Cấu hình"))
    }
}
