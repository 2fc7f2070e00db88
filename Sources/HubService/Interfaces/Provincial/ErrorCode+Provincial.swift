import VXP

extension ErrorCode {
    /// The codes that the provincial variant has.
    static let ofProvincialVariant: [ErrorCode] = [
        .ok, .invalidFile, .unknownSystem, .unknownReceiver, .unknownSender, .systemError, .processingError,
        .invalidEdXML, .receiverLocked,
    ]

    /// The code under which this one is reported there: who calls is 15, what may succeed later is 20, a file that is not what
    /// it should be is 10, and whatever else is final is 21. The rule's own code stands in the description.
    var provincial: ErrorCode {
        switch self {
        case _ where Self.ofProvincialVariant.contains(self): self
        case .headerMissing, .wrongHMAC, .headersDisagree, .timestampMalformed, .timestampStale, .replayed,
            .notAuthorised:
            .unknownSystem
        case .wrongHash, .bodyMalformed, .bodyTooLarge, .unknownDocument: .invalidFile
        case _ where isTransient: .systemError
        default: .processingError
        }
    }
}
