/// What a signature may not refer to.
extension SignatureRules {
    static let referenceRules = [reference, external, xpointer, part, documentReference]

    package static let reference = rule(
        "SIG-REFERENCE", vi: "Chữ ký tham chiếu đến “{uri}”, không được chấp nhận.",
        en: "The signature refers to “{uri}”, which is not accepted.",
        mendVi: "Dùng URI=\"\" cho toàn văn bản; cid:… chỉ cho tệp đính kèm của gói edXML.",
        mendEn: "Use URI=\"\" for the whole document; cid:… for attachments of an edXML packet only.",
        source: "§4.4.3")
    package static let external = rule(
        "SIG-EXTERNAL", vi: "Chữ ký tham chiếu ra ngoài văn bản: “{uri}”. Địa chỉ này không được mở.",
        en: "The signature refers to something outside the document: “{uri}”. It was not opened.",
        mendVi: "Chỉ ký chính văn bản (URI=\"\").", mendEn: "Sign the document itself (URI=\"\").",
        source: "§4.4.3.1, §8.1")
    package static let xpointer = rule(
        "SIG-XPOINTER", vi: "Chữ ký chọn phần được ký bằng XPointer.",
        en: "The signature chooses what it covers by XPointer.",
        mendVi: "Dùng URI=\"\" cho toàn văn bản.", mendEn: "Use URI=\"\" for the whole document.",
        source: "§4.4.3.3")
    package static let part = rule(
        "SIG-PART", vi: "Chữ ký tham chiếu đến “{uri}”, chỉ là một phần của văn bản hoặc không có.",
        en: "The signature refers to “{uri}”, which is a part of the document only, or not there.",
        mendVi: "Dùng URI=\"\" cho toàn văn bản.", mendEn: "Use URI=\"\" for the whole document.",
        source: "§4.4.3.3, §8.1")
    package static let documentReference = rule(
        "SIG-NOT-WHOLE", vi: "Chữ ký không bao trùm toàn bộ văn bản.",
        en: "The signature does not cover the whole document.",
        mendVi: "Thêm đúng một Reference URI=\"\" với phép enveloped-signature.",
        mendEn: "Add exactly one Reference URI=\"\" with the enveloped-signature transform.", source: "§4.4.3")
}
