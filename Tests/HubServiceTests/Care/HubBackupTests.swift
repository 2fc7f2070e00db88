import Foundation
import HubCore
import HubStore
import Testing
import VXP

@testable import HubService

@Suite struct `A hub's backup` {
    private func line(_ province: Province) throws -> OperatorLine {
        var configuration = try Province.configuration(province.folder.path, axis: nil)
        configuration.listen.port = province.port
        return OperatorLine(configuration, name: "văn thư")
    }

    @Test func `is taken of a running hub through the operator's door, and starts as a hub of its own`() async throws {
        let province = try await Province()
        var receipts: [Receipt] = []
        for number in 1...3 {
            let document = try Province.signed(Province.document(number: number), by: "H24.01")
            receipts.append(try #require(try await province.post(document).receipt))
        }
        let backup = province.folder.path + "/backup"
        let manifest = try await line(province).backUp(to: backup)
        #expect(manifest.documents == 3 && manifest.text.contains("KHÔNG có: khóa ký biên nhận"))
        #expect(try await province.store.kinds().last == "operatorActed")
        await province.stop()

        let target = province.folder.path + "/restored"
        let outcome = try await Restoration(of: backup, to: target, by: "văn thư").run()
        #expect(outcome.isRestored && outcome.text.contains("Nhật ký dừng ở mục \(manifest.head?.size ?? -1)"))
        let restored = try await Province(on: province.folder) { $0.dataFolder = target }
        for receipt in receipts {
            #expect(try await restored.get("/api/v1/documents/\(receipt.documentID.text)").status == 200)
        }
        let words = try await restored.store.journal(from: manifest.head?.size ?? 0, limit: 10)
        #expect(words.filter { $0.entry.contains(#""action":"restore""#) }.count == 1)
        #expect(try BackupRestoration.mark(in: target) == nil)
        await restored.stop()
    }

    @Test func `that is damaged is not restored`() async throws {
        let province = try await Province()
        let backup = province.folder.path + "/backup"
        let manifest = try await line(province).backUp(to: backup)
        await province.stop()
        try Data("x".utf8).write(to: URL(filePath: backup + "/" + manifest.database))
        let target = province.folder.path + "/restored"
        let outcome = try await Restoration(of: backup, to: target, by: "văn thư").run()
        #expect(!outcome.isRestored && outcome.text.hasPrefix("BẢN SAO LƯU HỎNG"))
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test func `leaves out what was retired, which callers are told of in their own form`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 1), by: "H24.01")
        let receipt = try #require(try await province.post(document).receipt)
        let delivery = try #require(try await province.store.deliveries(of: receipt.documentID).first)
        _ = try await province.vxp(.updateStatus, .updateStatus(delivery.id.text, .done))
        var policy = RetentionPolicy()
        policy.documents.bytes = 86_400_000
        let run = RetentionRun(store: province.store, policy: policy, by: "văn thư")
        let early = try await run.run(tentatively: false, now: HubClock.system.now())
        #expect(early.retired.map(\.reclaimed.count) == [0])
        let later = HubClock.system.now().adding(milliseconds: 2 * 86_400_000)
        #expect(try await run.run(tentatively: true, now: later).text.contains("Chưa xóa gì"))
        #expect(try await run.run(tentatively: false, now: later).retired.map(\.reclaimed.count) == [1])
        let entry = try #require(
            try await province.store.journal(from: 0, limit: 1000).last { $0.kind == "retired" })
        let words = try JournalEntry(canonical: entry.entry.utf8).fact.vietnamese
        #expect(words.hasPrefix("văn thư xóa nội dung của 1 gói tin đã kết thúc trước "), "\(words)")
        let api = try await province.get("/api/v1/documents/\(receipt.documentID.text)/content")
        #expect(api.status == 410 && api.codes == ["HUB-RETIRED"])
        let vxp = try await province.vxp(.getEdoc, .edoc(delivery.id.text))
        #expect(vxp.status == 200 && vxp.codes == ["HUB-RETIRED"] && vxp.json["status"]?.scalar == "FAIL")
        #expect(try await province.post(document).receipt == receipt)
        let manifest = try await line(province).backUp(to: province.folder.path + "/backup")
        #expect(manifest.documents == 1 && manifest.payloadFiles == 0)
        #expect(try await BackupVerification.run(province.folder.path + "/backup").isWhole)
        await province.stop()
    }
}

extension SQLiteStore {
    func kinds() async throws -> [String] { try await journal(from: 0, limit: 1000).map(\.kind) }
}
