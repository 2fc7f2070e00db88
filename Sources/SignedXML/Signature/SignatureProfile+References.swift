import CLibXML2

/// Which references are accepted: the whole document, exactly once, attachments, and the signature's XAdES properties.
extension SignatureProfile {
    struct Reference {
        enum Target {
            case document(SignaturePlan.WholeDocument)
            case content(SignaturePlan.Content)
            case properties(PropertiesReference)
        }

        let target: Target
        let description: SignatureDescription.Reference
    }

    func readReference(_ node: SignatureNode) throws -> Reference {
        try node.bearsOnly("Id", "URI", "Type")
        let type = node.value(of: "Type")
        let isProperties = type == PropertiesReference.type
        guard isProperties || type == nil else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": "@Reference"])
        }
        guard let uri = node.value(of: "URI") else {
            throw SignatureDeparture(SignatureRules.reference, ["uri": "(không có URI)"])
        }
        var parts = try node.elements()[...]
        var transforms: [SignatureNode] = []
        if let first = parts.first, first.isNamed("Transforms") {
            try first.bearsOnly()
            transforms = try parts.removeFirst().elements()
        }
        guard parts.count == 2, let method = parts.first, let value = parts.last, method.isNamed("DigestMethod"),
            value.isNamed("DigestValue")
        else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": "Reference"])
        }
        // What a reference points to is judged before what is done with it.
        let isDocument = try !isProperties && isWholeDocument(uri)
        let (hash, hashURI) = try readDigestMethod(method)
        let transformURIs = try transforms.map { try readTransform($0) }
        let digest = try value.binary()
        guard digest.count == hash.length else {
            throw SignatureDeparture(SignatureRules.base64, ["element": "DigestValue"])
        }
        let description = SignatureDescription.Reference(
            uri: String(uri.prefix(200)), transforms: transformURIs, digestMethod: hashURI)
        if isDocument {
            let form = try Self.form(transforms, transformURIs)
            return Reference(
                target: .document(.init(method: DigestMethod(form: form, hash: hash), digest: digest)),
                description: description)
        }
        if isProperties {
            let properties = try PropertiesReference(
                uri: uri, transforms: transforms, transformURIs, algorithm: hash, digest: digest)
            return Reference(target: .properties(properties), description: description)
        }
        if let transform = transformURIs.first {
            throw SignatureDeparture(SignatureRules.transform, ["algorithm": transform])
        }
        let content = SignaturePlan.Content(identifier: String(uri.dropFirst(4)), algorithm: hash, digest: digest)
        return Reference(target: .content(content), description: description)
    }

    /// Whether a URI means the whole document; otherwise it means an attachment.
    private func isWholeDocument(_ uri: String) throws -> Bool {
        if uri.isEmpty { return true }
        let shown = ["uri": String(uri.prefix(100))]
        if uri.hasPrefix("#") {
            let fragment = String(uri.dropFirst())
            if fragment.hasPrefix("xpointer(") || fragment.hasPrefix("element(") || fragment.hasPrefix("xmlns(") {
                throw SignatureDeparture(SignatureRules.xpointer, shown)
            }
            let names = [fragment, SignaturePlan.percentDecoded(fragment)]
            guard terms.acceptsRootIdentifier, !fragment.isEmpty, rootIdentifiers.contains(where: names.contains) else {
                throw SignatureDeparture(SignatureRules.part, shown)
            }
            return true
        }
        guard uri.hasPrefix("cid:") else { throw SignatureDeparture(SignatureRules.external, shown) }
        guard terms.acceptsContents, uri.utf8.count > 4 else {
            throw SignatureDeparture(SignatureRules.reference, shown)
        }
        return false
    }

    private func readDigestMethod(_ node: SignatureNode) throws -> (HashAlgorithm, uri: String) {
        let uri = try node.algorithm()
        guard let hash = SignatureAlgorithms.digests[uri] else {
            throw SignatureDeparture(SignatureAlgorithms.refusal(ofDigest: uri), ["algorithm": uri])
        }
        guard try node.elements().isEmpty else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": "DigestMethod"])
        }
        return (hash, uri)
    }

    /// The URI of a transform that the profile knows; its place among the others is judged by ``form(_:_:)``.
    private func readTransform(_ node: SignatureNode) throws -> String {
        let uri = try node.algorithm()
        guard uri == SignatureAlgorithms.enveloped || SignatureAlgorithms.canonicalMode(uri) != nil else {
            throw SignatureDeparture(SignatureAlgorithms.refusal(ofTransform: uri), ["algorithm": uri])
        }
        return uri
    }

    /// The canonical form that the transforms of the whole document's reference ask for: enveloped first and once, then
    /// at most one canonicalisation; without one it is inclusive C14N 1.0 (§4.4.3.2).
    private static func form(_ transforms: [SignatureNode], _ uris: [String]) throws -> CanonicalForm {
        guard let first = uris.first else { throw SignatureDeparture(SignatureRules.documentReference) }
        guard first == SignatureAlgorithms.enveloped, try transforms[0].elements().isEmpty else {
            throw SignatureDeparture(SignatureRules.transform, ["algorithm": first])
        }
        guard uris.count > 1 else { return .inclusive }
        guard uris.count == 2, let mode = SignatureAlgorithms.canonicalMode(uris[1]) else {
            throw SignatureDeparture(SignatureRules.transform, ["algorithm": uris[1]])
        }
        let isExclusive = mode == XML_C14N_EXCLUSIVE_1_0
        let prefixes = try inclusivePrefixes(transforms[1], isExclusive: isExclusive)
        return isExclusive ? .exclusive(inclusivePrefixes: Set(prefixes)) : .inclusive
    }

    /// The `PrefixList`; `""` stands for `#default`.
    static func inclusivePrefixes(_ node: SignatureNode, isExclusive: Bool) throws -> [String] {
        guard let children = node.children, children.count <= 1 else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": node.local])
        }
        guard let list = children.first else { return [] }
        guard isExclusive, list.local == "InclusiveNamespaces", list.namespace == XMLNamespace.exclusive,
            let values = list.attributes, Set(values.keys).isSubset(of: ["PrefixList"]), list.text == ""
        else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": list.local])
        }
        let prefixes = (values["PrefixList"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        return prefixes.map { $0 == "#default" ? "" : $0 }
    }
}
