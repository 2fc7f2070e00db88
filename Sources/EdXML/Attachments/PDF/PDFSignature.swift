import SignedXML

/// One signature of a PDF attachment, judged.
package struct PDFSignature: Sendable, Hashable {
    package enum Verdict: String, Sendable, Codable, CaseIterable {
        /// It is there, and was not judged, or not to the end.
        case detected
        /// It is the signer's, the signer is trusted, and the file is as it was signed (see ``Aftermath``).
        case valid
        /// It does not hold, or the file was changed after it.
        case invalid
        /// It was judged, and nothing certain can be said.
        case unknown
    }

    /// How much of the file it covers.
    package enum Coverage: Sendable, Hashable {
        case wholeFile
        /// An earlier state of the file; these many bytes were added since.
        case revision(bytesAfter: Int)
    }

    /// What happened to the file since.
    package enum Aftermath: String, Sendable, Codable, CaseIterable {
        case unchanged
        /// It was signed again, and a later valid signature covers all of it.
        case signedAgain = "signed-again"
        /// Validation data, a time stamp or another signature were added; that this is all is not proved.
        case extended
        /// Anything else was added, or what was signed was altered.
        case changed
    }

    /// 1-based, in the order of the file.
    package let number: Int
    /// `/SubFilter`: `adbe.pkcs7.detached`, `ETSI.CAdES.detached`, …
    package let form: String
    package internal(set) var verdict: Verdict = .detected
    /// Why it is not valid, and what is remarkable; each flags and none refuses.
    package internal(set) var reasons: [Finding] = []
    /// Of the certificate that it names, whether trusted or not.
    package internal(set) var signer: Signer?
    /// The signer's own claim, milliseconds since 1970.
    package internal(set) var claimedTime: Int64?
    /// From a time stamp that was verified, milliseconds since 1970.
    package internal(set) var provedTime: Int64?
    /// `nil` when it does not hold together well enough to tell.
    package internal(set) var coverage: Coverage?
    package internal(set) var aftermath: Aftermath?

    /// Whether it is a time-stamping authority's over the file, and nobody's signature.
    package var isTimestamp: Bool { form == PDFSignatureForm.documentTimestamp.rawValue }

    /// Who a certificate is for.
    package struct Signer: Sendable, Hashable {
        /// Common name.
        package let name: String?
        package let organization: String?
        /// RFC 2253.
        package let subject: String
        /// SHA-256, lower-case hex.
        package let fingerprint: String

        init(_ certificate: Certificate) {
            (name, organization) = certificate.holder
            subject = certificate.subject
            fingerprint = certificate.fingerprint
        }
    }
}

/// The forms of signature that are known (ISO 32000-1 table 257, ETSI EN 319 142-1 §6).
enum PDFSignatureForm: String {
    case detached = "adbe.pkcs7.detached"
    case cades = "ETSI.CAdES.detached"
    case documentTimestamp = "ETSI.RFC3161"
    /// CMS over a SHA-1 digest.
    case digested = "adbe.pkcs7.sha1"
    /// A bare RSA signature over a SHA-1 digest.
    case bare = "adbe.x509.rsa_sha1"
}
