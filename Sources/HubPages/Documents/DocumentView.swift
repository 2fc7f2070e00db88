import EdXML
import HubCore
import HubService
import HubStore
import Hypertext
import SignedXML

/// All that the page of a document shows.
struct DocumentView: Sendable {
    let seen: SeenDocument
    let waiting: [DeliveryID: WaitingExplained]
    let standings: [DeliveryID: [DutyStanding]]
    let relations: [Relation]
    let answers: [Answered]
    let content: Content
    /// What has just been done, for a word of confirmation.
    let done: String?

    /// A document that this one answers.
    struct Answered: Sendable {
        let reference: MessageFacts.Reference
        /// When it is here, and may be seen.
        let document: DocumentID?
    }

    /// What is in the packet.
    enum Content: Sendable {
        case looked(CheckReport)
        /// It is large: bytes.
        case notLookedInto(size: Int64)
        /// Its bytes are no longer kept.
        case retired
    }
}

extension PageContext {
    func document(_ view: DocumentView) -> HTMLDocument {
        let facts = view.seen.facts
        let title = facts.kind == .status ? say("Gói trạng thái", "Status message") : facts.subject
        return page(title, in: view.seen.ownSender == nil ? .incoming : .outgoing, class: "document") {
            confirmation(view)
            div(.class("columns")) {
                description(view)
                div(.class("side")) {
                    if let delivery = view.seen.own.first, view.seen.ownSender == nil {
                        standing(of: delivery, view)
                    }
                    acts(view)
                    verdict(view)
                }
                div(.class("body")) {
                    contents(view)
                    recipients(view)
                    evidence(view)
                }
            }
        }
    }

    private func confirmation(_ view: DocumentView) -> Fragment {
        Fragment {
            if let done = view.done.flatMap(DoneAct.init) { notice(.well) { p { say(done.says) } } }
            if !view.seen.record.replacedBy.isEmpty {
                notice(.warning) {
                    p { say("Văn bản này đã được thay thế.", "This document has been replaced.") }
                    p {
                        for id in view.seen.record.replacedBy {
                            a(.href("/documents/\(id.text)")) { say("Văn bản thay thế", "The replacement") }
                        }
                    }
                }
            }
        }
    }

    // MARK: What it is

    private func description(_ view: DocumentView) -> Element {
        let facts = view.seen.facts
        return section(.class("facts")) {
            p(.class("badges")) {
                urgency(facts.priority)
                if !facts.typeName.isEmpty { span(.class("badge")) { facts.typeName } }
                Wording.business(facts.businessType).map { word in span(.class("badge strong")) { say(word) } }
            }
            dl {
                term("Số, ký hiệu", "Code") { span(.class("code")) { facts.code } }
                term("Ngày văn bản", "Dated") { date(facts.promulgationDate) }
                term("Nơi gửi", "From") { agency(facts.from.name, view.seen.record.sender) }
                term("Đến trục lúc", "Accepted") { moment(view.seen.record.acceptedAt) }
                term("Hạn trả lời", "Answer wanted by") { date(facts.dueDate) }
                term("Lý do", "Reason") { facts.businessReason }
                term("Trả lời văn bản", "In answer to") { references(view.answers) }
                term("Thay thế cho", "Replaces") { links(view.seen.record.replaces) }
                term("Được cập nhật bởi", "Updated by") { links(view.seen.record.amendedBy) }
                if let status = facts.status {
                    term("Trạng thái", "Status") { say(Wording.state(status.code)) }
                    term("Nội dung", "It says") { status.description.isEmpty ? nil : status.description }
                }
            }
        }
    }

    private func references(_ answers: [DocumentView.Answered]) -> Fragment {
        Fragment {
            for answer in answers {
                p {
                    if let id = answer.document {
                        a(.href("/documents/\(id.text)"), .class("code")) { answer.reference.code }
                    } else {
                        span(.class("code")) { answer.reference.code }
                    }
                    date(answer.reference.promulgationDate).map { " · \($0)" }
                }
            }
        }
    }

    private func links(_ documents: [DocumentID]) -> Fragment {
        Fragment {
            for id in documents { p { a(.href("/documents/\(id.text)")) { say("Xem văn bản", "See the document") } } }
        }
    }

    // MARK: Where it stands

    private func standing(of delivery: DeliveryRecord, _ view: DocumentView) -> Element {
        section(.class("standing-large")) {
            h2 { say("Đơn vị ta đang ở bước nào", "Where we stand") }
            steps(delivery.business.code, note: note(of: delivery))
            duties(view.standings[delivery.id] ?? [])
        }
    }

