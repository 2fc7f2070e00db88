import SignedXML

extension Evidence {
    /// What speaks against the certificate being the sender's, by what the register says at `now`.
    func registrationFindings(on fingerprint: String, now: Timestamp) -> [Finding] {
        if let certificate = registration.certificate {
            guard certificate.fingerprint == fingerprint.lowercased() else { return [unregistered(fingerprint)] }
            let ownership = certificate.agency == sender?.id ? [] : [notSenders(certificate.agency)]
            return ownership
                + [finding(on: certificate.period.standing(at: now), certificate.agency)].compactMap(\.self)
        }
        let standing = registration.rules.filter { $0.period.standing(at: now) == .stands }
        let owners = Set(standing.map(\.agency)).sorted()
        switch owners.count {
        case 0:
            let reasons = registration.rules.compactMap { finding(on: $0.period.standing(at: now), $0.agency) }
            return reasons.isEmpty ? [unregistered(fingerprint)] : [reasons[0]]
        case 1: return owners[0] == sender?.id ? [] : [notSenders(owners[0])]
        default:
            return [Finding(SignatureRules.ambiguous, ["owners": owners.prefix(5).joined(separator: ", ")])]
        }
    }

    private func unregistered(_ fingerprint: String) -> Finding {
        Finding(SignatureRules.unregistered, ["fingerprint": fingerprint])
    }

    private func notSenders(_ owner: String) -> Finding {
        Finding(SignatureRules.notSenders, ["sender": senderText, "owner": owner])
    }

    private func finding(on standing: RegistrationPeriod.Standing, _ owner: String) -> Finding? {
        switch standing {
        case .stands: nil
        case .withdrawn(let time):
            Finding(SignatureRules.withdrawn, ["owner": owner, "time": time.rfc3339])
        case .ended(let time):
            Finding(SignatureRules.registrationEnded, ["owner": owner, "time": time.rfc3339])
        case .notYet(let time):
            Finding(SignatureRules.registrationNotYet, ["owner": owner, "time": time.rfc3339])
        }
    }
}
