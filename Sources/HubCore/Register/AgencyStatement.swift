/// What somebody says of an agency: some of its properties. What is not said stays as the register has it, so that a table
/// without a column for it unlocks nobody and changes nobody's policy.
package struct AgencyStatement: Sendable, Hashable, Codable {
    package enum Property: String, Sendable, Hashable, Codable, CaseIterable {
        case name, centre, local, former, parent, level, address, mail, telephone, fax, website
        case validFrom, validUntil, successors, locked, documentSignatures, statusSignatures
    }

    package var agency: Agency
    package var says: Set<Property>
    /// Whether it makes an agency that the register does not have.
    package var mayAdd: Bool

    package init(_ agency: Agency, says: Set<Property>, mayAdd: Bool = false) {
        self.agency = agency
        self.says = says
        self.mayAdd = mayAdd
    }

    /// The agency as it is once this was said; `nil` when there is none and none may be added.
    package func applied(to known: Agency?) -> Agency? {
        guard var next = known else { return mayAdd ? agency : nil }
        for property in says { property.copy(agency, into: &next) }
        return next
    }
}

extension AgencyStatement.Property {
    fileprivate func copy(_ stated: Agency, into agency: inout Agency) {
        switch self {
        case .name: agency.name = stated.name
        case .centre: agency.centre = stated.centre
        case .local: agency.isLocal = stated.isLocal
        case .former: agency.formerIdentifiers = stated.formerIdentifiers
        case .parent: agency.parent = stated.parent
        case .level: agency.level = stated.level
        case .address: agency.contacts.address = stated.contacts.address
        case .mail: agency.contacts.mail = stated.contacts.mail
        case .telephone: agency.contacts.telephone = stated.contacts.telephone
        case .fax: agency.contacts.fax = stated.contacts.fax
        case .website: agency.contacts.website = stated.contacts.website
        case .validFrom: agency.validFrom = stated.validFrom
        case .validUntil: agency.validUntil = stated.validUntil
        case .successors: agency.successors = stated.successors
        case .locked: agency.isLocked = stated.isLocked
        case .documentSignatures: agency.documentSignatures = stated.documentSignatures
        case .statusSignatures: agency.statusSignatures = stated.statusSignatures
        }
    }
}
