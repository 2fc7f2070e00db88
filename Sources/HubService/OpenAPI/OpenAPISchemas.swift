import HubCore
import SignedXML

extension OpenAPISchema {
    /// Every schema that an operation or a webhook names.
    static let all: [OpenAPISchema] =
        common + [
            accepted, trackedDocument, delivery, recordedStatus, request, contradiction, documentLine, statusEntry,
            parkedStatus,
            mailboxItem, mailboxLock, lockStanding, agency, formerIdentifier, token,
        ] + waiting + explaining + [
            page("DocumentPage", of: "DocumentLine"), page("DeliveryPage", of: "Delivery"),
            page("StatusPage", of: "StatusEntry"), page("DeadlinePage", of: "DutyLine"),
            page("ParkedPage", of: "ParkedStatus"),
            page("MailboxPage", of: "MailboxItem"), page("AgencyPage", of: "Agency"),
        ] + push + deadlines + receipts

    private static func page(_ name: String, of item: String) -> OpenAPISchema {
        OpenAPISchema(
            name, Bilingual(vi: "Một trang của danh sách.", en: "A page of a list."),
            [
                .must("items", .list(of: .reference(item))),
                .may(
                    "next", .string, "Địa chỉ trang sau; không có ở trang cuối.",
                    "The next page's address; absent at the end."),
            ])
    }

    private static let kind = OpenAPITree.choice("document", "status")
    private static let transport = OpenAPITree.choice(TransportState.allCases.map(\.rawValue))

    private static let accepted = OpenAPISchema(
        "Accepted", Bilingual(vi: "Gói tin đã được nhận.", en: "The packet is accepted."),
        [
            .must("receipt", .reference("Receipt")),
            .must(
                "findings", .list(of: .reference("Finding")),
                "Những điều cần lưu ý, kể cả nơi nhận không phục vụ được.",
                "What is remarkable, recipients that cannot be served included."),
        ])

    private static let trackedDocument = OpenAPISchema(
        "TrackedDocument", Bilingual(vi: "Văn bản và các lượt chuyển.", en: "A document and its deliveries."),
        [
            .must("id", .uuid), .must("kind", kind), .must("from", .string), .must("fromName", .string),
            .must("code", .string, "Số và ký hiệu đầy đủ.", "The full code."), .must("subject", .string),
            .must("priority", .integer, "0 thường … 4 hỏa tốc hẹn giờ.", "0 normal … 4 express at a stated time."),
            .must(
                "businessType", .integer, "0 mới, 1 thu hồi, 2 cập nhật, 3 thay thế.",
                "0 new, 1 recall, 2 update, 3 replacement."),
            .may("dueDate", .string), .must("acceptedAt", .moment), .must("sha256", .sha256), .must("size", .integer),
            .may(
                "certificate", .string, "Dấu SHA-256 của chứng thư đã kiểm tra.", "SHA-256 of the certificate verified."
            ),
            .must("flags", .list(of: .string), "Mã những điều cần lưu ý.", "Codes of what is remarkable."),
            .must("receipt", .reference("Receipt")),
            .must(
                "replaces", .list(of: .uuid), "Những văn bản nó thay thế.", "The documents of which it takes the place."
            ),
            .must("replacedBy", .list(of: .uuid), "Những văn bản thay thế nó.", "The documents that take its place."),
            .must(
                "amendedBy", .list(of: .uuid), "Những bản cập nhật thông tin.", "The updates to its own description."),
            .must("deliveries", .list(of: .reference("Delivery"))),
        ])

    private static let delivery = OpenAPISchema(
        "Delivery",
        Bilingual(vi: "Văn bản trên đường tới một nơi nhận.", en: "A document on its way to one recipient."),
        [
            .must("id", .uuid), .must("recipient", .string), .must("name", .string),
            .must("route", .choice(DeliveryRoute.allCases.map(\.rawValue))),
            .must("transport", transport, "Gói tin đang ở đâu.", "Where the packet is."), .may("reason", .string),
            .must("attempts", .integer), .may("nextAttempt", .moment), .may("deliveredAt", .moment),
            .may("waiting", .reference("Waiting"), "Vì sao chưa tới nơi.", "Why it has not arrived."),
            .may("status", .string, "Trạng thái xa nhất nơi nhận đã báo.", "The furthest that the recipient reported."),
            .may("recall", .string),
            .must(
                "requests", .list(of: .reference("Request")), "Những gì nơi gửi đã yêu cầu nơi nhận này.",
                "What the sender asked of this recipient."),
            .must("statuses", .list(of: .reference("RecordedStatus"))),
            .must(
                "contradictions", .list(of: .reference("Contradiction")),
                "Những trạng thái không đi cùng nhau được.", "Statuses that cannot both be so."),
            .may(
                "deadlines", .list(of: .reference("DutyStanding")), "Nơi nhận còn phải làm gì, hạn khi nào.",
                "What the recipient owes, and by when."),
        ])

    private static let recordedStatus = OpenAPISchema(
        "RecordedStatus", Bilingual(vi: "Một trạng thái đã ghi nhận.", en: "A status that was recorded."),
        [
            .must("code", .string), .must("name", .string), .must("at", .moment), .must("recordedAt", .moment),
            .must("description", .string), .must("staff", .string),
            .may("matchedBy", .string, "Văn bản được tìm ra bằng cách nào.", "How its document was found."),
            .may("disagrees", .list(of: .string)),
        ])

