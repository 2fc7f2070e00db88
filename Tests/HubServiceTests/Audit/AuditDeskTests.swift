import EdXML
import Foundation
import HubCore
import HubStore
import NIOHTTP1
import Testing

@testable import HubService

@Suite struct `An auditor at his desk` {
    private func desk(_ keys: [String] = [], kept: [String] = []) throws -> AuditDesk {
        try AuditDesk(keys: keys, kept: kept, progress: ProgressLine(isSilent: true))
    }

    @Test func `looks through a hub that runs, and through its backup, with what he kept`() async throws {
        let province = try await Province()
        let document = try await province.accepted(1)
        let (receipt, checkpoint) = ("\(province.folder.path)/receipt.json", "\(province.folder.path)/checkpoint")
        let proof = Data(try await province.api(.GET, "receipts/\(document)").bytes)
        try proof.write(to: URL(fileURLWithPath: receipt))
        let scanned = "\(province.folder.path)/receipt.txt"
        let line = try #require(try JSONDecoder().decode(ProvenReceipt.self, from: proof).line)
        try Data("\(line)\n".utf8).write(to: URL(fileURLWithPath: scanned))
        try Data(try await province.store.checkpoint().utf8).write(to: URL(fileURLWithPath: checkpoint))
        _ = try await province.accepted(2)
        let configuration = try Province.configuration(province.folder.path, axis: nil)
        let live = try await desk(kept: [receipt, checkpoint, scanned]).audit(configuration, isQuick: false, limit: 10)
        #expect(live.isWhole && live.continued == 3 && live.payloads == 2, "\(live.text(in: .en, limit: 10))")
        #expect(
            live.text(in: .vi, limit: 10).hasPrefix("✓ NHẬT KÝ NGUYÊN VẸN")
                && live.json(limit: 1).contains(#""whole":true"#))
        let backup = "\(province.folder.path)/backup"
        _ = try await province.store.backUp(to: backup, now: HubClock.system.now())
        await province.stop()
        let key = province.store.publicKey.text
        let copy = try await desk([key], kept: [receipt])
            .verdict(onWhatLiesAt: backup, openings: nil, isQuick: true, limit: 10)
        #expect(copy.isWhole && copy.text(in: .en, limit: 10).hasPrefix("✓ THE LOG IS WHOLE"))
        let manifest = URL(fileURLWithPath: "\(backup)/manifest.json")
        let text = try String(contentsOf: manifest, encoding: .utf8).replacing(
            #""documents":2"#, with: #""documents":3"#)
        try text.write(to: manifest, atomically: true, encoding: .utf8)
        let altered = try await desk([key]).verdict(onWhatLiesAt: backup, openings: nil, isQuick: true, limit: 10)
        #expect(
            !altered.isWhole
                && altered.text(in: .vi, limit: 10).contains("AUD-FILE-ALTERED: Tệp manifest.json đã bị sửa"))
    }

    @Test func `judges nothing by what he cannot read`() throws {
        #expect(throws: CannotJudge.self) { try desk(["khóa nào đó"]) }
        let file = NSTemporaryDirectory() + "no-proof-\(UUID().uuidString)"
        try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: CannotJudge.self) { try desk(kept: [file]) }
        try FileManager.default.removeItem(atPath: file)
    }
}
