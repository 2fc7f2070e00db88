import SignedXML

/// The rules of the axis-style interface (VXP): who calls, and whether the call is whole.
package enum VXPRule {
    package static let all = [
        headerMissing, headerInvalid, headerMismatch, hmac, stale, timestamp, replayed, systemUnknown, hashFile,
        documentUnknown, messageType, agencyNotCallers, registrationClosed,
    ]

    package static let headerMissing = Rule(
        "VXP-HEADER-MISSING",
        says: Bilingual(
            vi: "Thiếu tham số bắt buộc trong phần đầu HTTP: {names}.",
            en: "Required header parameters are missing: {names}."),
        mend: Bilingual(
            vi: "Gửi đủ các tham số XroadVnpt-… và ký tất cả trong XroadVnpt-sign-header.",
            en: "Send every XroadVnpt-… parameter, and sign all of them in XroadVnpt-sign-header."),
        source: "VXP 3.0.201608, header parameters")

    package static let headerInvalid = Rule(
        "VXP-HEADER-INVALID",
        says: Bilingual(
            vi: "Tham số {name} có giá trị không hợp lệ.",
            en: "The parameter {name} has a value that is not allowed."),
        mend: Bilingual(vi: "Dùng một trong: {allowed}.", en: "Use one of: {allowed}."),
        source: "VXP 3.0.201608, header parameters")

    package static let headerMismatch = Rule(
        "VXP-HEADER-MISMATCH",
        says: Bilingual(
            vi: "Tham số {name} không được ký, hoặc khác với giá trị đã ký trong XroadVnpt-sign-header.",
            en: "The parameter {name} is not signed, or differs from the value signed in XroadVnpt-sign-header."),
        mend: Bilingual(
            vi: "Ký lại đúng các giá trị được gửi; kiểm tra proxy có sửa phần đầu HTTP không.",
            en: "Sign exactly the values that are sent; check whether a proxy rewrites headers."),
        source: "VXP 3.0.201608, XroadVnpt-sign-header")

    package static let hmac = Rule(
        "VXP-HMAC",
        says: Bilingual(
            vi: "Mã xác thực XroadVnpt-hash-header không đúng.",
            en: "The authentication code XroadVnpt-hash-header is wrong."),
        mend: Bilingual(
            vi: "Kiểm tra khóa bí mật của hệ thống; HMAC-SHA256 tính trên nguyên văn XroadVnpt-sign-header.",
            en: "Check the system's secret; the HMAC-SHA256 is over XroadVnpt-sign-header as sent."),
        source: "VXP 3.0.201608, XroadVnpt-hash-header")

    package static let stale = Rule(
        "VXP-STALE",
        says: Bilingual(
            vi: "Thời điểm của lời gọi lệch {seconds} giây so với đồng hồ của Liên Thông.",
            en: "The call's timestamp is {seconds} seconds away from the hub's clock."),
        mend: Bilingual(
            vi: "Đồng bộ đồng hồ (NTP) và dùng giờ Việt Nam (+07:00), dạng ddMMyyyy'T'HHmmss+SSSS.",
            en: "Set the clock by NTP and use Vietnam time (+07:00), as ddMMyyyy'T'HHmmss+SSSS."),
        source: "VXP 3.0.201608, timestamp")

    package static let timestamp = Rule(
        "VXP-TIMESTAMP",
        says: Bilingual(
            vi: "Không đọc được thời điểm “{value}” của lời gọi.",
            en: "The call's timestamp “{value}” cannot be read."),
        mend: Bilingual(
            vi: "Dùng dạng ddMMyyyy'T'HHmmss+SSSS, với SSSS là mili giây.",
            en: "Use ddMMyyyy'T'HHmmss+SSSS, where SSSS is milliseconds."),
        source: "VXP 3.0.201608, timestamp")

    package static let replayed = Rule(
        "VXP-REPLAYED",
        says: Bilingual(vi: "Lời gọi này đã được nhận một lần.", en: "This very call has been received before."),
        mend: Bilingual(
            vi: "Mỗi lần gọi, kể cả gửi lại, phải có thời điểm và chữ ký HMAC mới.",
            en: "Every call, a repeat too, needs a new timestamp and HMAC."),
        source: "VXP 3.0.201608, timestamp")

    package static let systemUnknown = Rule(
        "VXP-SYSTEM-UNKNOWN",
        says: Bilingual(
            vi: "Hệ thống “{systemid}” chưa được đăng ký với Liên Thông.",
            en: "The system “{systemid}” is not registered with this hub."),
        mend: Bilingual(
            vi: "Kiểm tra mã hệ thống, hoặc đề nghị đơn vị vận hành đăng ký.",
            en: "Check the systemid, or ask the operator to register it."),
        source: "VXP 3.0.201608, systemid")

    package static let hashFile = Rule(
        "VXP-HASH-FILE",
        says: Bilingual(
            vi: "Nội dung nhận được không khớp hash-file.",
            en: "The body received does not match hash-file."),
        mend: Bilingual(
            vi: "hash-file là SHA-256 (hex) của tệp .edxml, không kể CRLF ở cuối; kiểm tra tệp có bị sửa khi truyền.",
            en:
                "hash-file is the SHA-256 (hex) of the .edxml without the CRLF tail; check that nothing altered it on the way."
        ),
        source: "VXP 3.0.201608, hash-file")

    package static let documentUnknown = Rule(
        "VXP-DOCUMENT-UNKNOWN",
        says: Bilingual(
            vi: "Không có gói tin “{docId}” trong hộp của hệ thống này.",
            en: "There is no packet “{docId}” in this system's mailbox."),
        mend: Bilingual(
            vi: "Lấy docId từ /getReceivedEdocList của chính hệ thống này.",
            en: "Take docId from this system's own /getReceivedEdocList."),
        source: "VXP 3.0.201608, getEdoc")

    package static let messageType = Rule(
        "VXP-MESSAGE-TYPE",
        says: Bilingual(
            vi: "Gói tin là {found} nhưng được gửi với messagetype {stated}.",
            en: "The packet is of type {found}, and was sent with messagetype {stated}."),
        mend: Bilingual(
            vi: "Dùng edoc cho văn bản và status cho trạng thái.",
            en: "Use edoc for a document, and status for a status."
        ),
        source: "VXP 3.0.201608, messagetype")

    package static let agencyNotCallers = Rule(
        "VXP-AGENCY-NOT-CALLERS",
        says: Bilingual(
            vi: "Đơn vị “{agency}” không thuộc hệ thống đang gọi “{caller}”.",
            en: "The agency “{agency}” does not belong to the calling system “{caller}”."),
        mend: Bilingual(
            vi: "Chỉ đăng ký, bỏ đơn vị của chính hệ thống mình; chuyển hệ thống thì đề nghị quản trị trục.",
            en: "Register and take out agencies of your own centre only; to move one, ask the hub's operator."),
        source: "VXP 3.0.201608, registerAgency, deleteAgency")

    package static let registrationClosed = Rule(
        "VXP-REGISTRATION-CLOSED",
        says: Bilingual(
            vi: "Trục này không nhận thay đổi danh mục đơn vị qua giao diện.",
            en: "This hub takes no changes of the register over this interface."),
        mend: Bilingual(
            vi: "Gửi danh sách đơn vị cho quản trị trục để ghi vào danh mục.",
            en: "Give the list of agencies to the hub's operator."),
        source: "VXP 3.0.201608, registerAgency, deleteAgency")
}

/// The rules of the hub's own interface, `/api/v1`.
package enum APIRule {
    package static let all = [
        token, mediaType, emptyBody, documentUnknown, checkRate, checksBusy, codeUnknown,
    ]

    package static let token = Rule(
        "API-TOKEN",
        says: Bilingual(
            vi: "Thiếu mã truy cập, hoặc mã truy cập không đúng.",
            en: "The bearer token is missing or wrong."),
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
