import SignedXML

/// The rules of the HTTP connection itself, before anything is known about the caller.
package enum HTTPRule {
    package static let all = [
        tooLarge, cutShort, tooSlow, malformed, headerTooLarge, host, framing, contentEncoding, busy, notFound,
        badRequest, fault,
    ]

    package static let tooLarge = Rule(
        "HTTP-TOO-LARGE",
        says: Bilingual(
            vi: "Nội dung gửi lên vượt quá giới hạn {cap} byte của Liên Thông.",
            en: "The body is larger than the {cap} bytes this hub takes."),
        mend: Bilingual(
            vi: "Giảm dung lượng tệp đính kèm, hoặc đề nghị đơn vị vận hành nâng limits.maxDocumentBytes.",
            en: "Make the attachments smaller, or ask the operator to raise limits.maxDocumentBytes."),
        source: "RFC 9110 §15.5.14")

    package static let cutShort = Rule(
        "HTTP-LENGTH",
        says: Bilingual(
            vi: "Kết nối kết thúc khi nội dung chưa gửi đủ như đã khai báo.",
            en: "The connection ended, or its framing broke, before the declared body was complete."),
        mend: Bilingual(
            vi: "Gửi lại toàn bộ yêu cầu; Content-Length phải đúng bằng số byte của nội dung.",
            en: "Send the whole request again; Content-Length must equal the number of bytes in the body."),
        source: "RFC 9112 §8")

    package static let tooSlow = Rule(
        "HTTP-SLOW",
        says: Bilingual(
            vi: "Dữ liệu đến quá chậm hoặc quá thời hạn cho phép.",
            en: "The request arrived too slowly, or not within its deadline."),
        mend: Bilingual(
            vi:
                "Kiểm tra đường truyền rồi gửi lại; Liên Thông cần cả phần đầu trong {headerDeadline} và tối thiểu {rate} byte/giây.",
            en:
                "Check the line and send again; the header is due within {headerDeadline}, the body at {rate} bytes/s or more."
        ),
        source: "RFC 9110 §15.5.9")

    package static let malformed = Rule(
        "HTTP-MALFORMED",
        says: Bilingual(
            vi: "Yêu cầu không đúng cú pháp HTTP/1.1: {what}.",
            en: "The request is not well-formed HTTP/1.1: {what}."),
        mend: Bilingual(
            vi: "Sửa chương trình gửi hoặc proxy ở giữa cho đúng RFC 9112.",
            en: "Mend the client, or the proxy between, to follow RFC 9112."),
        source: "RFC 9112 §2.2")

    package static let headerTooLarge = Rule(
        "HTTP-HEADER-TOO-LARGE",
        says: Bilingual(
            vi: "Phần đầu yêu cầu quá lớn (tối đa {bytes} byte và {fields} trường).",
            en: "The request's header is too large (at most {bytes} bytes and {fields} fields)."),
        mend: Bilingual(
            vi: "Bỏ bớt trường đầu mục không cần thiết.",
            en: "Leave out header fields that are not needed."),
        source: "RFC 6585 §5")

    package static let host = Rule(
        "HTTP-HOST",
        says: Bilingual(
            vi: "Yêu cầu phải có đúng một trường Host.",
            en: "The request must have exactly one Host field."),
        mend: Bilingual(
            vi: "Gửi một trường Host duy nhất, là tên máy chủ trong địa chỉ gọi.",
            en: "Send one Host field: the host of the address called."),
        source: "RFC 9112 §3.2")

    package static let framing = Rule(
        "HTTP-FRAMING",
        says: Bilingual(
            vi: "Độ dài nội dung được khai báo mâu thuẫn: {what}.",
            en: "The body's length is declared in contradictory ways: {what}."),
        mend: Bilingual(
            vi: "Chỉ dùng một Content-Length, hoặc chỉ Transfer-Encoding: chunked.",
            en: "Use one Content-Length, or Transfer-Encoding: chunked alone."),
        source: "RFC 9112 §6.1, §6.3")

    package static let contentEncoding = Rule(
        "HTTP-ENCODING",
        says: Bilingual(
            vi: "Liên Thông không nhận nội dung nén ({encoding}).",
            en: "The hub does not take encoded bodies ({encoding})."),
        mend: Bilingual(
            vi: "Gửi nội dung nguyên bản, không có Content-Encoding.",
            en: "Send the body as it is, without Content-Encoding."),
        source: "RFC 9110 §8.4, §15.5.16")

    package static let busy = Rule(
        "HTTP-BUSY",
        says: Bilingual(
            vi: "Liên Thông đang phục vụ tối đa số kết nối cho phép.",
            en: "The hub is serving as many connections as it may."),
        mend: Bilingual(
            vi: "Thử lại sau {seconds} giây; dùng lại kết nối thay vì mở kết nối mới.",
            en: "Try again in {seconds} seconds; reuse a connection rather than opening another."),
        source: "RFC 9110 §15.6.4")

    package static let notFound = Rule(
        "HTTP-NOT-FOUND",
        says: Bilingual(
            vi: "Không có tài nguyên ở địa chỉ này ({method} {path}).",
            en: "There is nothing at this address ({method} {path})."),
        mend: Bilingual(
            vi: "Kiểm tra lại phương thức và đường dẫn.",
            en: "Check the method and the path."),
        source: "RFC 9110 §15.5.5")

    package static let badRequest = Rule(
        "HTTP-BAD-REQUEST",
        says: Bilingual(vi: "Yêu cầu không hợp lệ: {what}.", en: "The request is not valid: {what}."),
        mend: Bilingual(
            vi: "Sửa yêu cầu theo mô tả của giao diện rồi gửi lại.",
            en: "Mend the request as the interface describes, and send it again."),
        source: "RFC 9110 §15.5.1")

    package static let fault = Rule(
        "HUB-FAULT",
        says: Bilingual(
            vi: "Liên Thông gặp lỗi khi xử lý; yêu cầu chưa được ghi nhận (mã tra cứu {request}).",
            en: "The hub failed while handling the request; nothing was acknowledged (request {request})."),
        mend: Bilingual(
            vi: "Gửi lại sau; gửi lại cùng văn bản là an toàn. Nếu lặp lại, báo mã tra cứu cho đơn vị vận hành.",
            en: "Send again later; repeating a document is harmless. If it persists, give the operator the request id."),
        source: "RFC 9110 §15.6.1")
}
