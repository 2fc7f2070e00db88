import EdXML
import HubCore
import HubService
import HubStore
import Hypertext
import SignedXML

extension PageContext {
    // MARK: What is stuck

    /// - Parameters:
    ///   - count: how many the query finds, of which some are shown.
    ///   - done: how many have just been put on their way again.
    func queue(_ query: QueueQuery, _ found: [QueuedDelivery], count: Int, done: String?) -> HTMLDocument {
        page(say("Gửi không được", "Stuck deliveries"), in: .operation, class: "operation") {
            operationMenu("/operation/queue")
            if let done = done.flatMap({ Int($0) }) {
                notice(.well) { p { say("Đang gửi lại \(done) lượt.", "\(done) are being sent again.") } }
            }
            queueFilter(query)
            if found.isEmpty {
                section { p(.class("empty")) { say("Không có lượt gửi nào như vậy.", "There are none.") } }
            } else {
                form(.method("post"), .action("/operation/queue/retry")) {
                    formToken
                    for state in query.states { input(.type("hidden"), .name("state"), .value(state.rawValue)) }
                    query.destination.map { input(.type("hidden"), .name("destination"), .value($0.text)) }
                    section(.class("list")) {
                        div(.class("scroll")) {
                            table {
                                thead { queueHeads }
                                tbody { for delivery in found { queued(delivery) } }
                            }
                        }
                    }
                    div(.class("buttons")) {
                        button(.type("submit"), .class("primary")) {
                            say("Gửi lại các mục đã chọn", "Send the chosen again")
                        }
                        button(.type("submit"), .name("all"), .value("1")) {
                            say("Gửi lại tất cả \(count) mục", "Send all \(count) again")
                        }
                    }
                }
            }
        }
    }

    private func queueFilter(_ query: QueueQuery) -> Element {
        section(.class("filter-box")) {
            form(.class("filters"), .action("/operation/queue"), .role("search")) {
                div {
                    label(.for("destination")) { say("Nơi nhận", "Destination") }
                    input(.id("destination"), .name("destination"), .value(query.destination?.text))
                }
                fieldset {
                    legend { say("Trạng thái", "State") }
                    for state in QueueQuery.allStates {
                        label(.class("check")) {
                            input(
                                .type("checkbox"), .name("state"), .value(state.rawValue),
                                .checked(query.states.contains(state)))
                            span { say(Wording.transport(state)) }
                        }
                    }
                }
                button(.type("submit"), .class("primary")) { say("Lọc", "Filter") }
            }
        }
    }

    private var queueHeads: Element {
        tr {
            th(.scope("col")) { span(.class("hidden-word")) { say("Chọn", "Choose") } }
            th(.scope("col")) { say("Văn bản", "Document") }
            th(.scope("col")) { say("Từ", "From") }
            th(.scope("col")) { say("Tới", "To") }
            th(.scope("col")) { say("Trạng thái", "State") }
            th(.scope("col")) { say("Chờ từ", "Since") }
        }
    }

    private func queued(_ delivery: QueuedDelivery) -> Element {
        tr {
            td {
                input(
                    .type("checkbox"), .name("delivery"), .value(delivery.id.text),
                    .aria("label", say("Chọn \(delivery.code)", "Choose \(delivery.code)")))
            }
            td(.class("code")) { delivery.code }
            td { delivery.sender }
            td { delivery.recipient }
            td {
                p { say(Wording.transport(delivery.transport.state)) }
                delivery.transport.reason.map { reason in p(.class("quiet")) { reason } }
                p(.class("quiet")) {
                    say("\(delivery.transport.attempt) lần thử", "\(delivery.transport.attempt) attempts")
                }
            }
            td { moment(delivery.openSince) }
        }
    }

    // MARK: What waits for its document

    func parked(_ parked: [OperatorReply.Parked], _ candidates: [String: DocumentRecord]) -> HTMLDocument {
        page(say("Chờ ghép với văn bản", "Parked: waiting for their document"), in: .operation, class: "operation") {
            operationMenu("/operation/parked")
            if parked.isEmpty { section { p(.class("empty")) { say("Không có gì chờ ghép.", "Nothing is parked.") } } }
            for packet in parked {
                section {
                    h2 {
                        packet.kind == "status" ? say(Wording.numbered(packet.status)) : packet.kind
                        " · "
                        span(.class("code")) { packet.code }
                    }
                    dl {
                        term("Từ", "From") { packet.replier }
                        term("Về văn bản của", "About a document of") { packet.issuer }
                        term("Đến lúc", "Came") { moment(packet.parkedAt) }
                        term("Vì sao chờ", "Why it waits") { say(Wording.parked(packet.because)) }
                        term("Nội dung", "It says") { packet.reason.isEmpty ? nil : packet.reason }
                    }
                    match(packet, candidates)
                }
            }
        }
    }

    private func match(_ packet: OperatorReply.Parked, _ candidates: [String: DocumentRecord]) -> Element {
        form(.method("post"), .action("/operation/parked/match")) {
            formToken
            input(.type("hidden"), .name("packet"), .value(packet.message))
            fieldset {
                legend { say("Ghép với", "Match with") }
                for id in packet.candidates {
                    label(.class("check")) {
                        input(.type("radio"), .name("document"), .value(id), .required)
                        span {
                            if let record = candidates[id] {
                                strong { record.facts.code }
                                " \(record.facts.subject) (\(record.sender), \(date(record.facts.promulgationDate) ?? "–"))"
                            } else {
                                id
                            }
                        }
                    }
                }
                if packet.candidates.isEmpty {
                    label(.for("m-\(packet.message)")) { say("Mã văn bản tại trục", "The document's id at the hub") }
                    input(.id("m-\(packet.message)"), .name("document"), .required)
                }
            }
            button(.type("submit"), .class("primary")) { say("Ghép", "Match") }
        }
    }
}

extension Wording {
    static func parked(_ because: String) -> Bilingual {
        switch ParkedBecause(rawValue: because) {
        case .unknown?: Bilingual(vi: "Trục không có văn bản này.", en: "The hub has no such document.")
        case .ambiguous?:
            Bilingual(vi: "Có nhiều văn bản khớp với điều được nêu.", en: "Several documents answer to what is stated.")
        case .notConcerned?:
            Bilingual(
                vi: "Nơi gửi gói tin không liên quan văn bản đó.",
                en: "The packet's sender has no part in the document.")
        case .unclear?:
            Bilingual(vi: "Có hai đề nghị đang chờ trả lời.", en: "Two requests about it are open.")
        case nil: Bilingual(vi: because, en: because)
        }
    }
}
