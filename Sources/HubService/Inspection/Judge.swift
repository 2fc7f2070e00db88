import EdXML
import HubCore
import SignedXML
import Synchronization

/// Judges what inspection has read: the same for what comes in at a door and for what is only to be checked.
package struct Judge: Sendable {
    let register: any JudgingRegister
    /// `nil` when no anchor is known: then no path is judged.
    let keeper: TrustKeeper?
    let policy: HubPolicy
    let rules: RuleBook
    private let policyVersion = PolicyVersion()

    /// - Parameter keeper: whose trust may be replaced while this judges; each message is judged by one alone.
    package init(
        register: any JudgingRegister, keeper: TrustKeeper?, policy: HubPolicy, rules: RuleBook = .standard
    ) {
        self.register = register
        self.keeper = keeper
        self.policy = policy
        self.rules = rules
    }

    /// How much is to be found out.
    package enum Depth: Sendable {
        /// What a decision needs: a key is used only once its certificate is known to be good and the sender's.
        case decision
        /// Everything that is wrong.
        case everything
    }

    /// What came, and by whom.
    package struct Offer: Sendable {
        let origin: Origin
        /// Who the caller's `to` names.
        let addressed: [String]
        /// Of the bytes: lower-case hex, and their number.
        let payload: (sha256: String, size: Int64)
    }

    /// Judges a message at the time of its receipt.
    /// - Throws: when the register cannot be asked.
    package func judge(
        _ inspection: Inspection, _ offer: Offer, _ depth: Depth, now: Timestamp
    ) async throws -> Judgement {
        let trust = keeper?.current
        guard let message = inspection.message else { return unreadable(inspection, depth, by: trust, now: now) }
        var open: Set<NotJudged> = register.leavesOpen.intersection([.register])
        let sender = try await register.agency(message.from.id.text, named: message.from.name ?? "", at: now)
        let signature = try await judge(
            inspection.signature, of: message, sender: sender, offer.origin, depth, by: trust, now: now)
        open.formUnion(signature.open)
        var addressed = offer.addressed
        if addressed.isEmpty, let status = message.status, status.recipients.isEmpty {
            addressed = try await addressees(of: status, sender: sender, offer.origin, &open)
        }
        let signedFiles = signedFiles(of: message, by: trust, now: now)
        let grounds = trust.map { self.grounds(of: $0, at: signature.times?.judgedAt ?? now) }
        let facts = MessageFacts(
            message, addressed: addressed, payload: offer.payload, certificate: signature.certificate?.fingerprint)
        var evidence = Evidence(
            facts: facts, origin: offer.origin, sender: sender,
            recipients: try await register.agencies(facts.to + facts.addedRecipients + facts.concerned, at: now),
            registration: signature.registration, hasSignature: inspection.signature.isThere,
            findings: inspection.findings + signature.findings + signedFiles.flatMap(\.findings), policy: policy,
            rules: rules, grounds: grounds)
        let unserved = evidence.needingAdvice(now: now)
        if !unserved.isEmpty { evidence.advice = try await register.advice(on: unserved, at: now) }
        return Judgement(
            decision: decide(evidence, now: now), message: message, facts: facts,
            signer: signature.certificate?.subject, certificate: inspection.signature.certificate?.fingerprint,
            times: signature.times, signedFiles: signedFiles,
            recipientFindings: depth == .everything ? evidence.refusedRecipients(now: now) : [],
            notJudged: NotJudged.allCases.filter(open.contains), grounds: grounds)
    }

    /// What cannot be read as a message may still be signed, and that may be wrong too.
    private func unreadable(
        _ inspection: Inspection, _ depth: Depth, by trust: TrustStore?, now: Timestamp
    ) -> Judgement {
        var findings = inspection.findings
        if depth == .everything {
            switch inspection.signature {
            case .absent: break
            case .refused(let reasons): findings += reasons
            case .present(let signature):
                findings += trust?.judge(signature, at: now.milliseconds).findings ?? signature.advanced?.remarks ?? []
                findings += signature.verify()
            }
        }
        return Judgement(
            decision: .refuse(rules.judge(findings)), message: nil, facts: nil, signer: nil,
            certificate: inspection.signature.certificate?.fingerprint, times: nil, signedFiles: [],
            recipientFindings: [], notJudged: [.message], grounds: trust.map { self.grounds(of: $0, at: now) })
    }

    // MARK: The signature

    private struct SignatureJudgement {
        var findings: [Finding] = []
        /// Set when there is a signature that the policy asks to look at.
        var certificate: Certificate?
        var registration = Registration()
        var times: SignatureTimes?
        var open: Set<NotJudged> = []
    }

    private func judge(
        _ state: SignatureState, of message: Message, sender: Agency?, _ origin: Origin, _ depth: Depth,
        by trust: TrustStore?, now: Timestamp
    ) async throws -> SignatureJudgement {
        var judgement = SignatureJudgement()
        let kind: MessageFacts.Kind = message.kind == .document ? .document : .status
        guard policy.signature(on: kind, by: sender, through: origin) != .off else { return judgement }
        switch state {
        case .absent: break
        case .refused(let reasons): judgement.findings = reasons
        case .present(let signature):
            let registration = try await register.registration(
                of: signature.certificate, signingFor: sender?.id ?? message.from.id.text)
            let path = trust?.judge(signature, at: now.milliseconds)
            judgement.findings = path?.findings ?? signature.advanced?.remarks ?? []
            judgement.times = SignatureTimes(signature.advanced, path)
            let isSenders = sender.map { registration.owner(at: now) == $0.id } ?? false
            if depth == .everything || (isSenders && !judgement.findings.refuses) {
                judgement.findings += signature.verify()
            }
            // What decides about the certificate's owner needs it even where the judgement is bad.
            judgement.certificate = signature.certificate
            judgement.registration = registration
            judgement.open = register.leavesOpen.intersection([.certificateOwner])
            if trust == nil { judgement.open.insert(.certificatePath) }
        }
        return judgement
    }

    /// What a judgement rests on, for the journal.
    private func grounds(of trust: TrustStore, at moment: Timestamp) -> Grounds {
        Grounds(
            at: moment, trust: trust.versions,
            policy: policyVersion.with(trust.policy) { PolicyInForce(policy, trust.policy, rules: rules).version })
    }

    /// The signatures inside the attachments. They inform the clerk, and refuse nothing unless an operator has said so.
    private func signedFiles(
        of message: Message, by trust: TrustStore?, now: Timestamp
    ) -> [SignedAttachment] {
        message.document?.signedAttachments(
            by: trust, at: now.milliseconds, timestamps: trust?.timestampJudge(at: now.milliseconds)) ?? []
    }

    // MARK: Addressees

    /// A request to give back (13) that names nobody goes to everyone who has the document. Only its issuer is told who
    /// that is.
    private func addressees(
        of status: StatusMessage, sender: Agency?, _ origin: Origin, _ open: inout Set<NotJudged>
    ) async throws -> [String] {
        let isCallers = if case .axis = origin { true } else { sender.map(origin.maySend) ?? false }
        guard isCallers, !register.leavesOpen.contains(.holders) else {
            open.insert(.holders)
            return [status.responseFor.agency.text]
        }
        return try await register.holders(of: MessageFacts.Reference(status)) ?? []
    }
}

