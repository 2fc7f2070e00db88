import EdXML

/// One row of the axis' list of agencies.
package struct ListedAgency: Sendable, Hashable, Codable {
    /// The list's own name for the row.
    package var row: String
    /// The row of the body above it; empty at the top.
    package var parentRow: String
    /// The identifier, in whatever form.
    package var code: String
    package var name: String
    package var mail: String
    /// Empty when the list does not say.
    package var centre: String
    package var isDeleted: Bool

    package init(
        row: String, parentRow: String = "", code: String, name: String, mail: String = "", centre: String = "",
        isDeleted: Bool = false
    ) {
        self.row = row
        self.parentRow = parentRow
        self.code = code
        self.name = name
        self.mail = mail
        self.centre = centre
        self.isDeleted = isDeleted
    }

    /// What a row means for the register.
    package enum Verdict: Sendable, Hashable {
        case unchanged
        case change(AgencyChange)
        case contradiction(ListContradiction)
    }

    /// Compares the row with what the register has under its identifier.
    ///
    /// The list is right about agencies beyond the axis: their names, centres, mail addresses and parents, and whether
    /// they exist. It changes nothing of ours, locks and unlocks nobody, touches no policy, and brings nobody back whom an
    /// operator has retired.
    ///
    /// - Parameters:
    ///   - known: by any identifier, in force or not.
    ///   - parent: the identifier of the body above it; `nil` when there is none, or it is not known (yet).
    ///   - ourCentre: the centre as which the hub calls the axis.
    package func verdict(
        on known: Agency?, parent: String?, ourCentre: String, at now: Timestamp
    ) -> Verdict {
        guard let id = AgencyID(code)?.canonical else { return .contradiction(.init(.unreadable, code, name)) }
        guard let known else { return added(id, parent: parent, ourCentre: ourCentre, at: now) }
        if known.isLocal { return ours(known, at: now) }
        guard known.id == id else { return former(id, of: known, at: now) }
        return remote(known, parent: parent, at: now)
    }

    private func added(_ id: String, parent: String?, ourCentre: String, at now: Timestamp) -> Verdict {
        if isDeleted { return .unchanged }
        if !centre.isEmpty, centre.canonicalIdentifier == ourCentre.canonicalIdentifier {
            return .contradiction(.init(.unknownUnderOurCentre, id, name))
        }
        let agency = Agency(
            id: id, name: name.clipped(to: 200), parent: parent, level: AgencyID(id)?.level ?? 1,
            centre: centre.clipped(to: 35), isLocal: false, contacts: AgencyContacts(mail: mail.clipped(to: 100)),
            listing: AxisListing(id: row.clipped(to: 64)))
        return verdict(from: nil, to: agency, at: now)
    }

    private func ours(_ known: Agency, at now: Timestamp) -> Verdict {
        if isDeleted, known.isValid(at: now) { return .contradiction(.init(.oursDeleted, known.id, known.name)) }
        if !isDeleted, !name.isEmpty,
            AgencySpelling.words(ofName: name) != AgencySpelling.words(ofName: known.name)
        {
            return .contradiction(.init(.oursNamedOtherwise, known.id, name))
        }
        return .unchanged
    }

    /// The list still has it, or has it no longer, under an identifier that the register knows for a former one.
    private func former(_ id: String, of known: Agency, at now: Timestamp) -> Verdict {
        guard isDeleted else { return .contradiction(.init(.listedUnderFormer, id, known.id)) }
        var next = known
        for index in next.formerIdentifiers.indices where next.formerIdentifiers[index].id == id {
            if next.formerIdentifiers[index].period.contains(now) { next.formerIdentifiers[index].validUntil = now }
        }
        return verdict(from: known, to: next, at: now)
    }

    private func remote(_ known: Agency, parent: String?, at now: Timestamp) -> Verdict {
        var next = known
        var listing = known.listing ?? AxisListing(id: row)
        listing.id = row.clipped(to: 64)
        let hasEnded = known.validUntil.map { $0 <= now } ?? false
        if isDeleted {
            if !hasEnded { (next.validUntil, listing.hasRetired) = (now, true) }
        } else {
            if hasEnded {
                guard listing.hasRetired else { return .contradiction(.init(.retiredHere, known.id, name)) }
                (next.validUntil, listing.hasRetired) = (nil, false)
            }
            if !name.isEmpty { next.name = name.clipped(to: 200) }
            if !mail.isEmpty { next.contacts.mail = mail.clipped(to: 100) }
            if !centre.isEmpty { next.centre = centre.clipped(to: 35).canonicalIdentifier }
            next.parent = parent ?? next.parent
        }
        next.listing = listing
        return verdict(from: known, to: next, at: now)
    }

    private func verdict(from known: Agency?, to next: Agency, at now: Timestamp) -> Verdict {
        AgencyChange(from: known, to: next, at: now).map(Verdict.change) ?? .unchanged
    }
}
