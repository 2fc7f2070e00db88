import Crypto
import Foundation
import HubCore
import SignedXML

/// Makes a pack an ASiC-E container (ETSI EN 319 162-1): the media type first, a manifest with the digest of every other member, and
/// a CAdES signature over the manifest by the archive's certificate.
package struct ContainerSigner: Sendable {
    static let mediaType = "application/vnd.etsi.asic-e+zip"
    static let manifestName = "META-INF/ASiCManifest001.xml"
    static let signatureName = "META-INF/signature001.p7s"

    private let identity: SigningIdentity

    /// - Parameters: files as ``FileSigner`` reads them.
    /// - Throws: ``SignedXMLError``, or Foundation's error.
    package init(keyFile: String, certificateFile: String) throws {
        identity = try SigningIdentity(
            keyPEM: String(contentsOfFile: keyFile, encoding: .utf8),
            certificatesPEM: String(contentsOfFile: certificateFile, encoding: .utf8))
    }

    /// Signs what has been written: last.
    func sign(_ zip: ZipWriter) throws {
        let manifest = Self.manifest(of: zip.digests.mapValues(\.sha256))
        try zip.add(Self.manifestName, manifest.utf8)
        try zip.add(Self.signatureName, try identity.detachedSignature(over: Array(manifest.utf8)))
    }

    /// - Parameter digests: SHA-256, lower-case hex, by name.
    static func manifest(of digests: [String: String]) -> String {
        let objects = digests.filter { $0.key != "mimetype" }.sorted { $0.key < $1.key }.map { name, sha256 in
            let digest = Data([UInt8](hexadecimal: sha256) ?? []).base64EncodedString()
            return """
                <asic:DataObjectReference URI="\(Markup.escaped(name))">\
                <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
                <ds:DigestValue>\(digest)</ds:DigestValue></asic:DataObjectReference>

                """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
            <asic:SigReference URI="\(signatureName)" MimeType="application/x-pkcs7-signature"/>
            \(objects.joined())</asic:ASiCManifest>

            """
    }

    /// Whether the enclosed certificate's key made the signature. Whom that certificate is of, and whether it is to be believed, is
    /// not judged here.
    static func isSigned(_ manifest: [UInt8], by der: [UInt8]) -> Bool {
        guard case .success(let signature) = CMSSignature.read(der) else { return false }
        let digest: [UInt8] =
            switch signature.digestAlgorithm {
            case .sha256: Array(SHA256.hash(data: manifest))
            case .sha384: Array(SHA384.hash(data: manifest))
            case .sha512: Array(SHA512.hash(data: manifest))
            }
        return signature.verify(contentDigest: digest) == nil
    }
}
