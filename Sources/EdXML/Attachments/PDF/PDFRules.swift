import SignedXML

/// What can be said of a signature inside a PDF attachment. It informs the clerk; by default it refuses nothing.
///
/// Arguments: `value` is the file's name, `number` the signature's place among the file's signatures.
package enum PDFRules {
    package static let all = broken + undecided

    /// With one of these a signature does not hold, whoever made it.
    static let broken = [
        byteRange, hole, coverage, contents, message, content, value, certificate, changed, revoked,
    ]

    /// With one of these, and none of the others, nothing certain can be said.
    static let undecided = [form, weak, signer, extended, timestamp, otherDigest, limit, unclear, unjudged]

    private static let standard = "ISO 32000-1 §12.8.1"

    private static func rule(
        _ code: String, vi: String, en: String, mend: (vi: String, en: String) = signAgain, source: String = standard
    ) -> Rule {
        Rule(
            code, level: .flag,
            says: Bilingual(
                vi: "Chữ ký số {number} trong tệp PDF “{value}”: \(vi)",
                en: "Signature {number} in the PDF file “{value}”: \(en)"),
            mend: Bilingual(vi: mend.vi, en: mend.en), source: source)
    }

    private static let signAgain = (
        vi: "Nơi gửi mở bản gốc, ký số lại bằng phần mềm ký đúng chuẩn rồi gửi lại.",
        en: "The sender should sign the original again, with software that keeps to the standard, and send it again."
    )

    private static let askSender = (
        vi: "Đề nghị nơi gửi xác nhận, hoặc gửi lại đúng tệp đã ký.",
        en: "Ask the sender to confirm, or to send the very file that was signed."
    )

    // MARK: The place in the file

    package static let byteRange = rule(
        "PDF-BYTERANGE", vi: "phạm vi ký (ByteRange) thiếu hoặc sai: {found}.",
        en: "its ByteRange is missing or malformed: {found}.")
    package static let hole = rule(
        "PDF-HOLE", vi: "phạm vi ký bỏ trống một phần tệp không phải là ô chứa chính chữ ký đó.",
        en: "its ByteRange leaves out another part of the file than the signature itself.")
    package static let coverage = rule(
        "PDF-COVERAGE", vi: "phạm vi ký không kết thúc ở cuối một phiên bản của tệp.",
        en: "its ByteRange does not end where a revision of the file ends.")
    package static let contents = rule(
        "PDF-CONTENTS", vi: "ô chứa chữ ký (Contents) trống hoặc không phải một chữ ký.",
        en: "its Contents are empty, or no signature.")
    package static let changed = rule(
        "PDF-CHANGED", vi: "tệp đã bị thay đổi sau khi ký: có thêm {bytes} byte mà không chữ ký hợp lệ nào bao trùm.",
        en: "the file was changed after it was signed: no valid signature covers the last {bytes} bytes.",
        mend: askSender)
    package static let extended = rule(
        "PDF-EXTENDED",
        vi:
            "sau khi ký, tệp được bổ sung {bytes} byte (dữ liệu xác thực, dấu thời gian hoặc chữ ký chưa xác nhận); chưa chứng minh được nội dung vẫn nguyên.",
        en:
            "{bytes} bytes were added after it (validation data, a time stamp, or a signature that is not confirmed); that the content is the same is not proved.",
        mend: askSender, source: "ETSI EN 319 142-1 §5.4")

    // MARK: The signature itself

    package static let message = rule(
        "PDF-CMS", vi: "dữ liệu chữ ký không đúng dạng CMS ({detail}).",
        en: "its data are not CMS as the profile has it ({detail}).", source: "RFC 5652 §5")
    package static let content = rule(
        "PDF-DIGEST", vi: "nội dung đã bị sửa sau khi ký.", en: "the content was altered after it was signed.",
        mend: askSender, source: "RFC 5652 §5.6")
    package static let value = rule(
        "PDF-SIGNATURE", vi: "giá trị chữ ký không khớp với khóa của người ký.",
        en: "the signature value is not that of the signer's key.", source: "RFC 5652 §5.6")
    package static let certificate = rule(
        "PDF-CERTIFICATE", vi: "chứng thư kèm theo không phải chứng thư mà người ký đã nêu.",
        en: "the certificate enclosed is not the one that the signer named.", source: "RFC 5035 §3")
    package static let form = rule(
        "PDF-FORM", vi: "dạng chữ ký (SubFilter) “{found}” không thuộc các dạng được xét.",
        en: "its form (SubFilter) “{found}” is not one that is judged.")
    package static let weak = rule(
        "PDF-WEAK", vi: "thuật toán hoặc khóa “{detail}” không còn an toàn, nên không xác nhận được.",
        en: "the algorithm or key “{detail}” gives no assurance any more.", source: "RFC 6194")
    package static let otherDigest = rule(
        "PDF-OTHER-DIGEST", vi: "dùng hàm băm {detail}; cần đọc lại tệp một lần nữa để xét.",
        en: "it uses the hash {detail}; the file must be read once more to judge it.", source: "RFC 5652 §5.4")

    // MARK: The signer and the time

    package static let revoked = rule(
        "PDF-REVOKED", vi: "chứng thư của người ký “{subject}” đã bị thu hồi.",
        en: "the certificate of the signer “{subject}” was revoked.", source: "RFC 5280 §6.3")
    package static let signer = rule(
        "PDF-SIGNER", vi: "chưa xác nhận được người ký “{subject}” ({detail}).",
        en: "the signer “{subject}” could not be confirmed ({detail}).",
        mend: (
            vi: "Xem lý do kèm theo; quản trị trục bổ sung chứng thư gốc được tin cậy nếu còn thiếu.",
            en: "See the reason that follows; the operator may have to add the authority's root."
        ), source: "RFC 5280 §6.1")
    package static let timestamp = rule(
        "PDF-TIMESTAMP", vi: "có dấu thời gian, nhưng chưa xác nhận được.", en: "there is a time stamp, not confirmed.",
        mend: (
            vi: "Quản trị trục khai báo chứng thư gốc của nơi cấp dấu thời gian.",
            en: "The operator should name the time-stamping authority's root."
        ), source: "RFC 3161 §2.4.2")

    // MARK: Not judged

    package static let limit = rule(
        "PDF-LIMIT", vi: "tệp có quá nhiều chữ ký, hoặc dữ liệu chữ ký quá lớn, nên không xét.",
        en: "too many signatures, or too large ones; it was not judged.",
        mend: (
            vi: "Mở tệp bằng phần mềm đọc PDF để xem từng chữ ký.",
            en: "Open the file in a reader to see each signature."
        ), source: "Giới hạn của trục Liên Thông (hub limit)")
    package static let unclear = rule(
        "PDF-UNCLEAR", vi: "tệp tỏ ra đã được ký, nhưng không đọc được chữ ký.",
        en: "the file seems to be signed, and no signature could be read.")
    package static let unjudged = rule(
        "PDF-UNJUDGED", vi: "chưa xét được: {detail}.", en: "it could not be judged: {detail}.",
        mend: (vi: "Kiểm tra lại với đủ chứng thư tin cậy.", en: "Check again with the trusted roots given."),
        source: "RFC 5280 §6.1")
}
