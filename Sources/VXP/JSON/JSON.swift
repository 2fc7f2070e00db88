/// A JSON value that keeps what it was written as: members in order, numbers as their text.
///
/// The axis signs JSON texts whose member order matters and sends identifiers as numbers or strings at will, so neither
/// order nor digits may be lost on the way.
package enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    /// The digits as written.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }
}

extension JSON {
    /// An object of strings, in the order given.
    package static func strings(_ members: [(String, String)]) -> JSON {
        .object(members.map { Member($0.0, .string($0.1)) })
    }

    /// The member of that name, whatever its case: peers write `docId`, `docid` and `DocId`.
    package subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        let wanted = name.lowercased()
        return members.first { $0.name == name }?.value ?? members.first { $0.name.lowercased() == wanted }?.value
    }

    /// A scalar as text, since peers write the same field as string, number or boolean; `nil` for anything else.
    package var scalar: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    package var elements: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
