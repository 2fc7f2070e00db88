/// Reads the XAdES properties of a signature: where they stand, and that the signature covers them.
///
/// One `Object` with one `QualifyingProperties` whose `Target` is this signature, in it one `SignedProperties`, and in `SignedInfo`
/// the one reference of its type, to its `Id`. The reference is resolved by place and not by looking for an `Id`; that no other
/// element of the document has the same one, so that no other verifier takes that for what was signed, is
/// ``DocumentIdentifiers``' part.
/// Source: ETSI TS 101 903 v1.4.1 §6; ETSI EN 319 132-1 §4.3.
struct QualifyingProperties {
    private let signature: SignatureNode
    private let value: SignatureNode
    private let certificate: Certificate
    private let place: Place

    /// - Parameters:
    ///   - value: its `SignatureValue`.
    ///   - certificate: the signer's.
    init(of signature: SignatureNode, value: SignatureNode, certificate: Certificate, at place: Place) {
        self.signature = signature
        self.value = value
        self.certificate = certificate
        self.place = place
    }

    private var tree: SignatureTree { signature.tree }

    /// - Parameters:
    ///   - objects: the `Object` elements of the signature.
    ///   - references: its references of the type `SignedProperties`.
    /// - Returns: `nil` for a signature that is not XAdES.
    func read(_ objects: [SignatureNode], references: [PropertiesReference]) throws -> AdvancedSignature? {
        guard let object = objects.first else {
            // What such a reference points to is not there.
            if let reference = references.first { throw elsewhere(reference) }
            return nil
        }
        let qualifying = try qualifyingProperties(in: object, of: objects)
        let parts = try qualifying.elements(of: XMLNamespace.xades)
        let signed = try signedProperties(parts)
        let reference = try reference(to: signed, among: references)
        let properties = try SignedSignatureProperties(signed, of: certificate, at: place)
        guard let octets = tree.canonical(signed, mode: reference.mode, inclusivePrefixes: reference.inclusivePrefixes)
        else { throw SignatureDeparture(XAdESRules.structure, ["detail": "C14N"]) }
        let stamps = SignatureTimestamps(
            in: parts.first { $0.local == "UnsignedProperties" }, over: value, at: place)
        return AdvancedSignature(
            signingTimeMilliseconds: properties.timeMilliseconds, policy: properties.policy,
            remarks: properties.remarks + stamps.remarks, timestamps: stamps.found,
            isDigestTrue: try Digest.of(octets, reference.algorithm) == reference.digest)
    }

    /// What an `Object` holds: at least one `QualifyingProperties`, and nothing else.
    ///
    /// Another content is not part of the document, so whoever read it would read what nobody has to sign.
    @discardableResult
    static func content(of object: SignatureNode) throws -> [SignatureNode] {
        guard let values = object.attributes, Set(values.keys).isSubset(of: ["Id"]), let parts = object.children,
            !parts.isEmpty, parts.allSatisfy(\.isQualifyingProperties)
        else { throw SignatureDeparture(SignatureRules.object) }
        return parts
    }

    private func qualifyingProperties(in object: SignatureNode, of objects: [SignatureNode]) throws -> SignatureNode {
        guard objects.count == 1 else { throw SignatureDeparture(XAdESRules.doubled, ["element": "Object"]) }
        let parts = try Self.content(of: object)
        guard parts.count == 1 else {
            throw SignatureDeparture(XAdESRules.doubled, ["element": "QualifyingProperties"])
        }
        let qualifying = parts[0]
        guard let given = qualifying.attributes, Set(given.keys).isSubset(of: ["Id", "Target"]) else {
            throw SignatureDeparture(XAdESRules.structure, ["detail": "@QualifyingProperties"])
        }
        let id = signature.value(of: "Id") ?? ""
        guard let target = given["Target"], !id.isEmpty, target == "#\(id)" else {
            throw SignatureDeparture(XAdESRules.target, ["target": String((given["Target"] ?? "").prefix(100))])
        }
        return qualifying
    }

    /// `SignedProperties`, then perhaps `UnsignedProperties`, and nothing else.
    private func signedProperties(_ parts: [SignatureNode]) throws -> SignatureNode {
        let names = parts.map(\.local)
        for name in ["SignedProperties", "UnsignedProperties"] where names.count(where: { $0 == name }) > 1 {
            throw SignatureDeparture(XAdESRules.doubled, ["element": name])
        }
        guard let signed = parts.first, ["SignedProperties"] == names.prefix(1),
            names.dropFirst().allSatisfy({ $0 == "UnsignedProperties" })
        else { throw SignatureDeparture(XAdESRules.structure, ["detail": names.joined(separator: ", ")]) }
        return signed
    }

    private func reference(
        to signed: SignatureNode, among references: [PropertiesReference]
    ) throws -> PropertiesReference {
        guard let reference = references.first else { throw SignatureDeparture(XAdESRules.unreferenced) }
        guard references.count == 1 else { throw SignatureDeparture(XAdESRules.doubled, ["element": "Reference"]) }
        guard let values = signed.attributes, Set(values.keys) == ["Id"], let id = values["Id"], !id.isEmpty else {
            throw SignatureDeparture(XAdESRules.structure, ["detail": "@SignedProperties"])
        }
        guard reference.uri == "#\(id)" else { throw elsewhere(reference) }
        return reference
    }

    private func elsewhere(_ reference: PropertiesReference) -> SignatureDeparture {
        SignatureDeparture(XAdESRules.reference, ["uri": String(reference.uri.prefix(100))])
    }
}

extension SignatureNode {
    var isQualifyingProperties: Bool { local == "QualifyingProperties" && namespace == XMLNamespace.xades }

    /// Child elements, all of one namespace.
    func elements(of namespace: String) throws -> [SignatureNode] {
        guard let children, children.allSatisfy({ $0.namespace == namespace }) else {
            throw SignatureDeparture(XAdESRules.structure, ["detail": local])
        }
        return children
    }
}
