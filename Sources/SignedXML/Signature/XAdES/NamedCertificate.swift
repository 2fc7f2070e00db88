/// `SigningCertificate` or `SigningCertificateV2`: which certificate the signer says it signed with.
///
/// The first `Cert` must be of the signer's certificate; further ones are of its authorities, about whom the hub's own anchors
/// say more. The digest decides; issuer and serial are compared when they are there.
/// Source: ETSI TS 101 903 v1.4.1 §7.2.2; ETSI EN 319 132-1 §5.2.2.
struct NamedCertificate {
    private let algorithm: HashAlgorithm
    private let digest: [UInt8]
    /// `IssuerSerial`: the name as written, and the serial in decimals.
    private let issuerSerial: (name: String, serial: String)?
    /// `IssuerSerialV2`: DER.
    private let encodedIssuerSerial: [UInt8]?

    init(_ node: SignatureNode) throws {
        let certificates = try node.elements(of: XMLNamespace.xades)
        guard let first = certificates.first, certificates.count <= 16, certificates.allSatisfy({ $0.local == "Cert" })
        else { throw SignatureDeparture(XAdESRules.structure, ["detail": node.local]) }
        let parts = try first.elements(of: XMLNamespace.xades)
        guard parts.first?.local == "CertDigest", parts.count <= 2 else {
            throw SignatureDeparture(XAdESRules.structure, ["detail": "Cert"])
        }
        (algorithm, digest) = try Self.digest(parts[0])
        switch parts.dropFirst().first {
        case nil: (issuerSerial, encodedIssuerSerial) = (nil, nil)
        case let part? where part.local == "IssuerSerial":
            (issuerSerial, encodedIssuerSerial) = (try Self.pair(part), nil)
        case let part? where part.local == "IssuerSerialV2":
            (issuerSerial, encodedIssuerSerial) = (nil, try part.binary())
        case let part?: throw SignatureDeparture(XAdESRules.structure, ["detail": part.local])
        }
    }

    private static func digest(_ node: SignatureNode) throws -> (HashAlgorithm, [UInt8]) {
        let parts = try node.elements(of: XMLNamespace.signature)
        guard parts.map(\.local) == ["DigestMethod", "DigestValue"] else {
            throw SignatureDeparture(XAdESRules.structure, ["detail": "CertDigest"])
        }
        let method = try parts[0].algorithm()
        guard let algorithm = SignatureAlgorithms.digests[method] else {
            throw SignatureDeparture(SignatureAlgorithms.refusal(ofDigest: method), ["algorithm": method])
        }
        return (algorithm, try parts[1].binary())
    }

    private static func pair(_ node: SignatureNode) throws -> (name: String, serial: String) {
        let parts = try node.elements(of: XMLNamespace.signature)
        guard parts.map(\.local) == ["X509IssuerName", "X509SerialNumber"], let name = parts[0].text,
            let serial = parts[1].text?.trimmed
        else { throw SignatureDeparture(XAdESRules.structure, ["detail": "IssuerSerial"]) }
        return (name.trimmed, serial)
    }

    /// - Returns: remarks.
    /// - Throws: the departure, when it is another certificate.
    func check(_ certificate: Certificate, at place: Place) throws -> [Finding] {
        guard try Digest.of(certificate.der, algorithm) == digest else {
            throw SignatureDeparture(XAdESRules.certificate)
        }
        if let encoded = encodedIssuerSerial, encoded != certificate.issuerSerial {
            throw SignatureDeparture(XAdESRules.issuerSerial)
        }
        guard let issuerSerial else { return [] }
        let identity = CertificateIdentity(certificate)
        guard identity.hasSerial(issuerSerial.serial) else { throw SignatureDeparture(XAdESRules.issuerSerial) }
        guard !identity.hasIssuer(issuerSerial.name) else { return [] }
        let arguments = ["name": String(issuerSerial.name.prefix(200)), "issuer": certificate.issuer]
        return [Finding(XAdESRules.issuerName, at: place, arguments)]
    }
}
