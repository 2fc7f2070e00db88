import CLibXML2

/// The reference of a signature to its XAdES `SignedProperties`.
struct PropertiesReference: Sendable {
    static let type = "http://uri.etsi.org/01903#SignedProperties"

    let uri: String
    let mode: xmlC14NMode
    /// As libxml2 takes them: `#default` for the default namespace.
    let inclusivePrefixes: [String]
    let algorithm: HashAlgorithm
    let digest: [UInt8]

    /// - Parameter transforms: none, which means inclusive C14N 1.0 (XMLDSig §4.4.3.2), or one canonicalisation.
    init(
        uri: String, transforms: [SignatureNode], _ transformURIs: [String], algorithm: HashAlgorithm, digest: [UInt8]
    ) throws {
        self.uri = uri
        self.algorithm = algorithm
        self.digest = digest
        guard let transform = transforms.first, let method = transformURIs.first else {
            mode = XML_C14N_1_0
            inclusivePrefixes = []
            return
        }
        guard transforms.count == 1, let mode = SignatureAlgorithms.canonicalMode(method) else {
            throw SignatureDeparture(SignatureRules.transform, ["algorithm": transformURIs.last ?? method])
        }
        self.mode = mode
        inclusivePrefixes = try SignatureProfile.inclusivePrefixes(
            transform, isExclusive: mode == XML_C14N_EXCLUSIVE_1_0
        ).map { $0.isEmpty ? "#default" : $0 }.sorted()
    }
}
