import SignedXML

extension Interpretation {
    mutating func sender(_ fields: ElementGroup) -> Organization? {
        guard let from = fields.group("From"), from.text("OrganId") != nil else {
            note(EdXMLRules.fromMissing, at: fields.place(of: "From"))
            return nil
        }
        return organization(from)
    }

    /// Recipients in the document's order. Those without a usable identifier are noted and left out; blank ones are how
    /// some senders write "none".
    mutating func recipients(_ fields: ElementGroup) -> [Organization] {
        var recipients: [Organization] = []
        var seen: Set<AgencyID> = []
        for to in fields.groups("To") where !to.record.isBlank {
            guard to.text("OrganId") != nil else {
                note(EdXMLRules.toIDMissing, at: to.place(of: "OrganId"))
                continue
            }
            guard let recipient = organization(to) else { continue }
            if !seen.insert(recipient.id).inserted {
                note(EdXMLRules.toDuplicate, at: to.place(of: "OrganId"), ["value": recipient.id.text])
            }
            recipients.append(recipient)
        }
        return recipients
    }

    mutating func staff(_ group: ElementGroup?) -> StaffInfo? {
        guard let group, !group.record.isBlank else { return nil }
        return StaffInfo(
            department: group.text("Department"), departmentID: group.text("DepartmentId"), staff: group.text("Staff"),
            staffID: group.text("StaffId"), email: group.text("Email"), mobile: group.text("Mobile"))
    }

    /// The identifier in a field; a malformed one is noted, an absent one is not.
    mutating func agencyID(_ name: String, in group: ElementGroup) -> AgencyID? {
        guard let written = group.text(name) else { return nil }
        if let id = AgencyID(written) { return id }
        note(EdXMLRules.agencyID, at: group.place(of: name), ["value": written.excerpt])
        return nil
    }

    private mutating func organization(_ group: ElementGroup) -> Organization? {
        guard let id = agencyID("OrganId", in: group) else { return nil }
        let organization = Organization(
            id: id, inCharge: group.text("OrganizationInCharge"), name: group.text("OrganName"),
            address: group.text("OrganAdd"), email: group.text("Email"), telephone: group.text("Telephone"),
            fax: group.text("Fax"), website: group.text("Website"))
        if organization.name == nil { noteIncomplete("OrganName", in: group) }
        return organization
    }
}
