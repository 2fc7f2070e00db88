import HubCore
import HubStore
import Testing

@testable import HubService

@Suite struct `A journal entry in words` {
    @Test func `tells what a hub lived through, from its own journal`() async throws {
        let province = try await Province()
        let signed = try Province.signed(Province.document(number: 9), by: "H24.01")
        _ = try await province.post(signed)
        _ = try await province.post(signed)
        _ = try await province.post(Province.document(number: 10))
        _ = try await province.post(Province.status("03", from: "H24.02", about: 9, of: "H24.01"))
        _ = try await province.post(Province.status("01", from: "H24.02", about: 99, of: "H24.01"))
        let entries = try await province.store.journal(from: 0, limit: 100)
        let words = try entries.suffix(7).map { try JournalEntry(canonical: $0.entry.utf8).fact.vietnamese }
        let accepted = try #require(entries.first { $0.kind == "accepted" })
        let document = try #require(try JournalEntry(canonical: accepted.entry.utf8).fact.document)
        let name = document.text.suffix(12)
        #expect(
            words == [
                "nhận 9/SNV-VP của H24.01, qua hệ thống 00.24.H24: “Về việc kiểm tra cải cách hành chính”, 1 nơi nhận […\(name)]",
                "hệ thống 00.24.H24 gửi lại đúng …\(name), biên nhận như cũ",
                "từ chối 10/SNV-VP của H24.01, qua hệ thống 00.24.H24: SIG-REQUIRED",
                "nhận trạng thái 03 Đã tiếp nhận (Lê Văn C) về 9/SNV-VP của H24.02, qua hệ thống 00.24.H24",
                "trạng thái 03 Đã tiếp nhận (Lê Văn C) cho …\(name)",
                "nhận trạng thái 01 Đã đến (Lê Văn C) về 99/SNV-VP của H24.02, qua hệ thống 00.24.H24",
                "trạng thái 01 Đã đến (Lê Văn C) của H24.02 chưa có văn bản 99/SNV-VP để gắn, giữ lại",
            ], "\(words)")
        await province.stop()
    }

    @Test func `shows an entry of another version as it is`() {
        let entry = OperatorReply.Entry(
            index: 7, at: Timestamp(milliseconds: 0), kind: "tomorrow", entry: #"{"kind":"tomorrow","v":2}"#)
        #expect(entry.text.hasPrefix("7 ") && entry.text.hasSuffix(#"{"kind":"tomorrow","v":2}"#))
        #expect(entry.json == #"{"index":7,"entry":{"kind":"tomorrow","v":2}}"#)
    }
}
