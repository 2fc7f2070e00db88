import SignedXML

extension EdXMLRules {
    static let status = [
        statusCode, timestampMissing, timestampForm, timestampFuture, responseForMissing, responseForMany,
        responseForIncomplete, responseForIgnored, swapped, reasonMissing,
    ]

    package static let statusCode = Rule(
        "EDX-STATUS-CODE",
        says: Bilingual(
            vi: "Mã trạng thái “{value}” không có trong danh mục.", en: "The status code “{value}” is not in the list."),
        mend: Bilingual(
            vi: "Dùng hai chữ số: 01, 02, 03, 04, 05, 06, 13, 15 hoặc 16.",
            en: "Use two digits: 01, 02, 03, 04, 05, 06, 13, 15 or 16."),
        source: "\(regulation), StatusCode")

    package static let timestampMissing = Rule(
        "EDX-TIMESTAMP-MISSING",
        says: Bilingual(
            vi: "Gói trạng thái thiếu thời điểm (Timestamp).", en: "The status has no time (Timestamp)."),
        mend: Bilingual(
            vi: "Ghi Timestamp dạng yyyy/MM/dd HH:mm:ss, giờ Việt Nam.",
            en: "Write Timestamp as yyyy/MM/dd HH:mm:ss, Vietnam time."),
        source: "\(regulation), Timestamp")

    package static let timestampForm = Rule(
        "EDX-TIMESTAMP-FORM",
        says: Bilingual(
            vi: "Thời điểm “{value}” không viết dạng yyyy/MM/dd HH:mm:ss.",
            en: "The time “{value}” is not written yyyy/MM/dd HH:mm:ss."),
        mend: Bilingual(
            vi: "Viết đủ ngày và giờ, ví dụ 2026/11/04 09:38:24.",
            en: "Write day and time in full, for instance 2026/11/04 09:38:24."),
        source: "\(regulation), Timestamp")

    package static let timestampFuture = Rule(
        "EDX-TIMESTAMP-FUTURE", level: .flag,
        says: Bilingual(
            vi: "Thời điểm {value} của trạng thái ở sau lúc nhận.",
            en: "The status is dated {value}, after its receipt."),
        mend: Bilingual(
            vi: "Kiểm tra đồng hồ của hệ thống gửi (giờ Việt Nam, UTC+7).",
            en: "Check the sending system's clock (Vietnam time, UTC+7)."),
        source: "\(regulation), Timestamp")

    package static let responseForMissing = Rule(
        "EDX-RESPONSE-FOR-MISSING",
        says: Bilingual(
            vi: "Gói trạng thái không nêu văn bản được trả lời (ResponseFor).",
            en: "The status does not say which document it answers (ResponseFor)."),
        mend: Bilingual(
            vi: "Thêm ResponseFor với OrganId của nơi gửi văn bản gốc và Code đầy đủ (số/ký hiệu).",
            en: "Add ResponseFor with the original sender's OrganId and the full Code (number/notation)."),
        source: "\(regulation), ResponseFor")

    package static let responseForMany = Rule(
        "EDX-RESPONSE-FOR-MANY",
        says: Bilingual(
            vi: "Một gói trạng thái chỉ được trả lời một văn bản.", en: "One status may answer one document only."),
        mend: Bilingual(
            vi: "Gửi mỗi văn bản một gói trạng thái.", en: "Send one status packet per document."),
        source: "\(regulation), ResponseFor")

    package static let responseForIncomplete = Rule(
        "EDX-RESPONSE-FOR-INCOMPLETE",
        says: Bilingual(
            vi: "ResponseFor thiếu OrganId hoặc Code hợp lệ.", en: "ResponseFor lacks a well-formed OrganId or Code."),
        mend: Bilingual(
            vi: "Ghi OrganId là mã định danh và Code là số/ký hiệu đầy đủ, ví dụ 7816/VPCP-TTĐT.",
            en: "Give OrganId as an agency identifier and Code as the full number/notation, such as 7816/VPCP-TTĐT."),
        source: "\(regulation), ResponseFor")

    package static let responseForIgnored = Rule(
        "EDX-RESPONSE-FOR-IGNORED", level: .flag,
        says: Bilingual(
            vi: "Một ResponseFor thiếu OrganId hoặc Code hợp lệ nên không được đọc.",
            en: "A ResponseFor lacks a well-formed OrganId or Code and is not read."),
        mend: Bilingual(
            vi: "Bổ sung OrganId và Code đầy đủ để nối với văn bản được trả lời.",
            en: "Give OrganId and the full Code, so that it can be joined to the document answered."),
        source: "\(regulation), ResponseFor")

    package static let swapped = Rule(
        "EDX-RESPONSE-FOR-SWAPPED", level: .flag,
        says: Bilingual(
            vi: "OrganId và Code trong ResponseFor bị đổi chỗ; đã đọc lại đúng chiều.",
            en: "OrganId and Code in ResponseFor are swapped; they were read the right way round."),
        mend: Bilingual(
            vi: "Ghi mã định danh vào OrganId và số/ký hiệu vào Code.",
            en: "Put the agency identifier in OrganId and the number/notation in Code."),
        source: "\(regulation), ResponseFor")

    package static let reasonMissing = Rule(
        "EDX-REASON-MISSING", level: .flag,
        says: Bilingual(
            vi: "Thiếu lý do ({element}).", en: "No reason is given ({element})."),
        mend: Bilingual(
            vi: "Ghi rõ lý do để bên kia biết cách xử lý.", en: "Say why, so that the other side knows what to do."),
        source: "\(records), Điều 18 khoản 4, Điều 21 khoản 2; \(regulation), Description")
}
