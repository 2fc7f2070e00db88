import HubCore
import SignedXML

extension Match {
    /// Nothing where the packet named its document outright.
    var vietnamese: String {
        let isSure = [.docID, .documentID, .naturalKey].contains(quality)
        let words = (isSure ? [] : ["khớp theo \(quality.name.vi)"]) + (disagrees ?? []).map { "khác \($0)" }
        return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
    }
}

extension StatusRecorded {
    var vietnameseOfMatch: String {
        let who = by.map { ", do \($0) ghép" } ?? ""
        return "\(status.vietnamese) đang chờ nay về đúng \(document.short)\(who)\(match?.vietnamese ?? "")"
    }
}

extension StatusParked {
    var vietnamese: String {
        let what = "\(status.vietnamese) của \(replier)"
        switch because ?? .unknown {
        case .unknown: return "\(what) chưa có văn bản \(about.code) để gắn, giữ lại"
        case .ambiguous: return "\(what) khớp \(candidates?.count ?? 0) văn bản \(about.code), giữ lại"
        case .notConcerned: return "\(what), nhưng \(replier) không liên quan tới \(about.code), giữ lại"
        case .unclear: return "\(what) chưa rõ trả lời yêu cầu nào về \(about.code), giữ lại"
        }
    }
}

extension Related {
    var vietnamese: String {
        let change = changesDocument == true ? ", có đổi thông tin văn bản" : ""
        return "\(packet.short) \(kind.name.vi) \(document.short)\(change)\(match.vietnamese)"
    }
}

extension Requested {
    var vietnamese: String {
        let why = reason.isEmpty ? "" : ": \(reason)"
        switch (kind, state) {
        case (.recall, .takenBack): return "\(document.short) chưa rời trục tới \(recipient), lấy lại ngay\(why)"
        case (.recall, _): return "xin \(recipient) trả lại \(document.short)\(why)"
        case (.update, .takenBack): return "\(recipient) không còn giữ \(document.short), không cần báo cập nhật"
        case (.update, _): return "báo \(recipient) cập nhật \(document.short)\(why)"
        }
    }
}

extension Negotiated {
    var vietnamese: String {
        let race = over.map { ", tuy đã báo \($0)" } ?? ""
        let said = (status?.description ?? "").isEmpty ? "" : " “\(status?.description ?? "")”"
        return "yêu cầu \(request.short) về \(document.short): \(state.name(kind).vi)\(said)\(race)"
    }
}

extension Addressed {
    var vietnamese: String {
        let whom = deliveries.map(\.recipient).joined(separator: ", ")
        return document == because
            ? "gửi \(document.short) thêm tới \(whom), là nơi liên quan"
            : "gửi \(document.short) thêm tới \(whom) theo \(because.short)"
    }
}

extension RequestParked {
    var vietnamese: String {
        let name = request.about.code.isEmpty ? request.about.documentID ?? "–" : request.about.code
        return "gói \(request.kind.name.vi) \(message.short) về \(name): \(because.name.vi), giữ lại"
    }
}

extension RequestMatched {
    var vietnamese: String {
        "gói \(message.short) đang chờ nay về đúng \(document.short)" + (by.map { ", do \($0) ghép" } ?? "")
    }
}
