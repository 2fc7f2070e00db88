import EdXML
import HubCore
import SignedXML

extension Fact {
    /// What happened, in a few words of Vietnamese.
    package var vietnamese: String {
        switch self {
        case .hubStarted(let fact): fact.vietnamese
        case .hubStopped(let fact): fact.vietnamese
        case .configured(let fact): fact.vietnamese
        case .operatorActed(let fact):
            ["\(fact.by): \(fact.action)", fact.subject, fact.note].filter { !$0.isEmpty }.joined(separator: " · ")
        case .accepted(let fact): fact.vietnamese
        case .continued(let fact): "thêm \(fact.deliveries.count) nơi nhận của \(fact.document.short)"
        case .refused(let fact): fact.vietnamese
        case .duplicate(let fact): "\(fact.origin.vietnamese) gửi lại đúng \(fact.document.short), biên nhận như cũ"
        case .conflict(let fact):
            "\(fact.origin.vietnamese) gửi nội dung khác dưới cùng số, ngày của \(fact.document.short)"
        case .callsRefused(let fact): fact.vietnamese
        case .moved(let fact): fact.vietnamese
        case .statusRecorded(let fact):
            "\(fact.status.vietnamese) cho \(fact.document.short)\(fact.match?.vietnamese ?? "")"
        case .statusMatched(let fact): fact.vietnameseOfMatch
        case .statusParked(let fact): fact.vietnamese
        case .related(let fact): fact.vietnamese
        case .requested(let fact): fact.vietnamese
        case .negotiated(let fact): fact.vietnamese
        case .addressed(let fact): fact.vietnamese
        case .requestParked(let fact): fact.vietnamese
        case .requestMatched(let fact): fact.vietnamese
        case .axisAcknowledged(let fact): fact.vietnamese
        case .destinationPaused(let fact): fact.vietnamese
        case .destinationReleased(let fact): fact.vietnamese
        case .agencyChanged(let fact): "\(fact.by) ghi đơn vị \(fact.agency.id) \(fact.agency.name)"
        case .agenciesChanged(let fact): fact.vietnamese
        case .registerSynchronised(let fact): fact.vietnamese
        case .agencyAsked(let fact): fact.request.vietnamese
        case .agencyDecided(let fact):
            "\(fact.by) \(fact.isGranted ? "đồng ý" : "không đồng ý") đề nghị của \(fact.centre) về đơn vị \(fact.agency)"
                + (fact.note.isEmpty ? "" : ": \(fact.note)")
        case .certificateChanged(let fact): fact.vietnamese
        case .subjectRuleChanged(let fact): fact.vietnamese
        case .trustChanged(let fact): fact.vietnamese
        case .credentialChanged(let fact): fact.vietnamese
        case .tokenChanged(let fact): fact.vietnamese
        case .webhookChanged(let fact): fact.vietnamese
        case .retired(let fact): fact.vietnamese
        case .dutyEscalated(let fact): fact.vietnamese
        case .dutyPlanChanged(let fact): fact.vietnamese
        case .reminderMailed(let fact): fact.vietnamese
        case .accountChanged(let fact): fact.vietnamese
        case .loggedIn(let fact): fact.vietnamese
        case .logInRefused(let fact): fact.vietnamese
        case .sessionEnded(let fact): fact.vietnamese
        }
    }
}

extension AgenciesChanged {
    fileprivate var vietnamese: String {
        let first = agencies.first.map { ", từ \($0.id) \($0.name)" } ?? ""
        return "\(by) ghi \(agencies.count) đơn vị\(first)"
    }
}

extension Accepted {
    fileprivate var vietnamese: String {
        let from = "\(sender), qua \(origin.vietnamese)"
        if let status = facts.status { return "nhận \(status.vietnamese) về \(facts.code) của \(from)" }
        let what = facts.businessType == 0 ? "" : " (\(BusinessType(rawValue: facts.businessType)?.name.vi ?? "?"))"
        return
            "nhận \(facts.code)\(what) của \(from): “\(facts.subject)”, \(facts.to.count) nơi nhận [\(document.short)]"
    }
}

extension HubCore.Refusal {
    fileprivate var vietnamese: String {
        let sender = from.map { " của \($0)" } ?? ""
        return "từ chối \(code ?? "gói tin")\(sender), qua \(origin.vietnamese): \(codes.joined(separator: ", "))"
    }
}

