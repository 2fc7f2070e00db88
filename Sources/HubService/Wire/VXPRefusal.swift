import NIOCore
import SignedXML

/// A refusal as the axis interface's envelope: every value a string, and the three that its clients need.
struct VXPRefusal: Encodable {
    let status = "FAIL"
    let errorCode: String
    let errorDesc: String
    /// The findings as JSON text: the vendor's clients take no value but strings and numbers.
    let reasons: String

    private enum CodingKeys: String, CodingKey {
        case status
        case errorCode = "ErrorCode"
        case errorDesc = "ErrorDesc"
        case reasons
    }

    init(_ refusal: Refusal) {
        let first = refusal.findings[0]
        errorCode = VXPErrorNumber(refusing: first.rule).rawValue
        let more = refusal.findings.count > 1 ? " (+\(refusal.findings.count - 1))" : ""
        errorDesc = "[\(first.rule.code)] \(first.says.vi) \(first.mend.vi)\(more)"
        reasons = String(buffer: WireJSON.encode(refusal.findings.map(FindingOnTheWire.init)))
    }
}
