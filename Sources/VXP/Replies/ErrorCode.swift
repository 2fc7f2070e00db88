/// What `ErrorCode` may say, with its sentence in both languages.
///
/// Numbers below 100 are those of the provincial variant of the interface; from 100 on they are this hub's.
package struct ErrorCode: Sendable, Hashable {
    /// As it travels.
    package let number: String
    /// Stable for ever, for logs and people: `AUTH-STALE`.
    package let name: String
    /// Whether the same call may succeed later without a change by its maker; otherwise the answer is final.
    package let isTransient: Bool
    package let vi: String
    package let en: String

    private init(_ number: String, _ name: String, transient: Bool = false, vi: String, en: String) {
        self.number = number
        self.name = name
        self.isTransient = transient
        self.vi = vi
        self.en = en
    }

    package static let ok = ErrorCode("0", "OK", vi: "Thành công", en: "Success")
    package static let invalidFile = ErrorCode(
        "10", "FILE-INVALID", vi: "Tệp không hợp lệ", en: "Invalid file")
    package static let unknownSystem = ErrorCode(
        "15", "AUTH-SYSTEM", vi: "SystemId chưa được đăng ký; kiểm tra mã hệ thống được cấp",
        en: "The SystemId is not registered; check the identifier you were given")
    package static let unknownReceiver = ErrorCode(
        "18", "RECEIVER-UNKNOWN", vi: "Đơn vị nhận không có trong danh bạ; đồng bộ danh bạ rồi gửi lại",
        en: "A receiver is not in the register; synchronise the register, then send again")
    package static let unknownSender = ErrorCode(
        "19", "SENDER-UNKNOWN", vi: "Đơn vị gửi chưa đăng ký hoặc không thuộc hệ thống đang gọi",
        en: "The sender is not registered, or does not belong to the calling system")
    package static let systemError = ErrorCode(
        "20", "SYSTEM", transient: true, vi: "Lỗi hệ thống; gửi lại sau", en: "System error; send again later")
    package static let processingError = ErrorCode(
        "21", "FILE-PROCESSING", vi: "Không xử lý được tệp", en: "The file could not be processed")
    package static let invalidEdXML = ErrorCode(
        "22", "EDXML-INVALID", vi: "Gói tin edXML sai quy chuẩn", en: "The edXML packet does not conform")
    package static let receiverLocked = ErrorCode(
        "23", "RECEIVER-LOCKED", vi: "Đơn vị nhận đang bị khóa", en: "The receiver is locked")

    package static let headerMissing = ErrorCode(
        "101", "AUTH-MISSING", vi: "Thiếu tiêu đề xác thực", en: "Authentication headers are missing")
    package static let wrongHMAC = ErrorCode(
        "102", "AUTH-HMAC", vi: "Mã xác thực (hash-header) sai; kiểm tra khóa bí mật và chuỗi JSON đã ký",
        en: "The hash-header is wrong; check the secret and the JSON text that was signed")
    package static let headersDisagree = ErrorCode(
        "103", "AUTH-COVER", vi: "Tiêu đề không khớp với nội dung đã ký trong sign-header",
        en: "A header does not agree with what sign-header signed")
    package static let timestampMalformed = ErrorCode(
        "104", "AUTH-TIMESTAMP", vi: "Dấu thời gian sai dạng; cần ddMMyyyy'T'HHmmss+SSSS, giờ Việt Nam",
        en: "The timestamp is malformed; it must be ddMMyyyy'T'HHmmss+SSSS in Vietnamese local time")
    package static let timestampStale = ErrorCode(
        "105", "AUTH-STALE", transient: true, vi: "Dấu thời gian lệch quá mức cho phép; đồng bộ đồng hồ rồi ký lại",
        en: "The timestamp is too far off; set the clock and sign again")
    package static let replayed = ErrorCode(
        "106", "AUTH-REPLAY", transient: true, vi: "Lời gọi này đã được thực hiện; ký lại với dấu thời gian mới",
        en: "This very call has been made before; sign again with a new timestamp")
    package static let wrongHash = ErrorCode(
        "107", "BODY-HASH", vi: "Nội dung nhận được không khớp hash-file",
        en: "The body received is not what hash-file says")
    package static let bodyMalformed = ErrorCode(
        "108", "BODY-FORM", vi: "Thân yêu cầu không đúng dạng multipart/form-data hoặc JSON",
        en: "The body is not well-formed multipart/form-data or JSON")
    package static let bodyTooLarge = ErrorCode(
        "109", "BODY-SIZE", vi: "Nội dung vượt quá dung lượng cho phép", en: "The body is larger than allowed")
    package static let parameterMissing = ErrorCode(
        "110", "PARAM-MISSING", vi: "Thiếu tham số bắt buộc", en: "A required parameter is missing")
    package static let parameterInvalid = ErrorCode(
        "111", "PARAM-INVALID", vi: "Giá trị tham số không hợp lệ", en: "A parameter's value is not valid")
    package static let unknownDocument = ErrorCode(
        "112", "DOC-UNKNOWN", vi: "Không có gói tin mang docId này cho hệ thống đang gọi",
        en: "There is no packet of this docId for the calling system")
    package static let conflict = ErrorCode(
        "113", "DOC-CONFLICT", vi: "Văn bản cùng ký hiệu đã được gửi với nội dung khác",
        en: "Another document was already sent under the same code")
    package static let unknownOperation = ErrorCode(
        "114", "OP-UNKNOWN", vi: "Không có dịch vụ này", en: "There is no such operation")
    package static let busy = ErrorCode(
        "115", "BUSY", transient: true, vi: "Hệ thống đang quá tải; gửi lại sau",
        en: "The system is busy; send again later")
    package static let notAuthorised = ErrorCode(
        "116", "AUTH-FORBIDDEN", vi: "Hệ thống đang gọi không có quyền này",
        en: "The calling system may not do this")

    package static let all: [ErrorCode] = [
        .ok, .invalidFile, .unknownSystem, .unknownReceiver, .unknownSender, .systemError, .processingError,
        .invalidEdXML,
        .receiverLocked, .headerMissing, .wrongHMAC, .headersDisagree, .timestampMalformed, .timestampStale, .replayed,
        .wrongHash, .bodyMalformed, .bodyTooLarge, .parameterMissing, .parameterInvalid, .unknownDocument, .conflict,
        .unknownOperation, .busy, .notAuthorised,
    ]

    private static let byNumber = Dictionary(uniqueKeysWithValues: all.map { ($0.number, $0) })

    /// The code of that number. An unknown one is kept, and is transient: what is not understood is not given up.
    package init(number: String) {
        self =
            Self.byNumber[number]
            ?? ErrorCode(
                number, "UNKNOWN-\(number)", transient: true, vi: "Mã lỗi không có trong bảng",
                en: "A code not in the table")
    }

    /// One line for `ErrorDesc`: name, both languages, and what exactly.
    package func sentence(_ detail: String = "") -> String {
        "[\(name)] \(vi) / \(en)" + (detail.isEmpty ? "" : ": \(detail)")
    }
}
