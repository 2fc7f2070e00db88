/// What can be wrong with a signer's certificate.
package enum CertificateRules {
    package static let all = [
        expired, notYetValid, revoked, untrusted, weakKey, authority, nameConstraints, path, version,
        serial,
        authorityAsSigner, usage, usageEmpty, revocationUnknown, revocationRefused, revocationLate, unjudged,
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
    package static let weakKey = rule(
        "CRT-WEAK-KEY", vi: "Chứng thư số “{subject}” dùng khóa hoặc thuật toán băm quá yếu ({detail}).",
        en: "The certificate “{subject}” has a key or a digest that is too weak ({detail}).",
        mendVi: "Xin cấp chứng thư mới với khóa RSA từ 2048 bit hoặc ECDSA từ 256 bit, ký bằng SHA-256 trở lên.",
        mendEn:
            "Get a certificate with RSA of at least 2048 bits or ECDSA of at least 256, signed with SHA-256 or better.",
        source: "NIST SP 800-57 Part 1 §5.6.1")
    package static let authority = rule(
        "CRT-AUTHORITY", vi: "Chứng thư “{subject}” không được phép cấp chứng thư khác như đã làm ({detail}).",
        en: "The certificate “{subject}” may not issue certificates as it did ({detail}).",
        mendVi: "Liên hệ đơn vị cấp chứng thư: đường dẫn chứng thực phải gồm các CA hợp lệ.",
        mendEn: "Ask the authority that issued it: every certificate above the signer's must be an authority's.",
        source: "RFC 5280 §4.2.1.9, §4.2.1.3")
    package static let nameConstraints = rule(
        "CRT-NAME-CONSTRAINTS", vi: "Chứng thư số “{subject}” mang tên mà CA cấp nó không được phép cấp.",
        en: "The certificate “{subject}” bears a name that its authority may not give.",
        mendVi: "Dùng chứng thư do CA có thẩm quyền với cơ quan này cấp.",
        mendEn: "Use a certificate of an authority that may name this agency.", source: "RFC 5280 §4.2.1.10")
    package static let path = rule(
        "CRT-PATH", vi: "Đường dẫn chứng thực của “{subject}” không hợp lệ: {detail}.",
        en: "The certification path of “{subject}” is not valid: {detail}.",
        mendVi: "Liên hệ đơn vị cấp chứng thư.", mendEn: "Ask the authority that issued it.", source: "RFC 5280 §6.1")
    package static let version = rule(
        "CRT-VERSION", vi: "Chứng thư số “{subject}” không phải phiên bản 3.",
        en: "The certificate “{subject}” is not of version 3.",
        mendVi: "Xin cấp chứng thư X.509 phiên bản 3; bản cũ không nói được chứng thư dùng để làm gì.",
        mendEn: "Get an X.509 certificate of version 3; older ones cannot say what they are for.",
        source: "RFC 5280 §4.1.2.1")
    package static let serial = rule(
        "CRT-SERIAL", vi: "Số sê-ri của chứng thư “{subject}” không hợp lệ (phải dương, không quá 20 octet).",
        en: "The serial number of “{subject}” is out of range (positive, at most 20 octets).",
        mendVi: "Liên hệ đơn vị cấp chứng thư để được cấp lại.", mendEn: "Ask the authority for a new certificate.",
        source: "RFC 5280 §4.1.2.2")
    package static let authorityAsSigner = rule(
        "CRT-CA-AS-SIGNER", vi: "Chứng thư “{subject}” là của CA, không được dùng để ký văn bản.",
        en: "The certificate “{subject}” is an authority's and may not sign documents.",
        mendVi: "Ký bằng chứng thư của cơ quan, không phải của CA.",
        mendEn: "Sign with the agency's certificate, not with an authority's.", source: "RFC 5280 §4.2.1.9")
    package static let usage = rule(
        "CRT-USAGE", vi: "Chứng thư số “{subject}” không dành cho việc ký văn bản.",
        en: "The certificate “{subject}” is not meant for signing documents.",
        mendVi:
            "Dùng chứng thư có digitalSignature hoặc nonRepudiation; nếu có extendedKeyUsage thì phải gồm documentSigning hoặc emailProtection.",
        mendEn:
            "Use a certificate with digitalSignature or nonRepudiation and, where it has extendedKeyUsage, documentSigning or emailProtection in it.",
        source: "RFC 5280 §4.2.1.3, §4.2.1.12, RFC 9336")
    package static let usageEmpty = rule(
        "CRT-USAGE-EMPTY", vi: "Chứng thư số “{subject}” có extendedKeyUsage rỗng hoặc không đọc được.",
        en: "The certificate “{subject}” has an extendedKeyUsage that is empty or cannot be read.",
        mendVi: "Liên hệ đơn vị cấp chứng thư để được cấp lại.", mendEn: "Ask the authority for a new certificate.",
        source: "RFC 5280 §4.2.1.12")
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
    package static let revocationLate = rule(
        "CRT-REVOCATION-LATE", level: .flag,
        vi:
            "Chứng thư số “{subject}” được xét theo danh sách thu hồi của “{issuer}” đã quá hạn cập nhật (còn trong thời gian gia hạn).",
        en: "“{subject}” was judged by a revocation list of “{issuer}” that is overdue, within the grace.",
        mendVi: "Quản trị trục cập nhật CRL.", mendEn: "The operator should refresh the CRLs.",
        source: "RFC 5280 §5.1.2.5")
    package static let unjudged = rule(
        "CRT-UNJUDGED", vi: "Không xét được chứng thư số: {detail}.",
        en: "The certificate could not be judged: {detail}.",
        mendVi: "Gửi lại; nếu vẫn lỗi, báo quản trị trục.", mendEn: "Send again; if it fails still, tell the operator.",
        source: "RFC 5280 §6.1")
}
