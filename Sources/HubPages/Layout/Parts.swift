import EdXML
import HubCore
import HubService
import Hypertext
import SignedXML

/// The small parts that pages are put together from. What a colour says, a word says too.
extension PageContext {
    /// How urgent a document is; nothing for ordinary ones.
    func urgency(_ priority: Int) -> Element? {
        guard priority > 0 else { return nil }
        return span(.class("urgency", "u\(min(priority, 4))")) { say(Wording.urgency(priority)) }
    }

    /// Where a recipient has got to: five steps with the reached ones filled, and in words where it stands.
    /// - Parameters:
    ///   - code: 01, 03, 04, 05 or 06; `02` when it came back; `nil` before any.
    ///   - note: what lies over the steps, a recall perhaps.
    ///   - says: in place of the step's own name.
    func steps(_ code: String?, says: Bilingual? = nil, note: Bilingual? = nil) -> Element {
        let reached = BusinessState.steps.firstIndex(of: code ?? "").map { $0 + 1 } ?? 0
        let word = says ?? Wording.state(code)
        return div(.class("steps", code == "02" ? "returned" : nil, note == nil ? nil : "noted")) {
            ol(.aria("hidden", "true")) {
                for (number, step) in BusinessState.steps.enumerated() {
                    li(.class(number < reached ? "reached" : nil, number + 1 == reached ? "now" : nil)) {
                        span { say(Wording.shortStep(step)) }
                    }
                }
            }
            span(.class("standing")) {
                say(word)
                note.map { note in span(.class("note")) { " · " + say(note) } }
            }
        }
    }

    /// A moment in Vietnam's time, for people and for programs.
    func moment(_ moment: Timestamp) -> Element {
        time(.datetime(moment.rfc3339)) { "\(moment.shownDay) \(moment.shownClock.prefix(5))" }
    }

    func day(_ moment: Timestamp) -> Element { time(.datetime(moment.rfc3339)) { moment.shownDay } }

    /// A document's own date, as it was written, in the usual order.
    func date(_ written: String?) -> String? {
        written.map { $0.split(whereSeparator: { $0 == "-" || $0 == "/" }).reversed().joined(separator: "/") }
    }

    func agency(_ name: String, _ id: String) -> Fragment {
        Fragment {
            span(.class("agency")) { name.isEmpty ? id : name }
            if !name.isEmpty { span(.class("id")) { id } }
        }
    }

    /// A line of a description list; nothing without a value.
    @HTMLBuilder func term(_ vi: String, _ en: String, @HTMLBuilder _ value: () -> Fragment) -> Fragment {
        let value = value()
        if !value.pieces.isEmpty {
            dt { say(vi, en) }
            dd { value }
        }
    }

    /// What is wrong, or remarkable: each with how to mend it, who asks for it, and its code.
    func findings(_ findings: [Finding]) -> Fragment {
        Fragment {
            if !findings.isEmpty {
                ul(.class("findings")) {
                    for finding in findings {
                        li(.class(finding.level == .refuse ? "refuses" : "flags")) {
                            p { say(finding.says) }
                            p(.class("mend")) { say(finding.mend) }
                            p(.class("quiet")) {
                                code { finding.rule.code }
                                finding.place.map { place in
                                    " · " + say("dòng \(place.line)", "line \(place.line)")
                                }
                                " · " + finding.rule.source
                            }
                        }
                    }
                }
            }
        }
    }

    /// A box that says how something went.
    func notice(_ kind: Notice, @HTMLBuilder _ content: () -> Fragment) -> Element {
        div(.class("notice", kind.rawValue), .role(kind == .well ? "status" : "alert"), content: content)
    }

    enum Notice: String { case well, warning, wrong }
}

/// What things are called on the pages.
enum Wording {
    static func urgency(_ priority: Int) -> Bilingual {
        switch priority {
        case ...0: Bilingual(vi: "Thường", en: "Ordinary")
        case 1: Bilingual(vi: "Khẩn", en: "Urgent")
        case 2: Bilingual(vi: "Thượng khẩn", en: "Very urgent")
        case 3: Bilingual(vi: "Hỏa tốc", en: "Express")
        default: Bilingual(vi: "Hỏa tốc hẹn giờ", en: "Express, at an hour")
        }
    }

    static func state(_ code: String?) -> Bilingual {
        guard let code else { return Bilingual(vi: "Chưa đến", en: "Not arrived") }
        if code == "02" { return Bilingual(vi: "Bị trả lại", en: "Returned") }
        return StatusCode(rawValue: code)?.name ?? Bilingual(vi: code, en: code)
    }

    static func shortStep(_ code: String) -> Bilingual {
        switch code {
        case "01": Bilingual(vi: "Đến", en: "Arrived")
        case "03": Bilingual(vi: "Nhận", en: "Received")
        case "04": Bilingual(vi: "Phân công", en: "Assigned")
        case "05": Bilingual(vi: "Xử lý", en: "In progress")
        default: Bilingual(vi: "Xong", en: "Done")
        }
    }

    static func business(_ type: Int) -> Bilingual? {
        switch type {
        case 1: Bilingual(vi: "Thu hồi", en: "Recall")
        case 2: Bilingual(vi: "Cập nhật", en: "Update")
        case 3: Bilingual(vi: "Thay thế", en: "Replacement")
        default: nil
        }
    }

    static func transport(_ state: TransportState) -> Bilingual {
        switch state {
        case .waiting: Bilingual(vi: "Chờ gửi", en: "Waiting to be sent")
        case .leased: Bilingual(vi: "Đang gửi", en: "Being sent")
        case .available: Bilingual(vi: "Nằm trong hộp thư nơi nhận", en: "In the recipient's mailbox")
        case .fetched: Bilingual(vi: "Nơi nhận đã tải về", en: "Fetched by the recipient")
        case .delivered: Bilingual(vi: "Đã giao", en: "Delivered")
        case .failed: Bilingual(vi: "Nơi nhận báo lỗi khi tải", en: "The recipient could not take it")
        case .refused: Bilingual(vi: "Không giao được", en: "Cannot be delivered")
        case .dead: Bilingual(vi: "Quá hạn gửi, chờ người xử lý", en: "Given up, waits for a person")
        case .cancelled: Bilingual(vi: "Đã dừng gửi", en: "Cancelled")
        case .recalled: Bilingual(vi: "Nơi gửi đã lấy lại", en: "Taken back by the sender")
        }
    }

    static func recall(_ state: Negotiation.State, _ kind: Negotiation.Kind) -> Bilingual {
        let (vi, en) = kind == .recall ? ("thu hồi", "Recall") : ("cập nhật", "Update")
        return switch state {
        case .asked: Bilingual(vi: "Đề nghị \(vi), chờ trả lời", en: "\(en) asked, not answered yet")
        case .contested:
            Bilingual(vi: "Đề nghị \(vi) sau khi đã hoàn thành, chờ trả lời", en: "\(en) asked after completion")
        case .unanswered: Bilingual(vi: "Đề nghị \(vi) quá hạn trả lời", en: "\(en) not answered in time")
        case .agreed: Bilingual(vi: "Đồng ý \(vi)", en: "\(en) agreed")
        case .declined: Bilingual(vi: "Từ chối \(vi)", en: "\(en) declined")
        case .takenBack: Bilingual(vi: "Đã lấy lại", en: "Taken back")
        case .overtaken: Bilingual(vi: "Có đề nghị \(vi) mới hơn", en: "Overtaken by a newer request")
        }
    }
}
