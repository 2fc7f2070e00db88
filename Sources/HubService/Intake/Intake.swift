import EdXML
import HubCore
import HubStore
import Logging
import SignedXML

/// The one way in, whichever door a message comes through: spool, inspect, judge, decide, commit.
package struct Intake: Sendable {
    let store: any Store
    let inspector: Inspector
    let trust: TrustKeeper
    let policy: HubPolicy
    let clock: HubClock
    let logger: Logger

    package init(
        store: any Store, inspector: Inspector, trust: TrustKeeper, policy: HubPolicy, clock: HubClock, logger: Logger
    ) {
        self.store = store
        self.inspector = inspector
        self.trust = trust
        self.policy = policy
        self.clock = clock
        self.logger = logger
    }

    /// What a judgement rests on, for the journal.
    func grounds(of trust: TrustStore, at moment: Timestamp) -> Grounds {
        Grounds(at: moment, trust: trust.versions, policy: PolicyInForce(policy, trust.policy).version)
    }

    /// Begins with one message.
    /// - Parameters:
    ///   - origin: the door, and who stands at it.
    ///   - addressed: who the caller's `to` names.
    /// - Throws: when the machine fails; a bad message never throws.
    package func begin(from origin: Origin, addressed: [String] = []) throws -> Arrival {
        Arrival(
            intake: self, origin: origin, addressed: addressed, spool: try store.spool(),
            session: try inspector.begin(at: clock.now().milliseconds))
    }
}

/// What became of a message that was offered.
package enum IntakeOutcome: Sendable {
    /// Durable. The flags, and what was refused for single recipients.
    case accepted(Receipt, flags: [Finding])
    /// These bytes were accepted before: the receipt given then.
    case duplicate(Receipt)
    /// Not accepted, and journalled as such.
    case refused([Finding], sha256: String)
}

