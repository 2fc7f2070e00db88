/// What can be remarkable about a time-stamp, and about a certificate that only a time-stamp makes acceptable.
///
/// A time-stamp is an unsigned property: anyone on the way may take it off or spoil it. So none of these refuses a document;
/// a time-stamp that does not hold is not used, and the certificate is judged at the time of receipt.
package enum TimestampRules {
    package static let all = [
        form, unreadable, hash, imprint, noAnchor, untrusted, usage, certificate, revocationUnknown, revocationRequired,
        signingCertificate, signature, future, expiredSince, revokedSince,
    ]

    private static func rule(
        _ code: String, vi: String, en: String, mendVi: String, mendEn: String, source: String
    ) -> Rule {
        Rule(
            code, level: .flag, says: Bilingual(vi: vi, en: en), mend: Bilingual(vi: mendVi, en: mendEn), source: source
        )
    }

    package static let form = rule(
        "TSP-FORM", vi: "Thẻ SignatureTimeStamp không đọc được: {detail}.",
        en: "The SignatureTimeStamp cannot be read: {detail}.",
        mendVi: "Đặt đúng một EncapsulatedTimeStamp (DER mã hóa base64), có thể kèm CanonicalizationMethod ở trước.",
        mendEn: "Put one EncapsulatedTimeStamp (base64 of DER) into it, after a CanonicalizationMethod if need be.",
        source: "ETSI TS 101 903 v1.4.1 §7.1.4.3, §7.3")
    package static let unreadable = rule(
        "TSP-UNREADABLE", vi: "Dấu thời gian không đọc được: {detail}.",
        en: "The time-stamp token cannot be read: {detail}.",
        mendVi: "Dùng dấu thời gian RFC 3161 (CMS SignedData) có kèm chứng thư của tổ chức cấp dấu thời gian.",
        mendEn: "Use an RFC 3161 token (CMS SignedData) that encloses the authority's certificate.",
        source: "RFC 3161 §2.4.2")
    package static let hash = rule(
        "TSP-HASH", vi: "Dấu thời gian dùng hàm băm {algorithm}, không được chấp nhận.",
        en: "The time-stamp uses the hash {algorithm}, which is not accepted.",
        mendVi: "Xin dấu thời gian trên SHA-256, SHA-384 hoặc SHA-512.",
        mendEn: "Ask for the time-stamp over SHA-256, SHA-384 or SHA-512.", source: "RFC 3161 §2.1; RFC 8933 §2")
    package static let imprint = rule(
        "TSP-IMPRINT", vi: "Dấu thời gian không phải của chữ ký này.", en: "The time-stamp is not over this signature.",
        mendVi: "Xin dấu thời gian trên dạng chuẩn hóa của thẻ SignatureValue.",
        mendEn: "Ask for the time-stamp over the canonical form of SignatureValue.",
        source: "RFC 3161 §2.4.2; ETSI TS 101 903 §7.3")
    package static let noAnchor = rule(
        "TSP-NO-ANCHOR",
        vi: "Chữ ký có dấu thời gian ({authority}, {time}), chưa được kiểm tra: trục không tin cậy tổ chức cấp nào.",
        en: "There is a time-stamp ({authority}, {time}), not verified: no time-stamping authority is trusted here.",
        mendVi: "Quản trị trục khai báo trust.tsaAnchors nếu muốn dùng dấu thời gian.",
        mendEn: "The operator names trust.tsaAnchors if time-stamps are to count.", source: "RFC 3161 §2.3")
    package static let untrusted = rule(
        "TSP-UNTRUSTED", vi: "Dấu thời gian do “{authority}” cấp, không phải tổ chức được tin cậy.",
        en: "The time-stamp is by “{authority}”, which no trusted authority has certified.",
        mendVi: "Dùng dịch vụ dấu thời gian của Ban Cơ yếu Chính phủ hoặc tổ chức được trục tin cậy.",
        mendEn: "Use the government's time-stamping service, or one the hub trusts.", source: "RFC 3161 §2.3")
    package static let usage = rule(
        "TSP-USAGE", vi: "Chứng thư “{authority}” không dành riêng cho việc cấp dấu thời gian.",
        en: "The certificate “{authority}” is not meant for time-stamping alone.",
        mendVi: "Chứng thư phải có extendedKeyUsage đánh dấu critical và chỉ gồm timeStamping.",
        mendEn: "It must bear a critical extendedKeyUsage of timeStamping and nothing else.", source: "RFC 3161 §2.3")
    package static let certificate = rule(
        "TSP-CERTIFICATE", vi: "Chứng thư cấp dấu thời gian “{authority}” không hợp lệ: {detail}.",
        en: "The time-stamping certificate “{authority}” is not valid: {detail}.",
        mendVi: "Xin dấu thời gian mới từ tổ chức có chứng thư còn hiệu lực.",
        mendEn: "Ask an authority whose certificate is good for a new time-stamp.", source: "RFC 5280 §6.1")
    package static let revocationUnknown = rule(
        "TSP-REVOCATION-UNKNOWN",
        vi: "Chưa biết chứng thư cấp dấu thời gian “{authority}” có bị thu hồi hay không; dấu thời gian vẫn được dùng.",
        en: "Whether the time-stamping certificate “{authority}” was revoked is unknown; the time-stamp is used.",
        mendVi: "Quản trị trục cập nhật CRL.", mendEn: "The operator should refresh the CRLs.",
        source: "RFC 5280 §6.3.3")
    package static let revocationRequired = rule(
        "TSP-REVOCATION-REQUIRED",
        vi:
            "Chưa biết chứng thư cấp dấu thời gian “{authority}” có bị thu hồi hay không; dấu thời gian không được dùng.",
        en: "Whether the time-stamping certificate “{authority}” was revoked is unknown; the time-stamp is not used.",
        mendVi: "Quản trị trục cập nhật CRL.", mendEn: "The operator should refresh the CRLs.",
        source: "RFC 5280 §6.3.3")
    package static let signingCertificate = rule(
        "TSP-SIGNING-CERTIFICATE",
        vi: "Dấu thời gian không gắn với chứng thư kèm theo nó (thuộc tính signingCertificate thiếu hoặc khác).",
        en: "The token is not bound to the certificate it encloses (signingCertificate is missing or names another).",
        mendVi: "Xin dấu thời gian mới.", mendEn: "Ask for a new time-stamp.", source: "RFC 3161 §2.4.2; RFC 5816 §2")
    package static let signature = rule(
        "TSP-SIGNATURE", vi: "Chữ ký trên dấu thời gian sai.", en: "The time-stamp token's own signature is wrong.",
        mendVi: "Xin dấu thời gian mới.", mendEn: "Ask for a new time-stamp.", source: "RFC 3161 §2.4.2")
    package static let future = rule(
        "TSP-FUTURE", vi: "Dấu thời gian ghi {time}, sau thời điểm nhận.",
        en: "The time-stamp says {time}, which is after the receipt.",
        mendVi: "Quản trị trục kiểm tra đồng hồ; nếu đúng, hỏi tổ chức cấp dấu thời gian.",
        mendEn: "The operator should check the clock, then ask the time-stamping authority.", source: "RFC 3161 §2.4.2")
    package static let expiredSince = rule(
        "TSP-EXPIRED-SINCE",
        vi: "Chứng thư số “{subject}” nay đã hết hạn; dấu thời gian {time} chứng minh chữ ký có từ trước đó.",
        en: "The certificate “{subject}” has expired by now; the time-stamp of {time} proves the signature older.",
        mendVi: "Không cần sửa; cơ quan gửi nên gia hạn chứng thư số.",
        mendEn: "Nothing to mend; the sender should renew its certificate.", source: "ETSI EN 319 102-1 §5.5")
    package static let revokedSince = rule(
        "TSP-REVOKED-SINCE",
        vi: "Chứng thư số “{subject}” bị thu hồi từ {revoked}; dấu thời gian {time} chứng minh chữ ký có từ trước đó.",
        en:
            "The certificate “{subject}” was revoked as of {revoked}; the time-stamp of {time} proves the signature older.",
        mendVi: "Không cần sửa; cơ quan gửi phải ký các văn bản sau bằng chứng thư số khác.",
        mendEn: "Nothing to mend; the sender must sign with another certificate from now on.",
        source: "ETSI EN 319 102-1 §5.5")
}
