import CLibXML2

/// What a signature within the profile asks for, before any key is used.
struct SignaturePlan: Sendable {
    /// The reference to the whole document.
    struct WholeDocument: Sendable {
        let form: CanonicalForm
        let algorithm: HashAlgorithm
        let digest: [UInt8]
    }

    /// A reference to one attachment's decoded bytes.
    struct Content: Sendable {
        /// The URI without `cid:`.
        let identifier: String
        let algorithm: HashAlgorithm
        let digest: [UInt8]

        /// Whether this refers to the content of that identifier, which the URI may hold percent-encoded.
        func names(_ other: String?) -> Bool {
            guard let other else { return false }
            return identifier == other || SignaturePlan.percentDecoded(identifier) == other
        }
    }

    let place: Place
    /// The canonical octets of `SignedInfo`.
    let signedInfo: [UInt8]
    let method: SignatureMethod
    let value: [UInt8]
    /// The signer's first.
    let certificates: [Certificate]
    let document: WholeDocument
    let contents: [Content]
    /// `nil` when the signature is not XAdES.
    let advanced: AdvancedSignature?

    static func percentDecoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

/// The strict profile of XMLDSig: which structure, algorithms and references are accepted. Nothing else is.
///
/// One `Reference URI=""` covers the whole document, so that moving parts of it about (signature wrapping) has nothing
/// to work with; `cid:` references may cover attachments once more. The key is the one of an X.509 certificate.
/// Source: W3C XML Signature 1.1 §4; W3C XML Signature Best Practices.
enum SignatureProfile {
    enum Outcome {
        case planned(SignaturePlan)
        case refused([Finding])
    }

    /// A departure from the profile; caught by ``plan(_:at:)``.
    struct Departure: Error {
        let rule: Rule
        let arguments: [String: String]

        init(_ rule: Rule, _ arguments: [String: String] = [:]) {
            self.rule = rule
            self.arguments = arguments
        }
    }

    static func plan(_ tree: SignatureTree, at place: Place) -> Outcome {
        do {
            return .planned(try read(tree, at: place))
        } catch let departure as Departure {
            return .refused([Finding(departure.rule, at: place, departure.arguments)])
        } catch {
            return .refused([Finding(SignatureRules.structure, at: place, ["detail": "\(error)"])])
        }
    }

    private static func read(_ tree: SignatureTree, at place: Place) throws -> SignaturePlan {
        guard let signature = tree.signature else { throw Departure(SignatureRules.structure, ["detail": "Signature"]) }
        _ = try attributes(signature, ["Id"])
        let parts = try children(signature)
        let objects = parts.dropFirst(3)
        guard parts.prefix(3).map(\.local) == ["SignedInfo", "SignatureValue", "KeyInfo"],
            objects.allSatisfy({ $0.local == "Object" })
        else {
            let isKeyMissing = parts.prefix(2).map(\.local) == ["SignedInfo", "SignatureValue"] && parts.count <= 3
            throw Departure(
                isKeyMissing ? SignatureRules.keyInfo : SignatureRules.structure,
                ["detail": parts.map(\.local).joined(separator: ", ")])
        }
        let info = try readSignedInfo(parts[0], in: tree)
        _ = try attributes(parts[1], ["Id"])
        let certificates = try readKeyInfo(parts[2])
        let advanced = try QualifyingProperties(of: signature, in: tree, at: place).read(
            Array(objects), references: info.properties, value: parts[1], certificate: certificates[0])
        return SignaturePlan(
            place: place, signedInfo: info.octets, method: info.method, value: try binary(parts[1]),
            certificates: certificates, document: info.document, contents: info.contents, advanced: advanced)
    }

    // MARK: SignedInfo

    private struct SignedInfo {
        let octets: [UInt8]
        let method: SignatureMethod
        let document: SignaturePlan.WholeDocument
        let contents: [SignaturePlan.Content]
        let properties: [PropertiesReference]
    }

