import CLibXML2

/// The identifiers of a document (`Id`, `ID`, `id` without a namespace, and `xml:id`): what `#…` could mean to anyone.
///
/// Two elements of one identifier, or two identifiers on one element, are what signature wrapping lives on: what the
/// signer meant and what a reader finds may be two things. Bounded by the elements and the length of names.
struct DocumentIdentifiers {
    /// Those of the root element.
    private(set) var ofRoot: [String] = []
    private var seen: Set<String> = []

    /// Takes one element's attributes.
    /// - Returns: the identifier that does not name one element alone, when there is one.
    mutating func take(_ attributes: [Canonicalizer.Attribute], isRoot: Bool) throws -> String? {
        var clash: String?
        var isIdentified = false
        for attribute in attributes where Self.isIdentifier(attribute) {
            let value = AttributeValue.string(attribute.value)
            if isRoot { ofRoot.append(value) }
            let isNew = seen.insert(try Self.bounded(value)).inserted
            if isIdentified || !isNew { clash = value }
            isIdentified = true
        }
        return clash
    }

    private static func isIdentifier(_ attribute: Canonicalizer.Attribute) -> Bool {
        let name = attribute.local
        guard name[0] | 0x20 == UInt8(ascii: "i"), name[1] | 0x20 == UInt8(ascii: "d"), name[2] == 0 else {
            return false
        }
        return attribute.prefix.map { xmlStrEqual($0, "xml") == 1 } ?? true
    }

    /// Long values are remembered by their digest.
    private static func bounded(_ value: String) throws -> String {
        value.utf8.count <= 64 ? value : try Digest.of(Array(value.utf8), .sha256).hex
    }
}
