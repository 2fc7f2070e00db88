import EdXML
import HubCore
import SignedXML

extension Negotiation.State {
    /// Of a request of that kind.
    package func name(_ kind: Negotiation.Kind) -> Bilingual {
        switch (kind, self) {
        case (.recall, .asked): Bilingual(vi: "đang xin lấy lại", en: "asked back")
        case (.recall, .contested):
            Bilingual(vi: "đang xin lấy lại, đã báo hoàn thành", en: "asked back, completed meanwhile")
        case (.recall, .unanswered): Bilingual(vi: "quá hạn trả lời lấy lại", en: "asked back, no answer in time")
        case (.recall, .agreed): Bilingual(vi: "đã cho lấy lại", en: "given back")
        case (.recall, .declined): Bilingual(vi: "không cho lấy lại", en: "not given back")
        case (.recall, .takenBack): Bilingual(vi: "đã lấy lại ngay", en: "taken back at once")
        case (.recall, .overtaken): Bilingual(vi: "đã xin lấy lại lần khác", en: "asked back again since")
        case (.update, .asked), (.update, .contested): Bilingual(vi: "đã báo cập nhật", en: "told of an update")
        case (.update, .unanswered): Bilingual(vi: "không trả lời cập nhật", en: "update not answered")
        case (.update, .agreed): Bilingual(vi: "đồng ý cập nhật", en: "update agreed")
        case (.update, .declined): Bilingual(vi: "từ chối cập nhật", en: "update declined")
        case (.update, .takenBack): Bilingual(vi: "cập nhật không cần báo", en: "no update needed")
        case (.update, .overtaken): Bilingual(vi: "có yêu cầu mới hơn cập nhật", en: "update overtaken")
        }
    }
}

extension TrackedDocument.Delivery.Request {
    /// The state, the sender's reason, and the recipient's.
    func text(since day: Timestamp, _ language: Language) -> String {
        guard let kind = Negotiation.Kind(rawValue: kind), let state = Negotiation.State(rawValue: state) else {
            return "\(kind) \(state)"
        }
        let answer = answeredAt.flatMap { at in self.answer.map { "\($0) \(at.shown(since: day))" } }
        let said = (answerReason ?? "").isEmpty ? nil : "“\(answerReason ?? "")”"
        let asked = reason.isEmpty ? nil : "(\(reason))"
        return [state.name(kind)[language], asked, answer, said].compactMap(\.self).joined(separator: " ")
    }
}

extension Match.Quality {
    package var name: Bilingual {
        switch self {
        case .docID: Bilingual(vi: "mã gói tin (docId)", en: "docId")
        case .documentID: Bilingual(vi: "DocumentId", en: "DocumentId")
        case .naturalKey: Bilingual(vi: "nơi ban hành, ngày, số ký hiệu", en: "issuer, date and code")
        case .conventional: Bilingual(vi: "các phần của DocumentId", en: "the parts of its DocumentId")
        case .codeAlone: Bilingual(vi: "số ký hiệu, không có ngày", en: "code alone, without a date")
        case .tolerant: Bilingual(vi: "số ký hiệu viết khác", en: "code spelt differently")
        case .byHand: Bilingual(vi: "người vận hành ghép", en: "an operator's word")
        }
    }
}

extension ParkedBecause {
    package var name: Bilingual {
        switch self {
        case .unknown: Bilingual(vi: "chưa có văn bản", en: "no such document")
        case .ambiguous: Bilingual(vi: "khớp nhiều văn bản", en: "several documents match")
        case .notConcerned:
            Bilingual(vi: "bên gửi gói không liên quan tới văn bản", en: "its sender has no part in the document")
        case .unclear: Bilingual(vi: "chưa rõ trả lời yêu cầu nào", en: "it may answer either of two requests")
        }
    }
}

extension Related.Kind {
    package var name: Bilingual {
        switch self {
        case .recall: Bilingual(vi: "thu hồi", en: "recall")
        case .update: Bilingual(vi: "cập nhật", en: "update")
        case .replace: Bilingual(vi: "thay thế", en: "replacement")
        }
    }
}
