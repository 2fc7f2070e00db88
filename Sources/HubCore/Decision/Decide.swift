import SignedXML

/// Decides whether a message is accepted, and what becomes of each recipient.
///
/// It is refused when inspection refused it, when its sender may not send it, when its signature is not what the policy
/// asks, or when none of its recipients can be served. A recipient that cannot be served is otherwise refused alone.
/// All reasons are given, not only the first.
package func decide(_ evidence: Evidence, now: Timestamp) -> Decision {
    let rules = evidence.rules
    var evidence = evidence
    evidence.findings = rules.judge(evidence.findings)
    let routes = evidence.routes(now: now)
    let judged = rules.judge(
        evidence.findings + evidence.senderFindings(now: now) + evidence.signatureFindings(now: now)
            + evidence.recipientFindings(routes, now: now))
    guard !judged.refuses, let sender = evidence.sender else { return .refuse(judged) }
    var facts = evidence.facts.clipped()
    facts.flags = Array(Set(judged.map(\.rule.code))).sorted()
    return .accept(
        Acceptance(
            origin: evidence.origin, sender: sender.id, facts: facts.clipped(), routes: routes,
            added: evidence.routes(to: evidence.facts.addedRecipients, now: now),
            concerned: evidence.routes(to: evidence.facts.concerned, now: now), flags: judged,
            grounds: evidence.grounds))
}

extension Evidence {
    var senderText: String { facts.from.id }

    fileprivate func senderFindings(now: Timestamp) -> [Finding] {
        guard let sender else {
            return [Finding(HubRules.senderUnknown, ["sender": senderText, "nearest": nearest(to: senderText)])]
        }
        var findings: [Finding] = []
        if sender.isLocked { findings.append(Finding(HubRules.senderLocked, ["sender": senderText])) }
        if !sender.isInForce(as: senderText, at: now) {
            let arguments = ["sender": senderText, "successor": successors(of: sender, stated: senderText)]
            findings.append(Finding(HubRules.senderRetired, arguments))
        }
        if !origin.maySend(for: sender) {
            findings.append(Finding(HubRules.senderNotCallers, ["sender": senderText, "caller": callerText]))
        }
        return findings
    }

    private var callerText: String {
        switch origin {
        case .centre(let id), .agency(let id, _): id
        case .axis: "VXP"
        case .hub(let name): name
        }
    }

    fileprivate func signatureFindings(now: Timestamp) -> [Finding] {
        let policy = policy.signature(on: facts.kind, by: sender, through: origin)
        guard policy != .off else { return [] }
        guard let fingerprint = facts.certificate else {
            // A signature that is there and was not verified has its own finding already.
            if hasSignature { return [] }
            let rule = policy == .required ? SignatureRules.required : SignatureRules.absent
            return [Finding(rule, ["sender": senderText])]
        }
        return registrationFindings(on: fingerprint, now: now)
    }
}

// MARK: Advice

extension Evidence {
    /// The parties about whom the register should be asked for advice before deciding: those it does not know, and those
    /// whose identifier is not in force.
    package func needingAdvice(now: Timestamp) -> [MessageFacts.Party] {
        var parties = sender?.isInForce(as: senderText, at: now) == true ? [] : [facts.from]
        parties += facts.to.filter { party in
            guard let agency = recipients[party.id] else { return !isFromAxis }
            return !agency.isInForce(as: party.id, at: now) && (agency.isLocal || !isFromAxis)
        }
        return parties
    }

    private func nearest(to stated: String) -> String { (advice[stated]?.nearest ?? []).shown }

    private func successors(of agency: Agency, stated: String) -> String {
        if let advised = advice[stated]?.successors, !advised.isEmpty { return advised.shown }
        return agency.successors.isEmpty ? "–" : agency.successors.joined(separator: ", ")
    }

    private var isFromAxis: Bool { if case .axis = origin { true } else { false } }
}

extension Evidence {
    /// What is wrong with single recipients, whatever is decided about the whole.
    package func refusedRecipients(now: Timestamp) -> [Finding] { routes(now: now).compactMap(\.refusal) }

    /// One route for each recipient that is ours to serve: a message from the axis is the axis' to bring to the others.
    /// An agency named twice (in the old and the new form) is served once.
    fileprivate func routes(now: Timestamp) -> [Routing] { routes(to: facts.to, now: now) }

    fileprivate func routes(to parties: [MessageFacts.Party], now: Timestamp) -> [Routing] {
        var served: Set<String> = []
        return parties.compactMap { party in
            let agency = recipients[party.id]
            if isFromAxis, agency?.isLocal != true { return nil }
            let id = agency?.id ?? party.id.canonicalIdentifier.clipped(to: 35)
            guard served.insert(id).inserted else { return nil }
            let name = (agency?.name ?? party.name).clipped(to: 200)
            return Routing(recipient: id, name: name, way: way(to: agency, stated: party.id, now: now))
        }
    }

    private func way(to agency: Agency?, stated: String, now: Timestamp) -> Routing.Way {
        guard let agency else {
            let arguments = ["recipient": stated, "nearest": nearest(to: stated)]
            return .refused(Finding(HubRules.recipientUnknown, arguments))
        }
        if agency.isLocked { return .refused(Finding(HubRules.recipientLocked, ["recipient": stated])) }
        if !agency.isInForce(as: stated, at: now) {
            let arguments = ["recipient": stated, "successor": successors(of: agency, stated: stated)]
            return .refused(Finding(HubRules.recipientRetired, arguments))
        }
        return agency.isLocal ? .mailbox : .axis
    }

    /// Refuses the whole when nobody can be served; says why for each.
    fileprivate func recipientFindings(_ routes: [Routing], now: Timestamp) -> [Finding] {
        // What could not be read names no recipients, and was refused for that.
        if facts.to.isEmpty { return findings.refuses ? [] : [Finding(HubRules.recipientNone)] }
        if routes.isEmpty {
            // A packet may concern one of ours without being addressed to it.
            let concerned = self.routes(to: facts.concerned, now: now)
            return concerned.isEmpty ? [Finding(HubRules.recipientNotOurs)] : []
        }
        let refusals = routes.compactMap(\.refusal)
        return refusals.count == routes.count ? refusals : []
    }
}
