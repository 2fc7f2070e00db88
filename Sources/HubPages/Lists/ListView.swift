import EdXML
import HubCore
import HubService
import HubStore
import Hypertext
import SignedXML

/// All that a list's page shows.
struct ListView: Sendable {
    let address: ListAddress
    /// The person's agencies.
    let own: [ListingRow.Counterpart]
    let found: ListingPage
    let counts: TrayCounts
    let choices: ListingChoices
    let standing: ListingStanding
    /// By which days left are reckoned; `nil` where no deadlines are kept.
    let plan: DutyPlan?
    let now: Timestamp

    var tray: Tray { address.query.tray }
}

extension PageContext {
    func list(_ view: ListView) -> HTMLDocument {
        let room: Room = view.tray == .toDo ? .todo : view.tray.box == .sent ? .outgoing : .incoming
        return page(say(Wording.tray(view.tray)), in: room, class: "lists") {
            counters(view)
            filters(view)
            if view.standing.isBeingMade {
                notice(.warning) {
                    p {
                        say(
                            "Danh sách đang được lập lại; văn bản cũ có thể chưa hiện đủ.",
                            "The lists are being made anew; older documents may still be missing.")
                    }
                }
            }
            rows(view)
        }
    }

    // MARK: The counters

    private func counters(_ view: ListView) -> Element {
        ul(.class("counters"), .data("refresh", "counters")) {
            for tray in Tray.counted {
                let count = view.counts[tray]
                let isTrouble = count > 0 && tray != .toDo && tray != .unsent
                li {
                    a(
                        .href(ListAddress(tray, of: view.own.map(\.id), Form(agencyField(view))).text),
                        .class(isTrouble ? "some" : nil), .aria("current", tray == view.tray ? "page" : nil)
                    ) {
                        strong { count.formatted(in: language) }
                        span { say(Wording.counter(tray)) }
                    }
                }
            }
        }
    }

    private func agencyField(_ view: ListView) -> String {
        view.address.agency.map { "agency=\($0.percentEncoded)" } ?? ""
    }

    // MARK: The filters

    private func filters(_ view: ListView) -> Element {
        let query = view.address.query
        return section(.class("filter-box")) {
            form(.class("filters"), .role("search"), .action(view.address.path)) {
                div(.class("search")) {
                    label(.for("q")) { say("Tìm trong danh sách này", "Search in this list") }
                    input(
                        .type("search"), .id("q"), .name("q"), .value(query.text), .autocomplete("off"),
                        .placeholder(say("số, trích yếu, đơn vị, người xử lý", "code, subject, agency, staff")))
                }
                if view.own.count > 1 {
                    choice("agency", say("Đơn vị", "Agency"), view.own.map { ($0.id, $0.name) }, view.address.agency)
                }
                choice(
                    "state", say("Trạng thái", "State"),
                    Wording.states(in: view.tray.box).map { ($0.rawValue, say(Wording.listed($0))) },
                    query.states.first?.rawValue)
                choice(
                    "urgency", say("Độ khẩn", "Urgency"), (0...4).map { ("\($0)", say(Wording.urgency($0))) },
                    query.priorities.first.map(String.init))
                choice(
                    "kind", say("Loại văn bản", "Kind"), view.choices.typeNames.map { ($0, $0) }, query.typeNames.first)
                choice(
                    "with", view.tray.box == .sent ? say("Nơi nhận", "Recipient") : say("Nơi gửi", "Sender"),
                    view.choices.counterparts.map { ($0.id, $0.name.isEmpty ? $0.id : $0.name) }, query.counterpart)
                choice(
                    "type", say("Nghiệp vụ", "Business"),
                    (1...3).compactMap { type in Wording.business(type).map { ("\(type)", say($0)) } },
                    query.businessTypes.first.map(String.init))
                day("from", say("Từ ngày", "From"), query.from)
                day("to", say("Đến ngày", "To"), query.to)
                label(.class("check")) {
                    input(.type("checkbox"), .name("late"), .value("1"), .checked(query.isOverdue))
                    span { say("Quá hạn", "Overdue") }
                }
                button(.type("submit"), .class("primary")) { say("Lọc", "Filter") }
                if view.address.isFiltered {
                    a(.href(view.address.path)) { say("Bỏ lọc", "Clear") }
                }
            }
        }
    }

    private func choice(_ name: String, _ title: String, _ options: [(String, String)], _ chosen: String?) -> Fragment {
        guard !options.isEmpty else { return Fragment() }
        return Fragment {
            div {
                label(.for("f-\(name)")) { title }
                select(.id("f-\(name)"), .name(name)) {
                    option(.value("")) { say("Tất cả", "All") }
                    for (value, text) in options {
                        option(.value(value), .selected(value == chosen)) { text.isEmpty ? value : text }
                    }
                    if let chosen, !options.contains(where: { $0.0 == chosen }) {
                        option(.value(chosen), .selected(true)) { chosen }
                    }
                }
            }
        }
    }

    private func day(_ name: String, _ title: String, _ chosen: Int?) -> Element {
        div {
            label(.for("f-\(name)")) { title }
            input(.type("date"), .id("f-\(name)"), .name(name), .value(chosen.map(ListAddress.text)))
        }
    }

    // MARK: The rows

