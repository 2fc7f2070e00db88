import CLibXML2

/// A departure from the profile; caught by ``SignatureProfile/plan(at:)`` and made a finding there.
struct SignatureDeparture: Error {
    let rule: Rule
    let arguments: [String: String]

    init(_ rule: Rule, _ arguments: [String: String] = [:]) {
        self.rule = rule
        self.arguments = arguments
    }
}

/// Reads the parts of a signature, each exactly as it must be.
extension SignatureNode {
    /// Child elements, all of the signature's namespace or of the other one named, with nothing but white space between
    /// them.
    func elements(orOf other: String? = nil) throws -> [SignatureNode] {
        guard let children, children.allSatisfy({ $0.isOfSignature || (other != nil && $0.namespace == other) }) else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": local])
        }
        return children
    }

    /// Sees to it that there are no other attributes than these.
    func bearsOnly(_ allowed: StaticString...) throws { try bearsOnly(allowed) }

    private func bearsOnly(_ allowed: [StaticString]) throws {
        guard hasAttributes, !hasOnly(allowed) else { return }
        throw SignatureDeparture(SignatureRules.structure, ["detail": "@\(local)"])
    }

    /// The `Algorithm`, shortened when it is longer than any.
    func algorithm() throws -> String {
        try bearsOnly("Algorithm")
        if let known = rawValue(of: "Algorithm", SignatureAlgorithms.known) ?? nil { return known }
        guard let uri = value(of: "Algorithm") else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": local])
        }
        return uri.utf8.count <= 200 ? uri : String(uri.prefix(200))
    }

    /// The bytes of a leaf that holds strict base64.
    func binary(attributes allowed: StaticString...) throws -> [UInt8] {
        try bearsOnly(allowed)
        guard let text = utf8, let bytes = text.withUnsafeBytes({ Base64Decoder.decode($0) }), !bytes.isEmpty else {
            throw SignatureDeparture(SignatureRules.base64, ["element": local])
        }
        return bytes
    }

    /// The text of a leaf without attributes, white space around it removed.
    func leaf() throws -> String {
        try bearsOnly()
        guard let text else { throw SignatureDeparture(SignatureRules.structure, ["detail": local]) }
        return text.trimmed
    }
}
