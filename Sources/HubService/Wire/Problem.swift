import HTTPTypes
import SignedXML

/// A refusal as RFC 9457 problem details, with the array `findings` as its extension.
struct Problem: Encodable {
    /// A name, not an address: `urn:lienthong:rule:` and the code of the first finding.
    let type: String
    let title: String
    let status: Int
    let detail: String
    /// The request's id, as the log has it.
    let instance: String?
    /// Where all is said about that code: ``APIInterface/getCode(_:_:)``.
    let help: String
    let findings: [FindingOnTheWire]

    init(_ refusal: Refusal, instance: String?) {
        let first = refusal.findings[0]
        type = "urn:lienthong:rule:\(first.rule.code)"
        help = "/api/v1/codes/\(first.rule.code)"
        title = first.says.vi
        status = refusal.status.code
        detail = first.says.en
        self.instance = instance
        findings = refusal.findings.map(FindingOnTheWire.init)
    }
}
