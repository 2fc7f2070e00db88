extension IncomingDocument {
    /// Where its deliveries stand in their destinations' queues.
    package var lane: Lane { Lane(priority: facts.priority, size: facts.size) }

    /// The natural key of the document, under the issuer's identifier in the register.
    package var key: DocumentKey { DocumentKey(issuer: sender, date: facts.promulgationDate, code: facts.code) }

    /// What only one accepted document may bear: a new document's or a replacement's natural key with its business type.
    ///
    /// `nil` for statuses, and for recalls and updates: they may lawfully be asked again in other words, so only their
    /// bytes tell a repeat.
    package var claimsAlone: DocumentClaim? {
        guard facts.kind == .document, facts.businessType == 0 || facts.businessType == 3 else { return nil }
        return DocumentClaim(businessType: facts.businessType, key: key)
    }
}

/// See ``IncomingDocument/claimsAlone``.
package struct DocumentClaim: Sendable, Hashable {
    package let businessType: Int
    package let key: DocumentKey
}
