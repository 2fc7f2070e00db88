import HubCore
import HubStore

/// A data folder that was restored from a backup: the journal says so, once, when a hub is started on it.
enum RestoredFolder {
    /// A crash between the entry and the mark's removal says it twice, which is harmless.
    static func journal(_ folder: String, in store: any Store, now: Timestamp) async throws {
        guard let mark = try BackupRestoration.mark(in: folder) else { return }
        let note =
            "bản sao lưu lúc \(mark.takenAt.rfc3339), \(mark.entries) mục nhật ký; những gì ghi nhận sau đó không còn ở đây"
        _ = try await store.note(
            .operatorActed(OperatorActed(by: mark.by, action: "restore", subject: mark.restoredAt.rfc3339, note: note)),
            now: now)
        try BackupRestoration.removeMark(in: folder)
    }
}
