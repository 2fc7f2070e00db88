import HubCore

/// What happens to the hub itself, in Vietnamese.
extension HubStarted {
    var vietnamese: String {
        let started = "trục khởi động, phiên bản \(version)"
        guard let formerKey else { return started }
        return "\(started); khóa ký không còn là \(formerKey), nay là \(key ?? "–")"
    }
}

extension HubStopped {
    var vietnamese: String {
        let run = Uptime(seconds: uptimeSeconds).text("ngày", "giờ", "phút", "giây")
        return switch why {
        case .asked: "trục dừng theo yêu cầu, sau \(run)"
        case .failed: "trục dừng vì lỗi, sau \(run)" + (reason.map { ": \($0)" } ?? "")
        }
    }
}

extension Configured {
    var vietnamese: String {
        if changed.isEmpty { return "cấu hình: \(settings.count) mục" }
        return "cấu hình đổi: "
            + told {
                "bỏ \($0)"
            } and: {
                "và \($0) mục nữa"
            }
    }

    /// The first of the names that changed, with what holds now.
    func told(_ gone: (String) -> String, and more: (Int) -> String) -> String {
        let told = changed.prefix(Self.told).map { name in
            settings[name].map { "\(name) = \($0.clipped(to: 80))" } ?? gone(name)
        }
        let rest = changed.count - told.count
        return (rest > 0 ? told + [more(rest)] : told).joined(separator: "; ")
    }

    private static let told = 6
}

extension CallsRefused {
    var vietnamese: String {
        let span = count == 1 ? "" : " từ \(first.shown) đến \(last.shown)"
        if let others {
            return "từ chối thêm \(count) lời gọi của ít nhất \(others) bên gọi khác nhau\(span)"
        }
        let whom = [caller.map { "tự xưng \($0)" }, peer.map { "địa chỉ \($0)" }].compactMap(\.self)
        let who = whom.isEmpty ? "" : " (\(whom.joined(separator: ", ")))"
        return "từ chối \(count) lời gọi tới \(interface ?? "–")\(who): \(code ?? "–")\(span)"
    }
}

extension AxisAcknowledged {
    var vietnamese: String {
        switch word {
        case .done: "đã báo trục quốc gia: nhận được gói \(docID)"
        case .fail: "đã báo trục quốc gia: không nhận được gói \(docID)"
        case .processing, nil: "đã báo trục quốc gia về gói \(docID)"
        }
    }
}

/// How long a hub has run, in the two largest units that there are.
struct Uptime {
    let seconds: Int64

    func text(_ day: String, _ hour: String, _ minute: String, _ second: String) -> String {
        let parts = [
            (seconds / 86_400, day), (seconds / 3600 % 24, hour), (seconds / 60 % 60, minute), (seconds % 60, second),
        ]
        let shown = parts.drop { $0.0 == 0 }.prefix(2).filter { $0.0 > 0 }
        return shown.isEmpty ? "0 \(second)" : shown.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
