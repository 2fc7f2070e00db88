/// How a packet was found to speak of a document.
package struct Match: Sendable, Hashable, Codable {
    /// From the surest on. The first that names one document alone is taken.
    package enum Quality: String, Sendable, Hashable, Codable, CaseIterable {
        /// By the hub's or the axis' own name of the packet.
        case docID
        /// By the issuer and its DocumentId.
        case documentID
        /// By issuer, date and full code.
        case naturalKey
        /// By the issuer, date and code that a conventional DocumentId (`OrganId,yyyy/MM/dd,code`) is made of.
        case conventional
        /// By issuer and code; no date was given, and no other document bears the code.
        case codeAlone
        /// By the code as it is written without diacritics, spaces, dashes of another kind and leading zeros.
        case tolerant
        /// A person said so.
        case byHand
    }

    package let quality: Quality
    /// What the packet states and the document has otherwise: `code`, `date`, `documentID`; absent when nothing is.
    package let disagrees: [String]?

    package init(_ quality: Quality, disagrees: [String] = []) {
        self.quality = quality
        self.disagrees = disagrees.isEmpty ? nil : disagrees
    }
}

/// Why a packet waits for the document it is about.
package enum ParkedBecause: String, Sendable, Hashable, Codable, CaseIterable {
    /// The hub has no such document.
    case unknown
    /// Several documents answer to what is stated.
    case ambiguous
    /// The document is here, and the sender of the packet has no part in it.
    case notConcerned
    /// The document is here, and two requests about it are open.
    case unclear
}
