/// A private key with its certificate, for signing what we emit.
package final class SigningIdentity: @unchecked Sendable {
    package let certificate: Certificate

    /// - Throws: ``SignedXMLError`` when key and certificate cannot be read or do not belong together.
    package init(keyPEM: String, certificatesPEM: String) throws { throw SignedXMLError("not yet") }
}

/// Signs documents: exclusive C14N, one enveloped `""` reference, SHA-256, RSA or ECDSA by the key's kind.
package struct DocumentSigner {
    /// Signs a document held in memory.
    /// - Returns: the same bytes with the `Signature` inserted as the last child of the profile's `signatureParent`.
    package static func sign(
        _ document: [UInt8], by identity: SigningIdentity, profile: ReadingProfile
    ) throws -> [UInt8] { throw SignedXMLError("not yet") }
}
