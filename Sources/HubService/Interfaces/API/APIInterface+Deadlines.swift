import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import SignedXML

extension APIInterface {
    /// What the caller's agencies owe, and what is shown to them of others, the earliest due first.
    func listDeadlines(_ call: APICall) async throws -> Response {
        let concern: DutyQuery.Concern =
            switch try call.caller.owner {
            case .centre(let id): .centre(id)
            case .agencies(let ids): .agencies(ids)
            }
        let isOverdue = call[.overdue] == "true"
        let query = DutyQuery(
            concern, duty: call[.duty].flatMap(Duty.init), dueBy: isOverdue ? clock.now() : call.moment(.dueBefore))
        let after = call[.cursor].flatMap { APICursor($0, of: .name)?.name }.flatMap(DutyPlace.init)
        let page = try await deadlines.list(query, after: after, limit: call.limit)
        return Response(page: page.lines, next: page.next.map { APICursor(after: $0.text) }, of: call)
    }
}

extension DutyPlace {
    fileprivate var text: String { "\(dueAt.milliseconds).\(place).\(duty.rawValue.prefix(1))" }

    fileprivate init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 3, let due = Int64(parts[0]), let place = Int64(parts[1]),
            let duty = Duty.allCases.first(where: { $0.rawValue.prefix(1) == parts[2] })
        else { return nil }
        self.init(dueAt: Timestamp(milliseconds: due), place: place, duty: duty)
    }
}

extension APIOperation {
    static let listDeadlines = APIOperation(
        id: "listDeadlines", method: .get, path: "deadlines", group: .statuses, access: .scope(.documentsRead),
        title: Bilingual(vi: "Việc còn phải làm và hạn", en: "What is owed, and by when"),
        detail: Bilingual(
            vi:
                "Việc tiếp nhận, giải quyết mà đơn vị còn nợ, và việc của đơn vị khác mà đơn vị được báo; hạn sớm nhất trước. Rỗng khi trục không tính hạn.",
            en:
                "Receipts and processing that the agency owes, and what others owe that it is told of; the earliest due first. Empty where the hub keeps no deadlines."
        ),
        parameters: [.duty, .overdue, .dueBefore, .cursor(.name), .limit],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Một trang.", en: "A page."), content: .json("DeadlinePage"),
                fields: ["Link"])
        ],
        act: { try await $0.listDeadlines($1) })
}

extension APIParameter {
    static let duty = APIParameter(
        name: "duty", place: .query, kind: .choice(Duty.allCases.map(\.rawValue)),
        says: Bilingual(vi: "Chỉ tiếp nhận, hoặc chỉ giải quyết.", en: "Only receipts, or only processing."))

    static let overdue = APIParameter(
        name: "overdue", place: .query, kind: .flag,
        says: Bilingual(vi: "Chỉ việc quá hạn.", en: "Only what is overdue."))

    static let dueBefore = APIParameter(
        name: "dueBefore", place: .query, kind: .moment,
        says: Bilingual(vi: "Chỉ việc có hạn tới lúc này.", en: "Only what is due by then."),
        example: "2026-11-30T17:00:00+07:00")
}
