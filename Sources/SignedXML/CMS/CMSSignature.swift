/// A signature in the form of CMS SignedData (RFC 5652) with one signer: read, and not yet believed.
///
/// What is signed stands elsewhere (a detached signature); who calls has digested it with ``digestAlgorithm``.
package struct CMSSignature: Sendable, Hashable {
    /// The bytes it was read from.
    package let der: [UInt8]
    /// The certificate that the signer's identifier names. Anyone can enclose any: it is for a ``TrustStore`` to judge.
    package let signer: Certificate
    /// The other certificates enclosed, untrusted helpers for building the path.
    package let intermediates: [Certificate]
    package let digestAlgorithm: HashAlgorithm
    /// The signer's own claim (RFC 5652 §11.3), seconds since 1970.
    package let claimedTime: Int64?
    /// Whether a signed attribute names the signer's certificate by its digest (RFC 5035), so that it cannot be exchanged.
    package let namesItsCertificate: Bool
    /// The time-stamp token over the signature value (RFC 3161 Appendix A), DER: an unsigned attribute, to be judged for itself.
    package let timestampToken: [UInt8]?
    /// The signature value, which such a token covers.
    package let value: [UInt8]

    /// Reads a signature, all of whose form is checked here and whose key is not used.
    package static func read(_ der: [UInt8]) -> Result<CMSSignature, CMSFault> {
        do throws(CMSFault) {
            return .success(try SignedData(der).signature(of: der))
        } catch {
            return .failure(error)
        }
    }

    /// Judges the signature value over the signed attributes, and the attributes over the content.
    /// - Parameter digest: of the content, by ``digestAlgorithm``.
    /// - Returns: what is wrong; `nil` when the signature holds.
    package func verify(contentDigest digest: [UInt8]) -> CMSFault? {
        do throws(CMSFault) {
            try SignedData(der).verify(contentDigest: digest)
            return nil
        } catch {
            return error
        }
    }
}

/// What can be wrong with a signature in the form of CMS: a verdict, thrown within its reader only.
package enum CMSFault: Error, Sendable, Hashable {
    /// Not a message of the profile; the clause of RFC 5652 or RFC 5035 that says so, in few words.
    case form(String)
    /// An algorithm or a key that gives no assurance any more.
    case weak(String)
    /// The content is not the one that was signed.
    case content
    /// The signature value is not that of the signer's key.
    case value
    /// The signed attribute names another certificate.
    case certificate
}
