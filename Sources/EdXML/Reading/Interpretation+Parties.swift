import SignedXML

extension Interpretation {
    mutating func sender(_ fields: ElementGroup) -> Organization? {
        guard let from = fields.group(.from), from.text(.organId) != nil else {
            note(EdXMLRules.fromMissing, at: fields.place(of: .from))
            return nil
        }
        return organization(from)
    }

    /// Recipients in the document's order. Those without a usable identifier are noted and left out; blank ones are how
    /// some senders write "none".
    mutating func recipients(_ fields: ElementGroup) -> [Organization] {
        var recipients: [Organization] = []
        var seen: Set<AgencyID> = []
        for to in fields.groups(.to) where !to.record.isBlank {
            guard to.text(.organId) != nil else {
                note(EdXMLRules.toIDMissing, at: to.place(of: .organId))
                continue
            }
            guard let recipient = organization(to) else { continue }
            if !seen.insert(recipient.id).inserted {
                note(EdXMLRules.toDuplicate, at: to.place(of: .organId), ["value": recipient.id.text])
            }
            recipients.append(recipient)
        }
        return recipients
    }

    mutating func staff(_ group: ElementGroup?) -> StaffInfo? {
        guard let group, !group.record.isBlank else { return nil }
        return StaffInfo(
            department: group.text(.department), departmentID: group.text(.departmentId), staff: group.text(.staff),
            staffID: group.text(.staffId), email: group.text(.email), mobile: group.text(.mobile))
    }

    /// The identifier in a field; a malformed one is noted, an absent one is not.
    mutating func agencyID(_ word: Word, in group: ElementGroup) -> AgencyID? {
        guard let written = group.text(word) else { return nil }
        if let id = AgencyID(written) { return id }
        note(EdXMLRules.agencyID, at: group.place(of: word), ["value": written.excerpt])
        return nil
    }

    private mutating func organization(_ group: ElementGroup) -> Organization? {
        guard let id = agencyID(.organId, in: group) else { return nil }
        let organization = Organization(
            id: id, inCharge: group.text(.organizationInCharge), name: group.text(.organName),
            address: group.text(.organAdd), email: group.text(.email), telephone: group.text(.telephone),
            fax: group.text(.fax), website: group.text(.website))
        if organization.name == nil { noteIncomplete(.organName, in: group) }
        return organization
    }
}
