import Foundation
import HubCore
import SignedXML
import VXP

/// One parameter of an operation, or one member of its JSON body: how it is written, what it may be, and what is said of it. Requests are held to it, and the
/// OpenAPI document shows it.
struct APIParameter: Sendable {
    enum Place: String, Sendable { case path, query, header, body }

    enum Kind: Sendable {
        case text(ClosedRange<Int>, pattern: String? = nil)
        case integer(ClosedRange<Int>, default: Int)
        case choice([String], default: String? = nil)
        case flag
        /// RFC 3339.
        case moment
        /// The hub's name for something.
        case name
        /// Where a list goes on, as the page before said.
        case cursor(APICursor.Kind)
    }

    let name: String
    let place: Place
    let kind: Kind
    let says: Bilingual
    var example: String?
    /// Of a member of the body: whether it must be there. What stands in a path always is.
    var isRequired = false

    /// What may stand here, in both languages; `nil` when `value` may.
    func objection(to value: String) -> Bilingual? {
        switch kind {
        case .text(let length, let pattern):
            // Every code point counts one, as JSON Schema counts; a control character means nothing anywhere here.
            let fits =
                length.contains(value.unicodeScalars.count)
                && !value.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
                && (pattern.map { value.range(of: $0, options: .regularExpression) != nil } ?? true)
            return fits
                ? nil : Bilingual(both: "\(length.lowerBound)–\(length.upperBound)" + (pattern.map { ", \($0)" } ?? ""))
        case .integer(let range, _):
            if let number = Int(decimal: value), range.contains(number) { return nil }
            return Bilingual(both: "\(range.lowerBound)–\(range.upperBound)")
        case .choice(let words, _):
            return words.contains(value) ? nil : Bilingual(both: words.joined(separator: " | "))
        case .flag: return ["true", "false"].contains(value) ? nil : Bilingual(both: "true | false")
        case .moment:
            return Timestamp(rfc3339: value) != nil ? nil : Bilingual(both: "RFC 3339, 2026-11-21T08:00:00+07:00")
        case .name: return Identifier<APIParameter>(value) != nil ? nil : Bilingual(both: "UUID")
        case .cursor(let kind):
            return APICursor(value, of: kind) != nil
                ? nil : Bilingual(vi: "giá trị next của trang trước", en: "what the page before gave")
        }
    }
}

extension Int {
    /// Digits and nothing else.
    init?(decimal text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.init(text)
    }
}

extension Bilingual {
    init(both text: String) { self.init(vi: text, en: text) }
}

/// The parameters that several operations share.
extension APIParameter {
    static func id(_ what: Bilingual) -> APIParameter {
        APIParameter(
            name: "id", place: .path, kind: .name, says: what, example: "0193511e-7c1f-7b2a-9d4e-5f60718293a4")
    }

    static let delivery = APIParameter(
        name: "delivery", place: .path, kind: .name,
        says: Bilingual(
            vi: "Mã lượt chuyển: một văn bản cho một nơi nhận.", en: "The delivery: one document for one recipient."),
        example: "0193511e-7c1f-7b2a-9d4e-5f60718293b5")

    static let limit = APIParameter(
        name: "limit", place: .query, kind: .integer(1...1000, default: 100),
        says: Bilingual(vi: "Số mục tối đa của một trang.", en: "The most items of one page."))

    static let cursor = cursor(.position)

    static func cursor(_ kind: APICursor.Kind) -> APIParameter {
        APIParameter(
            name: "cursor", place: .query, kind: .cursor(kind),
            says: Bilingual(
                vi: "Nơi đọc tiếp; lấy nguyên từ next của trang trước, không tự tạo.",
                en: "Where to read on: taken from next of the page before, never made up."))
    }

    static let kind = APIParameter(
        name: "kind", place: .query, kind: .choice(["document", "status"]),
        says: Bilingual(
            vi: "Chỉ văn bản, hoặc chỉ gói tin trạng thái.", en: "Only documents, or only status messages."))

    static let format = APIParameter(
        name: "format", place: .query, kind: .choice(["json", "text"]),
        says: Bilingual(
            vi: "Dạng trả lời; không nêu thì theo Accept.", en: "The answer's form; by Accept when not given."))

    static let lang = APIParameter(
        name: "lang", place: .query, kind: .choice(["vi", "en"]),
        says: Bilingual(
            vi: "Ngôn ngữ của dạng text; không nêu thì theo Accept-Language.",
            en: "The language of the text form; by Accept-Language when not given."))

    static let idempotencyKey = APIParameter(
        name: "Idempotency-Key", place: .header, kind: .text(1...128, pattern: "^[\\x21-\\x7E]{1,128}$"),
        says: Bilingual(
            vi:
                "Tên của lần gọi này, do bên gọi đặt, mới cho mỗi việc. Gửi lại đúng yêu cầu với khóa cũ thì nhận lại đúng câu trả lời đầu tiên (có trường Idempotency-Replayed: true); khóa cũ với nội dung khác bị từ chối.",
            en:
                "The caller's own name for this call, new for each piece of work. Repeating the request with it gives the first answer again (with Idempotency-Replayed: true); with another body it is refused."
        ),
        example: "6f1d2c3b-8a74-4c55-9d0e-0a1b2c3d4e5f")

    static let ifNoneMatch = APIParameter(
        name: "If-None-Match", place: .header, kind: .text(1...1000),
        says: Bilingual(
            vi: "ETag đã có; còn nguyên thì trả 304 không kèm nội dung.",
            en: "The ETag at hand; when it still stands, 304 without a body."),
        example: "\"3b2f7c1e\"")
}
