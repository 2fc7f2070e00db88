/// Algorithms that are refused: each that a signer may meet has a code of its own, the unknown share one.
extension SignatureRules {
    static let algorithmRules = [
        canonicalization, comments, method, digestMethod, sha1, md5, hmac, dsa, transform, xslt, xpath, xpathFilter,
        base64Transform,
    ]

    package static let canonicalization = rule(
        "SIG-CANONICALIZATION", vi: "Thuật toán chuẩn hóa {algorithm} không được chấp nhận.",
        en: "Canonicalisation {algorithm} is not accepted.",
        mendVi: "Dùng http://www.w3.org/2001/10/xml-exc-c14n#.", mendEn: "Use http://www.w3.org/2001/10/xml-exc-c14n#.",
        source: "§6.5")
    package static let comments = rule(
        "SIG-COMMENTS", vi: "Phép chuẩn hóa giữ chú thích ({algorithm}) không được chấp nhận.",
        en: "Canonicalisation with comments ({algorithm}) is not accepted.",
        mendVi: "Dùng cùng thuật toán không có WithComments: văn bản điện tử không có chú thích.",
        mendEn: "Use the same algorithm without WithComments: an official document holds none.",
        source: "§4.4.3.3, §6.5")
    package static let method = rule(
        "SIG-METHOD", vi: "Thuật toán ký {algorithm} không được chấp nhận.",
        en: "Signature method {algorithm} is not accepted.",
        mendVi: "Dùng RSA hoặc ECDSA với SHA-256, SHA-384 hoặc SHA-512.",
        mendEn: "Use RSA or ECDSA with SHA-256, SHA-384 or SHA-512.", source: "§6.4")
    package static let digestMethod = rule(
        "SIG-DIGEST-METHOD", vi: "Thuật toán băm {algorithm} không được chấp nhận.",
        en: "Digest method {algorithm} is not accepted.",
        mendVi: "Dùng SHA-256, SHA-384 hoặc SHA-512.", mendEn: "Use SHA-256, SHA-384 or SHA-512.", source: "§6.2")
    package static let sha1 = rule(
        "SIG-SHA1", vi: "Chữ ký dùng SHA-1 ({algorithm}), không còn an toàn.",
        en: "The signature uses SHA-1 ({algorithm}), for which collisions are made.",
        mendVi: "Dùng SHA-256, SHA-384 hoặc SHA-512 ở cả SignatureMethod và DigestMethod.",
        mendEn: "Use SHA-256, SHA-384 or SHA-512 in SignatureMethod and in DigestMethod.", source: "§6.2.1, §6.4")
    package static let md5 = rule(
        "SIG-MD5", vi: "Chữ ký dùng MD5 ({algorithm}), không an toàn.",
        en: "The signature uses MD5 ({algorithm}), which is broken.",
        mendVi: "Dùng SHA-256, SHA-384 hoặc SHA-512.", mendEn: "Use SHA-256, SHA-384 or SHA-512.",
        source: "§6.2; RFC 6151 §2.1; RFC 6931 §2.1.1")
    package static let hmac = rule(
        "SIG-HMAC", vi: "Chữ ký dùng khóa đối xứng ({algorithm}): ai kiểm tra được thì cũng giả được.",
        en: "The signature uses a shared secret ({algorithm}): who can verify it can forge it.",
        mendVi: "Ký bằng khóa riêng RSA hoặc ECDSA của chứng thư số.",
        mendEn: "Sign with the RSA or ECDSA key of a certificate.", source: "§6.3.1")
    package static let dsa = rule(
        "SIG-DSA", vi: "Chữ ký dùng DSA ({algorithm}), không được chấp nhận.",
        en: "The signature uses DSA ({algorithm}), which is not accepted.",
        mendVi: "Ký bằng RSA hoặc ECDSA.", mendEn: "Sign with RSA or ECDSA.", source: "§6.4.1; FIPS 186-5 §1")

    // MARK: Transforms

    package static let transform = rule(
        "SIG-TRANSFORM", vi: "Phép biến đổi {algorithm} không được chấp nhận ở vị trí này.",
        en: "Transform {algorithm} is not accepted in this place.",
        mendVi: "Với toàn văn bản: enveloped-signature, rồi nhiều nhất một phép chuẩn hóa; với cid: không phép nào.",
        mendEn: "For the whole document: enveloped-signature, then at most one canonicalisation; for cid: none.",
        source: "§6.6")
    private static let noSelection = (
        vi: "Bỏ phép này: chữ ký bao trùm toàn văn bản, chỉ trừ chính nó (enveloped-signature).",
        en: "Leave it out: a signature covers the whole document but for itself (enveloped-signature)."
    )
    package static let xslt = rule(
        "SIG-XSLT", vi: "Chữ ký dùng XSLT: chương trình đó quyết định chữ ký bao trùm gì.",
        en: "The signature uses XSLT: a program in it decides what it covers.",
        mendVi: noSelection.vi, mendEn: noSelection.en, source: "§6.6.5, §8.1")
    package static let xpath = rule(
        "SIG-XPATH", vi: "Chữ ký dùng XPath để chọn phần được ký.",
        en: "The signature uses XPath to choose what it covers.",
        mendVi: noSelection.vi, mendEn: noSelection.en, source: "§6.6.3, §8.1")
    package static let xpathFilter = rule(
        "SIG-XPATH-FILTER", vi: "Chữ ký dùng XPath Filter 2.0 để chọn phần được ký.",
        en: "The signature uses XPath Filter 2.0 to choose what it covers.",
        mendVi: noSelection.vi, mendEn: noSelection.en, source: "§6.6, §8.1; W3C XML-Signature XPath Filter 2.0")
    package static let base64Transform = rule(
        "SIG-BASE64-TRANSFORM",
        vi: "Chữ ký dùng phép biến đổi base64: chỉ chữ của văn bản được ký, không phải các thẻ.",
        en: "The signature uses the base64 transform: it covers a document's text, and not its elements.",
        mendVi: noSelection.vi, mendEn: noSelection.en, source: "§6.6.2")
}
