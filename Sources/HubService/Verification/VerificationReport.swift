import EdXML
import HubCore
import NIOCore
import SignedXML

/// What judging the signature of one XML file gave.
package struct VerificationReport: Sendable {
    package let file: String
    package let judgedAt: Timestamp
    package let verdict: SignedDocumentVerdict
    /// Names the anchors and lists that the certificate was judged by; `nil` when its path was not judged.
    package let trustVersion: String?

    /// When the signature was made, and when its certificate was judged.
    package var times: SignatureTimes { SignatureTimes(verdict.advanced, verdict.judgement) }

    package var isValid: Bool { verdict.result == .valid }

    /// 0 for a valid signature, 1 for one that is not; 2 is for when there is no report.
    package var exitStatus: Int32 { isValid ? 0 : 1 }

    /// `SIG-VALID`, or the code of the finding that decides.
    package var code: String { verdict.reason?.rule.code ?? "SIG-VALID" }

    package var reason: Bilingual {
        if let reason = verdict.reason { return reason.says }
        guard verdict.isPathJudged else {
            return Bilingual(
                vi: "Chữ ký đúng với khóa trong chứng thư kèm theo; chưa xét chứng thư có đáng tin không.",
                en: "The signature is true to the key of the enclosed certificate; its trust was not judged.")
        }
        return Bilingual(
            vi: "Chữ ký đúng, và chứng thư của người ký đáng tin.",
            en: "The signature is true, and the signer's certificate is trusted.")
    }
}

// MARK: - As JSON

extension VerificationReport: Encodable {
    private enum Key: String, CodingKey {
        case file, result, code, reason, findings, line, signer, path, canonicalizationMethod, signatureMethod
        case references, judgedAt, trustVersion, times
    }

    /// The names are stable. `result` is `valid`, `invalid`, `refused` or, when nothing could be judged, `not-judged`;
    /// `path` is `judged` or `not-judged`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(file, forKey: .file)
        try fields.encode(verdict.result, forKey: .result)
        try fields.encode(code, forKey: .code)
        try fields.encode(reason, forKey: .reason)
        try fields.encode(verdict.findings.map(FindingInReport.init), forKey: .findings)
        try fields.encodeIfPresent(verdict.place?.line, forKey: .line)
        try fields.encodeIfPresent(verdict.signer.map(SignerInReport.init), forKey: .signer)
        try fields.encode(verdict.isPathJudged ? "judged" : "not-judged", forKey: .path)
        try fields.encodeIfPresent(verdict.description?.canonicalizationMethod, forKey: .canonicalizationMethod)
        try fields.encodeIfPresent(verdict.description?.signatureMethod, forKey: .signatureMethod)
        try fields.encodeIfPresent(verdict.description?.references, forKey: .references)
        try fields.encode(judgedAt, forKey: .judgedAt)
        try fields.encodeIfPresent(trustVersion, forKey: .trustVersion)
        if verdict.signer != nil { try fields.encode(times, forKey: .times) }
    }

    /// One JSON object on one line.
    package var json: String { String(buffer: WireJSON.encode(self)) }

    /// The object for a file of which nothing can be said.
    package static func json(file: String?, notJudged reason: CannotJudge) -> String {
        struct NotJudged: Encodable {
            var file: String?
            var result = "not-judged"
            var code = "NOT-JUDGED"
            let reason: Bilingual
        }
        let said = Bilingual(vi: reason.vi, en: reason.en)
        return String(buffer: WireJSON.encode(NotJudged(file: file, reason: said)))
    }
}

private struct FindingInReport: Encodable {
    let code: String
    let level: String
    let line: Int?
    let element: String?
    let says: Bilingual
    let mend: Bilingual
    let source: String

    init(_ finding: Finding) {
        code = finding.rule.code
        level = finding.rule.level.rawValue
        line = finding.place?.line
        element = finding.place?.element
        says = finding.says
        mend = finding.mend
        source = finding.rule.source
    }
}

private struct SignerInReport: Encodable {
    let subject: String
    let issuer: String
    /// Hex.
    let serial: String
    /// SHA-256, hex.
    let fingerprint: String
    let notBefore: Timestamp
    let notAfter: Timestamp

    init(_ certificate: Certificate) {
        subject = certificate.subject
        issuer = certificate.issuer
        serial = certificate.serial
        fingerprint = certificate.fingerprint
        notBefore = Timestamp(milliseconds: 0).adding(seconds: certificate.notBefore)
        notAfter = Timestamp(milliseconds: 0).adding(seconds: certificate.notAfter)
    }
}

extension Timestamp {
    /// Saturates, as a certificate's dates are not ours.
    fileprivate func adding(seconds: Int64) -> Timestamp {
        let (span, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return adding(milliseconds: overflow ? (seconds < 0 ? .min : .max) : span)
    }
}
