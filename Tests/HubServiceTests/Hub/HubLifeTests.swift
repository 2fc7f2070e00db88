import Foundation
import HubCore
import HubStore
import Testing

@testable import HubService

/// What the journal says of the hub that writes it.
@Suite struct `A hub that comes and goes` {
    private func facts(_ folder: TemporaryFolder) async throws -> [Fact] {
        let store = try HubStorage.openToRead(try Province.configuration(folder.path, axis: nil))
        let records = try await store.journal(from: 0, limit: 1000)
        try await store.closeReading()
        return try records.map { try JournalEntry(canonical: $0.entry.utf8).fact }
    }

    @Test func `says when it starts, by what it goes, and last of all that it ended`() async throws {
        let folder = try TemporaryFolder()
        for limit in ["64MiB", "64MiB", "32MiB"] {
            let province = try await Province(on: folder) {
                $0.settings = ["limits.maxDocumentBytes": StatedSetting(limit)]
            }
            await province.stop()
        }
        let facts = try await facts(folder)
        let life = facts.map(\.kind).filter { ["hubStarted", "hubStopped", "configured"].contains($0) }
        #expect(
            life == [
                "hubStarted", "configured", "hubStopped", "hubStarted", "hubStopped", "hubStarted", "configured",
                "hubStopped",
            ])
        guard case .hubStopped(let stopped)? = facts.last,
            case .hubStarted(let started) = facts.first(where: {
                $0.kind == "hubStarted"
            })
        else {
            Issue.record("\(life)")
            return
        }
        #expect(stopped.why == .asked && stopped.reason == nil && stopped.uptimeSeconds >= 0)
        #expect(started.key?.hasPrefix("hub.example.vn+") == true && started.formerKey == nil)
        let words = facts.compactMap { if case .configured(let fact) = $0 { fact.vietnamese } else { nil } }
        #expect(words == ["cấu hình: 1 mục", "cấu hình đổi: limits.maxDocumentBytes = 32MiB"])
    }

    @Test func `says what failed when it could not go on`() async throws {
        let folder = try TemporaryFolder()
        let store = try HubStorage.open(try Province.configuration(folder.path, axis: nil))
        struct Failure: Error, CustomStringConvertible { let description = "cổng đã có người dùng" }
        let life = HubLife(store: store, clock: .system)
        await #expect(throws: Failure.self) { try await life.goesOn { throw Failure() } }
        await #expect(throws: CancellationError.self) { try await life.goesOn { throw CancellationError() } }
        try await store.close()
        let told = try await facts(folder).compactMap { if case .hubStopped(let fact) = $0 { fact } else { nil } }
        #expect(told.map(\.why) == [.failed, .asked] && told.map(\.reason) == ["cổng đã có người dùng", nil])
        #expect(told[0].vietnamese == "trục dừng vì lỗi, sau 0 giây: cổng đã có người dùng")
    }
}
