import HTTPTypes
import HubCore
import NIOCore
import SignedXML
import VXP

extension Refusal {
    /// A call that is not believed.
    /// - Parameter systemID: as whom it was made.
    package init(_ failure: AuthenticationFailure, systemID: String = "") {
        switch failure {
        case .missing(let headers):
            self.init(.unauthorized, VXPRule.headerMissing, ["names": headers.joined(separator: ", ")])
        case .unknownSystem(let id):
            self.init(.unauthorized, VXPRule.systemUnknown, ["systemid": id])
        case .wrongCode:
            self.init(.unauthorized, VXPRule.hmac, ["systemid": systemID])
        case .malformedSignHeader:
            self.init(.unauthorized, VXPRule.headerMismatch, ["name": "XroadVnpt-sign-header"])
        case .notCovered(let header), .disagreement(let header):
            self.init(.unauthorized, VXPRule.headerMismatch, ["name": header])
        case .malformedTimestamp(let text):
            self.init(.unauthorized, VXPRule.timestamp, ["value": String(text.prefix(40))])
        case .stale(let behind):
            self.init(.unauthorized, VXPRule.stale, ["seconds": "\(abs(behind) / 1000)"])
        case .replayed:
            self.init(.unauthorized, VXPRule.replayed)
        }
    }

    /// The refusal as the axis interface's envelope, with the findings as JSON text in `reasons`: its clients take no
    /// value but strings and numbers.
    package var envelope: Envelope { envelope(as: ErrorCode(refusing: findings[0].rule)) }

    /// The same with the codes of the provincial variant.
    package var provincialEnvelope: Envelope { envelope(as: ErrorCode(refusing: findings[0].rule).provincial) }

    private func envelope(as code: ErrorCode) -> Envelope {
        let first = findings[0]
        let more = findings.count > 1 ? " (+\(findings.count - 1))" : ""
        let reasons = String(buffer: WireJSON.encode(findings.map(FindingOnTheWire.init)))
        return Envelope(
            failure: code,
            detail: "\(first.rule.code): \(first.says.vi) \(first.mend.vi)\(more)",
            extra: [JSON.Member("reasons", .string(reasons))])
    }
}

extension ErrorCode {
    /// The coarse code of the axis interface under which a finding of `rule` is reported; the rule's own code stands in
    /// the description and in `reasons`.
    package init(refusing rule: Rule) {
        self = Self.byRule[rule.code] ?? Self.byArea(rule.code)
    }

    private static let byRule: [String: ErrorCode] = [
        VXPRule.headerMissing.code: .headerMissing,
        VXPRule.parameterMissing.code: .parameterMissing,
        VXPRule.headerInvalid.code: .parameterInvalid,
        VXPRule.headerMismatch.code: .headersDisagree,
        VXPRule.hmac.code: .wrongHMAC,
        VXPRule.stale.code: .timestampStale,
        VXPRule.timestamp.code: .timestampMalformed,
        VXPRule.replayed.code: .replayed,
        VXPRule.systemUnknown.code: .unknownSystem,
        VXPRule.hashFile.code: .wrongHash,
        VXPRule.documentUnknown.code: .unknownDocument,
        VXPRule.messageType.code: .parameterInvalid,
        VXPRule.agencyNotCallers.code: .notAuthorised,
        VXPRule.registrationClosed.code: .notAuthorised,
        VXPRule.rate.code: .busy,
        ProvincialRule.credentials.code: .unknownSystem,
        ProvincialRule.token.code: .unknownSystem,
        ProvincialRule.length.code: .bodyMalformed,
        HubRules.senderUnknown.code: .unknownSender,
        HubRules.senderLocked.code: .unknownSender,
        HubRules.senderRetired.code: .unknownSender,
        HubRules.senderNotCallers.code: .unknownSender,
        HubRules.recipientUnknown.code: .unknownReceiver,
        HubRules.recipientRetired.code: .unknownReceiver,
        HubRules.recipientLocked.code: .receiverLocked,
        HubRules.conflict.code: .conflict,
        HTTPRule.tooLarge.code: .bodyTooLarge,
        HTTPRule.cutShort.code: .bodyMalformed,
        HTTPRule.tooSlow.code: .busy,
        HTTPRule.busy.code: .busy,
        HTTPRule.fault.code: .systemError,
        CareRule.busy.code: .busy,
        CareRule.diskLow.code: .busy,
        CareRule.diskFull.code: .busy,
        CareRule.retired.code: .unknownDocument,
        HTTPRule.notFound.code: .unknownOperation,
    ]

    private static func byArea(_ code: String) -> ErrorCode {
        switch code.prefix(while: { $0 != "-" }) {
        case "HTTP", "API", "VXP": .bodyMalformed
        case "XML": .invalidFile
        default: .invalidEdXML
        }
    }
}
