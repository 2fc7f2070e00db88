/// A packet that reports what became of a document, or (13) asks for it back.
package struct StatusMessage: Sendable, Hashable {
    /// Who reports.
    package var from: Organization
    /// Usually empty: a status goes to the original sender named in ``responseFor``.
    package var to: [Organization]
    package var responseFor: ResponseFor
    package var code: StatusCode
    /// The reason of a return or a recall; otherwise free text.
    package var description: String?
    package var staff: StaffInfo?
    package var at: LocalDateTime

    package init(
        from: Organization, to: [Organization] = [], responseFor: ResponseFor, code: StatusCode,
        description: String? = nil, staff: StaffInfo? = nil, at: LocalDateTime
    ) {
        self.from = from
        self.to = to
        self.responseFor = responseFor
        self.code = code
        self.description = description
        self.staff = staff
        self.at = at
    }

    /// The key of the document spoken of. A receiver names the issuer in ``responseFor``; the issuer asking for its own
    /// document back (13) is the sender itself, and names there the recipient concerned or itself.
    package var documentKey: NaturalKey? {
        guard let date = responseFor.date else { return nil }
        let issuer = code.isFromOriginalSender ? from.id : responseFor.agency
        return NaturalKey(issuer: issuer, date: date, code: responseFor.code)
    }

    /// To whom it is to be delivered: those it names; otherwise the agency it answers.
    ///
    /// Empty when an issuer asks for its document back (13) without naming anyone but itself: every recipient of the
    /// document is meant, and only its register knows them.
    package var recipients: [AgencyID] {
        if !to.isEmpty { return to.map(\.id) }
        return responseFor.agency == from.id ? [] : [responseFor.agency]
    }
}

/// The document that a packet answers.
package struct ResponseFor: Sendable, Hashable {
    /// Its original sender; in a recall, the recipient concerned.
    package var agency: AgencyID
    /// Its full code.
    package var code: String
    package var documentID: String?
    package var date: LocalDate?

    package init(agency: AgencyID, code: String, documentID: String? = nil, date: LocalDate? = nil) {
        self.agency = agency
        self.code = code
        self.documentID = documentID
        self.date = date
    }

    /// The key of the document answered, when its date is given and `agency` is its sender.
    package var naturalKey: NaturalKey? {
        date.map { NaturalKey(issuer: agency, date: $0, code: code) }
    }
}
