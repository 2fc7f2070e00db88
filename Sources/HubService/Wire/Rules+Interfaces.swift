import SignedXML

/// The rules of the axis-style interface (VXP): who calls, and whether the call is whole.
package enum VXPRule {
    package static let all = [
        headerMissing, headerInvalid, headerMismatch, hmac, stale, timestamp, replayed, systemUnknown, hashFile,
        documentUnknown, parameterMissing, messageType, agencyNotCallers, registrationClosed, rate,
    ]

    package static let headerMissing = Rule(
        "VXP-HEADER-MISSING",
        says: Bilingual(
            vi: "Thiếu tiêu đề xác thực trong phần đầu HTTP: {names}.",
            en: "Headers that prove the caller are missing: {names}."),
        mend: Bilingual(
            vi: "Gửi đủ các tiêu đề XroadVnpt-… và ký tất cả tham số trong XroadVnpt-sign-header.",
            en: "Send every XroadVnpt-… header, and sign all parameters in XroadVnpt-sign-header."),
        source: "VXP 3.0.201608, header parameters")

    package static let parameterMissing = Rule(
        "VXP-PARAMETER-MISSING",
        says: Bilingual(
            vi: "Dịch vụ {operation} thiếu tham số bắt buộc: {names}.",
            en: "The operation {operation} lacks required parameters: {names}."),
        mend: Bilingual(
            vi: "Gửi tham số dưới dạng tiêu đề XroadVnpt-<tên> và ký cùng các tham số khác.",
            en: "Send each as a header XroadVnpt-<name>, and sign it with the others."),
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

    package static let rate = Rule(
        "VXP-RATE",
        says: Bilingual(
            vi: "Hệ thống này đã gọi quá nhiều lần trong một lúc.",
            en: "This system has made too many calls in a short time."),
        mend: Bilingual(
            vi: "Ký và gọi lại sau {seconds} giây; hỏi danh sách thưa hơn, mỗi lần lấy nhiều dòng hơn.",
            en: "Sign and call again in {seconds} seconds; ask for lists less often, and for more rows each time."),
        source: "RFC 6585 §4")
}
