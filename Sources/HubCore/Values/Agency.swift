/// An agency of the register, ours or remote.
package struct Agency: Sendable, Hashable, Codable {
    /// The identifier by which the hub knows it, in the new form where there is one; canonical (upper case).
    package var id: String
    /// The identifier in the old form.
    package var oldID: String?
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
    /// Who took over when it was retired or merged.
    package var successor: String?
    /// Its own signature policy; `nil` leaves it to the hub's.
    package var documentSignatures: SignaturePolicy?
    package var statusSignatures: SignaturePolicy?

    package init(
        id: String, oldID: String? = nil, name: String, parent: String? = nil, level: Int = 1, centre: String,
        isLocal: Bool, isLocked: Bool = false, validFrom: Timestamp? = nil, validUntil: Timestamp? = nil,
        successor: String? = nil, documentSignatures: SignaturePolicy? = nil, statusSignatures: SignaturePolicy? = nil
    ) {
        self.id = id.canonicalIdentifier
        self.oldID = oldID.map(\.canonicalIdentifier)
        self.name = name
        self.parent = parent.map(\.canonicalIdentifier)
        self.level = level
        self.centre = centre.canonicalIdentifier
        self.isLocal = isLocal
        self.isLocked = isLocked
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.successor = successor.map(\.canonicalIdentifier)
        self.documentSignatures = documentSignatures
        self.statusSignatures = statusSignatures
    }

    /// Whether the register has it in force at `moment`.
    package func isValid(at moment: Timestamp) -> Bool {
        if let validFrom, moment < validFrom { return false }
        if let validUntil, moment >= validUntil { return false }
        return true
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
