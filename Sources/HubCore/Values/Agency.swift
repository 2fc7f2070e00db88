/// An agency of the register, ours or remote.
package struct Agency: Sendable, Hashable {
    /// The identifier by which the hub knows it, in the new form where there is one; canonical (upper case).
    package var id: String
    /// What it was called before, and what it is called elsewhere: the table that joins old and new identifiers.
    package var formerIdentifiers: [FormerIdentifier]
    package var name: String
    /// The identifier of the body above it.
    package var parent: String?
    /// 1 for a ministry or a province, and down.
    package var level: Int
    /// The interconnection centre (`systemid`) it hangs under.
    package var centre: String
    /// Whether it has its mailbox here; the others are reached through the national axis.
    package var isLocal: Bool
    /// A locked agency neither sends nor receives.
    package var isLocked: Bool
    package var validFrom: Timestamp?
    /// From this moment on it is retired.
    package var validUntil: Timestamp?
    /// Who took over when it was retired, merged or divided: one or several.
    package var successors: [String]
    package var contacts: AgencyContacts
    /// What the axis' list says of it; `nil` when the list has never named it.
    package var listing: AxisListing?
    /// Its own signature policy; `nil` leaves it to the hub's.
    package var documentSignatures: SignaturePolicy?
    package var statusSignatures: SignaturePolicy?

    /// - Parameter oldID: a former identifier without a period, beside `formerIdentifiers`.
    package init(
        id: String, oldID: String? = nil, formerIdentifiers: [FormerIdentifier] = [], name: String,
        parent: String? = nil, level: Int = 1, centre: String, isLocal: Bool, isLocked: Bool = false,
        validFrom: Timestamp? = nil, validUntil: Timestamp? = nil, successors: [String] = [],
        contacts: AgencyContacts = AgencyContacts(), listing: AxisListing? = nil,
        documentSignatures: SignaturePolicy? = nil, statusSignatures: SignaturePolicy? = nil
    ) {
        self.id = id.canonicalIdentifier
        self.formerIdentifiers = (oldID.map { [FormerIdentifier($0)] } ?? []) + formerIdentifiers
        self.name = name
        self.parent = parent.map(\.canonicalIdentifier)
        self.level = level
        self.centre = centre.canonicalIdentifier
        self.isLocal = isLocal
        self.isLocked = isLocked
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.successors = successors.map(\.canonicalIdentifier)
        self.contacts = contacts
        self.listing = listing
        self.documentSignatures = documentSignatures
        self.statusSignatures = statusSignatures
    }

    /// Every identifier that names it, with its period: its own first.
    package var identifiers: [FormerIdentifier] {
        [FormerIdentifier(id, validFrom: validFrom, validUntil: validUntil)] + formerIdentifiers
    }

    /// Whether it bears an identifier at some time in the claim's period.
    package func claims(_ claim: FormerIdentifier) -> Bool {
        identifiers.contains { $0.id == claim.id && $0.period.overlaps(claim.period) }
    }

    /// The last of its former identifiers: the old form, where that is all there is.
    package var oldID: String? { formerIdentifiers.last?.id }

    /// Whether the register has it in force at `moment`.
    package func isValid(at moment: Timestamp) -> Bool { Period(from: validFrom, until: validUntil).contains(moment) }

    /// Whether `identifier` names it at `moment`: its own always does, a former one in its period.
    package func answers(to identifier: String, at moment: Timestamp) -> Bool {
        let identifier = identifier.canonicalIdentifier
        return identifier == id
            || formerIdentifiers.contains { $0.id == identifier && $0.period.contains(moment) }
    }

    /// Whether it may be addressed by `identifier` at `moment`: both the agency and the identifier must be in force.
    package func isInForce(as identifier: String, at moment: Timestamp) -> Bool {
        isValid(at: moment) && answers(to: identifier, at: moment)
    }
}

/// An identifier that names an agency beside its own: the old form, or what it bore before a reorganisation.
package struct FormerIdentifier: Sendable, Hashable, Codable {
    /// Canonical (upper case).
    package let id: String
    /// It names the agency from here …
    package var validFrom: Timestamp?
    /// … up to, but not including, here.
    package var validUntil: Timestamp?

    package init(_ id: String, validFrom: Timestamp? = nil, validUntil: Timestamp? = nil) {
        self.id = id.canonicalIdentifier
        self.validFrom = validFrom
        self.validUntil = validUntil
    }

    package var period: Period { Period(from: validFrom, until: validUntil) }
}

/// How to reach the people of an agency; each text is empty when it is not known.
package struct AgencyContacts: Sendable, Hashable {
    package var address: String
    package var mail: String
    package var telephone: String
    package var fax: String
    package var website: String

    package init(
        address: String = "", mail: String = "", telephone: String = "", fax: String = "", website: String = ""
    ) {
        self.address = address
        self.mail = mail
        self.telephone = telephone
        self.fax = fax
        self.website = website
    }

    package var isEmpty: Bool { [address, mail, telephone, fax, website].allSatisfy(\.isEmpty) }
}

/// What the axis' list of agencies says of one that the register has.
package struct AxisListing: Sendable, Hashable, Codable {
    /// The list's own name for the row, by which other rows name it as their parent.
    package var id: String
    /// Whether it was this list that retired the agency: then the list may also revive it.
    package var hasRetired: Bool

    package init(id: String, hasRetired: Bool = false) {
        self.id = id
        self.hasRetired = hasRetired
    }
}

/// A stretch of time, open where a bound is `nil`.
package struct Period: Sendable, Hashable {
    package var from: Timestamp?
    /// The first moment after it.
    package var until: Timestamp?

    package init(from: Timestamp? = nil, until: Timestamp? = nil) {
        self.from = from
        self.until = until
    }

    package func contains(_ moment: Timestamp) -> Bool {
        if let from, moment < from { return false }
        if let until, moment >= until { return false }
        return true
    }

    package func overlaps(_ other: Period) -> Bool {
        func endsBefore(_ one: Period, _ next: Period) -> Bool {
            guard let until = one.until, let from = next.from else { return false }
            return until <= from
        }
        return !endsBefore(self, other) && !endsBefore(other, self)
    }
}

/// What is asked of the signature on a message.
package enum SignaturePolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// An unsigned message is refused.
    case required
    /// An unsigned message passes and is flagged; a signature that is there must hold.
    case verifyIfPresent = "verify-if-present"
    /// Signatures are not looked at.
    case off
}

/// A signer's certificate, registered for the one agency that may sign with it.
package struct RegisteredCertificate: Sendable, Hashable, Codable {
    /// SHA-256 of the DER, lower-case hex.
    package var fingerprint: String
    package var agency: String
    /// Standard base64 of the DER.
    package var der: String
    package var subject: String
    package var issuer: String
    package var serial: String
    package var notBefore: Timestamp
    package var notAfter: Timestamp
    /// The registration holds from here …
    package var validFrom: Timestamp?
    /// … up to, but not including, here; registrations of one agency may overlap.
    package var validUntil: Timestamp?
    /// Withdrawn here, whatever its issuer says.
    package var revokedAt: Timestamp?

    package init(
        fingerprint: String, agency: String, der: String, subject: String, issuer: String, serial: String,
        notBefore: Timestamp, notAfter: Timestamp, validFrom: Timestamp? = nil, validUntil: Timestamp? = nil,
        revokedAt: Timestamp? = nil
    ) {
        self.fingerprint = fingerprint.lowercased()
        self.agency = agency.canonicalIdentifier
        self.der = der
        self.subject = subject
        self.issuer = issuer
        self.serial = serial
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.revokedAt = revokedAt
    }
}
