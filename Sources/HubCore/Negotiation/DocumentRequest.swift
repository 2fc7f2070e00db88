/// What one packet asks about one document: the same for a packet of type 1, 2 or 3 and for a status 13, and for one
/// recipient or a hundred.
package struct DocumentRequest: Sendable, Hashable, Codable {
    package let kind: Related.Kind
    /// The document, under the sender's identifier: nobody asks about another's.
    package var about: MessageFacts.Reference
    /// From whom it is asked back, as stated: for a recall the recipients concerned, for an update those it removes.
    /// Empty in a recall: from everyone to whom the packet goes.
    package let from: [String]
    /// Of an update: whether the document's own description changed.
    package let changesDocument: Bool?
    /// Of an update: the deliveries of the document to those it adds.
    package let copies: [NewDelivery]
    /// Deliveries of the packet itself to those it concerns and is not sent to.
    package let notices: [NewDelivery]

    package init(
        kind: Related.Kind, about: MessageFacts.Reference, from: [String] = [], changesDocument: Bool? = nil,
        copies: [NewDelivery] = [], notices: [NewDelivery] = []
    ) {
        self.kind = kind
        self.about = about
        self.from = from
        self.changesDocument = changesDocument
        self.copies = copies
        self.notices = notices
    }

    /// The same request in pieces of which each fits into a journal entry. Requests of one packet about one document add up.
    package var pieces: [DocumentRequest] {
        let size = IncomingDocument.perEntry
        let longest = max(from.count, copies.count, notices.count)
        guard longest > size else { return [self] }
        return stride(from: 0, to: longest, by: size).map { start in
            DocumentRequest(
                kind: kind, about: about, from: from.piece(from: start, size), changesDocument: changesDocument,
                copies: copies.piece(from: start, size), notices: notices.piece(from: start, size))
        }
    }
}

extension IncomingDocument {
    /// What it asks about other documents; nothing for a new document and for a status other than 13.
    package var requests: [DocumentRequest] {
        switch (facts.kind, facts.businessType) {
        case (.status, _): facts.status?.code == "13" ? requestOfStatus : []
        case (.document, 1): recalls
        case (.document, 2): [update]
        case (.document, 3): replacements
        default: []
        }
    }

    private var requestOfStatus: [DocumentRequest] {
        facts.responseFor.prefix(1).map { DocumentRequest(kind: .recall, about: asSenders($0)) }
    }

    /// One request for each document named, from all who are named beside it. Some senders name themselves there, as in a
    /// status: then everyone is meant to whom the packet goes.
    private var recalls: [DocumentRequest] {
        var order: [MessageFacts.Reference] = []
        var named: [MessageFacts.Reference: [String]] = [:]
        for response in facts.responseFor {
            let about = asSenders(response)
            if named[about] == nil { order.append(about) }
            named[about, default: []].append(response.organID)
        }
        return order.map { about in
            let agencies = named[about] ?? []
            let all = agencies.contains { $0.canonicalIdentifier == facts.from.id.canonicalIdentifier }
            return DocumentRequest(kind: .recall, about: about, from: all ? [] : agencies, notices: notices)
        }
    }

    private var update: DocumentRequest {
        let about = MessageFacts.Reference(
            organID: sender, code: facts.code, documentID: facts.businessDocumentID,
            promulgationDate: facts.promulgationDate)
        return DocumentRequest(
            kind: .update, about: about, from: facts.changes?.removed ?? [],
            changesDocument: facts.changes?.changesDocument, copies: copies, notices: notices)
    }

    private var replacements: [DocumentRequest] {
        (facts.replaces ?? []).map { replaced in
            let about = MessageFacts.Reference(organID: sender, code: "", documentID: replaced.documentID)
            return DocumentRequest(kind: .replace, about: about, from: replaced.holders, notices: notices)
        }
    }

    private func asSenders(_ reference: MessageFacts.Reference) -> MessageFacts.Reference {
        var reference = reference
        reference.organID = sender
        return reference
    }
}
