import EdXML
import HubCore
import HubStore
import SignedXML

/// What a recipient's clerk may report next. The hub would take any status, and keep what contradicts; a page offers what makes
/// sense.
struct PossibleReports: Sendable, Hashable {
    /// 03, 04, 05, 06: the steps beyond the one that is reached, in their order; the first is the one that is usual.
    let steps: [StatusCode]
    let mayReturn: Bool
    /// The request of the sender that waits for 15 or 16.
    let awaited: Negotiation?

    init(_ delivery: DeliveryRecord) {
        let business = delivery.business
        awaited = delivery.negotiations.last { !$0.isPast && $0.state.isOpen }
        let isOver = business.code == "02" || [.agreed, .takenBack].contains(business.recall)
        let reached = BusinessState.steps.firstIndex(of: business.code ?? "") ?? 0
        steps =
            isOver ? [] : BusinessState.steps.dropFirst(reached + 1).compactMap(StatusCode.init(rawValue:))
        mayReturn = !isOver && business.code != StatusCode.completed.rawValue
    }

    func allows(_ code: StatusCode) -> Bool {
        switch code {
        case .returned: mayReturn
        case .recallAgreed, .recallDeclined: awaited != nil
        default: steps.contains(code)
        }
    }

    /// Whether whoever reports it has to say why.
    static func needsReason(_ code: StatusCode) -> Bool { code == .returned || code == .recallDeclined }
}

/// What the sender's clerk may do about the deliveries of a document.
struct PossibleSenderActs: Sendable {
    /// May be asked back.
    let recallable: [DeliveryRecord]
    /// Came to an end without arriving, and may be tried again.
    let again: [DeliveryRecord]

    init(_ deliveries: [DeliveryRecord]) {
        recallable = deliveries.filter { delivery in
            let isAsked = delivery.negotiations.contains { !$0.isPast && $0.kind == .recall && $0.state.isOpen }
            return ![.refused, .recalled, .cancelled].contains(delivery.state) && !isAsked
                && ![.agreed, .takenBack].contains(delivery.business.recall) && delivery.business.code != "02"
        }
        again = deliveries.filter { [.failed, .refused, .dead, .cancelled].contains($0.state) }
    }
}

/// What was done, as the page that follows says it.
struct DoneAct: Sendable {
    let name: String

    init?(_ name: String) {
        guard name == "again" || name == "sent" || StatusCode(rawValue: name) != nil else { return nil }
        self.name = name
    }

    var says: Bilingual {
        switch StatusCode(rawValue: name) {
        case nil where name == "sent":
            Bilingual(
                vi: "Trục đã tiếp nhận văn bản và đang chuyển đi.",
                en: "The hub has taken the document in and carries it on.")
        case nil: Bilingual(vi: "Đang gửi lại.", en: "It is being sent again.")
        case .recallRequested?:
            Bilingual(vi: "Đã gửi đề nghị lấy lại.", en: "The request to give it back is on its way.")
        case let code?:
            Bilingual(
                vi: "Đã ghi nhận và báo cho nơi gửi: \(code.rawValue) \(code.name.vi).",
                en: "Recorded, and told to the sender: \(code.rawValue) \(code.name.en).")
        }
    }
}
