/// What a centre asks of the register: to enter an agency under it, or to take one out.
package struct AgencyRequest: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable {
        /// To be entered, or changed where it is there already.
        case enter
        case remove
    }

    package let kind: Kind
    /// Who asks: a `systemid`.
    package let centre: String
    /// The agency's identifier.
    package let agency: String
    package let name: String
    /// The identifier of the body above it.
    package let parent: String?
    package let mail: String
    package let telephone: String
    package let fax: String

    package init(
        _ kind: Kind, agency: String, by centre: String, name: String = "", parent: String? = nil, mail: String = "",
        telephone: String = "", fax: String = ""
    ) {
        self.kind = kind
        self.centre = centre.canonicalIdentifier
        self.agency = agency.canonicalIdentifier
        self.name = name.clipped(to: 200)
        self.parent = parent?.canonicalIdentifier
        self.mail = mail.clipped(to: 100)
        self.telephone = telephone.clipped(to: 50)
        self.fax = fax.clipped(to: 50)
    }
}

/// A request that nobody has decided about.
package struct OpenAgencyRequest: Sendable, Hashable, Codable {
    package let request: AgencyRequest
    package let askedAt: Timestamp

    package init(request: AgencyRequest, askedAt: Timestamp) {
        self.request = request
        self.askedAt = askedAt
    }
}

/// A centre asked something of the register that an operator is to decide.
package struct AgencyAsked: Sendable, Hashable, Codable {
    package let request: AgencyRequest

    package init(request: AgencyRequest) { self.request = request }
}

/// An operator decided about what a centre had asked. When it was granted, what changed in the register is an entry of its own.
package struct AgencyDecided: Sendable, Hashable, Codable {
    package let centre: String
    package let agency: String
    package let isGranted: Bool
    package let note: String
    package let by: String

    package init(_ request: AgencyRequest, isGranted: Bool, note: String, by: String) {
        centre = request.centre
        agency = request.agency
        self.isGranted = isGranted
        self.note = note.clipped(to: 1000)
        self.by = by.clipped(to: 200)
    }
}
