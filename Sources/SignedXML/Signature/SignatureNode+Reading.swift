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
    /// Child elements, all of the namespaces named, with nothing but white space between them.
    func elements(in namespaces: Set<String> = [XMLNamespace.signature]) throws -> [SignatureNode] {
        guard let children, children.allSatisfy({ $0.isIn(namespaces) }) else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": local])
        }
        return children
    }

    private func isIn(_ namespaces: Set<String>) -> Bool {
        guard let uri = pointer.pointee.ns?.pointee.href else { return false }
        return namespaces.contains { xmlStrEqual(uri, $0) == 1 }
    }

    /// The attributes, which must be among those named.
    @discardableResult
    func attributes(among allowed: Set<String>) throws -> [String: String] {
        guard let attributes, attributes.isEmpty || attributes.keys.allSatisfy(allowed.contains) else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": "@\(local)"])
        }
        return attributes
    }

    /// The `Algorithm`, shortened when it is longer than any.
    func algorithm() throws -> String {
        guard let uri = try attributes(among: ["Algorithm"])["Algorithm"] else {
            throw SignatureDeparture(SignatureRules.structure, ["detail": local])
        }
        return uri.utf8.count <= 200 ? uri : String(uri.prefix(200))
    }

    /// The bytes of a leaf that holds strict base64.
    func binary(attributes allowed: Set<String> = []) throws -> [UInt8] {
        try attributes(among: allowed)
        guard let text, let bytes = Base64Decoder.decode(text), !bytes.isEmpty else {
            throw SignatureDeparture(SignatureRules.base64, ["element": local])
        }
        return bytes
    }

    /// The text of a leaf without attributes, white space around it removed.
    func leaf() throws -> String {
        try attributes(among: [])
        guard let text else { throw SignatureDeparture(SignatureRules.structure, ["detail": local]) }
        return text.trimmed
    }
}
