import EdXML
import HubCore
import SignedXML

extension Fact {
    /// What happened, in a few words of English.
    package var english: String {
        switch self {
        case .hubStarted(let fact): fact.english
        case .hubStopped(let fact): fact.english
        case .configured(let fact): fact.english
        case .operatorActed(let fact):
            ["\(fact.by): \(fact.action)", fact.subject, fact.note].filter { !$0.isEmpty }.joined(separator: " · ")
        case .accepted(let fact): fact.english
        case .continued(let fact): "\(fact.deliveries.count) more recipients of \(fact.document.short)"
        case .refused(let fact): fact.english
        case .duplicate(let fact): "\(fact.origin.english) sent \(fact.document.short) again, and got the same receipt"
        case .conflict(let fact):
            "\(fact.origin.english) sent other contents under the code and date of \(fact.document.short)"
        case .callsRefused(let fact): fact.english
        case .moved(let fact): fact.english
        case .statusRecorded(let fact): "\(fact.status.english) for \(fact.document.short)\(fact.match?.english ?? "")"
        case .statusMatched(let fact): fact.englishOfMatch
        case .statusParked(let fact): fact.english
        case .related(let fact): fact.english
        case .requested(let fact): fact.english
        case .negotiated(let fact): fact.english
        case .addressed(let fact): fact.english
        case .requestParked(let fact): fact.english
        case .requestMatched(let fact): fact.english
        case .axisAcknowledged(let fact): fact.english
        case .destinationPaused(let fact): fact.english
        case .destinationReleased(let fact): fact.english
        case .agencyChanged(let fact): "\(fact.by) entered the agency \(fact.agency.id) \(fact.agency.name)"
        case .agenciesChanged(let fact): fact.english
        case .registerSynchronised(let fact): fact.says.en
        case .agencyAsked(let fact): fact.request.english
        case .agencyDecided(let fact):
            "\(fact.by) \(fact.isGranted ? "granted" : "declined") what \(fact.centre) asked about the agency \(fact.agency)"
                + (fact.note.isEmpty ? "" : ": \(fact.note)")
        case .certificateChanged(let fact): fact.english
        case .subjectRuleChanged(let fact): fact.english
        case .trustChanged(let fact): fact.english
        case .credentialChanged(let fact): fact.english
        case .tokenChanged(let fact): fact.english
        case .webhookChanged(let fact): fact.english
        case .retired(let fact): fact.english
        case .dutyEscalated(let fact): fact.english
        case .dutyPlanChanged(let fact): fact.english
        case .reminderMailed(let fact): fact.english
        case .accountChanged(let fact): fact.english
        case .loggedIn(let fact): fact.english
        case .logInRefused(let fact): fact.english
        case .sessionEnded(let fact): fact.english
        }
    }

    /// What happened, in a few words.
    package func says(in language: Language) -> String { language == .vi ? vietnamese : english }
}

extension AgenciesChanged {
    fileprivate var english: String {
        let first = agencies.first.map { ", from \($0.id) \($0.name) on" } ?? ""
        return "\(by) entered \(agencies.count) agencies\(first)"
    }
}

extension Accepted {
    fileprivate var english: String {
        let from = "\(sender), by way of \(origin.english)"
        if let status = facts.status { return "took \(status.english) about \(facts.code) from \(from)" }
        let what = facts.businessType == 0 ? "" : " (\(BusinessType(rawValue: facts.businessType)?.name.en ?? "?"))"
        return
            "took \(facts.code)\(what) from \(from): “\(facts.subject)”, \(facts.to.count) recipients [\(document.short)]"
    }
}

extension HubCore.Refusal {
    fileprivate var english: String {
        let sender = from.map { " of \($0)" } ?? ""
        return "refused \(code ?? "a packet")\(sender), by way of \(origin.english): \(codes.joined(separator: ", "))"
    }
}

extension Moved {
    fileprivate var english: String {
        let what = document.short
        let why = reason.map { ": \($0)" } ?? ""
        switch event {
        case .delivered:
            return "delivered \(what) by way of \(route.name.en)" + (reference.map { ", there named \($0)" } ?? "")
        case .deferred:
            let again = notBefore.map { "at \($0.shown)" } ?? "later"
            return "put \(what) off, attempt \(attempt), to be sent again \(again)\(why)"
        case .deliveryRefused: return "the recipient refused \(what)\(why)"
        case .dead: return "gave up sending \(what) after \(attempt) attempts\(why)"
        case .fetched: return "\(by ?? "the recipient") fetched \(what)"
        case .acknowledged:
            return state == .failed
                ? "\(by ?? "the recipient") failed to take \(what)\(why)" : "\(by ?? "the recipient") holds \(what)"
        case .forgotten: return "who took \(what) knows it no more; it is sent again"
        case .sentAgain: return "\(by ?? "an operator") had \(what) sent again\(note.map { ": \($0)" } ?? "")"
        case .cancelled: return "\(by ?? "an operator") cancelled \(what)\(why)"
        case .recalled: return "\(by ?? "the sender") took \(what) back\(why)"
        case .readdressed: return "\(by ?? "the sender") sends \(what) anew to one who gave it back"
        }
    }
}

extension CertificateChanged {
    fileprivate var english: String {
        let whose = "a certificate of \(certificate.agency) (\(certificate.fingerprint.prefix(16))…)"
        guard let time = certificate.revokedAt else { return "\(by) registered \(whose)" }
        return "\(by) withdrew \(whose) from \(time.shown) on"
    }
}

extension SubjectRuleChanged {
    fileprivate var english: String {
        let what = "the certificate rule \(rule.id) of \(rule.agency)"
        guard let time = rule.revokedAt else {
            return "\(by) entered \(what): \(rule.attributes.map(\.text).joined(separator: ", "))"
        }
        return "\(by) withdrew \(what) from \(time.shown) on"
    }
}

extension TrustChanged {
    fileprivate var english: String {
        "trust in force: \(anchors.count) anchors, \(intermediates.count) intermediates, \(lists.count) revocation lists"
            + (lists.isEmpty ? "" : " (numbers \(lists.map { $0.number ?? "–" }.joined(separator: ", ")))")
    }
}

extension AgencyRequest {
    fileprivate var english: String {
        switch kind {
        case .enter: "the centre \(centre) asks that the agency \(agency) \(name) be entered; to be decided"
        case .remove: "the centre \(centre) asks that the agency \(agency) be removed; to be decided"
        }
    }
}

extension CredentialChanged {
    fileprivate var english: String {
        let set = [secretSet ? "a secret" : nil, tokenSet ? "a token" : nil].compactMap(\.self)
        let what = set.isEmpty ? "" : ", with \(set.joined(separator: " and "))"
        let old = oldSecretUntil.map { ", the old secret good until \($0.shown)" } ?? ""
        return "\(by) entered the centre \(centre) \(name)\(what)\(old)\(isLocked ? ", locked" : "")"
    }
}

extension StatedStatus {
    var english: String {
        let name = StatusCode(rawValue: code)?.name.en
        return "status \(code)\(name.map { " \($0)" } ?? "")\(staff.isEmpty ? "" : " (\(staff))")"
    }
}

extension Origin {
    var english: String {
        switch self {
        case .centre(let id): "the centre \(id)"
        case .agency(let id, _): "the agency \(id)"
        case .axis(let docID): "the national axis (\(docID))"
        case .hub(let name): "the operator \(name)"
        }
    }
}