    /// What one reference covers.
    private enum Covered {
        case document(SignaturePlan.WholeDocument)
        case content(SignaturePlan.Content)
        case properties(PropertiesReference)
    }

    private static func readSignedInfo(_ node: SignatureNode, in tree: SignatureTree) throws -> SignedInfo {
        _ = try attributes(node, ["Id"])
        let parts = try children(node)
        guard parts.count >= 3, parts[0].local == "CanonicalizationMethod", parts[1].local == "SignatureMethod",
            parts[2...].allSatisfy({ $0.local == "Reference" }), parts.count <= 2 + 64
        else {
            throw Departure(SignatureRules.structure, ["detail": "SignedInfo"])
        }
        let canonical = try algorithm(parts[0])
        guard let mode = SignatureAlgorithms.canonicalMode(canonical) else {
            throw Departure(SignatureRules.canonicalization, ["algorithm": canonical])
        }
        let prefixes = try inclusivePrefixes(parts[0], isExclusive: mode == XML_C14N_EXCLUSIVE_1_0)
        let methodURI = try algorithm(parts[1])
        guard let method = SignatureAlgorithms.methods[methodURI], try children(parts[1]).isEmpty else {
            throw Departure(SignatureRules.method, ["algorithm": methodURI])
        }
        let references = try parts[2...].map { try readReference($0) }
        let documents = references.compactMap { if case .document(let document) = $0 { document } else { nil } }
        let contents = references.compactMap { if case .content(let content) = $0 { content } else { nil } }
        let properties = references.compactMap { if case .properties(let found) = $0 { found } else { nil } }
        guard documents.count == 1, let document = documents.first else {
            throw Departure(SignatureRules.documentReference)
        }
        guard Set(contents.map(\.identifier)).count == contents.count else {
            throw Departure(SignatureRules.structure, ["detail": "cid:"])
        }
        let names = prefixes.map { $0.isEmpty ? "#default" : $0 }.sorted()
        guard let octets = tree.canonical(node, mode: mode, inclusivePrefixes: names) else {
            throw Departure(SignatureRules.structure, ["detail": "C14N"])
        }
        return SignedInfo(
            octets: octets, method: method, document: document, contents: contents, properties: properties)
    }

    private static func readReference(_ node: SignatureNode) throws -> Covered {
        let values = try attributes(node, ["Id", "URI", "Type"])
        let isProperties = values["Type"] == PropertiesReference.type
        guard isProperties || values["Type"] == nil else {
            throw Departure(SignatureRules.structure, ["detail": "@Reference"])
        }
        guard let uri = values["URI"] else { throw Departure(SignatureRules.reference, ["uri": "(không có URI)"]) }
        var parts = try children(node)[...]
        let transforms: [SignatureNode] =
            if let first = parts.first, first.local == "Transforms" { try children(parts.removeFirst()) } else { [] }
        guard parts.map(\.local) == ["DigestMethod", "DigestValue"], let method = parts.first, let value = parts.last
        else {
            throw Departure(SignatureRules.structure, ["detail": "Reference"])
        }
        let methodURI = try algorithm(method)
        guard let hash = SignatureAlgorithms.digests[methodURI], try children(method).isEmpty else {
            throw Departure(SignatureRules.digestMethod, ["algorithm": methodURI])
        }
        let digest = try binary(value)
        guard digest.count == hash.length else { throw Departure(SignatureRules.base64, ["element": "DigestValue"]) }
        if isProperties {
            return .properties(
                try PropertiesReference(uri: uri, transforms: transforms, algorithm: hash, digest: digest))
        }
        if uri.isEmpty { return .document(.init(form: try form(transforms), algorithm: hash, digest: digest)) }
        guard uri.hasPrefix("cid:"), uri.utf8.count > 4 else {
            throw Departure(SignatureRules.reference, ["uri": String(uri.prefix(100))])
        }
        if let transform = transforms.first {
            throw Departure(SignatureRules.transform, ["algorithm": try algorithm(transform)])
        }
        return .content(.init(identifier: String(uri.dropFirst(4)), algorithm: hash, digest: digest))
    }

