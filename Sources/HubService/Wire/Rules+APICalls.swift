import SignedXML

/// How a call of `/api/v1` is made.
extension APIRule {
    package static let scope = Rule(
        "API-SCOPE",
        says: Bilingual(
            vi: "Mã truy cập này không có quyền “{scope}”.", en: "This token lacks the scope “{scope}”."),
        mend: Bilingual(
            vi: "Đề nghị đơn vị vận hành cấp mã truy cập có quyền {scope}; quyền của mã đang dùng: GET /api/v1/token.",
            en: "Ask the operator for a token with the scope {scope}; what this one may do: GET /api/v1/token."),
        source: "RFC 6750 §3.1")

    package static let rate = Rule(
        "API-RATE",
        says: Bilingual(
            vi: "Mã truy cập này đã gọi quá nhiều lần trong một lúc.",
            en: "This token has made too many calls in a short time."),
        mend: Bilingual(
            vi: "Thử lại sau {seconds} giây. Muốn biết tin mới ngay thì đăng ký webhook thay vì hỏi liên tục.",
            en: "Try again in {seconds} seconds. To learn of news at once, register a webhook instead of asking often."),
        source: "RFC 6585 §4")

    package static let method = Rule(
        "API-METHOD",
        says: Bilingual(
            vi: "Địa chỉ này không có phương thức {method}.", en: "This address has no method {method}."),
        mend: Bilingual(vi: "Dùng một trong: {allowed}.", en: "Use one of: {allowed}."),
        source: "RFC 9110 §15.5.6")

    package static let parameter = Rule(
        "API-PARAMETER",
        says: Bilingual(
            vi: "Tham số {name} có giá trị không hợp lệ: “{value}”.",
            en: "The parameter {name} has a value that is not allowed: “{value}”."),
        mend: Bilingual(vi: "Cần: {expected}.", en: "Expected: {expected}."),
        source: "RFC 9110 §15.5.1")

    package static let parameterUnknown = Rule(
        "API-PARAMETER-UNKNOWN",
        says: Bilingual(
            vi: "Không có tham số “{name}” ở đây, hoặc nó được nêu hai lần.",
            en: "There is no parameter “{name}” here, or it is given twice."),
        mend: Bilingual(
            vi: "Bỏ tham số đó; các tham số ở đây: {known}.",
            en: "Leave it out; the parameters here: {known}."),
        source: "RFC 9110 §15.5.1")

    package static let body = Rule(
        "API-BODY",
        says: Bilingual(
            vi: "Nội dung không phải JSON như mô tả: {what}.", en: "The body is not the JSON described: {what}."),
        mend: Bilingual(
            vi: "Sửa nội dung theo /api/v1/openapi.json.", en: "Mend it as /api/v1/openapi.json describes."),
        source: "RFC 8259")

    // MARK: Idempotency-Key

    package static let keyInvalid = Rule(
        "API-KEY-INVALID",
        says: Bilingual(
            vi: "Idempotency-Key không hợp lệ.", en: "The Idempotency-Key is not valid."),
        mend: Bilingual(
            vi: "Dùng một chuỗi từ 1 đến 128 ký tự ASCII in được, không có dấu cách, mới cho mỗi việc; nên dùng UUID.",
            en: "Use 1 to 128 visible ASCII characters, new for each piece of work; a UUID is best."),
        source: "draft-ietf-httpapi-idempotency-key-header §2")

    package static let keyReused = Rule(
        "API-KEY-REUSED",
        says: Bilingual(
            vi: "Idempotency-Key này đã dùng cho một yêu cầu khác.",
            en: "This Idempotency-Key was used for another request."),
        mend: Bilingual(
            vi: "Dùng khóa mới cho yêu cầu mới; khóa cũ chỉ để gửi lại đúng yêu cầu cũ.",
            en: "Use a new key for a new request; an old one repeats the same request only."),
        source: "draft-ietf-httpapi-idempotency-key-header §2.7")

    package static let keyBusy = Rule(
        "API-KEY-BUSY",
        says: Bilingual(
            vi: "Yêu cầu đầu tiên với Idempotency-Key này đang được xử lý.",
            en: "The first request with this Idempotency-Key is still under way."),
        mend: Bilingual(
            vi: "Gửi lại sau {seconds} giây để nhận đúng câu trả lời của yêu cầu đầu tiên.",
            en: "Repeat it in {seconds} seconds to get the first one's answer."),
        source: "draft-ietf-httpapi-idempotency-key-header §2.7")
}