/// One message on its way in, fed with its bytes as they arrive. One task at a time.
package final class Arrival {
    private let intake: Intake
    private let origin: Origin
    private let addressed: [String]
    private let spool: Spool
    private let session: InspectionSession

    init(intake: Intake, origin: Origin, addressed: [String], spool: Spool, session: InspectionSession) {
        self.intake = intake
        self.origin = origin
        self.addressed = addressed
        self.spool = spool
        self.session = session
    }

    /// Bytes taken so far.
    package var size: Int64 { spool.size }

    /// Takes the next piece. What is already refused is digested to its end, but no longer kept.
    /// - Throws: ``StoreError`` when the disk fails.
    package func take(_ piece: [UInt8]) throws {
        try spool.write(piece)
        session.feed(piece)
    }

    /// Ends the message: judges it, and makes it durable or journals its refusal.
    /// - Throws: when the machine fails; then nothing is known, and repeating is harmless.
    package func finish() async throws -> IntakeOutcome {
        let payload = try spool.finish()
        let inspection = session.finish()
        let now = intake.clock.now()
        guard let message = inspection.message else {
            return try await refuse(inspection.findings, payload, message: nil, now: now)
        }
        let evidence = try await evidence(for: message, inspection, payload, now: now)
        switch decide(evidence, now: now) {
        case .refuse(let findings):
            return try await refuse(findings, payload, message: message, grounds: evidence.grounds, now: now)
        case .accept(let acceptance):
            return try await accept(acceptance, payload, now: now)
        }
    }

    /// Gives the message up before its end: too large, cut short, or not what its `hash-file` says.
    package func abandon(_ findings: [Finding]) async throws -> IntakeOutcome {
        let payload = try spool.finish()
        return try await refuse(findings, payload, message: nil, now: intake.clock.now())
    }

    // MARK: Evidence

    private func evidence(
        for message: Message, _ inspection: Inspection, _ payload: SpooledPayload, now: Timestamp
    ) async throws -> Evidence {
        let sender = try await intake.store.agency(message.from.id.text)
        let policy = intake.policy.signature(
            on: message.kind == .document ? .document : .status, by: sender, through: origin)
        // One trust for the whole document, whatever is loaded meanwhile.
        let trust = intake.trust.current
        var findings = inspection.findings
        var verified: (fingerprint: String, registration: Registration)?
        switch inspection.signature {
        case .absent: break
        case .refused(let reasons): if policy != .off { findings += reasons }
        case .present(let signature):
            guard policy != .off else { break }
            let registration = try await intake.store.registration(of: signature.certificate)
            let judged = judge(signature, by: trust, registration: registration, sender: sender, now: now)
            findings += judged
            // What decides about the certificate's owner needs the fingerprint even where the judgement is bad.
            verified = (signature.certificate.fingerprint, registration)
        }
        let addressed = try await addressees(of: message)
        let facts = MessageFacts(
            message, addressed: addressed, payload: (payload.sha256, payload.size), certificate: verified?.fingerprint)
        return Evidence(
            facts: facts, origin: origin, sender: sender,
            recipients: try await intake.store.agencies(facts.to.map(\.id)),
            registration: verified?.registration ?? Registration(), findings: findings, policy: intake.policy,
            grounds: intake.grounds(of: trust, at: now))
    }

    /// The certificate first: its path, and that it is the sender's; only then is its key used.
    private func judge(
        _ signature: SignatureEvidence, by trust: TrustStore, registration: Registration, sender: Agency?,
        now: Timestamp
    ) -> [Finding] {
        let path = trust.judge(
            signature.certificate, intermediates: signature.intermediates, at: now.milliseconds / 1000)
        guard !path.refuses, let sender, registration.owner(at: now) == sender.id else { return path }
        return path + signature.verify()
    }

    /// A request to give back (13) that names nobody goes to everyone who has the document.
    private func addressees(of message: Message) async throws -> [String] {
        guard addressed.isEmpty, case .status(let status) = message, status.recipients.isEmpty,
            let document = try await intake.store.referenced(by: MessageFacts.Reference(status))
        else { return addressed }
        return try await intake.store.deliveries(of: document.id).filter { $0.state != .refused }.map(\.recipient)
    }

    // MARK: The end

    private func accept(
        _ acceptance: Acceptance, _ payload: SpooledPayload, now: Timestamp
    ) async throws -> IntakeOutcome {
        var generator = SystemRandomNumberGenerator()
        let document = acceptance.named(at: now, using: &generator)
        switch try await intake.store.accept(document, payload: payload, now: now) {
        case .accepted(let receipt):
            intake.logger.info(
                "accepted",
                metadata: [
                    "document": "\(receipt.documentID.text)", "sender": "\(acceptance.sender)",
                    "deliveries": "\(document.deliveries.count)", "bytes": "\(payload.size)",
                ])
            let single = acceptance.routes.compactMap { route -> Finding? in
                if case .refused(let finding) = route.way { finding } else { nil }
            }
            return .accepted(receipt, flags: acceptance.flags + single)
        case .duplicate(let receipt):
            return .duplicate(receipt)
        case .conflict(let existing):
            let facts = acceptance.facts
            let finding = Finding(
                HubRules.conflict,
                [
                    "code": facts.code, "date": facts.promulgationDate ?? "–", "sender": facts.from.id,
                    "existing": existing.documentID.text,
                ])
            return .refused([finding], sha256: payload.sha256)
        }
    }

    /// Journals the refusal; unless it is a repeat of what was once accepted, which is still that.
    private func refuse(
        _ findings: [Finding], _ payload: SpooledPayload, message: Message?, grounds: Grounds? = nil, now: Timestamp
    ) async throws -> IntakeOutcome {
        defer { payload.discard() }
        if try await mayRepeat(payload),
            let receipt = try await intake.store.noteRepeat(
                ofBytes: payload.sha256, size: payload.size, from: origin, now: now)
        {
            return .duplicate(receipt)
        }
        let code: String? =
            switch message {
            case .document(let document): document.code.full
            case .status(let status): status.responseFor.code
            case nil: nil
            }
        let refusal = HubCore.Refusal(
            origin: origin, sha256: payload.sha256, size: payload.size,
            codes: findings.filter { $0.rule.level == .refuse }.map(\.rule.code), from: message?.from.id.text,
            code: code, grounds: grounds)
        _ = try await intake.store.refuse(refusal, now: now)
        intake.logger.notice(
            "refused",
            metadata: ["sha256": "\(payload.sha256)", "codes": "\(refusal.codes.joined(separator: ", "))"])
        return .refused(findings, sha256: payload.sha256)
    }

    /// A caller may repeat what it sent itself, though the certificate has run out since; the axis brings our own agencies'
    /// documents back to those of their recipients that are ours as well.
    private func mayRepeat(_ payload: SpooledPayload) async throws -> Bool {
        switch origin {
        case .axis: return true
        case .hub: return false
        case .centre(let caller):
            guard let receipt = try await intake.store.receipt(ofBytes: payload.sha256),
                case .centre(let owner) = try await intake.store.document(receipt.documentID)?.origin
            else { return false }
            return owner.canonicalIdentifier == caller.canonicalIdentifier
        }
    }
}
