/// The digest of our canonical form of a document, for comparing with the one of ``ReferenceTree``.
package enum CanonicalDigest {
    private final class Deaf: DocumentHandler {
        func open(_ element: OpenedElement) {}
        func close(_ element: ClosedElement) {}
        func contentIdentifier(ofBinary index: Int) -> String? { nil }
    }

    /// The SHA-256 of a document read in pieces, without a signature.
    /// - Returns: `nil` when the reader refuses the document, or canonical XML is not defined for it.
    package static func of(_ pieces: [[UInt8]], _ form: ReferenceTree.Form) throws -> [UInt8]? {
        let profile = ReadingProfile(limits: .anyDocument)
        let canonicalizer = EnvelopedSignature(
            .anyDocument, limits: profile.limits, digestForSigner: try Digest(.sha256), form: form.canonical)
        let reader = try DocumentReader(profile: profile, handler: Deaf(), envelope: canonicalizer)
        for piece in pieces { reader.feed(piece) }
        guard reader.finish().findings.isEmpty, canonicalizer.hindrance == nil else { return nil }
        return canonicalizer.finishForSigner()?.digest
    }
}
