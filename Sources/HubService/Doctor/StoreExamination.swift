import HubCore
import HubStore
import SignedXML

/// Looks at a store from inside, where the hub has it open.
struct StoreExamination: Sendable {
    let store: any Store
    let depth: ExaminationDepth

    /// What a hub that cannot be trusted to go on does: stop, and be restored.
    private static let restore = Bilingual(
        vi: "Dừng trục, giữ nguyên thư mục dữ liệu để điều tra, và khôi phục từ bản sao lưu: lienthong restore.",
        en: "Stop the hub, keep the data folder for inquiry, and restore a backup: lienthong restore.")

    func diagnoses() async throws -> [Diagnosis] {
        let condition = try await store.condition(whole: depth == .whole)
        return [
            settings(condition), integrity(condition), try await journal(), try await payloads(), try await size(),
        ]
    }

    private func settings(_ condition: StoreCondition) -> Diagnosis {
        let says =
            "SQLite \(condition.version), journal_mode = \(condition.journalMode), synchronous = \(condition.synchronous)"
        guard condition.journalMode == "wal", condition.synchronous == 2 else {
            return .fail(
                "store.settings", vi: says, en: says,
                advice: Bilingual(
                    vi:
                        "Cơ sở dữ liệu phải ở chế độ WAL với synchronous = FULL (2); kiểm tra hệ thống tệp có hỗ trợ không.",
                    en:
                        "The database must be in WAL mode with synchronous = FULL (2); see whether the file system allows it."
                ))
        }
        return .ok("store.settings", vi: says, en: says)
    }

    private func integrity(_ condition: StoreCondition) -> Diagnosis {
        guard condition.integrity == "ok", condition.danglingRows == 0 else {
            let what = "\(condition.integrity), foreign keys: \(condition.danglingRows)"
            return .fail(
                "store.integrity", vi: "Cơ sở dữ liệu hỏng: \(what)", en: "The database is damaged: \(what)",
                advice: Self.restore)
        }
        return .ok("store.integrity", vi: "Cơ sở dữ liệu nguyên vẹn.", en: "The database is whole.")
    }

    private func journal() async throws -> Diagnosis {
        let size = try await store.journalHead().size
        do {
            try await store.verifyJournal(newest: depth.journalEntries)
            let looked = min(size, depth.journalEntries)
            return .ok(
                "store.journal", vi: "Nhật ký \(size) mục; đã tính lại \(looked) mục mới nhất, khớp đầu nhật ký đã ký.",
                en: "The journal has \(size) entries; the newest \(looked) were recomputed and give the signed head.")
        } catch let error as StoreError where error.code == .lost {
            return .fail(
                "store.journal", vi: "Nhật ký không còn nguyên vẹn: \(error.message)",
                en: "The journal is not what it was: \(error.message)", advice: Self.restore)
        }
    }

    private func payloads() async throws -> Diagnosis {
        let sample = Set(try await store.somePayloads(limit: depth.payloads))
        var damaged: [String] = []
        for sha256 in sample {
            guard let payload = try await store.payload(sha256), try await payload.isIntact() else {
                damaged.append(sha256)
                continue
            }
        }
        guard damaged.isEmpty else {
            let names = damaged.prefix(3).joined(separator: ", ")
            return .fail(
                "store.payloads", vi: "\(damaged.count)/\(sample.count) nội dung mất hoặc sai mã băm: \(names)",
                en: "\(damaged.count) of \(sample.count) payloads are missing or altered: \(names)",
                advice: Bilingual(
                    vi: "Chép các tệp ấy từ bản sao lưu (payloads/) về thư mục dữ liệu; kiểm tra đĩa.",
                    en: "Copy these files from a backup (payloads/) into the data folder; look at the disk."))
        }
        return .ok(
            "store.payloads", vi: "\(sample.count) nội dung lấy mẫu đều đúng mã băm.",
            en: "\(sample.count) sampled payloads have their digests.")
    }

    private func size() async throws -> Diagnosis {
        let size = try await store.size()
        let numbers =
            "database \(size.database.inMegabytes), WAL \(size.log.inMegabytes), payloads \(size.payloads.inMegabytes)"
        guard size.log < 1 << 30 else {
            return .warn(
                "store.size", vi: numbers, en: numbers,
                advice: Bilingual(
                    vi: "Tệp WAL lớn: có việc đọc quá lâu đang giữ nó; nó được thu lại khi trục khởi động lại.",
                    en: "The log is long: a reader holds it; it shrinks when the hub is started again."))
        }
        return .ok("store.size", vi: numbers, en: numbers)
    }
}

extension Int64 {
    /// For people: `12 MB`.
    var inMegabytes: String { "\(self / 1_000_000) MB" }
}
