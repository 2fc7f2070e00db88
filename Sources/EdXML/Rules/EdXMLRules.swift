import SignedXML

/// The catalogue of what can be wrong with an edXML message beyond what its schema can say. Codes are stable for ever.
package enum EdXMLRules {
    /// Every rule, for documentation and for the test that codes are unique.
    package static let all: [Rule] =
        frame + vocabulary + parties + document + business + attachment + archive + kind + status

    /// Packets: the format of edXML.
    static let regulation = "QCVN 102:2016/BTTTT"
    /// Records work: what a document must bear, how it is received, mended and recalled.
    static let records = "Nghị định 30/2020/NĐ-CP"
    /// The electronic exchange of documents between state agencies.
    static let exchange = "Quyết định 28/2018/QĐ-TTg"
    /// Agency identifiers.
    static let identifiers = "Quyết định 20/2020/QĐ-TTg"

    // MARK: Frame

    static let frame = [namespace, root, flatDialect, frameMissing, repeated, incomplete]

    package static let namespace = Rule(
        "EDX-NAMESPACE",
        says: Bilingual(
            vi: "Phần tử gốc edXML mang không gian tên sai: “{found}”.",
            en: "The root edXML is in the wrong namespace: “{found}”."),
        mend: Bilingual(
            vi: "Khai báo xmlns=\"\(EdXMLNamespace.uri)\" tại phần tử edXML.",
            en: "Declare xmlns=\"\(EdXMLNamespace.uri)\" on the edXML element."),
        source: "\(regulation), edXML")

    package static let root = Rule(
        "EDX-ROOT",
        says: Bilingual(
            vi: "Phần tử gốc là “{found}”, không phải edXML.", en: "The root element is “{found}”, not edXML."),
        mend: Bilingual(
            vi: "Đặt toàn bộ gói tin trong phần tử edXML với xmlns=\"\(EdXMLNamespace.uri)\".",
            en: "Put the whole packet in an edXML element with xmlns=\"\(EdXMLNamespace.uri)\"."),
        source: "\(regulation), edXML")

    package static let flatDialect = Rule(
        "EDX-FLAT-DIALECT",
        says: Bilingual(
            vi: "Gói tin theo dạng phẳng EdXMLEnvelope (“{found}”), không phải edXML của quy chuẩn.",
            en: "The packet is in the flat EdXMLEnvelope dialect (“{found}”), which is not the regulation's edXML."),
        mend: Bilingual(
            vi: "Xuất lại theo khung edXML → edXMLEnvelope → edXMLHeader, không gian tên \(EdXMLNamespace.uri).",
            en: "Export it again framed edXML → edXMLEnvelope → edXMLHeader, in the namespace \(EdXMLNamespace.uri)."),
        source: "\(regulation), edXML")

    package static let frameMissing = Rule(
        "EDX-FRAME",
        says: Bilingual(vi: "Thiếu phần tử bắt buộc {element}.", en: "The required element {element} is missing."),
        mend: Bilingual(
            vi: "Gói tin phải có edXML → edXMLEnvelope → edXMLHeader → MessageHeader.",
            en: "A packet needs edXML → edXMLEnvelope → edXMLHeader → MessageHeader."),
        source: "\(regulation), edXMLEnvelope")

    package static let repeated = Rule(
        "EDX-REPEATED",
        says: Bilingual(
            vi: "{element} xuất hiện nhiều lần ở nơi chỉ được có một.",
            en: "{element} appears more than once where only one is allowed."),
        mend: Bilingual(
            vi: "Chỉ giữ một {element}: nếu không, mỗi hệ thống có thể đọc một giá trị khác nhau.",
            en: "Keep one {element}: otherwise two systems may read two different values."),
        source: "\(regulation), edXMLHeader")

    package static let incomplete = Rule(
        "EDX-INCOMPLETE", level: .flag,
        says: Bilingual(
            vi: "Thiếu hoặc không đọc được {element}, thành phần mà quy chuẩn yêu cầu.",
            en: "{element}, which the regulation asks for, is missing or unreadable."),
        mend: Bilingual(
            vi: "Bổ sung {element}; văn bản vẫn được nhận.",
            en: "Supply {element}; the document is accepted all the same."),
        source: "\(regulation), MessageHeader")
}
