import EdXML
import Foundation
import HubCore
import HubStore
import SignedXML
import Testing
import VXP

@testable import HubService

@Suite struct `A document that is tracked` {
    /// What the operator is shown, on a line each.
    private func shown(_ text: String, in province: Province, _ language: Language = .vi) async throws -> [String] {
        let desk = OperatorDesk(store: province.store, clock: .system)
        guard case .tracked(let documents) = try await desk.perform(.track(text), by: "test") else { return [] }
        return documents.flatMap { $0.text(in: language).split(separator: "\n").map(String.init) }
    }

    @Test func `has a line per recipient with the five steps, and what contradicts`() async throws {
        let province = try await Province()
        let document = Province.document(to: ["H24.02", "G22", "H99.99"], number: 7)
        let answer = try await province.post(Province.signed(document, by: "H24.01"))
        let id = try #require(answer.receipt?.documentID.text)
        for (code, time) in [("01", "08:00:00"), ("03", "08:05:00"), ("06", "10:00:00"), ("02", "09:00:00")] {
            let status = Province.status(code, from: "H24.02", about: 7, of: "H24.01", at: "2026/11/05 \(time)")
            #expect(try await province.post(status).status == 201)
        }
        let lines = try await shown(id, in: province)
        #expect(lines.count == 5 && lines[0] == "7/SNV-VP · Về việc kiểm tra cải cách hành chính · Khẩn", "\(lines)")
        #expect(lines[1].hasPrefix("H24.01 Nơi gửi · ") && lines[1].hasSuffix(" · \(id)"))
        let own = lines[2]
        #expect(own.contains("hộp thư") && own.contains("chờ lấy") && own.contains("04 –"))
        #expect(
            own.contains("01 05/11 08:00  03 05/11 08:05") && own.contains("02 05/11 09:00 TRẢ LẠI “Lý do”"), "\(own)")
        #expect(own.contains("⚠ 06 (05/11 10:00) trái với 02"), "\(own)")
        #expect(lines[3].contains("G22") && lines[3].contains("trục quốc gia  chờ gửi"))
        #expect(
            lines[4].contains("H99.99") && lines[4].contains("bị từ chối")
                && lines[4].contains("không có trong danh mục"))
        await province.stop()
    }

    @Test func `tells what was asked, what was answered, and what took its place`() async throws {
        let province = try await Province()
        let letter = try await province.post(Province.signed(Province.document(number: 17), by: "H24.01"))
        let id = try #require(letter.receipt?.documentID)
        let delivery = try await province.store.deliveries(of: id)[0]
        _ = try await province.store.markFetched(delivery.id, by: "test", now: HubClock.system.now())
        for (code, from) in [("13", "H24.01"), ("16", "H24.02")] {
            #expect(try await province.post(Province.status(code, from: from, about: 17, of: "H24.01")).status == 201)
        }
        let replacement = String(decoding: Province.document(number: 18), as: UTF8.self).replacingOccurrences(
            of: "<edXML:BussinessDocType>0</edXML:BussinessDocType>",
            with: """
                <edXML:BussinessDocType>3</edXML:BussinessDocType><edXML:ReplacementInfoList><edXML:ReplacementInfo>\
                <edXML:DocumentId>H24.01,2026/11/04,17/SNV-VP</edXML:DocumentId><edXML:OrganIdList>\
                <edXML:OrganId>H24.02</edXML:OrganId></edXML:OrganIdList></edXML:ReplacementInfo>\
                </edXML:ReplacementInfoList>
                """)
        let new = try await province.post(Province.signed(Array(replacement.utf8), by: "H24.01"))
        let successor = try #require(new.receipt?.documentID.text)
        let lines = try await shown(id.text, in: province)
        #expect(lines[2] == "⚠ ĐÃ BỊ THAY THẾ bởi \(successor)")
        #expect(lines[3].contains("không cho lấy lại (Lý do) 16 05/11 10:00 “Lý do”"), "\(lines)")
        #expect(try await shown(successor, in: province, .en)[2] == "replaces \(id.text)")
        let seen = try await province.get("/api/v1/documents/\(id.text)").json
        #expect(seen["replacedBy"]?.elements?.compactMap(\.scalar) == [successor])
        await province.stop()
    }

    @Test func `stands before the statuses that answer its code`() async throws {
        let province = try await Province()
        _ = try await province.post(Province.signed(Province.document(number: 8), by: "H24.01"))
        for minute in 10..<40 {
            _ = try await province.post(
                Province.status("05", from: "H24.02", about: 8, of: "H24.01", at: "2026/11/05 08:\(minute):00"))
        }
        let lines = try await shown("8/snv-vp", in: province, .en)
        #expect(lines[0].hasSuffix("· Urgent") && lines[2].contains("mailbox") && lines[2].contains("05 05/11 08:10"))
        await province.stop()
    }
}
