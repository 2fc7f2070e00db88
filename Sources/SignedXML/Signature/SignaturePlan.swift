/// What a signature within the profile asks for, before any key is used.
struct SignaturePlan: Sendable {
    /// The reference to the whole document.
    struct WholeDocument: Sendable {
        let method: DigestMethod
        let digest: [UInt8]
    }

    /// A reference to one attachment's decoded bytes.
    struct Content: Sendable {
        /// The URI without `cid:`.
        let identifier: String
        let algorithm: HashAlgorithm
        let digest: [UInt8]

        /// Whether this refers to the content of that identifier, which the URI may hold percent-encoded.
        func names(_ other: String?) -> Bool {
            guard let other else { return false }
            return identifier == other || SignaturePlan.percentDecoded(identifier) == other
        }
    }

    let place: Place
    /// The canonical octets of `SignedInfo`.
    let signedInfo: [UInt8]
    let method: SignatureMethod
    let value: [UInt8]
    /// The signer's first.
    let certificates: [Certificate]
    let document: WholeDocument
    let contents: [Content]
    let description: SignatureDescription
    /// `nil` when the signature is not XAdES.
    let advanced: AdvancedSignature?

    static func percentDecoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

/// What a signature says of itself, in its own words: for reports.
package struct SignatureDescription: Sendable, Hashable, Codable {
    /// One `Reference`.
    package struct Reference: Sendable, Hashable, Codable {
        package let uri: String
        /// Algorithm URIs, in order.
        package let transforms: [String]
        package let digestMethod: String
    }

    /// Algorithm URIs.
    package let canonicalizationMethod: String
    package let signatureMethod: String
    package let references: [Reference]
}
