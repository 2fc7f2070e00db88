import EdXML
import HubCore
import HubService
import HubStore
import Hypertext
import SignedXML

/// How the hub does.
struct OperationOverview: Sendable {
    struct Refusals: Sendable {
        let byCode: [(key: String, value: Int)]
        /// Whether all of the hour was looked through.
        let isWhole: Bool
    }

    /// `nil` without an axis.
    let axis: DestinationExplained?
    let pauses: [Pause]
    let ages: [DestinationAges]
    let size: StoreSize
    let witnesses: WitnessReport
    let checkpoint: String
    /// Of the last hour.
    let refusals: Refusals
    let parked: Int
    let stuck: Int
}

extension PageContext {
    func overview(_ view: OperationOverview) -> HTMLDocument {
        page(say("Vận hành", "Operation"), in: .operation, class: "operation") {
            operationMenu("/operation")
            ul(.class("counters"), .data("refresh", "counters")) {
                counter(
                    view.stuck, say("Gửi không được, chờ người xử lý", "Stuck, wait for a person"), "/operation/queue")
                counter(
                    view.parked, say("Trạng thái chưa rõ văn bản", "Parked statuses and requests"), "/operation/parked")
                counter(
                    view.refusals.byCode.reduce(0) { $0 + $1.value },
                    say("Bị từ chối trong một giờ", "Refused this hour"),
                    "#refusals")
            }
            div(.class("columns"), .data("refresh", "operation")) {
                div(.class("body")) {
                    axis(view)
                    ages(view.ages)
                }
                div(.class("side")) {
                    refusals(view.refusals)
                    storage(view)
                }
            }
        }
    }

    /// The parts of the operator's room.
    func operationMenu(_ current: String) -> Element {
        nav(.class("submenu no-print"), .aria("label", say("Vận hành", "Operation"))) {
            for (address, name) in [
                ("/operation", say("Tổng quan", "Overview")), ("/operation/queue", say("Gửi không được", "Stuck")),
                ("/operation/parked", say("Chờ ghép", "Parked")), ("/operation/agencies", say("Đơn vị", "Agencies")),
            ] {
                a(.href(address), .aria("current", address == current ? "page" : nil)) { name }
            }
        }
    }

    private func counter(_ count: Int, _ name: String, _ address: String) -> Element {
        li {
            a(.href(address), .class(count > 0 ? "some" : nil)) {
                strong { count.formatted(in: language) }
                span { name }
            }
        }
    }

    private func axis(_ view: OperationOverview) -> Element {
        section {
            h2 { say("Trục quốc gia", "The national axis") }
            if let axis = view.axis {
                p(.class(axis.state == .well ? "good" : "late")) {
                    switch axis.state {
                    case .well: say("✓ Thông suốt", "✓ Well")
                    case .unreachable: say("✗ Không tới được", "✗ Unreachable")
                    case .paused: say("‖ Đang tạm dừng gửi", "‖ Paused")
                    }
                    axis.since.map { since in
                        Fragment {
                            say(" từ ", " since ")
                            moment(since)
                        }
                    }
                }
                axis.reason.map { reason in p(.class("said")) { reason } }
                p(.class("quiet")) {
                    say(
                        "Đang gửi \(axis.underWay), cùng lúc nhiều nhất \(axis.window).",
                        "\(axis.underWay) on their way, at most \(axis.window) at once.")
                }
                axis.nextProbe.map { next in
                    p {
                        say("Thử lại lúc ", "Next attempt at ")
                        moment(next)
                    }
                }
            } else {
                p { say("Trục này không nối với trục quốc gia.", "This hub is not linked to the axis.") }
            }
            for pause in view.pauses { release(pause) }
            details(.class("more")) {
                summary { say("Tạm dừng gửi tới một nơi …", "Pause a destination …") }
                form(.method("post"), .action("/operation/pause")) {
                    formToken
                    label(.for("destination")) {
                        say("Nơi (axis, hoặc mã đơn vị ngoài trục)", "Destination (axis, or an agency beyond it)")
                    }
                    input(.id("destination"), .name("destination"), .value("axis"), .required)
                    label(.for("why")) { say("Lý do (bắt buộc)", "Reason (required)") }
                    input(.id("why"), .name("reason"), .required, .maxlength(500))
                    button(.type("submit")) { say("Tạm dừng", "Pause") }
                }
            }
        }
    }

