import SignedXML

/// An attachment that is signed itself, whatever the packet's signature: these are the signatures with legal weight
/// (Nghị định 30/2020/NĐ-CP, Điều 5).
package struct SignedAttachment: Sendable, Hashable {
    package let contentID: String
    /// Its name, or its identifier where it has none.
    package let name: String
    package let signatures: [PDFSignature]
    /// Hashes that another reading of the packet must compute before all signatures can be judged.
    package let missingAlgorithms: Set<HashAlgorithm>

    /// What is to be said about signatures that are not valid. That nobody is trusted here is said once, elsewhere.
    package var findings: [Finding] {
        signatures.filter { $0.verdict != .valid }.flatMap(\.reasons).filter {
            PDFRules.all.contains($0.rule) && $0.rule != PDFRules.unjudged
        }
    }
}

extension DocumentMessage {
    /// Judges the signatures inside the attachments.
    /// - Parameters:
    ///   - time: of receipt, milliseconds since 1970.
    ///   - timestamps: see ``PDFSignatures/judged(in:by:at:timestamps:)``.
    package func signedAttachments(
        by trust: TrustStore?, at time: Int64, timestamps: TimestampJudge? = nil
    ) -> [SignedAttachment] {
        attachments.compactMap { attachment in
            guard let signatures = attachment.contents.pdfSignatures else { return nil }
            let name = attachment.name ?? attachment.contentID
            return SignedAttachment(
                contentID: attachment.contentID, name: name,
                signatures: signatures.judged(in: name, by: trust, at: time / 1_000, timestamps: timestamps),
                missingAlgorithms: signatures.missingAlgorithms)
        }
    }
}
