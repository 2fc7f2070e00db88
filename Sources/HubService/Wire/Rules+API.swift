import SignedXML

/// The rules of the hub's own interface, `/api/v1`.
package enum APIRule {
    package static let all = [
        token, scope, rate, method, parameter, parameterUnknown, mediaType, emptyBody, body, documentUnknown,
        notAStatus, statusAbout, deliveryUnknown, notHandedOver, contradiction, locked, lockLost, lockUnknown,
        keyInvalid, keyReused,
        keyBusy, agencyUnknown, checkRate, checksBusy, codeUnknown,
    ]

    package static let token = Rule(
        "API-TOKEN",
        says: Bilingual(
            vi: "Thiếu mã truy cập, hoặc mã truy cập không đúng, đã hết hạn, bị thu hồi hay bị khóa.",
            en: "The bearer token is missing, wrong, expired, revoked or locked."),
        mend: Bilingual(
            vi: "Gửi trường Authorization: Bearer <mã truy cập> do đơn vị vận hành cấp.",
            en: "Send Authorization: Bearer <token>, with the token the operator gave."),
        source: "RFC 6750 §2.1, §3")

    package static let mediaType = Rule(
        "API-MEDIA-TYPE",
        says: Bilingual(
            vi: "Kiểu nội dung “{type}” không được nhận ở đây.",
            en: "The media type “{type}” is not taken here."),
        mend: Bilingual(vi: "Gửi với Content-Type: {allowed}.", en: "Send with Content-Type: {allowed}."),
        source: "RFC 9110 §15.5.16")

    package static let emptyBody = Rule(
        "API-EMPTY",
        says: Bilingual(vi: "Yêu cầu không có nội dung.", en: "The request has no body."),
        mend: Bilingual(vi: "Gửi tệp .edxml làm nội dung.", en: "Send the .edxml file as the body."),
        source: "RFC 9110 §15.5.1")

    package static let documentUnknown = Rule(
        "API-DOCUMENT-UNKNOWN",
        says: Bilingual(
            vi: "Không có văn bản “{id}” mà mã truy cập này được xem.",
            en: "There is no document “{id}” that this token may see."),
        mend: Bilingual(
            vi: "Dùng mã văn bản trong biên nhận của Liên Thông.",
            en: "Use the document id from the hub's receipt."),
        source: "RFC 9110 §15.5.5")

    package static let checkRate = Rule(
        "API-CHECK-RATE",
        says: Bilingual(
            vi: "Hệ thống này đã gửi kiểm tra quá nhiều tệp trong một lúc.",
            en: "This system has asked for too many checks in a short time."),
        mend: Bilingual(
            vi: "Thử lại sau {seconds} giây. Kiểm tra hàng loạt thì dùng lệnh lienthong check trên máy của mình.",
            en: "Try again in {seconds} seconds. To check many files, run lienthong check on a machine of your own."),
        source: "RFC 6585 §4")

    package static let checksBusy = Rule(
        "API-CHECKS-BUSY",
        says: Bilingual(
            vi: "Liên Thông đang kiểm tra tối đa số tệp cho phép cùng lúc.",
            en: "The hub is checking as many files at once as it may."),
        mend: Bilingual(
            vi: "Thử lại sau {seconds} giây; việc gửi văn bản không bị ảnh hưởng.",
            en: "Try again in {seconds} seconds; sending documents is not affected."),
        source: "RFC 9110 §15.6.4")

    package static let codeUnknown = Rule(
        "API-CODE-UNKNOWN",
        says: Bilingual(
            vi: "Không có mã “{code}”. Mã gần nhất: {nearest}.",
            en: "There is no code “{code}”. The nearest: {nearest}."
        ),
        mend: Bilingual(
            vi: "Xem danh mục các mã: /api/v1/codes, hoặc lienthong codes.",
            en: "See the catalogue of codes: /api/v1/codes, or lienthong codes."),
        source: "RFC 9110 §15.5.5")
}
