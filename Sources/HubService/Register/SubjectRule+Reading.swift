import Foundation
import HubCore
import SignedXML

extension SubjectRule {
    /// A rule as an operator states it.
    /// - Parameters:
    ///   - issuerFile: the authority's certificate, PEM or DER; its subject is whom the rule's certificates are issued by.
    ///   - attributes: `OU=H24.05` each.
    /// - Throws: ``OperatorRefusal``, ``SignedXMLError``, or the error of reading the file.
    package init(
        named id: String, of agency: String, issuerFile: String, attributes: [String], from: Timestamp? = nil,
        until: Timestamp? = nil
    ) throws {
        let issuer = try Certificate.all(in: Array(try Data(contentsOf: URL(filePath: issuerFile))))[0]
        let parsed = try attributes.map { text in
            guard let attribute = NameAttribute(text: text) else {
                throw OperatorRefusal(
                    says: Bilingual(
                        vi: "“\(text)” không phải thuộc tính dạng OU=giá-trị.",
                        en: "“\(text)” is not an attribute of the form OU=value."))
            }
            return attribute
        }
        self.init(
            id: id, agency: agency, issuer: issuer.subject, attributes: parsed, validFrom: from, validUntil: until)
    }
}
