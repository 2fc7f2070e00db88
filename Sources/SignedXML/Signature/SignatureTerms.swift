/// Where a document's one signature stands, and what it may refer to beside the whole document.
struct SignatureTerms: Sendable {
    enum Position: Sendable {
        /// A direct child of the element with this path of local names.
        case child(of: [String])
        /// A direct child of the root, whatever its name, at any place among its children.
        case childOfRoot
    }

    let position: Position
    /// Whether `#` and the root's own identifier says the same as `""`.
    var acceptsRootIdentifier = false
    /// Whether `cid:` may refer to attachments.
    var acceptsContents = true

    /// Of any XML document, of which nothing is known beforehand.
    static let anyDocument = SignatureTerms(
        position: .childOfRoot, acceptsRootIdentifier: true, acceptsContents: false)
}

/// How the octets of a whole document become a digest: what its reference asks for.
struct DigestMethod: Sendable, Hashable {
    let form: CanonicalForm
    let hash: HashAlgorithm

    /// What nearly all signers ask for.
    static let usual = DigestMethod(form: .exclusive(inclusivePrefixes: []), hash: .sha256)
}
