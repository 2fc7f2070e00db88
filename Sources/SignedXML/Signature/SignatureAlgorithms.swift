import CLibXML2

/// The algorithm identifiers of the profile, and nothing else.
enum SignatureAlgorithms {
    static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
    static let inclusive10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    static let inclusive11 = "http://www.w3.org/2006/12/xml-c14n11"

    static let digests: [String: HashAlgorithm] = [
        "http://www.w3.org/2001/04/xmlenc#sha256": .sha256,
        "http://www.w3.org/2001/04/xmldsig-more#sha384": .sha384,
        "http://www.w3.org/2001/04/xmlenc#sha512": .sha512,
    ]

    static let methods: [String: SignatureMethod] = [
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": SignatureMethod(.rsa, .sha256),
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": SignatureMethod(.rsa, .sha384),
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": SignatureMethod(.rsa, .sha512),
        "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1": SignatureMethod(.rsaPSS, .sha256),
        "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1": SignatureMethod(.rsaPSS, .sha384),
        "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1": SignatureMethod(.rsaPSS, .sha512),
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256": SignatureMethod(.ecdsa, .sha256),
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384": SignatureMethod(.ecdsa, .sha384),
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512": SignatureMethod(.ecdsa, .sha512),
    ]

    /// The identifier that some bytes are, when it is one of the profile's.
    static func known(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let bytes = UnsafeRawBufferPointer(bytes)
        return profile.first { $0.utf8.count == bytes.count && $0.utf8.withUnsafeBytes { bytes.isEqual(to: $0) } }?.uri
    }

    private static let profile = ([enveloped, exclusive, inclusive10, inclusive11] + digests.keys + methods.keys).map {
        (uri: $0, utf8: Array($0.utf8))
    }

    static func uri(of method: SignatureMethod) -> String {
        methods.first { $0.value == method }?.key ?? ""
    }

    static func canonicalMode(_ uri: String) -> xmlC14NMode? {
        switch uri {
        case exclusive: XML_C14N_EXCLUSIVE_1_0
        case inclusive10: XML_C14N_1_0
        case inclusive11: XML_C14N_1_1
        default: nil
        }
    }

    // MARK: What is refused

    static func refusal(ofMethod uri: String) -> Rule {
        let name = uri.split(separator: "#").last ?? ""
        if name.hasPrefix("hmac-") { return SignatureRules.hmac }
        if name.hasPrefix("dsa-") { return SignatureRules.dsa }
        return brokenHash(uri) ?? SignatureRules.method
    }

    static func refusal(ofDigest uri: String) -> Rule { brokenHash(uri) ?? SignatureRules.digestMethod }

    private static func brokenHash(_ uri: String) -> Rule? {
        let name = uri.split(separator: "#").last?.lowercased() ?? ""
        if name.contains("md5") { return SignatureRules.md5 }
        return name.split(separator: "-").contains("sha1") ? SignatureRules.sha1 : nil
    }

    static func refusal(ofCanonicalization uri: String) -> Rule {
        isWithComments(uri) ? SignatureRules.comments : SignatureRules.canonicalization
    }

    static func refusal(ofTransform uri: String) -> Rule {
        switch uri {
        case "http://www.w3.org/TR/1999/REC-xslt-19991116": SignatureRules.xslt
        case "http://www.w3.org/TR/1999/REC-xpath-19991116": SignatureRules.xpath
        case "http://www.w3.org/2002/06/xmldsig-filter2", "http://www.w3.org/2002/04/xmldsig-filter2":
            SignatureRules.xpathFilter
        case "http://www.w3.org/2000/09/xmldsig#base64": SignatureRules.base64Transform
        case "http://www.w3.org/2001/04/xmldsig-more/xptr": SignatureRules.xpointer
        default: isWithComments(uri) ? SignatureRules.comments : SignatureRules.transform
        }
    }

    private static func isWithComments(_ uri: String) -> Bool {
        uri == exclusive + "WithComments" || uri == inclusive10 + "#WithComments"
            || uri == inclusive11 + "#WithComments"
    }
}

/// How a signature value is made.
package struct SignatureMethod: Sendable, Hashable {
    package enum Scheme: Sendable, Hashable {
        /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
        case rsa
        /// RSASSA-PSS, MGF1 and salt with the digest's hash and length (RFC 6931 §2.3.10).
        case rsaPSS
        /// r ‖ s, each as long as the curve's order (RFC 6931 §2.3.6).
        case ecdsa
    }

    package let scheme: Scheme
    package let hash: HashAlgorithm

    init(_ scheme: Scheme, _ hash: HashAlgorithm) {
        self.scheme = scheme
        self.hash = hash
    }
}
