import HubCore
import HubService
import HubStore
import Hypertext
import SignedXML

extension PageContext {
    /// Everything that is known of one delivery, in the order it came about.
    func timeline(_ delivery: DeliveryRecord, since acceptedAt: Timestamp) -> Element {
        let contradictions = delivery.business.contradictions
        let events =
            (Self.passages(of: delivery, acceptedAt) + Self.statuses(of: delivery, contradictions)
            + Self.requests(of: delivery)).sorted { $0.learned < $1.learned }
        return ol(.class("timeline")) {
            for event in events {
                li(.class(event.kind)) {
                    moment(event.at)
                    div {
                        p { strong { say(event.what) } }
                        if !event.by.isEmpty { p(.class("by")) { event.by } }
                        if !event.text.isEmpty { p(.class("said")) { "“\(event.text)”" } }
                        event.remark.map { remark in p(.class("remark")) { say(remark) } }
                    }
                }
            }
        }
    }

    private struct Event {
        let at: Timestamp
        /// When the hub came to know of it: what senders state is to the second, and as right as their clocks.
        var learned: Timestamp
        let what: Bilingual
        var by = ""
        var text = ""
        var remark: Bilingual?
        var kind = ""

        init(
            at: Timestamp, learned: Timestamp? = nil, what: Bilingual, by: String = "", text: String = "",
            remark: Bilingual? = nil, kind: String = ""
        ) {
            (self.at, self.learned, self.what) = (at, learned ?? at, what)
            (self.by, self.text, self.remark, self.kind) = (by, text, remark, kind)
        }
    }

    private static func passages(of delivery: DeliveryRecord, _ acceptedAt: Timestamp) -> [Event] {
        var events = [Event(at: acceptedAt, what: Bilingual(vi: "Trục tiếp nhận", en: "Accepted by the hub"))]
        if let fetched = delivery.fetchedAt {
            events.append(Event(at: fetched, what: Bilingual(vi: "Nơi nhận tải về", en: "Fetched by the recipient")))
        }
        if let delivered = delivery.deliveredAt {
            events.append(
                Event(
                    at: delivered,
                    what: delivery.route == .axis
                        ? Bilingual(vi: "Trục quốc gia đã nhận", en: "Taken by the national axis")
                        : Bilingual(vi: "Nơi nhận xác nhận đã giữ", en: "Confirmed by the recipient")))
        }
        return events
    }

    private static func statuses(
        of delivery: DeliveryRecord, _ contradictions: [BusinessState.Contradiction]
    ) -> [Event] {
        // A request of the sender is told as a request, with what came of it.
        let asked = !delivery.negotiations.isEmpty
        return delivery.statuses.filter { !asked || $0.code != "13" }.map { status in
            let against = contradictions.first { $0.status == status }?.against
            let disagrees = status.match?.disagrees ?? []
            let remark: Bilingual? =
                if let against {
                    Bilingual(
                        vi: "Mâu thuẫn với trạng thái \(against) \(Wording.state(against).vi)",
                        en: "Contradicts status \(against) \(Wording.state(against).en)")
                } else if !disagrees.isEmpty {
                    Bilingual(
                        vi: "Nêu khác văn bản: \(disagrees.joined(separator: ", "))",
                        en: "States otherwise than the document: \(disagrees.joined(separator: ", "))")
                } else {
                    nil
                }
            return Event(
                at: status.at, learned: status.recordedAt, what: Wording.numbered(status.code),
                by: [status.staff, status.department].filter { !$0.isEmpty }.joined(separator: ", "),
                text: status.description, remark: remark, kind: status.code == "02" || against != nil ? "wrong" : "")
        }
    }

    private static func requests(of delivery: DeliveryRecord) -> [Event] {
        delivery.negotiations.map { negotiation in
            Event(
                at: negotiation.askedAt, learned: negotiation.recordedAt,
                what: negotiation.kind == .recall
                    ? Bilingual(vi: "Nơi gửi đề nghị lấy lại", en: "The sender asks for it back")
                    : Bilingual(vi: "Nơi gửi đề nghị cập nhật", en: "The sender asks to take note of an update"),
                text: negotiation.reason, remark: Wording.recall(negotiation.state, negotiation.kind), kind: "request")
        }
    }
}

extension Wording {
    /// `03 Đã tiếp nhận`
    static func numbered(_ code: String) -> Bilingual {
        let name = state(code)
        return Bilingual(vi: "\(code) \(name.vi)", en: "\(code) \(name.en)")
    }
}