extension Moved {
    fileprivate var vietnamese: String {
        let what = document.short
        let why = reason.map { ": \($0)" } ?? ""
        switch event {
        case .delivered: return "đã giao \(what) qua \(route.name.vi)" + (reference.map { ", mã bên nhận \($0)" } ?? "")
        case .deferred:
            return "hoãn gửi \(what), lần \(attempt), gửi lại \(notBefore?.shown ?? "sau")\(why)"
        case .deliveryRefused: return "bên nhận từ chối \(what)\(why)"
        case .dead: return "thôi gửi \(what) sau \(attempt) lần\(why)"
        case .fetched: return "\(by ?? "bên nhận") lấy \(what)"
        case .acknowledged:
            return state == .failed
                ? "\(by ?? "bên nhận") báo lỗi khi nhận \(what)\(why)" : "\(by ?? "bên nhận") đã giữ \(what)"
        case .forgotten: return "bên nhận không còn giữ \(what), gửi lại"
        case .sentAgain:
            return "\(by ?? "người vận hành") cho gửi lại \(what)\(note.map { ": \($0)" } ?? "")"
        case .cancelled: return "\(by ?? "người vận hành") hủy \(what)\(why)"
        case .recalled: return "\(by ?? "nơi gửi") lấy lại \(what)\(why)"
        case .readdressed: return "\(by ?? "nơi gửi") gửi mới \(what) cho nơi đã trả lại"
        }
    }
}

extension CertificateChanged {
    fileprivate var vietnamese: String {
        let whose = "chứng thư của \(certificate.agency) (\(certificate.fingerprint.prefix(16))…)"
        guard let time = certificate.revokedAt else { return "\(by) ghi \(whose)" }
        return "\(by) thu hồi đăng ký \(whose) từ \(time.shown)"
    }
}

extension SubjectRuleChanged {
    fileprivate var vietnamese: String {
        let what = "quy tắc chứng thư \(rule.id) của \(rule.agency)"
        guard let time = rule.revokedAt else {
            return "\(by) ghi \(what): \(rule.attributes.map(\.text).joined(separator: ", "))"
        }
        return "\(by) thu hồi \(what) từ \(time.shown)"
    }
}

extension TrustChanged {
    fileprivate var vietnamese: String {
        "tin cậy đang dùng: \(anchors.count) chứng thư gốc, \(intermediates.count) CA trung gian, \(lists.count) danh sách thu hồi"
            + (lists.isEmpty ? "" : " (số \(lists.map { $0.number ?? "–" }.joined(separator: ", ")))")
    }
}

extension AgencyRequest {
    fileprivate var vietnamese: String {
        switch kind {
        case .enter: "hệ thống \(centre) đề nghị ghi đơn vị \(agency) \(name), chờ duyệt"
        case .remove: "hệ thống \(centre) đề nghị bỏ đơn vị \(agency), chờ duyệt"
        }
    }
}

extension CredentialChanged {
    fileprivate var vietnamese: String {
        let set = [secretSet ? "khóa bí mật" : nil, tokenSet ? "mã truy cập" : nil].compactMap(\.self)
        let what = set.isEmpty ? "" : ", đặt \(set.joined(separator: " và "))"
        let old = oldSecretUntil.map { ", khóa bí mật cũ còn dùng đến \($0.shown)" } ?? ""
        return "\(by) ghi hệ thống \(centre) \(name)\(what)\(old)\(isLocked ? ", khóa lại" : "")"
    }
}

extension StatedStatus {
    var vietnamese: String {
        let name = StatusCode(rawValue: code)?.name.vi
        return "trạng thái \(code)\(name.map { " \($0)" } ?? "")\(staff.isEmpty ? "" : " (\(staff))")"
    }
}

extension Origin {
    fileprivate var vietnamese: String {
        switch self {
        case .centre(let id): "hệ thống \(id)"
        case .agency(let id, _): "đơn vị \(id)"
        case .axis(let docID): "trục quốc gia (\(docID))"
        case .hub(let name): "người vận hành \(name)"
        }
    }
}

extension DocumentID {
    /// Enough to find it by eye; the entry itself has the whole.
    var short: String { "…" + text.suffix(12) }
}
