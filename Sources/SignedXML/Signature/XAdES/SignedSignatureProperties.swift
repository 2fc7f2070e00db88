/// The signed properties of the signature itself: when, with which certificate, under which policy.
///
/// Source: ETSI TS 101 903 v1.4.1 §7.2; ETSI EN 319 132-1 §5.2. Properties of the signed data (`SignedDataObjectProperties`),
/// the place of signing and the signer's role are let stand; they are covered, and nothing here rests on them.
struct SignedSignatureProperties {
    let timeMilliseconds: Int64?
    /// The identifier of an explicit signature policy.
    let policy: String?
    let remarks: [Finding]

    private static let known: Set = [
        "SigningTime", "SigningCertificate", "SigningCertificateV2", "SignaturePolicyIdentifier",
        "SignatureProductionPlace", "SignatureProductionPlaceV2", "SignerRole", "SignerRoleV2",
    ]

    /// - Parameters:
    ///   - signed: `SignedProperties`.
    ///   - certificate: the one that must be named.
    init(_ signed: SignatureNode, of certificate: Certificate, at place: Place) throws {
        let groups = try signed.elements(of: XMLNamespace.xades)
        let names = groups.map(\.local)
        guard
            names == ["SignedSignatureProperties"]
                || names == ["SignedSignatureProperties", "SignedDataObjectProperties"]
        else { throw SignatureDeparture(XAdESRules.structure, ["detail": names.joined(separator: ", ")]) }
        guard let properties = groups[0].children else {
            throw SignatureDeparture(XAdESRules.structure, ["detail": "SignedSignatureProperties"])
        }
        var found: [String: SignatureNode] = [:]
        var remarks: [Finding] = []
        for property in properties {
            guard property.namespace == XMLNamespace.xades, Self.known.contains(property.local) else {
                remarks.append(
                    Finding(XAdESRules.unknownProperty, at: place, ["element": String(property.local.prefix(100))]))
                continue
            }
            guard found.updateValue(property, forKey: property.local) == nil else {
                throw SignatureDeparture(XAdESRules.doubled, ["element": property.local])
            }
        }
        timeMilliseconds = try found["SigningTime"].map(Self.time)
        policy = try found["SignaturePolicyIdentifier"].flatMap(Self.policy)
        if let policy { remarks.append(Finding(XAdESRules.policy, at: place, ["policy": policy])) }
        let named = [found["SigningCertificate"], found["SigningCertificateV2"]].compactMap(\.self)
        guard !named.isEmpty else { throw SignatureDeparture(XAdESRules.noCertificate) }
        for property in named {
            remarks += try NamedCertificate(property).check(certificate, at: place)
        }
        self.remarks = remarks
    }

    private static func time(_ node: SignatureNode) throws -> Int64 {
        let text = node.text ?? ""
        guard let time = LocalTime.milliseconds(text) else {
            throw SignatureDeparture(XAdESRules.signingTime, ["time": String(text.prefix(40))])
        }
        return time
    }

    /// `SignaturePolicyImplied` names nothing; `SignaturePolicyId` has an identifier.
    private static func policy(_ node: SignatureNode) throws -> String? {
        let choice = try node.elements(of: XMLNamespace.xades)
        if choice.map(\.local) == ["SignaturePolicyImplied"] { return nil }
        guard choice.map(\.local) == ["SignaturePolicyId"],
            let identification = try choice[0].elements(named: "SigPolicyId").first,
            let identifier = try identification.elements(named: "Identifier").first?.text?.trimmed, !identifier.isEmpty
        else { throw SignatureDeparture(XAdESRules.structure, ["detail": "SignaturePolicyIdentifier"]) }
        return String(identifier.prefix(200))
    }
}

extension SignatureNode {
    /// Those of the child elements that have this name in the namespace of XAdES.
    func elements(named name: String) throws -> [SignatureNode] {
        try elements(of: XMLNamespace.xades).filter { $0.local == name }
    }
}
