/// Which key information is accepted: the signer's X.509 certificate, and nothing that says another thing.
///
/// A verifier that finds its key in one child of `KeyInfo` and a reader that shows another child are how one document
/// gets two signers. So everything that names the key is compared with the enclosed certificate.
/// Source: W3C XML Signature 1.1 §4.5, §4.5.4: all that `KeyInfo` holds refers to the one validation key.
extension SignatureProfile {
    private static let identifying: Set = ["X509SubjectName", "X509IssuerSerial", "X509SKI", "X509Digest"]

    /// - Returns: the certificates of `X509Data`, the signer's first.
    func readKeyInfo(_ node: SignatureNode) throws -> [Certificate] {
        try node.bearsOnly("Id")
        let parts = try node.elements(orOf: XMLNamespace.signature11)
        if parts.contains(where: { $0.isNamed("RetrievalMethod") || $0.isNamed("KeyInfoReference") }) {
            throw SignatureDeparture(SignatureRules.keyElsewhere)
        }
        let data = parts.filter { $0.isNamed("X509Data") }
        let claims = parts.filter { !$0.isNamed("X509Data") && !$0.isUnfilled }
        guard data.count == 1 else {
            let isBare = data.isEmpty && parts.contains { $0.local == "KeyValue" || $0.local == "DEREncodedKeyValue" }
            throw SignatureDeparture(isBare ? SignatureRules.keyValue : SignatureRules.keyInfo)
        }
        let certificates = try readX509Data(data[0])
        let signer = CertificateIdentity(certificates[0])
        for claim in claims { try judge(claim, of: signer) }
        return certificates
    }

    // MARK: X509Data

    private func readX509Data(_ node: SignatureNode) throws -> [Certificate] {
        try node.bearsOnly()
        let parts = try node.elements(orOf: XMLNamespace.signature11)
        let certificates = try parts.filter { $0.isNamed("X509Certificate") }.map { try readCertificate($0) }
        let claims = parts.filter { !$0.isNamed("X509Certificate") && !$0.isUnfilled }
        guard (1...8).contains(certificates.count), claims.count <= 32,
            claims.allSatisfy({ Self.identifying.contains($0.local) })
        else { throw SignatureDeparture(SignatureRules.keyInfo) }
        let identities = certificates.map(CertificateIdentity.init)
        try judgeOrder(identities)
        var named: Set<String> = []
        for claim in claims {
            // Some signers name every certificate that they enclose; the first of each kind is the signer's.
            let candidates = named.insert(claim.local).inserted ? [identities[0]] : identities
            guard try candidates.contains(where: { try isTrue(claim, of: $0) }) else {
                throw SignatureDeparture(SignatureRules.keyContradiction, ["element": claim.local])
            }
        }
        return certificates
    }

    private func readCertificate(_ node: SignatureNode) throws -> Certificate {
        try node.bearsOnly()
        if let known = node.utf8?.withUnsafeBytes(CertificateCache.certificate(base64:)) { return known }
        let der = try node.binary()
        do {
            let certificate = try CertificateCache.certificate(der: der)
            node.utf8.map { CertificateCache.remember(certificate, as: Array($0)) }
            return certificate
        } catch {
            throw SignatureDeparture(SignatureRules.certificate)
        }
    }

    /// The signer's certificate comes first; each other one has issued one that is enclosed (§4.5.4).
    private func judgeOrder(_ identities: [CertificateIdentity]) throws {
        let others = identities.dropFirst()
        if others.contains(where: { !$0.isSelfIssued && $0.isIssued(by: identities[0]) }) {
            throw SignatureDeparture(SignatureRules.certificateOrder)
        }
        var chain = [identities[0]]
        var rest = Array(others)
        while let next = rest.firstIndex(where: { other in chain.contains { $0.isIssued(by: other) } }) {
            chain.append(rest.remove(at: next))
        }
        if let stranger = rest.first {
            throw SignatureDeparture(
                SignatureRules.certificateStranger, ["subject": String(stranger.certificate.subject.prefix(200))])
        }
    }

    /// Whether what names a certificate within `X509Data` names this one.
    private func isTrue(_ claim: SignatureNode, of identity: CertificateIdentity) throws -> Bool {
        switch claim.local {
        case "X509SubjectName": return identity.hasSubject(try claim.leaf())
        case "X509SKI": return identity.hasKeyIdentifier(try claim.binary())
        case "X509IssuerSerial":
            let parts = try claim.elements()
            guard parts.map(\.local) == ["X509IssuerName", "X509SerialNumber"] else {
                throw SignatureDeparture(SignatureRules.structure, ["detail": claim.local])
            }
            let (issuer, serial) = (try parts[0].leaf(), try parts[1].leaf())
            return identity.hasIssuer(issuer) && identity.hasSerial(serial)
        default:
            try claim.bearsOnly("Algorithm")
            let uri = claim.value(of: "Algorithm") ?? ""
            guard let hash = SignatureAlgorithms.digests[uri] else {
                throw SignatureDeparture(
                    SignatureAlgorithms.refusal(ofDigest: uri), ["algorithm": String(uri.prefix(200))])
            }
            let digest = try claim.binary(attributes: "Algorithm")
            return try Digest.of(identity.certificate.der, hash) == digest
        }
    }

    // MARK: Beside X509Data

    private func judge(_ claim: SignatureNode, of signer: CertificateIdentity) throws {
        let isTrue =
            switch claim.local {
            case "KeyName": signer.hasName(try claim.leaf())
            case "KeyValue": try isKey(claim, of: signer)
            case "DEREncodedKeyValue": signer.hasKey(encoded: try claim.binary(attributes: "Id"))
            default: throw SignatureDeparture(SignatureRules.keyInfo)
            }
        guard isTrue else { throw SignatureDeparture(SignatureRules.keyContradiction, ["element": claim.local]) }
    }

    private func isKey(_ value: SignatureNode, of signer: CertificateIdentity) throws -> Bool {
        try value.bearsOnly()
        let forms = try value.elements(orOf: XMLNamespace.signature11)
        guard forms.count == 1 else { throw SignatureDeparture(SignatureRules.keyInfo) }
        let parts = try forms[0].elements(orOf: XMLNamespace.signature11)
        switch (forms[0].local, parts.map(\.local)) {
        case ("RSAKeyValue", ["Modulus", "Exponent"]):
            return signer.hasRSAKey(modulus: try parts[0].binary(), exponent: try parts[1].binary())
        case ("ECKeyValue", ["NamedCurve", "PublicKey"]):
            try parts[0].bearsOnly("URI")
            let curve = parts[0].value(of: "URI") ?? ""
            return signer.hasECKey(curve: curve, point: try parts[1].binary())
        case ("DSAKeyValue", _): return false
        default: throw SignatureDeparture(SignatureRules.keyInfo)
        }
    }
}

extension SignatureNode {
    /// Whether this is a name that a signer's template asked for and nobody wrote: it says nothing.
    fileprivate var isUnfilled: Bool {
        ["KeyName", "X509SubjectName", "X509IssuerSerial", "X509SKI"].contains(local)
            && text?.trimmed == "" && attributes?.isEmpty == true
    }
}
