import Foundation
import Testing

@testable import SignedXML

/// Keys, certificates and signatures by programs that we did not write.
enum OutsideSigner {
    enum Key: String, CaseIterable {
        case rsa = "rsa:2048"
        case weak = "rsa:1024"
        case p256 = "P-256"
        case p384 = "P-384"
        case p521 = "P-521"
        case bitcoin = "secp256k1"

        fileprivate var options: [String] {
            rawValue.hasPrefix("rsa") ? [rawValue] : ["ec", "-pkeyopt", "ec_paramgen_curve:\(rawValue)"]
        }
    }

    private static let path = FileManager.default.temporaryDirectory.appending(path: "outside-\(UUID().uuidString)")
        .path

    /// A self-signed certificate for each kind of key.
    private static let identities: Result<[Key: IdentityFiles], any Error> = Result {
        atexit { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return try Dictionary(
            uniqueKeysWithValues: Key.allCases.enumerated().map { number, key in
                let files = IdentityFiles("\(path)/\(number).pem", "\(path)/\(number).key.pem")
                let outcome = try Program.run(
                    "openssl",
                    [
                        "req", "-x509", "-newkey", key.options[0], "-nodes", "-keyout", files.key, "-out",
                        files.certificates, "-days", "30", "-utf8", "-subj", "/C=VN/O=Sở Nội vụ, Hải Phòng/CN=H24.01",
                    ] + key.options.dropFirst())
                guard outcome.succeeded else { throw SignedXMLError(outcome.text) }
                return (key, files)
            })
    }

    static func identity(_ key: Key) throws -> IdentityFiles {
        guard let files = try identities.get()[key] else { throw SignedXMLError("no such key") }
        return files
    }

    /// Fills the template's signature by `xmlsec1`.
    static func sign(_ template: String, _ key: Key = .rsa, _ arguments: [String] = []) throws -> String {
        try sign(template, by: identity(key), arguments)
    }

    static func sign(_ template: String, by files: IdentityFiles, _ arguments: [String] = []) throws -> String {
        let folder = try TemporaryFolder()
        let outcome = try Program.run(
            "xmlsec1",
            ["--sign", "--privkey-pem", "\(files.key),\(files.certificates)"] + arguments
                + ["--output", folder.path("signed.xml"), folder.write(template, to: "template.xml")])
        guard outcome.succeeded else { throw SignedXMLError(outcome.text) }
        return String(decoding: try folder.read("signed.xml"), as: UTF8.self)
    }

    /// Signs a canonical document by `openssl`; the digest of the document is by `openssl` too.
    /// - Parameters:
    ///   - document: in its exclusive canonical form; the signature comes before its end tag `</r>`.
    ///   - references: more of them, in canonical form.
    ///   - change: what is done to the signature value.
    static func sign(
        _ document: String, method: String, hash: String = "sha256", _ key: Key, options: [String] = [],
        references: String = "",
        change: ([UInt8]) -> [UInt8] = { $0 }
    ) throws -> String {
        let files = try identity(key)
        let folder = try TemporaryFolder()
        func openssl(_ arguments: [String], over text: String) throws -> [UInt8] {
            let input = try folder.write(text, to: "input")
            let outcome = try Program.run("openssl", ["dgst"] + arguments + ["-binary", input])
            guard outcome.succeeded else { throw SignedXMLError(outcome.text) }
            return outcome.output
        }
        let digest = base64(try openssl(["-sha256"], over: document))
        let info = """
            <ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod \
            Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:CanonicalizationMethod><ds:SignatureMethod \
            Algorithm="\(method)"></ds:SignatureMethod><ds:Reference URI=""><ds:Transforms><ds:Transform \
            Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform><ds:Transform \
            Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform></ds:Transforms><ds:DigestMethod \
            Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue>\(digest)\
            </ds:DigestValue></ds:Reference>\(references)</ds:SignedInfo>
            """
        let value = change(try openssl(["-\(hash)", "-sign", files.key] + options, over: info))
        let certificate = try Certificate.all(inPEM: String(contentsOfFile: files.certificates, encoding: .utf8))[0]
        let signature = """
            <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\(info)<ds:SignatureValue>\(base64(value))\
            </ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\(base64(certificate.der))\
            </ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>
            """
        return document.replacing("</r>", with: signature + "</r>")
    }
}

/// A signature to be filled in by a signer.
struct SignatureTemplate: CustomTestStringConvertible {
    var canonicalization = SignatureAlgorithms.exclusive
    /// After the enveloped transform.
    var transform: String? = SignatureAlgorithms.exclusive
    var method = "rsa-sha256"
    var digest = "http://www.w3.org/2001/04/xmlenc#sha256"
    var uri = ""
    /// Of the transform, and of the canonicalisation of `SignedInfo`.
    var prefixes: (transform: String?, signedInfo: String?) = (nil, nil)
    /// Of the signature's own elements.
    var prefix = ""
    var keyInfo = "<X509Data><X509Certificate/></X509Data>"

    var testDescription: String {
        [canonicalization, transform ?? "-", method, digest, "“\(uri)”", "\(prefixes)", prefix].joined(separator: " ")
    }

    var text: String {
        func list(_ prefixes: String?) -> String {
            prefixes.map {
                "<ec:InclusiveNamespaces xmlns:ec=\"\(SignatureAlgorithms.exclusive)\" PrefixList=\"\($0)\"/>"
            } ?? ""
        }
        let second = transform.map { "<Transform Algorithm=\"\($0)\">\(list(prefixes.transform))</Transform>" } ?? ""
        let text = """
            <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
            <CanonicalizationMethod Algorithm="\(canonicalization)">\(list(prefixes.signedInfo))</CanonicalizationMethod>
            <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#\(method)"/>
            <Reference URI="\(uri)"><Transforms>
            <Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>\(second)</Transforms>
            <DigestMethod Algorithm="\(digest)"/><DigestValue/></Reference></SignedInfo>
            <SignatureValue/><KeyInfo>\(keyInfo)</KeyInfo></Signature>
            """
        guard !prefix.isEmpty else { return text }
        return text.replacing(/<(\/?)([A-Z])/) { "<\($0.output.1)\(prefix):\($0.output.2)" }
            .replacing("xmlns=\"", with: "xmlns:\(prefix)=\"")
    }
}
