/// What was found of a document's signature.
package struct SignedDocumentVerdict: Sendable {
    package enum Result: String, Sendable, Codable {
        /// Within the profile, true, and (unless that was left out) by a certificate that is trusted.
        case valid
        /// Within the profile, and not true: the value or a digest is wrong.
        case invalid
        /// Outside the profile, or by a certificate that is not trusted: nobody should rely on it, true or not.
        case refused
    }

    package let result: Result
    /// The finding that decides; `nil` for a valid signature.
    package let reason: Finding?
    /// Everything found: of the document, of the certificate, of the signature.
    package let findings: [Finding]
    /// The signer's certificate; `nil` when there is no signature within the profile.
    package let signer: Certificate?
    /// Algorithms and references; `nil` as above.
    package let description: SignatureDescription?
    /// Where the signature stands; `nil` as above.
    package let place: Place?
    /// Whether the certificate's path was judged.
    package let isPathJudged: Bool
    /// What the signature's XAdES properties say; `nil` when it has none.
    package let advanced: AdvancedSignature?
    /// At what time the certificate was judged, and by which time-stamp; `nil` when its path was not.
    package let judgement: SignerJudgement?

    init(
        evidence: SignatureEvidence?, document: [Finding], path: [Finding] = [], signature: [Finding] = [],
        isPathJudged: Bool, judgement: SignerJudgement? = nil
    ) {
        findings = document + path + signature
        signer = evidence?.certificate
        description = evidence?.description
        place = evidence?.place
        self.isPathJudged = isPathJudged
        self.judgement = judgement
        advanced = evidence?.advanced
        // An untrue signature is the graver fault, whoever made it.
        let untruth = signature.first { Self.untruths.contains($0.rule.code) }
        let refusal = findings.first { [$0].refuses }
        reason = untruth ?? refusal
        result = untruth != nil ? .invalid : refusal != nil ? .refused : .valid
    }

    private static let untruths = Set(
        [SignatureRules.value, SignatureRules.digest, SignatureRules.contentDigest, XAdESRules.digest].map(\.code))
}
