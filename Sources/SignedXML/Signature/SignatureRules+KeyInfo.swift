/// What `KeyInfo` may not hold, and may not say.
extension SignatureRules {
    static let keyInfoRules = [
        keyInfo, keyValue, keyElsewhere, keyContradiction, certificate, certificateOrder, certificateStranger,
    ]

    package static let keyInfo = rule(
        "SIG-KEYINFO", vi: "KeyInfo không chứa (chỉ) chứng thư số X.509 của người ký.",
        en: "KeyInfo does not hold (only) the signer's X.509 certificate.",
        mendVi: "Đặt chứng thư người ký đầu tiên trong một X509Data; bỏ các dạng khác.",
        mendEn: "Put the signer's certificate first in one X509Data; leave out other forms.", source: "§4.5")
    package static let keyValue = rule(
        "SIG-KEY-VALUE",
        vi: "KeyInfo chỉ có khóa công khai trần (KeyValue), không có chứng thư: ai cũng tạo được khóa.",
        en: "KeyInfo has a bare public key (KeyValue) and no certificate: anyone can make a key.",
        mendVi: "Kèm chứng thư số của người ký trong X509Data.",
        mendEn: "Enclose the signer's certificate in X509Data.", source: "§4.5.2, §8.2")
    package static let keyElsewhere = rule(
        "SIG-KEY-ELSEWHERE",
        vi: "KeyInfo chỉ tới khóa ở nơi khác (RetrievalMethod, KeyInfoReference). Nơi đó không được mở.",
        en: "KeyInfo points to a key elsewhere (RetrievalMethod, KeyInfoReference). It was not followed.",
        mendVi: "Kèm chứng thư số của người ký trong X509Data.",
        mendEn: "Enclose the signer's certificate in X509Data.", source: "§4.5.3, §4.5.10")
    package static let keyContradiction = rule(
        "SIG-KEY-CONTRADICTION", vi: "Thẻ {element} trong KeyInfo không khớp chứng thư của người ký.",
        en: "{element} in KeyInfo does not agree with the signer's certificate.",
        mendVi: "Bỏ thẻ này, hoặc ghi đúng theo chứng thư đứng đầu X509Data.",
        mendEn: "Leave it out, or write what the first certificate of X509Data says.", source: "§4.5, §4.5.4")
    package static let certificate = rule(
        "SIG-CERTIFICATE", vi: "Chứng thư số trong chữ ký không đọc được.",
        en: "The certificate in the signature cannot be read.",
        mendVi: "Đặt chứng thư ở dạng DER mã hóa base64.", mendEn: "Give the certificate as base64 of its DER form.",
        source: "§4.5.4")
    package static let certificateOrder = rule(
        "SIG-CERTIFICATE-ORDER", vi: "Chứng thư đứng đầu X509Data là của tổ chức cấp, không phải của người ký.",
        en: "The first certificate of X509Data is an issuer's, not the signer's.",
        mendVi: "Đặt chứng thư người ký trước, các chứng thư CA sau.",
        mendEn: "Put the signer's certificate first, those of authorities after it.", source: "§4.5.4")
    package static let certificateStranger = rule(
        "SIG-CERTIFICATE-STRANGER",
        vi: "X509Data kèm chứng thư “{subject}” không thuộc đường dẫn chứng thực của người ký.",
        en: "X509Data encloses the certificate “{subject}”, which is not on the signer's path.",
        mendVi: "Chỉ kèm chứng thư người ký và các CA đã cấp nó.",
        mendEn: "Enclose the signer's certificate and its issuers only.", source: "§4.5.4")
}
