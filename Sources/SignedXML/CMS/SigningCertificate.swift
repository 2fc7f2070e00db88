/// The signed attribute SigningCertificateV2 (RFC 5035 §3): which certificate the signer meant.
struct SigningCertificate {
    private let algorithm: HashAlgorithm
    private let digest: [UInt8]

    /// Reads the first ESSCertIDv2, the signer's own; `nil` when there is none, or its hash is not of the profile.
    init?(der: [UInt8]) {
        var rest = der[...]
        guard let attribute = DERElement(takingFrom: &rest), rest.isEmpty, attribute.tag == DERElement.sequenceTag,
            let list = attribute.children?.first, list.tag == DERElement.sequenceTag,
            let first = list.children?.first, first.tag == DERElement.sequenceTag, var fields = first.children
        else { return nil }
        var algorithm = HashAlgorithm.sha256  // the default
        if let named = fields.first, named.tag == DERElement.sequenceTag {
            guard let identifier = named.children?.first.map({ Array($0.contents) }),
                let known = Self.hashes[identifier]
            else { return nil }
            algorithm = known
            fields.removeFirst()
        }
        guard let digest = fields.first, digest.tag == DERElement.octetStringTag else { return nil }
        self.algorithm = algorithm
        self.digest = Array(digest.contents)
    }

    func names(_ certificate: Certificate) -> Bool { (try? Digest.of(certificate.der, algorithm)) == digest }

    /// By object identifier, 2.16.840.1.101.3.4.2.*.
    private static let hashes: [[UInt8]: HashAlgorithm] = [
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]: .sha256,
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02]: .sha384,
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03]: .sha512,
    ]
}
