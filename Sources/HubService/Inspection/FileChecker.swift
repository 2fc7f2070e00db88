import Crypto
import EdXML
import Foundation
import HubCore
import SignedXML

/// Judges a file as the hub would, without a hub: the same inspection, the same decision.
///
/// What it was not given (trust anchors, a register) it takes to be in order, and reports as not judged.
package struct FileChecker: Sendable {
    private let inspector: Inspector
    private let trust: TrustStore?
    private let register: AgencyTable?
    private let policy: HubPolicy
    private let clock: HubClock

    package init(
        inspector: Inspector, trust: TrustStore?, register: AgencyTable?, policy: HubPolicy = HubPolicy(),
        clock: HubClock = .system
    ) {
        self.inspector = inspector
        self.trust = trust
        self.register = register
        self.policy = policy
        self.clock = clock
    }

    /// Reads the file once, in pieces.
    /// - Throws: the error of reading the file.
    package func check(_ path: String) throws -> CheckReport {
        let now = clock.now()
        let session = try inspector.begin(at: now.milliseconds)
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { file.closeFile() }
        var digest = SHA256()
        var size = 0
        while let piece = try file.read(upToCount: 65_536), !piece.isEmpty {
            digest.update(data: piece)
            size += piece.count
            session.feed(Array(piece))
        }
        let inspection = session.finish()
        guard let message = inspection.message else {
            return CheckReport(
                file: path, size: size, content: nil, isAcceptable: false, findings: inspection.findings,
                recipientFindings: [], notJudged: [.message])
        }
        return judge(message, inspection, (path, size, digest.finalize().hexadecimal), now: now)
    }

    private func judge(
        _ message: Message, _ inspection: Inspection, _ file: (path: String, size: Int, sha256: String), now: Timestamp
    ) -> CheckReport {
        var notJudged: [NotJudged] = register == nil ? [.register] : []
        let signature = judge(inspection.signature, on: message, now: now)
        notJudged += signature.notJudged
        var addressed: [String] = []
        if let status = message.status, status.to.isEmpty, status.code.isFromOriginalSender {
            addressed = [status.responseFor.agency.text]
            notJudged.append(.holders)
        }
        let facts = MessageFacts(
            message, addressed: addressed, payload: (file.sha256, Int64(file.size)), certificate: signature.fingerprint)
        let evidence = Evidence(
            facts: facts, origin: .hub(by: "check"), sender: sender(of: message), recipients: recipients(facts.to),
            registration: signature.registration, findings: inspection.findings + signature.findings, policy: policy)
        var report = (isAcceptable: true, findings: [Finding](), recipients: [Finding]())
        switch decide(evidence, now: now) {
        case .refuse(let findings): report = (false, findings, [])
        case .accept(let acceptance): report = (true, acceptance.flags, acceptance.routes.compactMap(\.refusal))
        }
        return CheckReport(
            file: file.path, size: file.size, content: .init(facts: facts, signer: signature.signer),
            isAcceptable: report.isAcceptable, findings: report.findings, recipientFindings: report.recipients,
            notJudged: notJudged)
    }

    // MARK: The signature

    private struct SignatureJudgement {
        var findings: [Finding] = []
        /// Set when there is a signature that the policy asks to look at.
        var fingerprint: String?
        var registration = Registration()
        var signer: String?
        var notJudged: [NotJudged] = []
    }

    /// Unlike the hub, which stops at the first doubt about a key, this says everything that is wrong.
    private func judge(_ state: SignatureState, on message: Message, now: Timestamp) -> SignatureJudgement {
        var judgement = SignatureJudgement()
        let kind: MessageFacts.Kind = message.kind == .document ? .document : .status
        let asked = policy.signature(on: kind, by: sender(of: message), through: .hub(by: "check"))
        guard asked != .off else { return judgement }
        switch state {
        case .absent: break
        case .refused(let reasons): judgement.findings = reasons
        case .present(let evidence):
            let certificate = evidence.certificate
            judgement.signer = certificate.subject
            judgement.fingerprint = certificate.fingerprint
            if let trust {
                judgement.findings = trust.judge(
                    certificate, intermediates: evidence.intermediates, at: now.milliseconds / 1000)
            } else {
                judgement.notJudged.append(.certificatePath)
            }
            judgement.findings += evidence.verify()
            if let register, register.namesSigners {
                judgement.registration.certificate = register.certificate(certificate.fingerprint)
            } else {
                let owner = sender(of: message)?.id ?? message.from.id.text
                judgement.registration.certificate = RegisteredCertificate(certificate, of: owner)
                judgement.notJudged.append(.certificateOwner)
            }
        }
        return judgement
    }

    // MARK: The register

    private func sender(of message: Message) -> Agency? { agency(message.from.id.text, named: message.from.name) }

    private func recipients(_ parties: [MessageFacts.Party]) -> [String: Agency] {
        let known = parties.compactMap { party in agency(party.id, named: party.name).map { (party.id, $0) } }
        return Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    /// Without a register every agency is taken to be in it.
    private func agency(_ id: String, named name: String?) -> Agency? {
        guard let register else { return Agency(id: id, name: name ?? id, centre: "", isLocal: true) }
        return register.agency(id)
    }
}

extension Routing {
    fileprivate var refusal: Finding? { if case .refused(let finding) = way { finding } else { nil } }
}