    private func release(_ pause: Pause) -> Element {
        form(.method("post"), .action("/operation/release"), .class("line-form")) {
            formToken
            input(.type("hidden"), .name("destination"), .value(pause.destination.text))
            span {
                strong { pause.destination.text }
                say(" tạm dừng bởi \(pause.by) từ ", " paused by \(pause.by) since ")
                moment(pause.since)
                ": \(pause.reason)"
            }
            button(.type("submit"), .class("primary")) { say("Gửi tiếp", "Release") }
        }
    }

    private func ages(_ ages: [DestinationAges]) -> Element {
        section(.class("list")) {
            h2(.class("padded")) { say("Đang chờ, theo tuổi", "What waits, by age") }
            if ages.isEmpty {
                p(.class("empty")) { say("Không có gì đang chờ.", "Nothing waits.") }
            } else {
                div(.class("scroll")) {
                    table {
                        thead {
                            tr {
                                th(.scope("col")) { say("Nơi đến", "Destination") }
                                for band in Wording.ageBands { th(.scope("col"), .class("number")) { say(band) } }
                            }
                        }
                        tbody {
                            for age in ages {
                                tr {
                                    th(.scope("row")) {
                                        age.destination
                                        span(.class("id")) { say(Wording.destination(age.kind)) }
                                    }
                                    for (number, count) in age.counts.enumerated() {
                                        td(.class("number", count > 0 && number > 3 ? "late" : nil)) {
                                            count == 0 ? "·" : count.formatted(in: language)
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func refusals(_ refusals: OperationOverview.Refusals) -> Element {
        section(.id("refusals")) {
            h2 { say("Bị từ chối trong một giờ qua", "Refused in the last hour") }
            if refusals.byCode.isEmpty { p { say("Không có.", "Nothing.") } }
            ul(.class("codes")) {
                // The rest says no more than that many things went wrong once.
                for (code, count) in refusals.byCode.prefix(12) {
                    li {
                        strong { count.formatted(in: language) }
                        " "
                        Hypertext.code { code }
                        Catalogue.standard[code].map { rule in p(.class("quiet")) { say(rule.mend) } }
                    }
                }
            }
            if refusals.byCode.count > 12 {
                p(.class("quiet")) {
                    say("và \(refusals.byCode.count - 12) mã khác", "and \(refusals.byCode.count - 12) further codes")
                }
            }
            if !refusals.isWhole {
                p(.class("quiet")) {
                    say("Ít nhất từng ấy: giờ qua rất bận.", "At least so many: the hour was very busy.")
                }
            }
        }
    }

    private func size(_ bytes: Int64) -> String { Int(bytes).shownAsSize(decimal: language == .vi ? "," : ".") }

    private func storage(_ view: OperationOverview) -> Element {
        section {
            h2 { say("Kho và nhật ký", "Store and journal") }
            dl {
                term("Cơ sở dữ liệu", "Database") { size(view.size.database + view.size.log) }
                term("Tệp gói tin", "Files of packets") {
                    "\(Int(view.size.payloadFiles).formatted(in: language)), " + size(view.size.payloads)
                }
                term("Mục nhật ký", "Journal entries") { Int(view.size.journal).formatted(in: language) }
            }
            p { say(view.witnesses.summary) }
            details {
                summary { "checkpoint" }
                pre { view.checkpoint }
            }
        }
    }
}

extension Wording {
    static let ageBands = [
        Bilingual(vi: "≤ 1 phút", en: "≤ 1 min"), Bilingual(vi: "≤ 10 phút", en: "≤ 10 min"),
        Bilingual(vi: "≤ 1 giờ", en: "≤ 1 h"), Bilingual(vi: "≤ 6 giờ", en: "≤ 6 h"),
        Bilingual(vi: "≤ 1 ngày", en: "≤ 1 day"), Bilingual(vi: "≤ 5 ngày", en: "≤ 5 days"),
        Bilingual(vi: "lâu hơn", en: "older"),
    ]

    static func destination(_ kind: DestinationAges.Kind) -> Bilingual {
        switch kind {
        case .axis: Bilingual(vi: "trục quốc gia", en: "the axis")
        case .recipient: Bilingual(vi: "nơi nhận ngoài trục", en: "recipient beyond it")
        case .mailbox: Bilingual(vi: "hộp thư", en: "mailbox")
        case .webhook: Bilingual(vi: "webhook", en: "webhook")
        }
    }
}
