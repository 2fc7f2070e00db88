import HubCore
import SignedXML

extension OpenAPISchema {
    /// What refusals and receipts are made of.
    static let common = [problem, finding, bilingual, receipt]

    private static let problem = OpenAPISchema(
        "Problem",
        Bilingual(
            vi: "Lời từ chối (RFC 9457), kèm mọi lý do: mã, chỗ sai, cách sửa.",
            en: "A refusal (RFC 9457) with every reason: code, place, how to mend it."),
        [
            .must("type", .string), .must("title", .string, "Tiếng Việt.", "Vietnamese."), .must("status", .integer),
            .must("detail", .string, "Tiếng Anh.", "English."),
            .may("instance", .string, "Mã tra cứu của yêu cầu.", "The request's id, as the log has it."),
            .must("help", .string, "Nơi giải thích mã này.", "Where the code is explained."),
            .must("findings", .list(of: .reference("Finding"))),
        ])

    private static let finding = OpenAPISchema(
        "Finding", Bilingual(vi: "Một lý do, hoặc một điều cần lưu ý.", en: "A reason, or something remarkable."),
        [
            .must("code", .string, "Mã ổn định.", "Stable."), .must("level", .choice("refuse", "flag")),
            .may("line", .integer), .may("column", .integer), .may("element", .string), .may("xpath", .string),
            .must("vi", .string), .must("en", .string), .must("mend", .reference("Bilingual")),
            .must("source", .string),
        ])

    private static let bilingual = OpenAPISchema(
        "Bilingual", Bilingual(vi: "Một câu bằng hai thứ tiếng.", en: "A sentence in both languages."),
        [.must("vi", .string), .must("en", .string)])

    private static let receipt = OpenAPISchema(
        "Receipt",
        Bilingual(
            vi: "Biên nhận: Ed25519 trên JSON chính tắc (RFC 8785) của các mục còn lại.",
            en: "The receipt: Ed25519 over the canonical JSON (RFC 8785) of the other members."),
        [
            .must("documentId", .uuid), .must("sha256", .sha256), .must("journalIndex", .integer),
            .must("acceptedAt", .moment), .must("hub", .string), .must("keyId", .string), .must("signature", .string),
        ])

    // MARK: Explaining

    static let explaining = [checkReport, codeList, code]

    private static let checkReport = OpenAPISchema(
        "CheckReport", Bilingual(vi: "Kết quả kiểm tra một tệp.", en: "What checking a file gave."),
        [
            .must("size", .integer), .must("verdict", .choice("acceptable", "refused")),
            .may("kind", .choice("document", "status")), .may("from", .string), .may("to", .list(of: .string)),
            .may("code", .string), .may("date", .string), .may("subject", .string), .may("signer", .string),
            .may("times", ["type": "object"]), .may("attachments", .list(of: ["type": "object"])),
            .may("signedFiles", .list(of: ["type": "object"])), .must("findings", .list(of: .reference("Finding"))),
            .must(
                "recipientFindings", .list(of: .reference("Finding")), "Nơi nhận không phục vụ được.",
                "Recipients that cannot be served."),
            .must("notJudged", .list(of: .string)),
        ])

    private static let codeList = OpenAPISchema(
        "CodeList", Bilingual(vi: "Danh mục mã.", en: "The catalogue of codes."),
        [.must("codes", .list(of: .reference("Code")))])

    private static let code = OpenAPISchema(
        "Code", Bilingual(vi: "Một mã.", en: "A code."),
        [
            .must("code", .string), .must("area", .string), .must("level", .choice("refuse", "flag")),
            .must("standardLevel", .choice("refuse", "flag")), .must("isFixed", .boolean),
            .must("says", .reference("Bilingual")), .must("mend", .reference("Bilingual")), .must("source", .string),
        ])

    // MARK: Webhooks

    static let push = [news, newsData]

    private static let news = OpenAPISchema(
        "News", Bilingual(vi: "Một tin gửi tới webhook.", en: "One piece of news, as a webhook gets it."),
        [
            .must("type", .choice(PushTopic.allCases.map(\.rawValue))), .must("timestamp", .moment),
            .must("data", .reference("NewsData")),
        ])

    private static let newsData = OpenAPISchema(
        "NewsData",
        Bilingual(
            vi: "Mã và trạng thái, không có nội dung văn bản.", en: "Names and codes, and nothing of the contents."),
        [
            .must("agency", .string, "Đơn vị được báo.", "Whose news it is."), .may("document", .uuid),
            .may("delivery", .uuid), .may("messageType", .choice("document", "status")), .may("code", .string),
            .may("sender", .string), .may("recipient", .string), .may("priority", .integer), .may("status", .string),
            .may("transport", .choice(TransportState.allCases.map(\.rawValue))),
            .may("duty", .choice(Duty.allCases.map(\.rawValue)), "Của một hạn.", "Of a deadline."),
            .may("dueAt", .moment), .may("step", .string),
            .may("link", .string, "Nơi đọc tiếp, với mã truy cập.", "Where to read on, with a token."),
        ])
}
