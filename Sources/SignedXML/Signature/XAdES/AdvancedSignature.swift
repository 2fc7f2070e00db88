/// What the XAdES properties of a signature say. They fit the profile; whether the signature is true is for
/// ``SignatureEvidence/verify()``, and whether a time-stamp is for ``TimestampTrust``.
package struct AdvancedSignature: Sendable {
    /// The form, by what is there (ETSI TS 101 903 §4.4).
    package enum Level: String, Sendable, Codable {
        /// The signer's certificate and time are signed.
        case bes = "XAdES-BES"
        /// As BES, and a signature policy is named.
        case epes = "XAdES-EPES"
        /// As either, and there is a time-stamp over the signature value.
        case t = "XAdES-T"
    }

    /// `SigningTime`: what the signer claims, in milliseconds since 1970; `nil` when it claims nothing.
    package let signingTimeMilliseconds: Int64?
    /// The identifier of the signature policy; `nil` for none, and for an implied one.
    package let policy: String?
    /// What is remarkable about the properties; flags.
    package let remarks: [Finding]
    let timestamps: [SignatureTimestamp]
    /// Whether the digest of `SignedProperties` is the one that the signature covers.
    let isDigestTrue: Bool

    package var level: Level { timestamps.isEmpty ? policy == nil ? .bes : .epes : .t }
}

/// One time-stamp over the signature value: the token as it stands there, and the octets that it must be over.
struct SignatureTimestamp: Sendable {
    let token: [UInt8]
    let stamped: [UInt8]
}
