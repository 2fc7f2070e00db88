import EdXML
import HubCore
import SignedXML

extension CheckReport {
    /// Who signed which PDF file, when, and whether it was changed since, a line for each signature.
    func signedFilesText(_ language: Language) -> String {
        signedFiles.map { file in
            let lines = file.signatures.map { signature in
                Paragraph.wrapped(
                    "\(signature.verdict.mark) \(signature.sentence[language])", first: "  ", rest: "    ")
            }
            return ([Paragraph.wrapped(file.title[language])] + lines).joined(separator: "\n")
        }
        .joined(separator: "\n\n")
    }
}

extension PDFSignature.Verdict {
    fileprivate var mark: String {
        switch self {
        case .valid: "✓"
        case .invalid: "✗"
        case .unknown, .detected: "?"
        }
    }
}

/// An attachment that is signed itself, as it is written to callers. The names are stable.
struct SignedFileOnTheWire: Encodable {
    let contentID: String
    let name: String
    let signatures: [Signature]

    init(_ file: SignedAttachment) {
        contentID = file.contentID
        name = file.name
        signatures = file.signatures.map(Signature.init)
    }

    struct Signature: Encodable {
        let number: Int
        let form: String
        let verdict: PDFSignature.Verdict
        /// In words.
        let says: Bilingual
        let signer: String?
        let organization: String?
        let subject: String?
        /// SHA-256 of the certificate, lower-case hex.
        let certificate: String?
        /// RFC 3339.
        let claimedTime: String?
        let provedTime: String?
        let coversWholeFile: Bool?
        let bytesAfter: Int?
        let aftermath: PDFSignature.Aftermath?
        let reasons: [FindingOnTheWire]

        init(_ signature: PDFSignature) {
            number = signature.number
            form = signature.form
            verdict = signature.verdict
            says = signature.sentence
            signer = signature.signer?.name
            organization = signature.signer?.organization
            subject = signature.signer?.subject
            certificate = signature.signer?.fingerprint
            claimedTime = signature.claimedTime.map { Timestamp(milliseconds: $0).rfc3339 }
            provedTime = signature.provedTime.map { Timestamp(milliseconds: $0).rfc3339 }
            coversWholeFile = signature.coverage.map { $0 == .wholeFile }
            bytesAfter =
                switch signature.coverage {
                case .wholeFile: 0
                case .revision(let bytesAfter): bytesAfter
                case nil: nil
                }
            aftermath = signature.aftermath
            reasons = signature.reasons.map(FindingOnTheWire.init)
        }
    }
}
