import EdXML
import HubCore
import HubService
import Hypertext
import SignedXML

extension PageContext {
    func figures(_ view: FiguresView) -> HTMLDocument {
        page("\(say("Thống kê", "Figures")) · \(view.name(of: view.query.agency))", in: .figures, class: "figures") {
            choices(view)
            cards(view.report.total)
            section {
                h2 { say(FiguresTable.head(view.query.grouping)) }
                if view.report.parts.isEmpty {
                    p(.class("empty")) { say("Không có văn bản nào trong kỳ.", "No document in this period.") }
                } else {
                    legendLine
                    div(.class("scroll")) { chart(view).picture }
                }
            }
            if view.query.grouping == .level { targets(view.report) }
            table(of: view)
        }
    }

    private func choices(_ view: FiguresView) -> Element {
        section(.class("filter-box")) {
            form(.class("filters"), .action("/figures"), .role("search")) {
                if view.own.count > 1 || !view.own.contains(view.query.agency) {
                    div {
                        label(.for("agency")) { say("Đơn vị", "Unit") }
                        select(.id("agency"), .name("agency")) {
                            for id in view.own {
                                option(.value(id), .selected(id == view.query.agency)) { view.name(of: id) }
                            }
                            if !view.own.contains(view.query.agency) {
                                option(.value(view.query.agency), .selected(true)) { view.name(of: view.query.agency) }
                            }
                        }
                    }
                }
                div {
                    label(.for("from")) { say("Từ ngày", "From") }
                    input(.type("date"), .id("from"), .name("from"), .value(ListAddress.text(view.query.from)))
                }
                div {
                    label(.for("to")) { say("Đến ngày", "To") }
                    input(.type("date"), .id("to"), .name("to"), .value(ListAddress.text(view.query.to)))
                }
                div {
                    label(.for("by")) { say("Chia theo", "Parted by") }
                    select(.id("by"), .name("by")) {
                        for grouping in FiguresQuery.Grouping.allCases {
                            option(.value(grouping.rawValue), .selected(grouping == view.query.grouping)) {
                                say(FiguresTable.head(grouping))
                            }
                        }
                    }
                }
                label(.class("check")) {
                    input(.type("checkbox"), .name("alone"), .value("1"), .checked(!view.query.withSubordinates))
                    span { say("Chỉ đơn vị này, không kể cấp dưới", "This unit alone, without those below it") }
                }
                button(.type("submit"), .class("primary")) { say("Xem", "Show") }
            }
        }
    }

    private func cards(_ total: Figures) -> Element {
        let owed = total[.receiptInTime] + total[.receiptLate]
        let dealt = total[.processingInTime] + total[.processingLate]
        let cards: [(String, String)] = [
            (total[.sent].formatted(in: language), say("Văn bản gửi đi", "Sent")),
            (total[.received].formatted(in: language), say("Văn bản đến", "Received")),
            (Figures.share(total[.sentSigned], of: total[.sent]), say("Gửi đi có ký số", "Sent signed")),
            (Figures.share(total[.receiptInTime], of: owed), say("Tiếp nhận đúng hạn", "Received in time")),
            (Figures.share(total[.processingInTime], of: dealt), say("Xử lý đúng hạn", "Dealt with in time")),
            (
                (total[.sentReturned] + total[.receivedReturned]).formatted(in: language),
                say("Bị trả lại, trả lại", "Returned, both ways")
            ),
            (Figures.span(total.times[1].median), say("Nửa số được tiếp nhận trong", "Half received within")),
            (Figures.span(total.times[4].median), say("Nửa số được hoàn thành trong", "Half completed within")),
        ]
        return ul(.class("counters")) {
            for (value, name) in cards {
                li {
                    div(.class("card")) {
                        strong { value }
                        span { name }
                    }
                }
            }
        }
    }

    private var legendLine: Element {
        p(.class("legend")) {
            span(.class("key sent")) {}
            say("gửi đi", "sent")
            span(.class("key received")) {}
            say("đến", "received")
        }
    }

    private func chart(_ view: FiguresView) -> FiguresChart {
        FiguresChart(
            bars: view.report.parts.map {
                FiguresChart.Bar(name: view.name(of: $0), sent: $0.figures[.sent], received: $0.figures[.received])
            }, sent: say("gửi đi", "sent"), received: say("đến", "received"))
    }

    /// Shares of what was sent signed, beside what is asked of each level.
    private func targets(_ report: FiguresReport) -> Element {
        section {
            h2 { say("Tỷ lệ gửi có ký số theo cấp, so với chỉ tiêu", "Share sent signed by level, beside its target") }
            ul(.class("targets")) {
                for part in report.parts {
                    let (signed, sent) = (part.figures[.sentSigned], part.figures[.sent])
                    let target = Int(part.key).flatMap { SignedTarget.byLevel[$0] }
                    let isMet = target.map { signed * 100 >= sent * $0 } ?? true
                    li(.class(isMet || sent == 0 ? "good" : "late")) {
                        say("Cấp \(part.key): ", "Level \(part.key): ")
                        strong { Figures.share(signed, of: sent) }
                        target.map {
                            say(" (chỉ tiêu \($0) %", " (target \($0) %")
                                + (sent == 0 ? ")" : isMet ? say(", đạt)", ", met)") : say(", chưa đạt)", ", missed)"))
                        }
                    }
                }
            }
        }
    }

    private func table(of view: FiguresView) -> Element {
        let columns = FiguresTable.columns
        return section(.class("list")) {
            div(.class("scroll")) {
                Hypertext.table {
                    thead {
                        tr {
                            th(.scope("col")) { say(FiguresTable.head(view.query.grouping)) }
                            for column in columns { th(.scope("col"), .class("number")) { say(column.name) } }
                        }
                    }
                    tbody { for part in view.report.parts { figuresRow(part, view) } }
                    tfoot {
                        tr {
                            th(.scope("row")) { say("Cộng", "Total") }
                            for column in columns { td(.class("number")) { column.value(view.report.total) } }
                        }
                    }
                }
            }
            div(.class("pager no-print")) {
                span {}
                a(.href(view.address(path: "/figures.csv"))) { say("Tải cho bảng tính", "For a spreadsheet") }
            }
        }
    }

    private func figuresRow(_ part: FiguresPart, _ view: FiguresView) -> Element {
        tr {
            th(.scope("row")) {
                if view.query.grouping == .agency {
                    a(.href(view.address { $0["agency"] = part.key })) { view.name(of: part) }
                    span(.class("id")) { part.key }
                } else {
                    view.name(of: part)
                }
            }
            for column in FiguresTable.columns { td(.class("number")) { column.value(part.figures) } }
        }
    }
}
