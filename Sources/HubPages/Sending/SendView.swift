import HubCore
import HubService
import Hypertext
import SignedXML

extension PageContext {
    /// - Parameters:
    ///   - report: what checking a packet gave, when one was checked.
    ///   - objection: why this person may not send it, however good it is.
    func send(checked report: CheckReport? = nil, objection: Finding? = nil) -> HTMLDocument {
        page(say("Gửi văn bản", "Send a document"), in: .send, class: "send") {
            report.map { verdict(of: $0, objection) }
            section {
                p {
                    say(
                        "Chọn gói tin đã ký số (.edxml). “Kiểm tra” cho biết trục có nhận không và không để lại dấu vết; “Gửi” là gửi thật.",
                        "Choose the signed packet (.edxml). “Check” tells whether the hub would take it and leaves no trace; “Send” sends it."
                    )
                }
                form(.method("post"), .action("/send"), .enctype("multipart/form-data"), .data("check", "/send/check"))
                {
                    formToken
                    label(.for("packet")) { say("Gói tin", "Packet") }
                    input(
                        .type("file"), .id("packet"), .name(SendPages.part), .accept(".edxml,.xml,application/xml"),
                        .required)
                    div(.class("buttons")) {
                        button(.type("submit"), .formaction("/send/check")) { say("Kiểm tra", "Check") }
                        button(.type("submit"), .class("primary")) { say("Gửi", "Send") }
                    }
                }
            }
        }
    }

    private func verdict(of report: CheckReport, _ objection: Finding?) -> Element {
        let isGood = report.isAcceptable && objection == nil
        return section(.class("verdict"), .id("verdict")) {
            notice(isGood ? .well : .wrong) {
                p {
                    strong {
                        isGood
                            ? say("Trục sẽ nhận gói tin này.", "The hub would take this packet.")
                            : say("Trục sẽ KHÔNG nhận gói tin này.", "The hub would NOT take this packet.")
                    }
                }
            }
            if let facts = report.content?.facts {
                dl {
                    term("Số, ký hiệu", "Code") { span(.class("code")) { facts.code } }
                    term("Trích yếu", "Subject") { facts.subject.isEmpty ? nil : facts.subject }
                    term("Nơi gửi", "From") { agency(facts.from.name, facts.from.id) }
                    term("Nơi nhận", "To") { for party in facts.to { p { agency(party.name, party.id) } } }
                    term("Người ký", "Signed by") { report.content?.signer }
                }
            }
            findings([objection].compactMap(\.self) + report.refusals + report.recipientFindings)
            if !report.flags.isEmpty {
                h3 { say("Đáng lưu ý", "Worth knowing") }
                findings(report.flags)
            }
            if !report.notJudged.isEmpty {
                h3 { say("Chưa xét được", "Not judged") }
                ul { for left in report.notJudged { li { say(left.says) } } }
            }
        }
    }
}
