import HTTPTypes
import HubCore
import SignedXML

extension APIOperation {
    /// The operation as an OpenAPI document has it.
    var tree: OpenAPITree {
        let plain: OpenAPITree = [
            "operationId": .text(id), "summary": .text("\(title.vi) / \(title.en)"), "tags": [.text(group.rawValue)],
            "responses": .object(responses),
        ]
        let stated = parameters.filter { $0.place != .body }
        return plain.with([
            "description": .text([detail?.inBoth, accessInWords?.inBoth].compactMap(\.self).joined(separator: "\n\n")),
            "parameters": stated.isEmpty ? nil : .list(stated.map(\.tree)), "requestBody": requestBody,
            "security": access == .open ? [] : [["token": []]],
        ])
    }

    /// The same without a body.
    var headTree: OpenAPITree {
        var responses: [String: OpenAPITree] = ["default": ["description": "Như GET. / As GET."]]
        for reply in replies { responses["\(reply.status)"] = ["description": .text(reply.says.inBoth)] }
        return tree.with([
            "operationId": .text("\(id)Head"), "summary": .text("\(title.vi) (HEAD) / \(title.en) (HEAD)"),
            "responses": .object(responses),
        ])
    }

    private var accessInWords: Bilingual? {
        guard case .scope(let scope) = access else { return nil }
        return Bilingual(vi: "Cần quyền `\(scope.rawValue)`.", en: "Needs the scope `\(scope.rawValue)`.")
    }

    private var requestBody: OpenAPITree? {
        let packet: OpenAPITree = [
            "schema": ["type": "string", "contentMediaType": "application/xml", "minLength": 1],
            "example": .text(PacketExample.document),
        ]
        return switch body {
        case .none: nil
        case .packet: ["required": true, "content": ["application/xml": packet]]
        case .json(let members):
            ["required": true, "content": ["application/json": ["schema": Self.object(of: members)]]]
        case .packetOrJSON(let members):
            [
                "required": true,
                "content": ["application/xml": packet, "application/json": ["schema": Self.object(of: members)]],
            ]
        }
    }

    private static func object(of members: [APIParameter]) -> OpenAPITree {
        let properties = members.map { member in
            let examples: OpenAPITree? = member.typedExample.map { [$0] }
            return (
                member.name,
                member.schema.with(["description": .text(member.says.inBoth), "examples": examples])
            )
        }
        return [
            "type": "object", "additionalProperties": false,
            "required": .list(members.filter(\.isRequired).map { .text($0.name) }),
            "properties": .object(Dictionary(properties, uniquingKeysWith: { first, _ in first })),
        ]
    }

    // MARK: Replies

    private var responses: [String: OpenAPITree] {
        var responses = Dictionary(replies.map { ("\($0.status)", $0.tree) }, uniquingKeysWith: { first, _ in first })
        for (status, rules) in allRefusals.sorted(by: { $0.key < $1.key }) {
            responses["\(status)"] = Self.refusal(rules)
        }
        responses["default"] = ["$ref": "#/components/responses/Problem"]
        return responses
    }

    private static func refusal(_ rules: [Rule]) -> OpenAPITree {
        let lines = rules.map { "- `\($0.code)`: \($0.says.vi) / \($0.says.en)" }
        let rest = Bilingual(vi: "Mọi mã trong danh mục /codes.", en: "Any code of /codes.").inBoth
        return [
            "description": .text(lines.isEmpty ? rest : lines.joined(separator: "\n")),
            "content": ["application/problem+json": ["schema": .reference("Problem")]],
        ]
    }

    /// By status, the operation's own and those that everybody gets who calls so.
    var allRefusals: [Int: [Rule]] {
        var all: [Int: [Rule]] = [:]
        func add(_ status: Int, _ rules: [Rule]) {
            all[status, default: []] += rules.filter { all[status]?.contains($0) != true }
        }
        for (status, rules) in refusals { add(status, rules) }
        if !parameters.filter({ $0.place != .path }).isEmpty { add(400, [APIRule.parameter]) }
        add(400, [APIRule.parameterUnknown])
        if access != .open {
            add(401, [APIRule.token])
            add(429, [APIRule.rate])
        }
        if case .scope = access { add(403, [APIRule.scope]) }
        if changesSomething {
            add(400, [APIRule.keyInvalid])
            add(409, [APIRule.keyBusy])
            add(422, [APIRule.keyReused])
        }
        switch body {
        case .none: break
        case .packet, .packetOrJSON, .json:
            add(413, [HTTPRule.tooLarge])
            add(415, [APIRule.mediaType, HTTPRule.contentEncoding])
            add(408, [HTTPRule.tooSlow])
        }
        if body.members != nil { add(400, [APIRule.body, APIRule.parameter]) }
        add(500, [HTTPRule.fault])
        add(503, [HTTPRule.busy])
        return all
    }
}

extension APIOperation.Reply {
    fileprivate var tree: OpenAPITree {
        let text: OpenAPITree = ["schema": .string]
        let content: OpenAPITree? =
            switch self.content {
            case .none: nil
            case .json(let name): ["application/json": ["schema": .reference(name)]]
            case .jsonOrText(let name): ["application/json": ["schema": .reference(name)], "text/plain": text]
            case .packet: ["application/xml": ["schema": ["type": "string", "contentMediaType": "application/xml"]]]
            case .anyJSON: ["application/json": ["schema": ["type": "object"]]]
            }
        let headers = fields.map { ($0, ["schema": .string] as OpenAPITree) }
        return (["description": .text(says.inBoth)] as OpenAPITree).with([
            "content": content,
            "headers": headers.isEmpty ? nil : .object(Dictionary(headers, uniquingKeysWith: { first, _ in first })),
        ])
    }
}

extension APIParameter {
    /// The parameter as an OpenAPI document has it.
    fileprivate var tree: OpenAPITree {
        let plain: OpenAPITree = [
            "name": .text(name), "in": .text(place.rawValue), "required": .truth(place == .path), "schema": schema,
            "description": .text(says.inBoth),
        ]
        return plain.with(["example": typedExample])
    }

    fileprivate var typedExample: OpenAPITree? {
        guard let example else { return nil }
        if case .integer = kind { return Int(example).map(OpenAPITree.number) }
        return .text(example)
    }

    var schema: OpenAPITree {
        switch kind {
        case .text(let length, let pattern):
            [
                "type": "string", "minLength": .number(length.lowerBound), "maxLength": .number(length.upperBound),
                "pattern": .text(pattern ?? "^[^\\u0000-\\u001F\\u007F]*$"),
            ]
        case .integer(let range, let fallback):
            [
                "type": "integer", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
                "default": .number(fallback),
            ]
        case .choice(let words, let fallback): OpenAPITree.choice(words).with(["default": fallback.map { .text($0) }])
        case .flag: ["type": "boolean", "default": false]
        case .moment: .moment
        case .name: .uuid
        case .cursor(let kind): ["type": "string", "pattern": .text(kind.pattern)]
        }
    }
}
