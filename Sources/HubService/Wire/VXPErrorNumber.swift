import SignedXML

/// The error numbers that clients of the axis interface know. Coarse: the rule's own code stands in `ErrorDesc`.
enum VXPErrorNumber: String {
    case invalidFile = "10"
    case wrongCredentials = "15"
    case receiverUnknown = "18"
    case senderUnregistered = "19"
    case systemError = "20"
    case fileProcessing = "21"
    case badEdXML = "22"

    /// The number under which a finding of `rule` is reported.
    init(refusing rule: Rule) {
        switch rule.code {
        case VXPRule.sender.code:
            self = .senderUnregistered
        case VXPRule.hashFile.code, VXPRule.documentUnknown.code, HTTPRule.tooLarge.code, HTTPRule.cutShort.code:
            self = .fileProcessing
        case HTTPRule.fault.code, HTTPRule.busy.code:
            self = .systemError
        case let code where code.hasPrefix("VXP-"):
            self = .wrongCredentials
        case let code where code.hasPrefix("XML-") || code.hasPrefix("HTTP-"):
            self = .invalidFile
        case let code where code.contains("RECIPIENT") || code.contains("RECEIVER"):
            self = .receiverUnknown
        case let code where code.contains("SENDER"):
            self = .senderUnregistered
        default:
            self = .badEdXML
        }
    }
}
