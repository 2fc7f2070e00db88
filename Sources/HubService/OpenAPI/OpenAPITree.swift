/// A piece of an OpenAPI document: JSON as one writes it in Swift.
indirect enum OpenAPITree: Sendable, Hashable {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([OpenAPITree])
    case object([String: OpenAPITree])

    /// An object's members with those of `others`, which go before.
    func with(_ others: [String: OpenAPITree?]) -> OpenAPITree {
        guard case .object(var members) = self else { return self }
        for (name, value) in others {
            if let value { members[name] = value }
        }
        return .object(members)
    }
}

extension OpenAPITree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .text(text) }
    init(integerLiteral number: Int) { self = .number(number) }
    init(booleanLiteral truth: Bool) { self = .truth(truth) }
    init(arrayLiteral elements: OpenAPITree...) { self = .list(elements) }
    init(dictionaryLiteral members: (String, OpenAPITree)...) {
        self = .object(Dictionary(members, uniquingKeysWith: { _, last in last }))
    }
}

extension OpenAPITree: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .truth(let truth): try container.encode(truth)
        case .list(let elements): try container.encode(elements)
        case .object(let members): try container.encode(members)
        }
    }
}
