import SignedXML

/// What the register says about a signer's certificate.
///
/// A registration of the certificate itself goes before every rule: a certificate that the operator withdrew stays
/// withdrawn, whatever rule its name fits.
package struct Registration: Sendable, Hashable {
    /// Of this very certificate.
    package var certificate: RegisteredCertificate?
    /// Every rule that the certificate fits, in whatever period.
    package var rules: [SubjectRule]

    package init(certificate: RegisteredCertificate? = nil, rules: [SubjectRule] = []) {
        self.certificate = certificate
        self.rules = rules
    }

    /// The one agency that may sign with it at `moment`; `nil` when there is none, or more than one.
    package func owner(at moment: Timestamp) -> String? {
        if let certificate { return certificate.period.standing(at: moment) == .stands ? certificate.agency : nil }
        let owners = Set(rules.filter { $0.period.standing(at: moment) == .stands }.map(\.agency))
        return owners.count == 1 ? owners.first : nil
    }
}

/// When a registration holds.
struct RegistrationPeriod {
    enum Standing: Equatable {
        case stands
        case notYet(Timestamp)
        case ended(Timestamp)
        case withdrawn(Timestamp)
    }

    let from: Timestamp?
    let until: Timestamp?
    let revokedAt: Timestamp?

    func standing(at moment: Timestamp) -> Standing {
        if let revokedAt, revokedAt <= moment { return .withdrawn(revokedAt) }
        if let until, until <= moment { return .ended(until) }
        if let from, moment < from { return .notYet(from) }
        return .stands
    }
}

extension RegisteredCertificate {
    var period: RegistrationPeriod { RegistrationPeriod(from: validFrom, until: validUntil, revokedAt: revokedAt) }
}

extension SubjectRule {
    var period: RegistrationPeriod { RegistrationPeriod(from: validFrom, until: validUntil, revokedAt: revokedAt) }
}
