import SignedXML

/// The schema of one kind of JSON object, with its name.
struct OpenAPISchema: Sendable {
    let name: String
    let says: Bilingual
    let fields: [Field]

    init(_ name: String, _ says: Bilingual, _ fields: [Field]) {
        self.name = name
        self.says = says
        self.fields = fields
    }

    struct Field: Sendable {
        let name: String
        let type: OpenAPITree
        let isOptional: Bool
        let says: Bilingual?
    }

    var tree: OpenAPITree {
        let properties = fields.map { field in
            // Beside a reference a description is allowed since 3.1.
            (field.name, field.type.with(["description": field.says.map { .text($0.inBoth) }]))
        }
        return [
            "type": "object", "description": .text(says.inBoth),
            "required": .list(fields.filter { !$0.isOptional }.map { .text($0.name) }),
            "properties": .object(Dictionary(properties, uniquingKeysWith: { first, _ in first })),
        ]
    }
}

extension OpenAPISchema.Field {
    static func must(_ name: String, _ type: OpenAPITree, _ vi: String? = nil, _ en: String? = nil) -> Self {
        Self(name: name, type: type, isOptional: false, says: Bilingual(vi, en))
    }

    static func may(_ name: String, _ type: OpenAPITree, _ vi: String? = nil, _ en: String? = nil) -> Self {
        Self(name: name, type: type, isOptional: true, says: Bilingual(vi, en))
    }
}

extension Bilingual {
    fileprivate init?(_ vi: String?, _ en: String?) {
        guard let vi, let en else { return nil }
        self.init(vi: vi, en: en)
    }

    /// Vietnamese, then English, as paragraphs of Markdown.
    var inBoth: String { vi == en ? vi : "\(vi)\n\n\(en)" }
}

/// Types that occur again and again.
extension OpenAPITree {
    static let string: OpenAPITree = ["type": "string"]
    static let integer: OpenAPITree = ["type": "integer"]
    static let boolean: OpenAPITree = ["type": "boolean"]
    static let uuid: OpenAPITree = ["type": "string", "format": "uuid"]
    static let moment: OpenAPITree = ["type": "string", "format": "date-time"]
    static let sha256: OpenAPITree = ["type": "string", "pattern": "^[0-9a-f]{64}$"]

    static func choice(_ words: String...) -> OpenAPITree { choice(words) }
    static func choice(_ words: [String]) -> OpenAPITree {
        ["type": "string", "enum": .list(words.map(OpenAPITree.text))]
    }

    static func reference(_ name: String) -> OpenAPITree { ["$ref": .text("#/components/schemas/\(name)")] }
    static func list(of type: OpenAPITree) -> OpenAPITree { ["type": "array", "items": type] }
}
