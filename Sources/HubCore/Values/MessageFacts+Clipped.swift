extension MessageFacts {
    /// The same facts with every text cut to the length the regulation gives it, so that they fit into a journal entry.
    package func clipped() -> MessageFacts {
        var facts = self
        facts.from = from.clipped()
        facts.to = to.map { $0.clipped() }
        facts.documentID = documentID.map { $0.clipped(to: 200) }
        facts.code = code.clipped(to: 101)
        facts.promulgationDate = promulgationDate.map { $0.clipped(to: 10) }
        facts.subject = subject.clipped(to: 500)
        facts.typeName = typeName.clipped(to: 100)
        facts.dueDate = dueDate.map { $0.clipped(to: 10) }
        facts.businessDocumentID = businessDocumentID.map { $0.clipped(to: 200) }
        facts.businessReason = businessReason.map { $0.clipped(to: 500) }
        facts.changes = changes.map { $0.clipped() }
        facts.replaces = replaces.map { $0.map { $0.clipped() } }
        facts.responseFor = responseFor.map { $0.clipped() }
        facts.status = status.map { $0.clipped() }
        facts.flags = flags.prefix(32).map { $0.clipped(to: 64) }
        return facts
    }
}

extension MessageFacts.Party {
    fileprivate func clipped() -> Self { Self(id: id.clipped(to: 35), name: name.clipped(to: 200)) }
}

extension MessageFacts.Reference {
    fileprivate func clipped() -> Self {
        Self(
            organID: organID.clipped(to: 35), code: code.clipped(to: 101),
            documentID: documentID.map { $0.clipped(to: 200) },
            promulgationDate: promulgationDate.map { $0.clipped(to: 10) })
    }
}

extension MessageFacts.Changes {
    fileprivate func clipped() -> Self {
        Self(
            changesDocument: changesDocument, added: added.map { $0.clipped(to: 35) },
            removed: removed.map { $0.clipped(to: 35) })
    }
}

extension MessageFacts.Replaced {
    fileprivate func clipped() -> Self {
        Self(documentID: documentID.clipped(to: 200), holders: holders.map { $0.clipped(to: 35) })
    }
}

extension StatedStatus {
    fileprivate func clipped() -> Self {
        Self(
            code: code.clipped(to: 2), at: at, description: description.clipped(to: 500), staff: staff.clipped(to: 100),
            department: department.clipped(to: 200))
    }
}

extension String {
    /// At most `length` Unicode scalars (a character may hold any number of them); what was cut ends in `…`.
    package func clipped(to length: Int) -> String {
        guard unicodeScalars.count > length else { return self }
        var clipped = String(unicodeScalars.prefix(length - 1))
        clipped.append("…")
        return clipped
    }
}
