import HubCore
import HubStore
import NIOCore
import SignedXML

extension BackupManifest {
    /// What a backup holds, and what it does not, for an operator.
    package var text: String {
        """
        Bản sao lưu của \(hub), lúc \(takenAt.shown): \(documents) gói tin, \(head?.size ?? 0) mục nhật ký, \
        cơ sở dữ liệu \(databaseBytes) byte, \(payloadFiles) tệp nội dung \(payloadBytes) byte.
        Có: văn bản, nhật ký, danh mục, và các bí mật đã niêm phong. KHÔNG có: khóa ký biên nhận (hub.signingKey), khóa niêm phong \
        (hub.sealingKey), tệp cấu hình, chứng thư; hãy sao lưu riêng, cất ở nơi khác.
        A backup of \(hub): \(documents) packets, \(head?.size ?? 0) journal entries, a database of \(databaseBytes) bytes, \
        \(payloadFiles) payload files of \(payloadBytes) bytes.
        In it: documents, journal, register, sealed secrets. NOT in it: the key that signs receipts (hub.signingKey), the key that \
        seals secrets (hub.sealingKey), the configuration, certificates: keep copies of those elsewhere.
        """
    }

    package var json: String { String(buffer: WireJSON.encode(self)) }
}

extension BackupVerification {
    package var text: String {
        if isWhole {
            return """
                Bản sao lưu lúc \(manifest.takenAt.shown) nguyên vẹn: \(entries) mục nhật ký khớp đầu nhật ký đã ký, \
                \(payloads) nội dung (\(payloadBytes) byte) đúng mã băm.
                The backup is whole: \(entries) journal entries give the signed head, \(payloads) payloads \
                (\(payloadBytes) bytes) have their digests.
                """
        }
        let lines = problems.prefix(20).map { "- \($0.says.vi)\n  \($0.says.en)" }
        let more = problems.count > 20 ? ["… +\(problems.count - 20)"] : []
        return (["BẢN SAO LƯU HỎNG. / THE BACKUP IS DAMAGED."] + lines + more).joined(separator: "\n")
    }
}

extension BackupVerification.Problem {
    var says: Bilingual {
        switch self {
        case .databaseAltered:
            Bilingual(
                vi: "Cơ sở dữ liệu không phải tệp mà manifest.json nêu.",
                en: "The database is not the file that manifest.json names.")
        case .databaseDamaged(let what):
            Bilingual(vi: "SQLite báo cơ sở dữ liệu hỏng: \(what)", en: "SQLite finds the database damaged: \(what)")
        case .journal(let what): Bilingual(vi: "Nhật ký không khớp: \(what)", en: "The journal does not fit: \(what)")
        case .payloadMissing(let sha256):
            Bilingual(vi: "Thiếu nội dung \(sha256).", en: "The payload \(sha256) is missing.")
        case .payloadAltered(let sha256):
            Bilingual(vi: "Nội dung \(sha256) sai mã băm.", en: "The payload \(sha256) has another digest.")
        case .miscounted:
            Bilingual(
                vi: "Số gói tin không như manifest.json ghi.", en: "The number of packets is not manifest.json's.")
        }
    }
}

extension BackupRestoration.Mark {
    /// What restoring means, for the operator who did it.
    package var text: String {
        """
        Đã khôi phục. Nhật ký dừng ở mục \(entries), lúc \(takenAt.shown): văn bản đã cấp biên nhận SAU thời điểm đó không có ở đây, \
        dù bên gửi giữ biên nhận. Bên gửi gửi lại thì được nhận như mới; gói đã lên trục quốc gia được trục nhận ra. Trước khi chạy: đặt \
        lại hub.signingKey và hub.sealingKey của trục cũ, đừng để tự tạo khóa mới. Lần chạy đầu ghi việc khôi phục vào nhật ký.
        Restored. The journal ends at entry \(entries): documents that were acknowledged AFTER that are not here, though \
        their senders hold receipts. What is sent again is taken as new; what went up is recognised by the axis. Before starting: put \
        back the old hub's hub.signingKey and hub.sealingKey; never let new ones be made. The first start journals the restoration.
        """
    }
}
