import HTTPTypes
import HubCore
import SignedXML

/// Saying what became of a document, and learning it.
extension APIOperation {
    static let statuses: [APIOperation] = [sendStatus, listStatuses, listParked, listDeadlines]

    private static let sendStatus = APIOperation(
        id: "sendStatus", method: .post, path: "statuses", group: .statuses, access: .scope(.statusesSend),
        title: Bilingual(vi: "Báo một trạng thái", en: "Report a status"),
        detail: Bilingual(
            vi:
                "Nội dung là gói trạng thái edXML, hoặc JSON: khi đó trục viết gói trạng thái thay cho đơn vị (không ký; đơn vị mà chính sách bắt buộc ký trạng thái thì phải tự viết và ký).",
            en:
                "The body is an edXML status message, or JSON: then the hub writes the message on the agency's behalf (unsigned; an agency whose policy asks for signed statuses has to write and sign its own)."
        ),
        parameters: [.idempotencyKey],
        body: .packetOrJSON([.document, .status, .replier, .description, .staff, .department, .statedAt]),
        replies: [
            Reply(
                status: 201, says: Bilingual(vi: "Đã nhận trạng thái.", en: "The status is accepted."),
                content: .json("Accepted"), fields: ["Location"]),
            Reply(
                status: 200,
                says: Bilingual(vi: "Đúng gói này đã được nhận trước đây.", en: "These bytes were accepted before."),
                content: .json("Accepted")),
        ],
        refusals: [
            (400, [APIRule.emptyBody, HTTPRule.cutShort]), (404, [APIRule.documentUnknown]),
            (422, [APIRule.notAStatus, APIRule.statusAbout]),
        ],
        act: { try await $0.postStatus($1) })

    private static let listStatuses = APIOperation(
        id: "listStatuses", method: .get, path: "statuses", group: .statuses, access: .scope(.documentsRead),
        title: Bilingual(vi: "Dòng trạng thái của văn bản đã gửi", en: "The statuses of what was sent"),
        detail: Bilingual(
            vi: "Theo thứ tự được ghi nhận. Giữ lại next của trang cuối để lần sau đọc tiếp.",
            en: "In the order recorded. Keep the last page's next, to read on from there."),
        parameters: [.cursor, .limit],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Một trang trạng thái.", en: "A page of statuses."),
                content: .json("StatusPage"), fields: ["Link"])
        ],
        act: { try await $0.listStatuses($1) })

    private static let listParked = APIOperation(
        id: "listParkedStatuses", method: .get, path: "statuses/parked", group: .statuses,
        access: .scope(.documentsRead),
        title: Bilingual(vi: "Trạng thái chưa gắn được vào văn bản nào", en: "Statuses that no document was found for"),
        detail: Bilingual(
            vi: "Những trạng thái do đơn vị gửi, hoặc nói về văn bản của đơn vị.",
            en: "Those that the agency sent, or that are about documents of its own."),
        parameters: [.cursor, .limit],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Một trang trạng thái.", en: "A page of statuses."),
                content: .json("ParkedPage"), fields: ["Link"])
        ],
        act: { try await $0.listParked($1) })
}

/// The members of a status written as JSON.
extension APIParameter {
    static let document = APIParameter(
        name: "document", place: .body, kind: .name,
        says: Bilingual(vi: "Mã văn bản ở trục.", en: "The hub's name of the document."),
        example: "0193511e-7c1f-7b2a-9d4e-5f60718293a4", isRequired: true)

    static let status = APIParameter(
        name: "status", place: .body, kind: .choice(["01", "02", "03", "04", "05", "06", "13", "15", "16"]),
        says: Bilingual(
            vi:
                "01 đã đến, 02 từ chối tiếp nhận, 03 đã tiếp nhận, 04 phân công, 05 đang xử lý, 06 hoàn thành, 13 lấy lại, 15 đồng ý, 16 từ chối thu hồi hay cập nhật.",
            en:
                "01 arrived, 02 returned, 03 received, 04 assigned, 05 in progress, 06 completed, 13 recall requested, 15 recall or update agreed, 16 declined."
        ),
        example: "03", isRequired: true)

    static let replier = APIParameter(
        name: "agency", place: .body, kind: .text(1...35),
        says: Bilingual(
            vi: "Đơn vị báo; cần khi mã truy cập đại diện nhiều đơn vị có liên quan.",
            en: "Who reports; needed when the token stands for several agencies that are concerned."),
        example: "H24.02")

    static let description = APIParameter(
        name: "description", place: .body, kind: .text(0...500),
        says: Bilingual(vi: "Lý do hoặc ghi chú.", en: "A reason or a remark."), example: "Không thuộc thẩm quyền")

    static let staff = APIParameter(
        name: "staff", place: .body, kind: .text(0...100),
        says: Bilingual(vi: "Người xử lý.", en: "Who acted."), example: "Lê Văn C")

    static let department = APIParameter(
        name: "department", place: .body, kind: .text(0...100),
        says: Bilingual(vi: "Phòng, ban.", en: "The department."), example: "Văn thư")

    static let statedAt = APIParameter(
        name: "at", place: .body, kind: .moment,
        says: Bilingual(vi: "Lúc xảy ra; không nêu thì là bây giờ.", en: "When it happened; now when not given."),
        example: "2026-11-21T08:00:00+07:00")
}