    private static let request = OpenAPISchema(
        "Request",
        Bilingual(vi: "Yêu cầu thu hồi hoặc cập nhật.", en: "A request to give back, or to update."),
        [
            .must("packet", .uuid), .must("kind", .string), .must("state", .string), .must("reason", .string),
            .must("askedAt", .moment), .may("answer", .string, "15 hoặc 16.", "15 or 16."), .may("answeredAt", .moment),
            .may("answerReason", .string), .must("isCurrent", .boolean),
        ])

    private static let contradiction = OpenAPISchema(
        "Contradiction", Bilingual(vi: "Hai trạng thái mâu thuẫn.", en: "Two statuses that contradict each other."),
        [.must("code", .string), .must("against", .string), .must("at", .moment)])

    private static let documentLine = OpenAPISchema(
        "DocumentLine", Bilingual(vi: "Một văn bản trong danh sách.", en: "A document in a list."),
        [
            .must("id", .uuid), .must("kind", kind), .must("from", .string), .must("fromName", .string),
            .must("to", .list(of: .string)), .must("code", .string), .may("documentId", .string), .may("date", .string),
            .must("subject", .string), .must("priority", .integer), .must("businessType", .integer),
            .may("status", .string), .must("acceptedAt", .moment), .must("sha256", .sha256), .must("size", .integer),
        ])

    private static let statusEntry = OpenAPISchema(
        "StatusEntry", Bilingual(vi: "Một trạng thái của văn bản đã gửi.", en: "A status of a document sent."),
        [
            .must("document", .uuid), .must("delivery", .uuid), .must("recipient", .string),
            .must("message", .uuid, "Gói tin trạng thái.", "The status message."), .must("code", .string),
            .must("at", .moment), .must("recordedAt", .moment), .must("description", .string), .must("staff", .string),
            .must("department", .string),
        ])

    private static let parkedStatus = OpenAPISchema(
        "ParkedStatus",
        Bilingual(vi: "Một trạng thái đang chờ văn bản của nó.", en: "A status that waits for its document."),
        [
            .must("message", .uuid), .must("replier", .string), .must("issuer", .string), .must("code", .string),
            .may("documentId", .string), .may("date", .string), .must("status", .string), .must("at", .moment),
            .must("description", .string), .must("parkedAt", .moment), .must("because", .string),
            .must("candidates", .list(of: .uuid)),
        ])

    private static let mailboxItem = OpenAPISchema(
        "MailboxItem", Bilingual(vi: "Một gói tin trong hộp thư.", en: "A packet in the mailbox."),
        [
            .must("delivery", .uuid), .must("document", .uuid), .must("kind", kind), .must("from", .string),
            .must("fromName", .string), .must("to", .string), .must("state", transport), .must("code", .string),
            .must("subject", .string), .must("priority", .integer), .must("sha256", .sha256), .must("size", .integer),
            .must("acceptedAt", .moment),
            .may("lockedUntil", .moment, "Khi có tiến trình đang giữ.", "While a worker holds it."),
        ])

    private static let mailboxLock = OpenAPISchema(
        "MailboxLock", Bilingual(vi: "Khóa và những gì nó giữ.", en: "A lock and what it holds."),
        [.must("lock", .uuid), .must("until", .moment), .must("items", .list(of: .reference("MailboxItem")))])

    private static let lockStanding = OpenAPISchema(
        "LockStanding", Bilingual(vi: "Khóa sau khi gia hạn.", en: "A lock that was prolonged."),
        [
            .must("lock", .uuid), .must("until", .moment),
            .must("items", .integer, "Đang giữ bao nhiêu mục.", "How many items it holds."),
        ])

    private static let agency = OpenAPISchema(
        "Agency", Bilingual(vi: "Một đơn vị trong danh mục.", en: "An agency of the register."),
        [
            .must("id", .string),
            .must(
                "formerIds", .list(of: .reference("FormerIdentifier")),
                "Mã cũ, và mã mà nơi khác còn dùng, mỗi mã trong thời hạn của nó.",
                "What it was called before or is called elsewhere, each in its period."),
            .must("name", .string), .may("parent", .string),
            .must("level", .integer), .must("centre", .string),
            .must(
                "isLocal", .boolean, "Có hộp thư ở đây; không thì qua trục quốc gia.",
                "Its mailbox is here; others are reached through the national axis."),
            .must("isLocked", .boolean), .may("validFrom", .moment), .may("validUntil", .moment),
            .must(
                "successors", .list(of: .string), "Đơn vị kế thừa khi sáp nhập hoặc chia tách.",
                "Who took over when it was merged or divided."),
        ])

    private static let formerIdentifier = OpenAPISchema(
        "FormerIdentifier", Bilingual(vi: "Một mã cũ của đơn vị.", en: "An identifier that an agency bore."),
        [.must("id", .string), .may("validFrom", .moment), .may("validUntil", .moment)])

    private static let token = OpenAPISchema(
        "Token", Bilingual(vi: "Mã truy cập này.", en: "This token."),
        [
            .may("agency", .string, "Không có với mã của cả hệ thống.", "Absent for a centre's token."),
            .may("centre", .string), .must("name", .string),
            .must("scopes", .list(of: .choice(Scope.allCases.map(\.rawValue)))), .may("expiresAt", .moment),
        ])
}
