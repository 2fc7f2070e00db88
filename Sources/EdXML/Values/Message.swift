/// What one edXML packet says. Behind a reference, because it is large and handed on often.
package indirect enum Message: Sendable, Hashable {
    case document(DocumentMessage)
    case status(StatusMessage)

    package enum Kind: String, Sendable, Hashable, Codable {
        case document, status
    }

    package var kind: Kind {
        switch self {
        case .document: .document
        case .status: .status
        }
    }

    package var from: Organization {
        switch self {
        case .document(let document): document.from
        case .status(let status): status.from
        }
    }

    /// The agencies to which the packet is to be delivered; see ``StatusMessage/recipients`` for when it may be empty.
    package var recipients: [AgencyID] {
        switch self {
        case .document(let document): document.to.map(\.id)
        case .status(let status): status.recipients
        }
    }

    package var document: DocumentMessage? {
        if case .document(let document) = self { document } else { nil }
    }

    package var status: StatusMessage? {
        if case .status(let status) = self { status } else { nil }
    }
}
