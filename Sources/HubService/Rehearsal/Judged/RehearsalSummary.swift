import EdXML
import HubCore
import SignedXML

/// The counts of a rehearsal that is over, in Vietnamese and English.
struct RehearsalSummary: Sendable {
    let audit: Audit
    let steps: Int
    let kills: Int
    let elapsed: Duration
    let logs: String

    var text: String {
        let rule = String(repeating: "─", count: 78)
        let lines = rows.map { "  \($0.filled(to: 60))\($1)" }
        return ([rule, "TỔNG KẾT · SUMMARY"] + lines + [rule, verdict]).joined(separator: "\n") + "\n"
    }

    private var deliveries: [TrackedDocument.Delivery] { audit.notes.documents.flatMap(\.deliveries) }

    private var rows: [(String, String)] {
        let documents = audit.notes.documents.count
        let down = audit.story.lettersDown.count
        let up = deliveries.count { $0.route == DeliveryRoute.axis.rawValue }
        let boxes = deliveries.count - up
        let statuses = deliveries.reduce(0) { $0 + $1.statuses.count }
        let refused = refusals.reduce(0) { $0 + $1.count }
        let head = [
            ("Văn bản · documents", "\(documents)"),
            ("    gửi lên · sent by the city", "\(documents - down)"),
            ("    từ trục quốc gia · from the axis", "\(down)"),
            ("Lượt chuyển · deliveries", "\(deliveries.count)"),
            ("    vào hộp thư · to mailboxes", "\(boxes)"),
            ("    lên trục quốc gia · up to the axis", "\(up)"),
            ("Trạng thái đã ghi · statuses recorded", "\(statuses)"),
        ]
        let tail = [
            ("Chờ ghép văn bản · waiting for their document", "\(audit.parked.count)"),
            ("Nhật ký · journal entries", "\(audit.checkpoint?.head.size ?? 0)"),
            ("Điểm kiểm · checkpoint", audit.checkpoint.map { $0.head.root.prefix(8).hexadecimal + "…" } ?? "–"),
            ("Bước · steps", "\(steps)"),
            ("Dừng đột ngột rồi chạy lại · kills of the hub", "\(kills)"),
            ("Thời gian · time", "\(elapsed.secondsShown) s"),
        ]
        return head + states
            + [
                ("Gửi lặp, cùng biên nhận · repeats, same receipt", "\(audit.notes.repeats)"),
                ("Từ chối đúng lý do · refused for the right reason", "\(refused)"),
            ] + refusals.map { ("    \($0.codes)", "\($0.count)") } + tail
    }

    /// How many deliveries reached each state.
    private var states: [(String, String)] {
        ["01", "03", "04", "05", "06", "02", "13", "15", "16"].compactMap { code in
            let count = deliveries.count { delivery in delivery.statuses.contains { $0.code == code } }
            guard count > 0, let name = StatusCode(rawValue: code)?.name else { return nil }
            return ("    \(code) \(name.vi) · \(name.en.lowercased())", "\(count)")
        }
    }

    /// How many packets were refused, by the area of the reason.
    private var refusals: [(codes: String, count: Int)] {
        let codes = audit.spoiled.filter { audit.notes.refusals[$0.name]?.contains($0.expected) == true }.map(
            \.expected)
        return Dictionary(grouping: codes) { $0.prefix { $0 != "-" } }.sorted { $0.key < $1.key }.map { area, codes in
            let kinds = Set(codes).count
            return ("\(area)-… (\(kinds) lý do · reasons)", codes.count)
        }
    }

    private var verdict: String {
        let shortfalls = audit.shortfalls
        guard !shortfalls.isEmpty else {
            return "Mọi lượt chuyển đã tới đúng nơi, mỗi văn bản đúng một lần.\n"
                + "Every delivery reached the end it should, once."
        }
        let list = shortfalls.prefix(40).map { "  ✗ \($0.vi) / \($0.en)" }.joined(separator: "\n")
        return """
            CHƯA ĐẠT, \(shortfalls.count) điều. NOT AS IT SHOULD BE:
            \(list)
            Nhật ký vận hành · logs: \(logs)
            """
    }
}

extension Duration {
    /// Seconds with one decimal: `12.3`.
    var secondsShown: String {
        let tenths = milliseconds / 100
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension String {
    /// At most that many characters, the last an ellipsis when some are left out.
    func shortened(to width: Int) -> String {
        count <= width ? self : width < 1 ? "" : prefix(width - 1) + "…"
    }
}
