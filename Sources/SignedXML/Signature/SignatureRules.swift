/// What can be wrong with a document's signature. The profile is stricter than XMLDSig: see ``SignatureProfile``.
package enum SignatureRules {
    package static let all = [
        place, multiple, structure, object, canonicalization, method, digestMethod, reference, transform,
        documentReference,
        keyInfo, certificate, base64, weakKey, keyMismatch, value, digest, contentDigest, contentMissing,
    ]

    private static func rule(
        _ code: String, vi: String, en: String, mendVi: String, mendEn: String, source: String
    ) -> Rule {
        Rule(
            code, says: Bilingual(vi: vi, en: en), mend: Bilingual(vi: mendVi, en: mendEn),
            source: "W3C XML Signature 1.1 " + source)
    }

    package static let place = rule(
        "SIG-PLACE", vi: "Chữ ký không đứng trong edXMLHeader.", en: "The signature does not stand in edXMLHeader.",
        mendVi: "Đặt thẻ Signature là con trực tiếp của edXMLHeader, trước phần đính kèm.",
        mendEn: "Put Signature as a direct child of edXMLHeader, before the attachments.", source: "§2")
    package static let multiple = rule(
        "SIG-MULTIPLE", vi: "Văn bản có hơn một chữ ký.", en: "The document has more than one signature.",
        mendVi: "Chỉ giữ một chữ ký của cơ quan gửi.", mendEn: "Keep the sending agency's one signature.", source: "§2")
    package static let structure = rule(
        "SIG-STRUCTURE", vi: "Thẻ Signature sai cấu trúc: {detail}.",
        en: "The Signature element is not built as it must be: {detail}.",
        mendVi: "Ký lại bằng phần mềm tạo đúng SignedInfo, SignatureValue, KeyInfo theo thứ tự này.",
        mendEn: "Sign with software that writes SignedInfo, SignatureValue, KeyInfo, in this order.", source: "§4.1")
    package static let object = rule(
        "SIG-OBJECT", vi: "Chữ ký chứa thẻ Object không phải thuộc tính XAdES.",
        en: "The signature holds an Object that is not one of XAdES properties.",
        mendVi: "Ký kiểu enveloped; chỉ kèm Object chứa QualifyingProperties (XAdES 1.3.2), hoặc không kèm Object.",
        mendEn: "Sign enveloped; with no Object but one of QualifyingProperties (XAdES 1.3.2), or with none.",
        source: "§4.5")
    package static let canonicalization = rule(
        "SIG-CANONICALIZATION", vi: "Thuật toán chuẩn hóa {algorithm} không được chấp nhận.",
        en: "Canonicalisation {algorithm} is not accepted.",
        mendVi: "Dùng http://www.w3.org/2001/10/xml-exc-c14n#.", mendEn: "Use http://www.w3.org/2001/10/xml-exc-c14n#.",
        source: "§6.5")
    package static let method = rule(
        "SIG-METHOD", vi: "Thuật toán ký {algorithm} không được chấp nhận.",
        en: "Signature method {algorithm} is not accepted.",
        mendVi: "Dùng RSA hoặc ECDSA với SHA-256, SHA-384 hoặc SHA-512.",
        mendEn: "Use RSA or ECDSA with SHA-256, SHA-384 or SHA-512.", source: "§6.4")
    package static let digestMethod = rule(
        "SIG-DIGEST-METHOD", vi: "Thuật toán băm {algorithm} không được chấp nhận.",
        en: "Digest method {algorithm} is not accepted.",
        mendVi: "Dùng SHA-256, SHA-384 hoặc SHA-512.", mendEn: "Use SHA-256, SHA-384 or SHA-512.", source: "§6.2")
    package static let reference = rule(
        "SIG-REFERENCE", vi: "Chữ ký tham chiếu đến “{uri}”, không được chấp nhận.",
        en: "The signature refers to “{uri}”, which is not accepted.",
        mendVi: "Chỉ dùng URI=\"\" cho toàn văn bản và cid:… cho tệp đính kèm.",
        mendEn: "Use URI=\"\" for the whole document and cid:… for attachments only.", source: "§4.4.3")
    package static let transform = rule(
        "SIG-TRANSFORM", vi: "Phép biến đổi {algorithm} không được chấp nhận ở vị trí này.",
        en: "Transform {algorithm} is not accepted in this place.",
        mendVi: "Với URI=\"\": enveloped-signature, rồi nhiều nhất một phép chuẩn hóa; với cid: không phép nào.",
        mendEn: "For URI=\"\": enveloped-signature, then at most one canonicalisation; for cid: none.", source: "§6.6")
    package static let documentReference = rule(
        "SIG-NOT-WHOLE", vi: "Chữ ký không bao trùm toàn bộ văn bản.",
        en: "The signature does not cover the whole document.",
        mendVi: "Thêm đúng một Reference URI=\"\" với phép enveloped-signature.",
        mendEn: "Add exactly one Reference URI=\"\" with the enveloped-signature transform.", source: "§4.4.3")
    package static let keyInfo = rule(
        "SIG-KEYINFO", vi: "KeyInfo không chứa (chỉ) chứng thư số X.509 của người ký.",
        en: "KeyInfo does not hold (only) the signer's X.509 certificate.",
        mendVi: "Đặt chứng thư người ký đầu tiên trong X509Data; bỏ KeyValue và các dạng khác.",
        mendEn: "Put the signer's certificate first in X509Data; leave out KeyValue and other forms.", source: "§4.5")
    package static let certificate = rule(
        "SIG-CERTIFICATE", vi: "Chứng thư số trong chữ ký không đọc được.",
        en: "The certificate in the signature cannot be read.",
        mendVi: "Đặt chứng thư ở dạng DER mã hóa base64.", mendEn: "Give the certificate as base64 of its DER form.",
        source: "§4.5.4")
    package static let base64 = rule(
        "SIG-BASE64", vi: "Giá trị {element} không phải base64 hợp lệ.",
        en: "The value of {element} is not strict base64.",
        mendVi: "Ghi giá trị bằng base64 chuẩn, một đoạn văn bản.",
        mendEn: "Write the value as standard base64, one text.",
        source: "§4.3, RFC 4648 §4")
    package static let weakKey = rule(
        "SIG-WEAK-KEY", vi: "Khóa của người ký quá yếu hoặc không được chấp nhận ({detail}).",
        en: "The signer's key is too weak or of a kind not accepted ({detail}).",
        mendVi: "Dùng RSA từ 2048 bit hoặc ECDSA P-256, P-384, P-521.",
        mendEn: "Use RSA of at least 2048 bits, or ECDSA on P-256, P-384, P-521.", source: "§6.4")
    package static let keyMismatch = rule(
        "SIG-KEY-MISMATCH", vi: "Thuật toán ký không khớp loại khóa trong chứng thư.",
        en: "The signature method does not fit the certificate's key.",
        mendVi: "Ký bằng đúng khóa của chứng thư kèm theo.", mendEn: "Sign with the key of the certificate enclosed.",
        source: "§6.4")
    package static let value = rule(
        "SIG-VALUE", vi: "Giá trị chữ ký sai: không do khóa của chứng thư này tạo ra, hoặc SignedInfo đã bị sửa.",
        en: "The signature value is wrong: not made by this certificate's key, or SignedInfo was changed.",
        mendVi: "Ký lại văn bản; không sửa gì sau khi ký.", mendEn: "Sign again; change nothing after signing.",
        source: "§3.2.2")
    package static let digest = rule(
        "SIG-DIGEST", vi: "Nội dung văn bản đã thay đổi sau khi ký.",
        en: "The document was changed after it was signed.",
        mendVi: "Ký lại văn bản; không sửa, không định dạng lại tệp sau khi ký.",
        mendEn: "Sign again; neither edit nor reformat the file after signing.", source: "§3.2.1")
    package static let contentDigest = rule(
        "SIG-CONTENT-DIGEST", vi: "Tệp đính kèm {id} đã thay đổi sau khi ký.",
        en: "Attachment {id} was changed after it was signed.",
        mendVi: "Ký lại văn bản với tệp đính kèm hiện tại.", mendEn: "Sign again with the attachment as it is.",
        source: "§3.2.1")
    package static let contentMissing = rule(
        "SIG-CONTENT-MISSING", vi: "Chữ ký bao trùm tệp đính kèm {id}, nhưng tệp này không có (hoặc có hai).",
        en: "The signature covers attachment {id}, which is not there (or twice).",
        mendVi: "Gửi đủ các tệp đính kèm đã ký, mỗi tệp một lần.", mendEn: "Send every signed attachment, once.",
        source: "§3.2.1")
}
