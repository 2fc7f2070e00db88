import EdXML
import HubCore
import HubService
import HubStore
import Hypertext
import SignedXML

extension PageContext {
    /// What the visitor may do, the usual next step first.
    func acts(_ view: DocumentView) -> Fragment {
        guard view.seen.facts.kind == .document else { return Fragment() }
        return Fragment {
            for delivery in view.seen.own { recipientActs(delivery, view) }
            if view.seen.ownSender != nil { senderActs(view) }
        }
    }

    // MARK: The recipient's

    private func recipientActs(_ delivery: DeliveryRecord, _ view: DocumentView) -> Fragment {
        let possible = PossibleReports(delivery)
        guard !possible.steps.isEmpty || possible.mayReturn || possible.awaited != nil else { return Fragment() }
        let address = "\(view.seen.address)/report"
        return Fragment {
            section(.class("acts")) {
                h2 {
                    view.seen.own.count > 1
                        ? say("Việc của \(delivery.name)", "For \(delivery.name)") : say("Việc cần làm", "What to do")
                }
                possible.awaited.map { answerForm($0, delivery, address) }
                if !possible.steps.isEmpty {
                    form(.method("post"), .action(address), .class("step-form")) {
                        formToken
                        input(.type("hidden"), .name("delivery"), .value(delivery.id.text))
                        label(.for("note-\(delivery.id.text)")) {
                            say("Nội dung kèm theo (không bắt buộc)", "Remark (optional)")
                        }
                        textarea(
                            .id("note-\(delivery.id.text)"), .name("reason"), .rows(2),
                            .maxlength(DocumentActs.longestReason)
                        ) {}
                        div(.class("buttons")) {
                            for (number, step) in possible.steps.enumerated() {
                                button(
                                    .type("submit"), .name("code"), .value(step.rawValue),
                                    .class(number == 0 ? "primary" : nil)
                                ) { say(Wording.act(step)) }
                            }
                        }
                    }
                }
                if possible.mayReturn { returnForm(delivery, address) }
            }
        }
    }

    private func returnForm(_ delivery: DeliveryRecord, _ address: String) -> Element {
        details(.class("more")) {
            summary { say("Trả lại nơi gửi …", "Return it to the sender …") }
            form(.method("post"), .action(address)) {
                formToken
                input(.type("hidden"), .name("delivery"), .value(delivery.id.text))
                reasonField("return-\(delivery.id.text)", say("Lý do trả lại", "Why it is returned"))
                button(.type("submit"), .name("code"), .value(StatusCode.returned.rawValue), .class("danger")) {
                    say("Trả lại (02)", "Return it (02)")
                }
            }
        }
    }

    private func answerForm(_ negotiation: Negotiation, _ delivery: DeliveryRecord, _ address: String) -> Element {
        let isRecall = negotiation.kind == .recall
        return div(.class("answer")) {
            notice(.warning) {
                p {
                    strong {
                        isRecall
                            ? say("Nơi gửi đề nghị lấy lại văn bản này.", "The sender asks for this document back.")
                            : say(
                                "Nơi gửi đề nghị cập nhật văn bản này.",
                                "The sender asks you to take note of an update.")
                    }
                }
                if !negotiation.reason.isEmpty { p(.class("said")) { "“\(negotiation.reason)”" } }
            }
            form(.method("post"), .action(address)) {
                formToken
                input(.type("hidden"), .name("delivery"), .value(delivery.id.text))
                div(.class("buttons")) {
                    button(
                        .type("submit"), .name("code"), .value(StatusCode.recallAgreed.rawValue), .class("primary")
                    ) { say("Đồng ý (15)", "Agree (15)") }
                }
            }
            details(.class("more")) {
                summary { say("Từ chối …", "Decline …") }
                form(.method("post"), .action(address)) {
                    formToken
                    input(.type("hidden"), .name("delivery"), .value(delivery.id.text))
                    reasonField("decline-\(delivery.id.text)", say("Lý do từ chối", "Why you decline"))
                    button(.type("submit"), .name("code"), .value(StatusCode.recallDeclined.rawValue)) {
                        say("Từ chối (16)", "Decline (16)")
                    }
                }
            }
        }
    }

    private func reasonField(_ id: String, _ name: String) -> Fragment {
        Fragment {
            label(.for(id)) { name + say(" (bắt buộc)", " (required)") }
            textarea(.id(id), .name("reason"), .rows(3), .maxlength(DocumentActs.longestReason), .required) {}
        }
    }

    // MARK: The sender's

    private func senderActs(_ view: DocumentView) -> Fragment {
        let possible = PossibleSenderActs(view.seen.deliveries)
        guard !possible.recallable.isEmpty || !possible.again.isEmpty else { return Fragment() }
        return Fragment {
            section(.class("acts")) {
                h2 { say("Việc có thể làm", "What you can do") }
                for delivery in possible.again { againForm(delivery, view) }
                if !possible.recallable.isEmpty { recallForm(possible.recallable, view) }
            }
        }
    }

    private func againForm(_ delivery: DeliveryRecord, _ view: DocumentView) -> Element {
        form(.method("post"), .action("\(view.seen.address)/again"), .class("line-form")) {
            formToken
            input(.type("hidden"), .name("delivery"), .value(delivery.id.text))
            span { "\(delivery.name): \(say(Wording.transport(delivery.state))). \(delivery.reason ?? "")" }
            button(.type("submit")) { say("Gửi lại", "Send again") }
        }
    }

    private func recallForm(_ deliveries: [DeliveryRecord], _ view: DocumentView) -> Element {
        details(.class("more")) {
            summary { say("Thu hồi …", "Recall …") }
            form(.method("post"), .action("\(view.seen.address)/recall")) {
                formToken
                fieldset {
                    legend { say("Lấy lại từ", "Take it back from") }
                    for delivery in deliveries {
                        label(.class("check")) {
                            input(
                                .type("checkbox"), .name("recipient"), .value(delivery.recipient),
                                .checked(deliveries.count == 1))
                            agency(delivery.name, delivery.recipient)
                        }
                    }
                }
                reasonField("recall", say("Lý do thu hồi", "Why it is recalled"))
                button(.type("submit"), .class("danger")) { say("Gửi đề nghị thu hồi (13)", "Ask for it back (13)") }
            }
        }
    }

    /// What was not taken, and why.
    func refused(_ list: [Finding], back address: String) -> HTMLDocument {
        page(say("Trục không tiếp nhận", "The hub did not take it")) {
            notice(.wrong) {
                p { say("Không có gì được thay đổi. Lý do:", "Nothing was changed. The reasons:") }
            }
            findings(list)
            p { a(.href(address)) { say("Quay lại", "Back") } }
        }
    }
}

extension Wording {
    static func act(_ code: StatusCode) -> Bilingual {
        switch code {
        case .registered: Bilingual(vi: "Tiếp nhận (03)", en: "Receive (03)")
        case .assigned: Bilingual(vi: "Đã phân công (04)", en: "Assigned (04)")
        case .inProgress: Bilingual(vi: "Đang xử lý (05)", en: "In progress (05)")
        case .completed: Bilingual(vi: "Hoàn thành (06)", en: "Completed (06)")
        default: numbered(code.rawValue)
        }
    }
}
