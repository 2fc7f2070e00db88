import Crypto
import EdXML
import Foundation
import HubCore
import HubStore
import SignedXML

/// Judges a document as the hub would take it in, and leaves no trace of it: the same inspection, the same decision,
/// nothing stored and nothing journalled.
package struct Checker: Sendable {
    let inspector: Inspector
    let judge: Judge
    /// Where repeats are looked up; `nil` without a hub.
    let accepted: (any Store)?
    let clock: HubClock

    package init(inspector: Inspector, judge: Judge, accepted: (any Store)? = nil, clock: HubClock) {
        self.inspector = inspector
        self.judge = judge
        self.accepted = accepted
        self.clock = clock
    }

    /// Begins with one document.
    /// - Parameters:
    ///   - origin: by whom it would be sent.
    ///   - name: by what the report calls it.
    /// - Throws: ``SignedXMLError`` when the machine is out of memory.
    package func begin(
        from origin: Origin, named name: String? = nil, pdfAlgorithms: Set<HashAlgorithm> = [.sha256]
    ) throws -> Check {
        let now = clock.now()
        let session = try inspector.begin(at: now.milliseconds, pdfAlgorithms: pdfAlgorithms)
        return Check(checker: self, origin: origin, name: name, session: session, now: now)
    }

    /// Checks a file, read in pieces; once, unless a PDF signature in it needs a hash that was not computed.
    /// - Throws: the error of reading the file.
    package func check(_ path: String) async throws -> CheckReport {
        let report = try await check(path, pdfAlgorithms: [.sha256])
        let missing = report.signedFiles.reduce(into: Set<HashAlgorithm>()) { $0.formUnion($1.missingAlgorithms) }
        return missing.isEmpty ? report : try await check(path, pdfAlgorithms: missing.union([.sha256]))
    }

    private func check(_ path: String, pdfAlgorithms: Set<HashAlgorithm>) async throws -> CheckReport {
        let check = try begin(from: .hub(by: "check"), named: path, pdfAlgorithms: pdfAlgorithms)
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { file.closeFile() }
        while let piece = try file.read(upToCount: 65_536), !piece.isEmpty { check.take(Array(piece)) }
        return try await check.finish()
    }
}

/// One document under check, fed with its bytes as they arrive. One task at a time.
package final class Check {
    private let checker: Checker
    private let origin: Origin
    private let name: String?
    private let session: InspectionSession
    private let now: Timestamp
    private var digest = SHA256()
    /// Bytes taken so far.
    package private(set) var size: Int64 = 0

    fileprivate init(checker: Checker, origin: Origin, name: String?, session: InspectionSession, now: Timestamp) {
        self.checker = checker
        self.origin = origin
        self.name = name
        self.session = session
        self.now = now
    }

    /// Takes the next piece.
    package func take(_ piece: [UInt8]) {
        size += Int64(piece.count)
        digest.update(data: piece)
        session.feed(piece)
    }

    /// Ends the document, and says everything that is found about it.
    /// - Throws: when the register or the store cannot be asked.
    package func finish() async throws -> CheckReport {
        let sha256 = digest.finalize().hexadecimal
        let offer = Judge.Offer(origin: origin, addressed: [], payload: (sha256, size))
        let judgement = try await checker.judge.judge(session.finish(), offer, .everything, now: now)
        var (findings, isAcceptable) = ([Finding](), true)
        switch judgement.decision {
        case .refuse(let reasons): (findings, isAcceptable) = (reasons, false)
        case .accept(let acceptance):
            findings = acceptance.flags
            if let conflict = try await conflict(acceptance) {
                (findings, isAcceptable) = (findings + [conflict], false)
            }
        }
        if let again = try await alreadyAccepted(sha256) { findings.append(again) }
        // When nobody can be served, the reasons for each are findings of the whole.
        let single = judgement.recipientFindings.filter { !findings.contains($0) }
        let attachments = judgement.message?.document?.attachments ?? []
        let content = judgement.facts.map {
            CheckReport.Content(
                facts: $0, signer: judgement.signer, times: judgement.times, attachments: attachments)
        }
        return CheckReport(
            file: name, size: size, content: content,
            isAcceptable: isAcceptable, findings: findings, signedFiles: judgement.signedFiles,
            recipientFindings: single, notJudged: judgement.notJudged)
    }

    // MARK: What was accepted before

    /// Other bytes bear its natural key. Told to whom the document would be accepted from, as intake would tell it.
    private func conflict(_ acceptance: Acceptance) async throws -> Finding? {
        var generator = SystemRandomNumberGenerator()
        guard let accepted = checker.accepted,
            let claim = acceptance.named(at: now, using: &generator).claimsAlone,
            let existing = try await accepted.receipt(claiming: claim),
            existing.sha256 != acceptance.facts.sha256
        else { return nil }
        return Finding(acceptance.facts, conflictsWith: existing)
    }

    /// These bytes were accepted before, and from this caller: nobody learns here what another has sent.
    private func alreadyAccepted(_ sha256: String) async throws -> Finding? {
        guard let receipt = try await checker.accepted?.receipt(ofBytes: sha256),
            let document = try await checker.accepted?.document(receipt.documentID),
            let sender = try await checker.accepted?.agency(document.sender), origin.maySend(for: sender)
        else { return nil }
        return Finding(
            HubRules.alreadyAccepted,
            ["time": document.acceptedAt.shown, "existing": receipt.documentID.text])
    }
}
