import CLibXML2

/// The time-stamps over the signature value, among the unsigned properties.
///
/// Nothing covers these properties but the token's own signature, so that nothing about them refuses: what cannot be read is
/// remarked on and passed over, and all other unsigned properties are not looked at.
/// Source: ETSI TS 101 903 v1.4.1 §7.1.4.3, §7.3.
struct SignatureTimestamps {
    /// More than one comes from renewing; more than a few cost time only.
    private static let limit = 4
    /// Bytes of a token; one with its authority's path and lists has a few thousand.
    private static let tokenLimit = 65_536
    private static let encodings: Set = ["", "http://uri.etsi.org/01903/v1.2.2#DER"]

    private(set) var found: [SignatureTimestamp] = []
    private(set) var remarks: [Finding] = []

    /// - Parameter unsigned: `UnsignedProperties`.
    init(in unsigned: SignatureNode?, over value: SignatureNode, at place: Place) {
        let properties = unsigned?.childElements.filter { $0.isXAdES("UnsignedSignatureProperties") } ?? []
        let stamps = properties.flatMap(\.childElements).filter { $0.isXAdES("SignatureTimeStamp") }
        for (number, stamp) in stamps.enumerated() {
            let detail: String
            if number >= Self.limit {
                detail = "> \(Self.limit)"
            } else {
                switch Self.read(stamp, over: value) {
                case .success(let timestamp):
                    found.append(timestamp)
                    continue
                case .failure(let fault): detail = fault.detail
                }
            }
            remarks.append(Finding(TimestampRules.form, at: place, ["detail": detail]))
            if number >= Self.limit { break }
        }
    }

    private struct Fault: Error {
        let detail: String

        init(_ detail: String) { self.detail = String(detail.prefix(100)) }
    }

    private static func read(
        _ stamp: SignatureNode, over value: SignatureNode
    ) -> Result<SignatureTimestamp, Fault> {
        var parts = stamp.childElements[...]
        var mode = XML_C14N_1_0
        if let method = parts.first, method.local == "CanonicalizationMethod",
            method.namespace == XMLNamespace.signature
        {
            let uri = method.attributes?["Algorithm"] ?? ""
            guard let known = SignatureAlgorithms.canonicalMode(uri), method.childElements.isEmpty else {
                return .failure(Fault(uri))
            }
            mode = known
            parts.removeFirst()
        }
        guard parts.count == 1, let capsule = parts.first, capsule.isXAdES("EncapsulatedTimeStamp"),
            encodings.contains(capsule.attributes?["Encoding"] ?? "")
        else { return .failure(Fault(parts.map(\.local).joined(separator: ", "))) }
        guard let text = capsule.text, text.utf8.count <= tokenLimit * 2, let token = Base64Decoder.decode(text),
            !token.isEmpty, token.count <= tokenLimit
        else { return .failure(Fault("base64")) }
        guard let stamped = value.tree.canonical(value, mode: mode) else { return .failure(Fault("C14N")) }
        return .success(SignatureTimestamp(token: token, stamped: stamped))
    }
}

extension SignatureNode {
    fileprivate func isXAdES(_ name: String) -> Bool { local == name && namespace == XMLNamespace.xades }
}
