import HubCore
import SignedXML

extension DutyEscalated {
    var vietnamese: String {
        let who = told.filter { !$0.by.isEmpty }.map { told in
            "\(told.agency ?? "người vận hành") (\(told.by.map(\.name.vi).joined(separator: ", ")))"
        }
        let whom = who.isEmpty ? "" : "; báo \(who.joined(separator: ", "))"
        return "hạn \(duty.name.vi) \(document.short) tại \(recipient), \(dueAt.shown): bậc \(step)\(whom)"
    }
}

extension DutyPlanChanged {
    var vietnamese: String {
        let years = years.map { "\($0.number)\($0.isProvisional ? " (tạm tính)" : "")" }.joined(separator: ", ")
        return
            "tính hạn theo lịch làm việc \(digest.prefix(12))…: \(years.isEmpty ? "không có năm nào" : "năm \(years)"), \(holidays) ngày nghỉ, \(makeUpDays) ngày làm bù; các bậc \(ladder.joined(separator: ", "))"
    }
}

extension ReminderMailed {
    var vietnamese: String {
        let whom = agency ?? "người vận hành"
        let why = reason.map { ": \($0)" } ?? ""
        return switch outcome {
        case .sent: "đã gửi thư nhắc \(steps) việc tới \(whom)"
        case .refused: "máy chủ thư từ chối thư nhắc \(steps) việc tới \(whom)\(why)"
        case .abandoned: "thôi gửi thư nhắc \(steps) việc tới \(whom)\(why)"
        }
    }
}

extension Duty {
    package var name: Bilingual {
        switch self {
        case .receipt: Bilingual(vi: "tiếp nhận", en: "receipt")
        case .processing: Bilingual(vi: "giải quyết", en: "processing")
        }
    }
}

extension Ladder.Means {
    var name: Bilingual {
        switch self {
        case .page: Bilingual(vi: "trang", en: "page")
        case .webhook: Bilingual(vi: "webhook", en: "webhook")
        case .mail: Bilingual(vi: "thư", en: "mail")
        }
    }
}
