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
    let plan: SignaturePlan
    let digestFindings: [Finding]

    /// The signer's certificate: the first of `X509Data`.
    package var certificate: Certificate { plan.certificates[0] }

    /// The other certificates of `X509Data`, untrusted helpers for building the path.
    package var intermediates: [Certificate] { Array(plan.certificates.dropFirst()) }

    /// The digest that the signature gives of the whole document but for itself.
    package var documentDigest: [UInt8] { plan.document.digest }

    /// Where the signature stands.
    package var place: Place { plan.place }

    /// The attachments that the signature covers by a reference of their own, as well as within the document.
    package var coveredContents: [String] { plan.contents.map(\.identifier) }

    /// Algorithms and references, in the signature's own words.
    package var description: SignatureDescription { plan.description }

    /// What its XAdES properties say; `nil` when it has none.
    package var advanced: AdvancedSignature? { plan.advanced }

    /// Judges the signature value over `SignedInfo`, then the digests. Empty when all hold.
    package func verify() -> [Finding] {
        switch certificate.verify(plan.value, over: plan.signedInfo, by: plan.method) {
        case .valid: digestFindings
        case .invalid: [Finding(SignatureRules.value, at: place)]
        case .weakKey(let detail): [Finding(SignatureRules.weakKey, at: place, ["detail": detail])]
        case .otherKey: [Finding(SignatureRules.keyMismatch, at: place)]
        }
    }
}