    func rows(_ view: ListView) -> Element {
        section(.class("list"), .data("refresh", "rows-\(view.tray.rawValue)")) {
            if view.found.rows.isEmpty {
                p(.class("empty")) {
                    view.address.isFiltered
                        ? say("Không có văn bản nào khớp bộ lọc.", "No document fits the filters.")
                        : say(Wording.emptyTray(view.tray))
                }
            } else {
                div(.class("scroll")) {
                    table {
                        thead { heads(view) }
                        tbody { for entry in view.found.rows { row(entry, view) } }
                    }
                }
            }
            div(.class("pager")) {
                span {
                    view.found.previous.map { place in
                        a(.href(view.address.turned(.before(place)).text), .rel("prev")) {
                            say("← Trang trước", "← Previous")
                        }
                    }
                }
                if !view.found.rows.isEmpty {
                    span(.class("no-print")) {
                        a(.href(view.address.export(as: "xls.csv"))) { say("Tải cho bảng tính", "For a spreadsheet") }
                        " · "
                        a(.href(view.address.export(as: "csv"))) { "CSV" }
                    }
                }
                span {
                    view.found.next.map { place in
                        a(.href(view.address.turned(.after(place)).text), .rel("next")) { say("Trang sau →", "Next →") }
                    }
                }
            }
        }
    }

    private func heads(_ view: ListView) -> Element {
        tr {
            th(.scope("col")) { say("Số, ký hiệu", "Code") }
            th(.scope("col")) { say("Trích yếu", "Subject") }
            th(.scope("col")) { view.tray.box == .sent ? say("Nơi nhận", "Recipients") : say("Nơi gửi", "Sender") }
            th(.scope("col")) { view.tray.box == .sent ? say("Gửi lúc", "Sent") : say("Đến lúc", "Came") }
            th(.scope("col")) { say("Trạng thái", "State") }
            th(.scope("col")) { say("Thời hạn", "Due") }
        }
    }

    private func row(_ row: ListingRow, _ view: ListView) -> Element {
        tr(.data("row", "\(row.document.text).\(row.agency)")) {
            td(.class("code")) { row.code }
            td(.class("subject")) {
                urgency(row.priority).map { badge in
                    Fragment {
                        badge
                        " "
                    }
                }
                a(.href("/documents/\(row.document.text)")) {
                    row.subject.isEmpty ? say("(trích yếu đã hết hạn lưu)", "(subject no longer kept)") : row.subject
                }
                Wording.business(row.businessType).map { word in
                    Fragment {
                        " "
                        span(.class("badge")) { say(word) }
                    }
                }
                if row.isReplaced { span(.class("badge")) { say("Đã bị thay thế", "Replaced") } }
            }
            td { counterpart(row, view) }
            td { moment(row.acceptedAt) }
            td { standing(row) }
            td { due(row, view) }
        }
    }

    private func counterpart(_ row: ListingRow, _ view: ListView) -> Fragment {
        Fragment {
            row.counterpart.map { other in
                span(.title(other.id)) { other.name.isEmpty ? other.id : other.name }
            }
            if row.recipients > 1 {
                span(.class("quiet")) { say(" và \(row.recipients - 1) nơi nữa", " and \(row.recipients - 1) more") }
            }
            if view.own.count > 1 {
                p(.class("quiet")) {
                    view.tray.box == .sent ? say("của ", "by ") : say("gửi tới ", "to ")
                    view.own.first { $0.id == row.agency }?.name ?? row.agency
                }
            }
        }
    }

    private func standing(_ row: ListingRow) -> Fragment {
        let code = row.steps > 0 ? BusinessState.steps[min(row.steps, 5) - 1] : nil
        return Fragment {
            row.state == .returned ? steps("02") : steps(code, says: Wording.listed(row.state))
            if row.box == .sent, row.recipients > 1 { p(.class("quiet")) { progress(row.progress) } }
            if row.awaitsAnswer { p(.class("remark")) { say("Nơi gửi chờ trả lời", "The sender waits for an answer") } }
        }
    }

    /// `3/5 đã nhận, 1 trả lại`
    private func progress(_ progress: ListingProgress) -> String {
        let received = [ListedState.received, .assigned, .processing, .done].reduce(0) { $0 + progress[$1] }
        var parts = [say("\(received)/\(progress.all) đã nhận", "\(received) of \(progress.all) received")]
        if progress[.done] > 0 { parts.append(say("\(progress[.done]) xong", "\(progress[.done]) done")) }
        if progress[.returned] > 0 {
            parts.append(say("\(progress[.returned]) trả lại", "\(progress[.returned]) returned"))
        }
        if progress[.failed] > 0 { parts.append(say("\(progress[.failed]) lỗi", "\(progress[.failed]) failed")) }
        if progress[.recalled] > 0 {
            parts.append(say("\(progress[.recalled]) thu hồi", "\(progress[.recalled]) recalled"))
        }
        return parts.joined(separator: ", ")
    }

    private func due(_ row: ListingRow, _ view: ListView) -> Fragment {
        guard let due = row.due, let plan = view.plan else { return Fragment() }
        let days = plan.calendar.workingDays(
            from: WorkingCalendar.day(of: view.now), to: WorkingCalendar.day(of: due.at))
        let isLate = row.isOverdue(now: view.now)
        return Fragment {
            span(.class(isLate ? "late" : nil), .title(due.at.shown)) { daysLeft(days, isOverdue: isLate) }
            p(.class("quiet")) { say(Wording.duty(due.duty.rawValue)) }
        }
    }
}
