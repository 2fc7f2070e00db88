import EdXML
import HubCore

extension MessageFacts {
    /// The facts of a message that inspection could read.
    ///
    /// - Parameters:
    ///   - addressed: who the caller's `to` names; used where the packet itself names nobody (a recall request, 13).
    ///   - certificate: the fingerprint under a signature that was verified.
    init(_ message: Message, addressed: [String], payload: (sha256: String, size: Int64), certificate: String?) {
        switch message {
        case .document(let document): self.init(document, payload: payload, certificate: certificate)
        case .status(let status): self.init(status, addressed: addressed, payload: payload, certificate: certificate)
        }
    }

    private init(_ document: DocumentMessage, payload: (sha256: String, size: Int64), certificate: String?) {
        self.init(
            kind: .document,
            from: Party(document.from),
            to: document.to.map(Party.init),
            documentID: document.documentID,
            code: document.code.full,
            promulgationDate: document.promulgation.date.text,
            subject: document.subject,
            typeName: document.type.name ?? "",
            priority: document.other.priority.rawValue,
            dueDate: document.dueDate?.text,
            businessType: document.business.type.rawValue,
            businessDocumentID: document.business.documentID,
            businessReason: document.business.reason,
            changes: document.business.update.map(Changes.init),
            replaces: document.business.type == .replace ? document.business.replacements.map(Replaced.init) : nil,
            responseFor: document.responsesFor.map(Reference.init),
            sha256: payload.sha256, size: payload.size, certificate: certificate)
    }

    /// A status answers the original sender; a recall request goes the other way, to the receivers.
    private init(
        _ status: StatusMessage, addressed: [String], payload: (sha256: String, size: Int64), certificate: String?
    ) {
        let stated = status.to.map(Party.init)
        // Without a party of its own it goes to the agency it answers; a request to give back may name none at all.
        let parties =
            stated.isEmpty && status.recipients.isEmpty
            ? addressed.map { Party(id: $0) } : stated.isEmpty ? status.recipients.map { Party(id: $0.text) } : stated
        self.init(
            kind: .status,
            from: Party(status.from),
            to: parties,
            code: status.responseFor.code,
            promulgationDate: status.responseFor.date?.text,
            responseFor: [Reference(status)],
            status: StatedStatus(
                code: status.code.rawValue, at: Timestamp(milliseconds: status.at.milliseconds),
                description: status.description ?? "", staff: status.staff?.staff ?? "",
                department: status.staff?.department ?? ""),
            sha256: payload.sha256, size: payload.size, certificate: certificate)
    }
}

extension MessageFacts.Changes {
    fileprivate init(_ update: DocumentUpdate) {
        self.init(
            changesDocument: update.changesDocument,
            added: update.receivers.filter(\.isAdded).map(\.agency.text),
            removed: update.receivers.filter { !$0.isAdded }.map(\.agency.text))
    }
}

extension MessageFacts.Replaced {
    fileprivate init(_ replacement: Replacement) {
        self.init(documentID: replacement.documentID, holders: replacement.holders.map(\.text))
    }
}

extension MessageFacts.Party {
    fileprivate init(_ organization: Organization) {
        self.init(id: organization.id.text, name: organization.name ?? "")
    }
}

extension MessageFacts.Reference {
    /// The document a status is about, under its issuer: who asks for a document back (13) names in ``ResponseFor`` the
    /// recipient concerned, and is the issuer itself.
    init(_ status: StatusMessage) {
        self.init(status.responseFor)
        if status.code.isFromOriginalSender { organID = status.from.id.text }
    }

    fileprivate init(_ response: ResponseFor) {
        self.init(
            organID: response.agency.text, code: response.code, documentID: response.documentID,
            promulgationDate: response.date?.text)
    }
}
