import CLibXML2

/// Reads the XAdES properties of a signature: where they stand, and that the signature covers them.
///
/// One `Object` with one `QualifyingProperties` whose `Target` is this signature, in it one `SignedProperties`, and in `SignedInfo`
/// the one reference of its type, to its `Id`. The reference is resolved by place and not by looking for an `Id`, so that
/// another element with the same one has nothing to offer.
/// Source: ETSI TS 101 903 v1.4.1 §6; ETSI EN 319 132-1 §4.3.
struct QualifyingProperties {
    typealias Departure = SignatureProfile.Departure

    private let signature: SignatureNode
    private let tree: SignatureTree
    private let place: Place

    init(of signature: SignatureNode, in tree: SignatureTree, at place: Place) {
        self.signature = signature
        self.tree = tree
        self.place = place
    }

    /// - Parameters:
    ///   - objects: the `Object` elements of the signature.
    ///   - references: its references of the type `SignedProperties`.
    ///   - value: its `SignatureValue`.
    ///   - certificate: the signer's.
    /// - Returns: `nil` for a signature that is not XAdES.
    func read(
        _ objects: [SignatureNode], references: [PropertiesReference], value: SignatureNode, certificate: Certificate
    ) throws -> AdvancedSignature? {
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
        else { throw Departure(XAdESRules.structure, ["detail": "C14N"]) }
        let stamps = SignatureTimestamps(
            in: parts.first { $0.local == "UnsignedProperties" }, over: value, of: tree, at: place)
        return AdvancedSignature(
            signingTimeMilliseconds: properties.timeMilliseconds, policy: properties.policy,
            remarks: properties.remarks + stamps.remarks, timestamps: stamps.found,
            isDigestTrue: try Digest.of(octets, reference.algorithm) == reference.digest)
    }

    private func qualifyingProperties(in object: SignatureNode, of objects: [SignatureNode]) throws -> SignatureNode {
        guard objects.count == 1 else { throw Departure(XAdESRules.doubled, ["element": "Object"]) }
        guard let values = object.attributes, Set(values.keys).isSubset(of: ["Id"]), let parts = object.children,
            let qualifying = parts.first, parts.allSatisfy(\.isQualifyingProperties)
        else { throw Departure(SignatureRules.object) }
        guard parts.count == 1 else { throw Departure(XAdESRules.doubled, ["element": "QualifyingProperties"]) }
        guard let given = qualifying.attributes, Set(given.keys).isSubset(of: ["Id", "Target"]) else {
            throw Departure(XAdESRules.structure, ["detail": "@QualifyingProperties"])
        }
        let id = try SignatureProfile.attributes(signature, ["Id"])["Id"] ?? ""
        guard let target = given["Target"], !id.isEmpty, target == "#\(id)" else {
            throw Departure(XAdESRules.target, ["target": String((given["Target"] ?? "").prefix(100))])
        }
        try demandOne(id)
        return qualifying
    }

    /// `SignedProperties`, then perhaps `UnsignedProperties`, and nothing else.
    private func signedProperties(_ parts: [SignatureNode]) throws -> SignatureNode {
        let names = parts.map(\.local)
        for name in ["SignedProperties", "UnsignedProperties"] where names.count(where: { $0 == name }) > 1 {
            throw Departure(XAdESRules.doubled, ["element": name])
        }
        guard let signed = parts.first, ["SignedProperties"] == names.prefix(1),
            names.dropFirst().allSatisfy({ $0 == "UnsignedProperties" })
        else { throw Departure(XAdESRules.structure, ["detail": names.joined(separator: ", ")]) }
        return signed
    }

    private func reference(
        to signed: SignatureNode, among references: [PropertiesReference]
    ) throws -> PropertiesReference {
        guard let reference = references.first else { throw Departure(XAdESRules.unreferenced) }
        guard references.count == 1 else { throw Departure(XAdESRules.doubled, ["element": "Reference"]) }
        guard let values = signed.attributes, Set(values.keys) == ["Id"], let id = values["Id"], !id.isEmpty else {
            throw Departure(XAdESRules.structure, ["detail": "@SignedProperties"])
        }
        guard reference.uri == "#\(id)" else { throw elsewhere(reference) }
        try demandOne(id)
        return reference
    }

    private func elsewhere(_ reference: PropertiesReference) -> Departure {
        Departure(XAdESRules.reference, ["uri": String(reference.uri.prefix(100))])
    }

    /// No other element of the signature bears the identifier, in whatever spelling of `Id`: another verifier might take
    /// that one for what was signed.
    private func demandOne(_ id: String) throws {
        guard signature.count(ofID: id) == 1 else {
            throw Departure(XAdESRules.duplicateID, ["id": String(id.prefix(100))])
        }
    }
}

extension SignatureNode {
    var isQualifyingProperties: Bool { local == "QualifyingProperties" && namespace == XMLNamespace.xades }

    /// Child elements, all of one namespace.
    func elements(of namespace: String) throws -> [SignatureNode] {
        guard let children, children.allSatisfy({ $0.namespace == namespace }) else {
            throw SignatureProfile.Departure(XAdESRules.structure, ["detail": local])
        }
        return children
    }

    /// How many elements from here down have an attribute `Id`, `ID`, `id` or `xml:id` of that value.
    fileprivate func count(ofID id: String) -> Int {
        var count = 0
        var next = pointer.pointee.properties
        while let attribute = next {
            let name = String(cString: attribute.pointee.name).lowercased()
            let value = attribute.pointee.children?.pointee.content.map { String(cString: $0) }
            if name == "id", value == id { count += 1 }
            next = attribute.pointee.next
        }
        var child = pointer.pointee.children
        while let node = child {
            if node.pointee.type == XML_ELEMENT_NODE {
                count += SignatureNode(pointer: node, tree: tree).count(ofID: id)
            }
            child = node.pointee.next
        }
        return count
    }
}
