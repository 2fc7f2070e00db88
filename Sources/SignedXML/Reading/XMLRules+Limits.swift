/// The bounds of ``Limits``, and the schema's findings.
extension XMLRules {
    private static func limit(_ code: String, vi: String, en: String) -> Rule {
        Rule(
            code,
            says: Bilingual(vi: vi + " (giới hạn {limit}).", en: en + " (limit {limit})."),
            mend: Bilingual(
                vi: "Văn bản thật không bao giờ cần đến mức này; kiểm tra phần mềm tạo tệp.",
                en: "No real document needs this much; check the software that writes the file."),
            source: profile)
    }

    package static let depth = limit("XML-DEPTH", vi: "Các thẻ lồng nhau quá sâu", en: "Elements nest too deeply")
    package static let attributes = limit(
        "XML-ATTRIBUTES", vi: "Một thẻ có quá nhiều thuộc tính", en: "A tag has too many attributes")
    package static let tagLength = limit("XML-TAG-LENGTH", vi: "Một thẻ quá dài", en: "A tag is too long")
    package static let namespaces = limit(
        "XML-NAMESPACES", vi: "Quá nhiều khai báo không gian tên", en: "Too many namespace declarations in scope")
    package static let elements = limit("XML-ELEMENTS", vi: "Quá nhiều thẻ", en: "Too many elements")
    package static let nameLength = limit("XML-NAME-LENGTH", vi: "Một tên quá dài", en: "A name is too long")
    package static let textLength = limit(
        "XML-TEXT-LENGTH", vi: "Nội dung một thẻ quá dài", en: "An element's text is too long")
    package static let headerLength = limit(
        "XML-HEADER-LENGTH", vi: "Phần đầu (edXMLHeader) quá dài hoặc không đứng trước tệp đính kèm",
        en: "The header is too long, or does not come before the attachments")

    private static func schema(
        _ code: String, mayBeLowered: Bool = true, vi: String, en: String, mendVi: String, mendEn: String
    ) -> Rule {
        Rule(
            code, mayBeLowered: mayBeLowered, says: Bilingual(vi: vi, en: en), mend: Bilingual(vi: mendVi, en: mendEn),
            source: "QCVN 102:2016/BTTTT, Schemas/edxml.xsd")
    }

    package static let schemaElement = schema(
        "XSD-ELEMENT",
        vi: "Thẻ {element} không được phép ở vị trí này, hoặc thiếu thẻ bắt buộc. ({detail})",
        en: "Element {element} may not stand here, or a required one is missing. ({detail})",
        mendVi: "Đối chiếu tên và vị trí thẻ với cấu trúc gói tin; chú ý chữ hoa, chữ thường.",
        mendEn: "Compare names and nesting with the packet's structure; mind upper and lower case.")
    package static let schemaLength = schema(
        "XSD-LENGTH",
        vi: "Nội dung thẻ {element} dài hoặc ngắn hơn mức cho phép. ({detail})",
        en: "The content of {element} is longer or shorter than allowed. ({detail})",
        mendVi: "Rút gọn hoặc bổ sung nội dung theo độ dài quy định.",
        mendEn: "Bring the content to the length that the regulation allows.")
    package static let schemaValue = schema(
        "XSD-VALUE",
        vi: "Giá trị của thẻ {element} không đúng kiểu. ({detail})",
        en: "The value of {element} is not of its type. ({detail})",
        mendVi: "Dùng đúng kiểu: ngày yyyy/MM/dd, số nguyên, mã trong danh mục.",
        mendEn: "Use the proper type: dates as yyyy/MM/dd, integers, codes of the list.")
    package static let schemaAttribute = schema(
        "XSD-ATTRIBUTE",
        vi: "Thuộc tính của thẻ {element} thiếu hoặc không được phép. ({detail})",
        en: "An attribute of {element} is missing or not allowed. ({detail})",
        mendVi: "Bỏ thuộc tính lạ, thêm thuộc tính bắt buộc.",
        mendEn: "Remove the unknown attribute, or add the required one.")
    package static let schemaOther = schema(
        "XSD-INVALID", mayBeLowered: false,
        vi: "Thẻ {element} không đúng lược đồ. ({detail})",
        en: "Element {element} does not fit the schema. ({detail})",
        mendVi: "Đối chiếu với lược đồ trong thư mục Schemas.",
        mendEn: "Compare with the schema in the folder Schemas.")
}