    /// The canonical form that the transforms of the whole document's reference ask for.
    private static func form(_ transforms: [SignatureNode]) throws -> CanonicalForm {
        guard let first = transforms.first else { throw Departure(SignatureRules.documentReference) }
        let firstURI = try algorithm(first)
        guard firstURI == SignatureAlgorithms.enveloped, try children(first).isEmpty else {
            throw Departure(SignatureRules.transform, ["algorithm": firstURI])
        }
        guard transforms.count > 1 else { return .inclusive }
        let uri = try algorithm(transforms[1])
        guard transforms.count == 2, let mode = SignatureAlgorithms.canonicalMode(uri) else {
            throw Departure(SignatureRules.transform, ["algorithm": uri])
        }
        let isExclusive = mode == XML_C14N_EXCLUSIVE_1_0
        let prefixes = try inclusivePrefixes(transforms[1], isExclusive: isExclusive)
        return isExclusive ? .exclusive(inclusivePrefixes: Set(prefixes)) : .inclusive
    }

    /// The `PrefixList`; `""` stands for `#default`.
    static func inclusivePrefixes(_ node: SignatureNode, isExclusive: Bool) throws -> [String] {
        guard let children = node.children, children.count <= 1 else {
            throw Departure(SignatureRules.structure, ["detail": node.local])
        }
        guard let list = children.first else { return [] }
        guard isExclusive, list.local == "InclusiveNamespaces", list.namespace == XMLNamespace.exclusive,
            let values = list.attributes, Set(values.keys).isSubset(of: ["PrefixList"]), list.text == ""
        else {
            throw Departure(SignatureRules.structure, ["detail": list.local])
        }
        let prefixes = (values["PrefixList"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        return prefixes.map { $0 == "#default" ? "" : $0 }
    }

    // MARK: KeyInfo

    private static func readKeyInfo(_ node: SignatureNode) throws -> [Certificate] {
        _ = try attributes(node, ["Id"])
        let parts = try children(node)
        guard parts.count == 1, parts[0].local == "X509Data" else { throw Departure(SignatureRules.keyInfo) }
        let data = try children(parts[0])
        let known: Set = ["X509Certificate", "X509SubjectName", "X509IssuerSerial", "X509SKI"]
        guard data.allSatisfy({ known.contains($0.local) }) else { throw Departure(SignatureRules.keyInfo) }
        let certificates = data.filter { $0.local == "X509Certificate" }
        guard (1...8).contains(certificates.count) else { throw Departure(SignatureRules.keyInfo) }
        return try certificates.map { node in
            let der = try binary(node)
            do {
                return try Certificate(der: der)
            } catch {
                throw Departure(SignatureRules.certificate)
            }
        }
    }

    // MARK: Elements

    /// Child elements, all of the signature's namespace.
    private static func children(_ node: SignatureNode) throws -> [SignatureNode] {
        guard let children = node.children, children.allSatisfy({ $0.namespace == XMLNamespace.signature }) else {
            throw Departure(SignatureRules.structure, ["detail": node.local])
        }
        return children
    }

    static func attributes(_ node: SignatureNode, _ allowed: Set<String>) throws -> [String: String] {
        guard let values = node.attributes, Set(values.keys).isSubset(of: allowed) else {
            throw Departure(SignatureRules.structure, ["detail": "@\(node.local)"])
        }
        return values
    }

    static func algorithm(_ node: SignatureNode) throws -> String {
        guard let uri = try attributes(node, ["Algorithm"])["Algorithm"] else {
            throw Departure(SignatureRules.structure, ["detail": node.local])
        }
        return String(uri.prefix(200))
    }

    static func binary(_ node: SignatureNode) throws -> [UInt8] {
        guard let text = node.text, let bytes = Base64Decoder.decode(text), !bytes.isEmpty else {
            throw Departure(SignatureRules.base64, ["element": node.local])
        }
        return bytes
    }
}
