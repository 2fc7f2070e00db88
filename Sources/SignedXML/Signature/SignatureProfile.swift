import CLibXML2

/// The strict profile of XMLDSig: which structure, algorithms and references are accepted. Nothing else is.
///
/// One reference covers the whole document, so that moving parts of it about (signature wrapping) has nothing to work
/// with; `cid:` references may cover attachments once more. The key is the one of an X.509 certificate. The article
/// <doc:SignatureProfile> has all of it, with reasons.
/// Source: W3C XML Signature 1.1 §4; W3C XML Signature Best Practices.
struct SignatureProfile {
    enum Outcome {
        case planned(SignaturePlan)
        case refused([Finding])
    }

    let tree: SignatureTree
    let terms: SignatureTerms
    /// The identifiers of the document's root.
    let rootIdentifiers: [String]

    /// Reads the whole signature; uses no key, and digests nothing.
    func plan(at place: Place) -> Outcome {
        do {
            return .planned(try read(at: place))
        } catch let departure as SignatureDeparture {
            return .refused([Finding(departure.rule, at: place, departure.arguments)])
        } catch {
            return .refused([Finding(SignatureRules.structure, at: place, ["detail": "\(error)"])])
        }
    }

    private func read(at place: Place) throws -> SignaturePlan {
        guard let signature = tree.signature else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": "Signature"])
        }
        try signature.bearsOnly("Id")
        let parts = try signature.elements()
        for object in parts where object.isNamed("Object") { try QualifyingProperties.content(of: object) }
        guard parts.count >= 3, parts[0].isNamed("SignedInfo"), parts[1].isNamed("SignatureValue"),
            parts[2].isNamed("KeyInfo"), parts.dropFirst(3).allSatisfy({ $0.isNamed("Object") })
        else {
            let names = parts.map(\.local)
            let isKeyMissing = names.filter { $0 != "Object" } == ["SignedInfo", "SignatureValue"]
            throw SignatureDeparture(
                isKeyMissing ? SignatureRules.keyInfo : SignatureRules.structure,
                ["detail": names.prefix(8).joined(separator: ", ")])
        }
        let info = try readSignedInfo(parts[0])
        let certificates = try readKeyInfo(parts[2])
        let properties = QualifyingProperties(of: signature, value: parts[1], certificate: certificates[0], at: place)
        return SignaturePlan(
            place: place, signedInfo: info.octets, method: info.method, value: try parts[1].binary(attributes: "Id"),
            certificates: certificates, document: info.document, contents: info.contents,
            description: info.description,
            advanced: try properties.read(Array(parts.dropFirst(3)), references: info.properties))
    }

    // MARK: SignedInfo

    private struct SignedInfo {
        let octets: [UInt8]
        let method: SignatureMethod
        let document: SignaturePlan.WholeDocument
        let contents: [SignaturePlan.Content]
        let properties: [PropertiesReference]
        let description: SignatureDescription
    }

    private func readSignedInfo(_ node: SignatureNode) throws -> SignedInfo {
        try node.bearsOnly("Id")
        let parts = try node.elements()
        guard parts.count >= 3, parts[0].isNamed("CanonicalizationMethod"), parts[1].isNamed("SignatureMethod"),
            parts[2...].allSatisfy({ $0.isNamed("Reference") }), parts.count <= 2 + 64
        else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": "SignedInfo"])
        }
        let canonical = try parts[0].algorithm()
        guard let mode = SignatureAlgorithms.canonicalMode(canonical) else {
            throw SignatureDeparture(
                SignatureAlgorithms.refusal(ofCanonicalization: canonical), ["algorithm": canonical])
        }
        let prefixes = try Self.inclusivePrefixes(parts[0], isExclusive: mode == XML_C14N_EXCLUSIVE_1_0)
        let (method, methodURI) = try readMethod(parts[1])
        let references = try parts[2...].map { try readReference($0) }
        let documents = references.compactMap { if case .document(let document) = $0.target { document } else { nil } }
        let contents = references.compactMap { if case .content(let content) = $0.target { content } else { nil } }
        let properties = references.compactMap { if case .properties(let found) = $0.target { found } else { nil } }
        guard documents.count == 1, let document = documents.first else {
            throw SignatureDeparture(SignatureRules.documentReference)
        }
        guard contents.count < 2 || Set(contents.map(\.identifier)).count == contents.count else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": "cid:"])
        }
        let names = prefixes.map { $0.isEmpty ? "#default" : $0 }.sorted()
        guard let octets = tree.canonical(node, mode: mode, inclusivePrefixes: names) else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": "C14N"])
        }
        return SignedInfo(
            octets: octets, method: method, document: document, contents: contents, properties: properties,
            description: SignatureDescription(
                canonicalizationMethod: canonical, signatureMethod: methodURI,
                references: references.map(\.description)))
    }

    private func readMethod(_ node: SignatureNode) throws -> (SignatureMethod, uri: String) {
        let uri = try node.algorithm()
        guard let method = SignatureAlgorithms.methods[uri] else {
            throw SignatureDeparture(SignatureAlgorithms.refusal(ofMethod: uri), ["algorithm": uri])
        }
        guard try node.elements().isEmpty else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": "SignatureMethod"])
        }
        return (method, uri)
    }
}