    /// What lies over the steps: the newest request that is not past.
    func note(of delivery: DeliveryRecord) -> Bilingual? {
        delivery.negotiations.last { !$0.isPast && $0.state != .overtaken }.map { Wording.recall($0.state, $0.kind) }
    }

    func duties(_ standings: [DutyStanding]) -> Fragment {
        Fragment {
            if !standings.isEmpty {
                ul(.class("duties")) {
                    for standing in standings {
                        li(.class(standing.isOverdue || standing.wasLate ? "late" : nil)) {
                            say(Wording.duty(standing.duty)) + ": "
                            if let met = standing.metAt {
                                standing.wasLate
                                    ? say("trễ, xong lúc ", "late, met ") : say("đúng hạn, xong lúc ", "on time, met ")
                                moment(met)
                            } else {
                                strong { daysLeft(standing.workingDaysLeft, isOverdue: standing.isOverdue) }
                                say(" (hạn ", " (due ")
                                moment(standing.dueAt)
                                ")"
                            }
                        }
                    }
                }
            }
        }
    }

    /// - Parameter days: working days; 0 on the due day.
    func daysLeft(_ days: Int, isOverdue: Bool) -> String {
        if isOverdue {
            return days < 0
                ? say("quá hạn \(-days) ngày làm việc", "\(-days) working days overdue") : say("quá hạn", "overdue")
        }
        return days == 0
            ? say("hạn trong hôm nay", "due today") : say("còn \(days) ngày làm việc", "\(days) working days left")
    }

    private func recipients(_ view: DocumentView) -> Element {
        section(.class("recipients")) {
            h2 {
                view.seen.deliveries.count == 1
                    ? say("Quá trình", "What has happened")
                    : say("Nơi nhận (\(view.seen.deliveries.count))", "Recipients (\(view.seen.deliveries.count))")
            }
            for delivery in view.seen.deliveries { recipient(delivery, view) }
        }
    }

    private func recipient(_ delivery: DeliveryRecord, _ view: DocumentView) -> Element {
        details(.class("recipient"), .id("d-\(delivery.id.text)"), .open(view.seen.deliveries.count <= 3)) {
            summary {
                span(.class("who")) { agency(delivery.name, delivery.recipient) }
                steps(delivery.business.code, note: note(of: delivery))
            }
            div(.class("inside")) {
                // A recipient that works on it has it, whether or not a system of its own has fetched it.
                if [nil, "01"].contains(delivery.business.code), let waiting = view.waiting[delivery.id] {
                    why(waiting, delivery)
                }
                if view.seen.ownSender != nil || view.seen.own.isEmpty { duties(view.standings[delivery.id] ?? []) }
                timeline(delivery, since: view.seen.record.acceptedAt)
                if [.fetched, .delivered, .failed].contains(delivery.state) {
                    p {
                        a(.href("\(view.seen.address)/receipt?delivery=\(delivery.id.text)")) {
                            say("Chứng cứ đã giao cho \(delivery.name)", "Proof of the hand-over to \(delivery.name)")
                        }
                    }
                }
            }
        }
    }

    private func why(_ waiting: WaitingExplained, _ delivery: DeliveryRecord) -> Element {
        div(.class("why")) {
            p {
                strong { say(Wording.transport(delivery.state)) }
                ". " + (language == .vi ? waiting.vi : waiting.en)
            }
            if let next = waiting.nextAttempt {
                p {
                    say("Lần gửi tiếp theo: ", "Next attempt: ")
                    moment(next)
                }
            }
        }
    }

    // MARK: Its evidence

    private func evidence(_ view: DocumentView) -> Element {
        section(.class("evidence")) {
            h2 { say("Chứng cứ", "Evidence") }
            dl {
                term("SHA-256", "SHA-256") { span(.class("digest")) { view.seen.facts.sha256 } }
                term("Số nhật ký", "Journal entry") { "\(view.seen.record.journalIndex)" }
                term("Mã tại trục", "Id at the hub") { span(.class("digest")) { view.seen.record.id.text } }
            }
            p(.class("links")) {
                a(.href("\(view.seen.address)/receipt")) { say("Biên nhận có chứng minh", "Receipt with its proof") }
                if case .retired = view.content {
                } else {
                    a(.href("\(view.seen.address)/packet")) {
                        say("Tải gói tin gốc (.edxml)", "The packet as it came (.edxml)")
                    }
                }
            }
        }
    }
}

extension Wording {
    static func duty(_ duty: String) -> Bilingual {
        duty == Duty.receipt.rawValue
            ? Bilingual(vi: "Tiếp nhận", en: "To be received") : Bilingual(vi: "Xử lý", en: "To be dealt with")
    }
}
