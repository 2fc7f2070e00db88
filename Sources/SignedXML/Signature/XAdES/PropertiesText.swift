/// The XAdES properties of a signature that we write, as text.
///
/// `SignedProperties` stands in the document in its exclusive canonical form (each prefix is declared where it is first seen by
/// one who looks at this element alone), so that what is digested is what stands there.
struct PropertiesText {
    /// The signature's `Id`.
    let id: String
    private let signed: String
    private let digest: [UInt8]

    /// - Parameters:
    ///   - documentDigest: makes the identifier: two signatures over different documents have different ones.
    ///   - timeMilliseconds: the signing time.
    init(documentDigest: [UInt8], certificate: Certificate, timeMilliseconds: Int64) throws {
        id = "S-" + documentDigest.prefix(12).hex
        let namespace = "xmlns:ds=\"\(XMLNamespace.signature)\""
        let method = "<ds:DigestMethod \(namespace) Algorithm=\"\(Self.sha256)\"></ds:DigestMethod>"
        let value = base64(try Digest.of(certificate.der, .sha256))
        signed =
            "<xades:SignedProperties xmlns:xades=\"\(XMLNamespace.xades)\" Id=\"\(id)-properties\">"
            + "<xades:SignedSignatureProperties>"
            + "<xades:SigningTime>\(LocalTime.dateTime(timeMilliseconds))</xades:SigningTime>"
            + "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>\(method)"
            + "<ds:DigestValue \(namespace)>\(value)</ds:DigestValue>"
            + "</xades:CertDigest></xades:Cert></xades:SigningCertificateV2>"
            + "</xades:SignedSignatureProperties></xades:SignedProperties>"
        digest = try Digest.of(Array(signed.utf8), .sha256)
    }

    private static let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"

    /// The reference that belongs into `SignedInfo`, in its canonical form there.
    var reference: String {
        "<ds:Reference Type=\"\(PropertiesReference.type)\" URI=\"#\(id)-properties\"><ds:Transforms>"
            + "<ds:Transform Algorithm=\"\(SignatureAlgorithms.exclusive)\"></ds:Transform></ds:Transforms>"
            + "<ds:DigestMethod Algorithm=\"\(Self.sha256)\"></ds:DigestMethod>"
            + "<ds:DigestValue>\(base64(digest))</ds:DigestValue></ds:Reference>"
    }

    /// The `Object`.
    /// - Parameters:
    ///   - value: the text of `SignatureValue`.
    ///   - timestamp: asked for a token over a SHA-256 digest.
    func object(value: String, timestamp: TimestampSource?) throws -> String {
        var unsigned = ""
        if let timestamp {
            let stamped = "<ds:SignatureValue xmlns:ds=\"\(XMLNamespace.signature)\">\(value)</ds:SignatureValue>"
            let token = try timestamp(Digest.of(Array(stamped.utf8), .sha256))
            unsigned =
                "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp>"
                + "<ds:CanonicalizationMethod Algorithm=\"\(SignatureAlgorithms.exclusive)\"></ds:CanonicalizationMethod>"
                + "<xades:EncapsulatedTimeStamp>\(base64(token))</xades:EncapsulatedTimeStamp>"
                + "</xades:SignatureTimeStamp></xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
        }
        return "<ds:Object><xades:QualifyingProperties xmlns:xades=\"\(XMLNamespace.xades)\" Target=\"#\(id)\">"
            + "\(signed)\(unsigned)</xades:QualifyingProperties></ds:Object>"
    }
}

/// Gives an RFC 3161 time-stamp token (not the whole response) over a SHA-256 digest.
package typealias TimestampSource = @Sendable ([UInt8]) throws -> [UInt8]

/// What a signature that we make says besides being one.
package enum SignatureForm: Sendable {
    /// XMLDSig, and no more.
    case plain
    /// XAdES-BES with the signing time, in milliseconds since 1970; XAdES-T when there is somebody to ask for a time-stamp.
    case advanced(signingTimeMilliseconds: Int64, timestamp: TimestampSource? = nil)
}
