/// What can be wrong with a document's signature. The profile is stricter than XMLDSig: see ``SignatureProfile``.
package enum SignatureRules {
    package static let all =
        [
            none, place, multiple, notEnveloped, size, identifierTwice, structure, object, base64, weakKey, keyMismatch,
            value, digest, contentDigest, contentMissing, contentUnlisted,
        ] + algorithmRules + referenceRules + keyInfoRules

    static func rule(
        _ code: String, vi: String, en: String, mendVi: String, mendEn: String, source: String
    ) -> Rule {
        Rule(
            code, says: Bilingual(vi: vi, en: en), mend: Bilingual(vi: mendVi, en: mendEn),
            source: "W3C XML Signature 1.1 " + source)
    }

    // MARK: The element and its place

    package static let none = rule(
        "SIG-NONE", vi: "Tệp không có chữ ký XML nào.", en: "The file has no XML signature.",
        mendVi: "Ký tệp: thẻ ds:Signature là con trực tiếp của thẻ gốc.",
        mendEn: "Sign the file: ds:Signature is a direct child of the root.", source: "§2")
    package static let place = rule(
        "SIG-PLACE", vi: "Chữ ký không là con trực tiếp của thẻ {parent}.",
        en: "The signature is not a direct child of {parent}.",
        mendVi: "Đặt thẻ Signature là con trực tiếp của {parent}; trong gói edXML thì trước phần đính kèm.",
        mendEn: "Put Signature as a direct child of {parent}; in an edXML packet, before the attachments.",
        source: "§2")
    package static let multiple = rule(
        "SIG-MULTIPLE", vi: "Văn bản có hơn một chữ ký.", en: "The document has more than one signature.",
        mendVi: "Chỉ giữ một chữ ký của cơ quan gửi.", mendEn: "Keep the sending agency's one signature.", source: "§2")
    package static let notEnveloped = rule(
        "SIG-NOT-ENVELOPED", vi: "Thẻ gốc của tệp là chính chữ ký: chữ ký bọc ngoài hoặc tách rời.",
        en: "The root of the file is the signature itself: an enveloping or a detached one.",
        mendVi: "Ký kiểu enveloped: chữ ký nằm trong văn bản được ký.",
        mendEn: "Sign enveloped: the signature stands in the document that it signs.", source: "§2, §10")
    package static let size = rule(
        "SIG-SIZE", vi: "Thẻ Signature quá lớn (giới hạn {limit} byte).",
        en: "The Signature element is too large (limit {limit} bytes).",
        mendVi: "Chữ ký chỉ chứa thông tin ký và chứng thư, không chứa nội dung.",
        mendEn: "A signature holds what is needed to verify it, and no contents.", source: "§8.1")
    package static let identifierTwice = rule(
        "SIG-ID-TWICE", vi: "Định danh “{id}” không chỉ một thẻ duy nhất (Id, ID, id, xml:id).",
        en: "The identifier “{id}” does not name one element alone (Id, ID, id, xml:id).",
        mendVi: "Mỗi thẻ có nhiều nhất một định danh, và không định danh nào được dùng hai lần.",
        mendEn: "Give each element at most one identifier, and use none twice.", source: "§4.4.3.3, §8.1")
    package static let structure = rule(
        "SIG-STRUCTURE", vi: "Thẻ Signature sai cấu trúc: {detail}.",
        en: "The Signature element is not built as it must be: {detail}.",
        mendVi: "Ký lại bằng phần mềm tạo đúng SignedInfo, SignatureValue, KeyInfo theo thứ tự này.",
        mendEn: "Sign with software that writes SignedInfo, SignatureValue, KeyInfo, in this order.", source: "§4.2")
    package static let object = rule(
        "SIG-OBJECT", vi: "Chữ ký chứa thẻ Object không phải (chỉ) là thuộc tính XAdES.",
        en: "The signature holds an Object that is not (only) one of XAdES properties.",
        mendVi: "Ký kiểu enveloped; chỉ kèm Object chứa QualifyingProperties (XAdES 1.3.2), hoặc không kèm Object.",
        mendEn: "Sign enveloped; with no Object but one of QualifyingProperties (XAdES 1.3.2), or with none.",
        source: "§4.6")
    package static let base64 = rule(
        "SIG-BASE64", vi: "Giá trị {element} không phải base64 hợp lệ.",
        en: "The value of {element} is not strict base64.",
        mendVi: "Ghi giá trị bằng base64 chuẩn, một đoạn văn bản.",
        mendEn: "Write the value as standard base64, one text.",
        source: "§4.1, RFC 4648 §4")

    // MARK: What is not true

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
    package static let contentUnlisted = rule(
        "SIG-CONTENT-UNLISTED", vi: "Chữ ký liệt kê các tệp đính kèm (cid:) nhưng bỏ sót tệp {id}.",
        en: "The signature lists attachments (cid:) and leaves out {id}.",
        mendVi: "Liệt kê mọi tệp đính kèm bằng Reference URI=\"cid:…\", hoặc không liệt kê tệp nào.",
        mendEn: "List every attachment with a Reference URI=\"cid:…\", or none.", source: "§4.4.3, §8.1")
}