/// The name of the policy in force, worked out when it changes.
private final class PolicyVersion: Sendable {
    private let last = Mutex<(policy: RevocationPolicy, version: String)?>(nil)

    /// - Parameter workOut: called when `policy` is not the one before.
    func with(_ policy: RevocationPolicy, _ workOut: () -> String) -> String {
        last.withLock { last in
            if let last, last.policy == policy { return last.version }
            let version = workOut()
            last = (policy, version)
            return version
        }
    }
}

extension SignatureState {
    /// Whether something claims to be a signature.
    fileprivate var isThere: Bool { if case .absent = self { false } else { true } }

    /// The one that a signature within the profile names.
    fileprivate var certificate: Certificate? {
        if case .present(let signature) = self { signature.certificate } else { nil }
    }
}

/// What judging one message gave.
package struct Judgement: Sendable {
    package let decision: Decision
    package let message: Message?
    package let facts: MessageFacts?
    /// Of the certificate that the signature names, RFC 2253; `nil` without a signature within the profile.
    package let signer: String?
    /// Its fingerprint, whether it was judged or not; `nil` as above.
    package let certificate: String?
    /// When it was made, and when its certificate was judged; `nil` as above.
    package let times: SignatureTimes?
    /// The attachments that are signed themselves.
    package let signedFiles: [SignedAttachment]
    /// Why single recipients cannot be served, whatever is decided about the whole; empty unless everything was asked.
    package let recipientFindings: [Finding]
    /// In a fixed order.
    package let notJudged: [NotJudged]
    /// By what it was judged, or would have been had it been read so far; `nil` without any trust.
    package let grounds: Grounds?

    /// Hashes that signatures of attachments need and that were not computed: see ``Inspector/begin(at:pdfAlgorithms:)``.
    package var missingAlgorithms: Set<HashAlgorithm> {
        signedFiles.reduce(into: []) { $0.formUnion($1.missingAlgorithms) }
    }
}
