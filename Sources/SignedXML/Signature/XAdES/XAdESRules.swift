/// What can be wrong with the XAdES properties of a signature.
package enum XAdESRules {
    package static let all = [
        structure, doubled, target, unreferenced, reference, digest, noCertificate, certificate,
        issuerSerial, signingTime, issuerName, policy, unknownProperty, timeLater,
    ]

    private static let specification = "ETSI TS 101 903 v1.4.1"

    private static func rule(
        _ code: String, level: Rule.Level = .refuse, vi: String, en: String, mendVi: String, mendEn: String,
        source: String
    ) -> Rule {
        Rule(
            code, level: level, says: Bilingual(vi: vi, en: en), mend: Bilingual(vi: mendVi, en: mendEn),
            source: "\(specification) \(source)")
    }

    package static let structure = rule(
        "XAD-STRUCTURE", vi: "Thuộc tính XAdES sai cấu trúc: {detail}.",
        en: "The XAdES properties are not built as they must be: {detail}.",
        mendVi: "Ký lại bằng phần mềm tạo đúng XAdES 1.3.2 (http://uri.etsi.org/01903/v1.3.2#).",
        mendEn: "Sign with software that writes XAdES 1.3.2 (http://uri.etsi.org/01903/v1.3.2#).", source: "§6.2, §6.3")
    package static let doubled = rule(
        "XAD-DOUBLED", vi: "Chữ ký có hơn một {element}.", en: "The signature has more than one {element}.",
        mendVi: "Chỉ giữ một Object, một QualifyingProperties, một SignedProperties và một Reference đến nó.",
        mendEn: "Keep one Object, one QualifyingProperties, one SignedProperties, and one Reference to it.",
        source: "§6.3.1")
    package static let target = rule(
        "XAD-TARGET", vi: "QualifyingProperties thuộc về “{target}”, không phải chữ ký này.",
        en: "QualifyingProperties belongs to “{target}”, which is not this signature.",
        mendVi: "Đặt Target=\"#…\" đúng bằng Id của thẻ Signature.",
        mendEn: "Let Target=\"#…\" name the Id of the Signature element.", source: "§6.2")
    package static let unreferenced = rule(
        "XAD-UNREFERENCED", vi: "SignedProperties không được chữ ký bao trùm.",
        en: "SignedProperties is not covered by the signature.",
        mendVi: "Thêm vào SignedInfo một Reference có Type=\"http://uri.etsi.org/01903#SignedProperties\".",
        mendEn: "Add a Reference of Type=\"http://uri.etsi.org/01903#SignedProperties\" to SignedInfo.",
        source: "§6.3.1")
    package static let reference = rule(
        "XAD-REFERENCE", vi: "Reference loại SignedProperties trỏ đến “{uri}”, không phải SignedProperties của chữ ký.",
        en: "The Reference of type SignedProperties points to “{uri}”, not to the signature's SignedProperties.",
        mendVi: "Đặt URI=\"#…\" đúng bằng Id của SignedProperties.",
        mendEn: "Let URI=\"#…\" name the Id of SignedProperties.", source: "§6.3.1")
    package static let digest = rule(
        "XAD-DIGEST", vi: "SignedProperties (giờ ký, chứng thư…) đã thay đổi sau khi ký.",
        en: "SignedProperties (signing time, certificate …) was changed after it was signed.",
        mendVi: "Ký lại văn bản; không sửa gì trong chữ ký sau khi ký.",
        mendEn: "Sign again; change nothing in the signature afterwards.", source: "§6.3.1")
    package static let noCertificate = rule(
        "XAD-NO-CERTIFICATE", vi: "SignedProperties không nêu chứng thư của người ký.",
        en: "SignedProperties does not name the signer's certificate.",
        mendVi: "Thêm SigningCertificateV2 (hoặc SigningCertificate) với giá trị băm của chứng thư người ký.",
        mendEn: "Add SigningCertificateV2 (or SigningCertificate) with the digest of the signer's certificate.",
        source: "§4.4.1, §7.2.2")
    package static let certificate = rule(
        "XAD-CERTIFICATE", vi: "SigningCertificate là của một chứng thư khác với chứng thư đứng đầu trong KeyInfo.",
        en: "SigningCertificate is of another certificate than the first one in KeyInfo.",
        mendVi: "Ký lại, đặt đúng chứng thư người ký vào cả hai nơi.",
        mendEn: "Sign again, with the signer's certificate in both places.", source: "§7.2.2")
    package static let issuerSerial = rule(
        "XAD-ISSUER-SERIAL", vi: "Số hiệu chứng thư trong SigningCertificate không khớp chứng thư của người ký.",
        en: "The issuer and serial in SigningCertificate are not those of the signer's certificate.",
        mendVi: "Sửa phần mềm ký để ghi đúng X509SerialNumber (thập phân) hoặc IssuerSerialV2.",
        mendEn: "Mend the signing software: X509SerialNumber in decimal, or a true IssuerSerialV2.", source: "§7.2.2")
    package static let signingTime = rule(
        "XAD-SIGNING-TIME", vi: "Giờ ký “{time}” không đọc được.", en: "The signing time “{time}” cannot be read.",
        mendVi: "Ghi SigningTime dạng 2026-11-21T15:04:05+07:00.",
        mendEn: "Write SigningTime like 2026-11-21T15:04:05+07:00.", source: "§7.2.1")
    package static let issuerName = rule(
        "XAD-ISSUER-NAME", level: .flag,
        vi: "Tên tổ chức cấp trong SigningCertificate (“{name}”) viết khác tên trong chứng thư (“{issuer}”).",
        en:
            "The issuer's name in SigningCertificate (“{name}”) is written otherwise than the certificate's (“{issuer}”).",
        mendVi: "Nên ghi X509IssuerName theo RFC 4514; giá trị băm vẫn xác định đúng chứng thư.",
        mendEn: "Better write X509IssuerName as in RFC 4514; the digest identifies the certificate all the same.",
        source: "§7.2.2")
    package static let policy = rule(
        "XAD-POLICY", level: .flag,
        vi: "Chữ ký theo chính sách ký “{policy}”; trục ghi nhận, không kiểm tra nội dung chính sách.",
        en: "The signature is under the policy “{policy}”; the hub notes that and does not check the policy's text.",
        mendVi: "Không cần sửa.", mendEn: "Nothing to mend.", source: "§7.2.3")
    package static let unknownProperty = rule(
        "XAD-UNKNOWN-PROPERTY", level: .flag, vi: "Thuộc tính được ký {element} không được hiểu; trục giữ nguyên.",
        en: "The signed property {element} is not understood; it is kept as it is.",
        mendVi: "Không cần sửa.", mendEn: "Nothing to mend.", source: "§6.2.1")
    package static let timeLater = rule(
        "XAD-TIME-LATER", level: .flag,
        vi: "Giờ ký tự khai {time} muộn hơn lúc chữ ký chắc chắn đã có ({latest}).",
        en: "The claimed signing time {time} is later than the signature can have been made ({latest}).",
        mendVi: "Kiểm tra đồng hồ máy ký.", mendEn: "Check the signing machine's clock.", source: "§7.2.1")
}
