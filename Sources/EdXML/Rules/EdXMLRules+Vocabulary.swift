import SignedXML

/// What is not in the regulation's vocabulary. All but one are flags: the bytes are kept, and only the unknown is not
/// read. A strict hub refuses them all.
extension EdXMLRules {
    static let vocabulary = unknownContent + [statusExtra, documentExtra]

    /// What says that something is there which the schema is not shown and nobody reads: `strict` lets these refuse.
    package static let unknownContent = [
        unknownElement, misspeltElement, misplacedElement, actingElement, foreignElement, unknownAttribute,
    ]

    package static let unknownElement = Rule(
        "EDX-UNKNOWN-ELEMENT", level: .flag,
        says: Bilingual(
            vi: "Phần tử {name} trong {parent} không có trong quy chuẩn.",
            en: "The element {name} in {parent} is not in the regulation."),
        mend: Bilingual(
            vi: "Được giữ nguyên trong gói tin nhưng không được đọc; kiểm tra lại tên, hoặc bỏ nếu không cần.",
            en: "It is kept in the packet and not read; check its name, or leave it out."),
        source: "\(regulation), edXML")

    package static let misspeltElement = Rule(
        "EDX-MISSPELT-ELEMENT", level: .flag,
        says: Bilingual(
            vi: "Phần tử {name} trong {parent} không có trong quy chuẩn; có lẽ phải là {suggestion}.",
            en: "The element {name} in {parent} is not in the regulation; {suggestion} is probably meant."),
        mend: Bilingual(
            vi: "Viết đúng {suggestion}, kể cả chữ hoa, chữ thường, và trong không gian tên \(EdXMLNamespace.uri).",
            en: "Write {suggestion}, minding upper and lower case, in the namespace \(EdXMLNamespace.uri)."),
        source: "\(regulation), edXML")

    package static let misplacedElement = Rule(
        "EDX-MISPLACED-ELEMENT", level: .flag,
        says: Bilingual(
            vi: "Phần tử {name} không được đứng trong {parent} nên không được đọc.",
            en: "The element {name} may not stand in {parent} and is not read."),
        mend: Bilingual(vi: "Đặt {name} trong {suggestion}.", en: "Put {name} in {suggestion}."),
        source: "\(regulation), edXML")

    package static let actingElement = Rule(
        "EDX-ACTING-ELEMENT",
        says: Bilingual(
            vi:
                "Phần tử {name} trong {parent} sai tên hoặc sai chỗ; nếu bỏ qua, gói tin sẽ bị hiểu thành nghiệp vụ hoặc nơi nhận khác.",
            en:
                "The element {name} in {parent} is misspelt or misplaced; passing over it would turn the packet into another, or change who gets it."
        ),
        mend: Bilingual(vi: "Viết đúng tên và đúng chỗ: {suggestion}.", en: "Write it as {suggestion}."),
        source: "\(regulation), edXML")

    package static let foreignElement = Rule(
        "EDX-FOREIGN-ELEMENT", level: .flag,
        says: Bilingual(
            vi: "Phần tử {name} thuộc không gian tên “{namespace}” không có trong quy chuẩn.",
            en: "The element {name} of the namespace “{namespace}” is not in the regulation."),
        mend: Bilingual(
            vi: "Được giữ nguyên trong gói tin nhưng không được đọc; nên bỏ nếu bên nhận không cần.",
            en: "It is kept in the packet and not read; leave it out unless the recipient needs it."),
        source: "\(regulation), edXML")

    package static let unknownAttribute = Rule(
        "EDX-UNKNOWN-ATTRIBUTE", level: .flag,
        says: Bilingual(
            vi: "Thuộc tính {name} của {element} không có trong quy chuẩn.",
            en: "The attribute {name} of {element} is not in the regulation."),
        mend: Bilingual(
            vi: "Được giữ nguyên trong gói tin nhưng không được đọc; nên bỏ nếu không cần.",
            en: "It is kept in the packet and not read; leave it out unless it is needed."),
        source: "\(regulation), edXML")

    package static let statusExtra = Rule(
        "EDX-STATUS-EXTRA", level: .flag,
        says: Bilingual(
            vi: "{element} là thông tin của văn bản, không có nghĩa trong gói trạng thái nên không được đọc.",
            en: "{element} belongs to a document; it means nothing in a status and is not read."),
        mend: Bilingual(
            vi: "Bỏ {element} khỏi gói trạng thái.", en: "Leave {element} out of the status."),
        source: "\(regulation), MessageHeader")

    package static let documentExtra = Rule(
        "EDX-DOCUMENT-EXTRA", level: .flag,
        says: Bilingual(
            vi: "{element} là thông tin của gói trạng thái, không có nghĩa trong gói văn bản nên không được đọc.",
            en: "{element} belongs to a status; it means nothing in a document and is not read."),
        mend: Bilingual(
            vi: "Bỏ {element}; nếu muốn gửi trạng thái thì thêm StatusCode.",
            en: "Leave {element} out; to send a status, add StatusCode."),
        source: "\(regulation), MessageHeader")
}
