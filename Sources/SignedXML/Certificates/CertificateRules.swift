/// What can be wrong with a signer's certificate.
package enum CertificateRules {
    package static let all = [
        expired, notYetValid, revoked, untrusted, path, usage, revocationUnknown, revocationRefused, unjudged,
    ]

    private static func rule(
        _ code: String, level: Rule.Level = .refuse, vi: String, en: String, mendVi: String, mendEn: String,
        source: String
    ) -> Rule {
        Rule(
            code, level: level, says: Bilingual(vi: vi, en: en), mend: Bilingual(vi: mendVi, en: mendEn), source: source
        )
    }

    package static let expired = rule(
        "CRT-EXPIRED", vi: "Chứng thư số “{subject}” đã hết hạn.", en: "The certificate “{subject}” has expired.",
        mendVi: "Gia hạn chứng thư số rồi ký lại văn bản.", mendEn: "Renew the certificate and sign again.",
        source: "RFC 5280 §6.1.3")
    package static let notYetValid = rule(
        "CRT-NOT-YET-VALID", vi: "Chứng thư số “{subject}” chưa có hiệu lực.",
        en: "The certificate “{subject}” is not valid yet.",
        mendVi: "Kiểm tra đồng hồ máy ký và ngày hiệu lực của chứng thư.",
        mendEn: "Check the signing machine's clock and the certificate's first day.", source: "RFC 5280 §6.1.3")
    package static let revoked = rule(
        "CRT-REVOKED", vi: "Chứng thư số “{subject}” đã bị thu hồi.", en: "The certificate “{subject}” was revoked.",
        mendVi: "Ký bằng chứng thư còn hiệu lực; báo đơn vị cấp chứng thư.",
        mendEn: "Sign with a valid certificate; ask the authority.", source: "RFC 5280 §6.3")
    package static let untrusted = rule(
        "CRT-UNTRUSTED", vi: "Chứng thư số “{subject}” không do tổ chức được tin cậy cấp.",
        en: "The certificate “{subject}” was not issued by a trusted authority.",
        mendVi: "Dùng chứng thư của Ban Cơ yếu Chính phủ, hoặc kèm đủ chứng thư trung gian.",
        mendEn: "Use a certificate of the government's authority, or enclose the intermediates.",
        source: "RFC 5280 §6.1")
    package static let path = rule(
        "CRT-PATH", vi: "Đường dẫn chứng thực của “{subject}” không hợp lệ: {detail}.",
        en: "The certification path of “{subject}” is not valid: {detail}.",
        mendVi: "Liên hệ đơn vị cấp chứng thư.", mendEn: "Ask the authority that issued it.", source: "RFC 5280 §6.1")
    package static let usage = rule(
        "CRT-USAGE", vi: "Chứng thư số “{subject}” không dành cho việc ký văn bản.",
        en: "The certificate “{subject}” is not meant for signing documents.",
        mendVi: "Dùng chứng thư có digitalSignature hoặc nonRepudiation.",
        mendEn: "Use a certificate with digitalSignature or nonRepudiation.", source: "RFC 5280 §4.2.1.3")
    package static let revocationUnknown = rule(
        "CRT-REVOCATION-UNKNOWN", level: .flag,
        vi: "Chưa biết chứng thư số “{subject}” có bị thu hồi hay không: thiếu danh sách thu hồi còn hiệu lực.",
        en: "Whether the certificate “{subject}” was revoked is unknown: no current revocation list.",
        mendVi: "Quản trị trục cập nhật CRL.", mendEn: "The operator should refresh the CRLs.",
        source: "RFC 5280 §6.3.3")
    package static let revocationRefused = rule(
        "CRT-REVOCATION-REQUIRED",
        vi: "Không xác định được chứng thư số “{subject}” có bị thu hồi hay không, mà chính sách đòi hỏi phải biết.",
        en: "Whether the certificate “{subject}” was revoked is unknown, and the policy asks to know.",
        mendVi: "Gửi lại sau; quản trị trục cập nhật CRL.",
        mendEn: "Send again later; the operator should refresh the CRLs.",
        source: "RFC 5280 §6.3.3")
    package static let unjudged = rule(
        "CRT-UNJUDGED", vi: "Không xét được chứng thư số: {detail}.",
        en: "The certificate could not be judged: {detail}.",
        mendVi: "Gửi lại; nếu vẫn lỗi, báo quản trị trục.", mendEn: "Send again; if it fails still, tell the operator.",
        source: "RFC 5280 §6.1")
}
