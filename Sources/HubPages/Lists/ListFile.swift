import EdXML
import HTTPTypes
import HubCore
import HubService
import Hummingbird
import NIOCore

/// A list as a file that streams out, however long it is.
struct ListFile: Sendable {
    enum Form: String, Sendable {
        /// RFC 4180, UTF-8.
        case csv
        /// The same as spreadsheet programs open it by a double click: with a byte order mark, and semicolons as Vietnamese
        /// settings want them.
        case spreadsheet = "xls.csv"
    }

    let form: Form
    let page: PageContext
    let plan: DutyPlan?
    let now: Timestamp

    func response(
        named name: String, _ rows: @escaping @Sendable (ListingTurn) async throws -> ListingPage
    ) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: ContentDisposition.attachment("\(name)-\(now.localDay).csv"),
            ],
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: (form == .spreadsheet ? "\u{FEFF}" : "") + line(heads)))
                var turn = ListingTurn.first
                while true {
                    let found = try await rows(turn)
                    try await writer.write(ByteBuffer(string: found.rows.map { line(cells($0)) }.joined()))
                    guard let next = found.next else { break }
                    turn = .after(next)
                }
                try await writer.finish(nil)
            })
    }

    private var heads: [String] {
        page.language == .vi
            ? [
                "Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Loại", "Độ khẩn", "Mã đơn vị gửi/nhận", "Đơn vị gửi/nhận",
                "Số nơi nhận", "Đến trục lúc", "Trạng thái", "Hạn", "Quá hạn",
            ]
            : [
                "Code", "Dated", "Subject", "Kind", "Urgency", "Counterpart's id", "Counterpart", "Recipients",
                "Accepted", "State", "Due", "Overdue",
            ]
    }

    private func cells(_ row: ListingRow) -> [String] {
        [
            row.code, row.promulgationDate ?? "", row.subject, row.typeName, page.say(Wording.urgency(row.priority)),
            row.counterpart?.id ?? "", row.counterpart?.name ?? "", "\(row.recipients)", row.acceptedAt.shown,
            page.say(Wording.listed(row.state)), row.due?.at.shown ?? "", row.isOverdue(now: now) ? "x" : "",
        ]
    }

    private func line(_ cells: [String]) -> String {
        CommaSeparated.line(cells, separator: form == .spreadsheet ? ";" : ",")
    }
}
