import VXP

/// Holds a reply to a schema of the OpenAPI document, more strictly than the document does: nothing may come that it does not
/// describe.
struct SchemaCheck {
    let document: JSON

    /// What does not fit, with where it stands.
    func faults(of value: JSON, as schema: JSON, at place: String = "$") -> [String] {
        if let reference = schema["$ref"]?.scalar {
            let name = String(reference.split(separator: "/").last ?? "")
            guard let target = document["components"]?["schemas"]?[name] else { return ["\(place): \(reference)?"] }
            return faults(of: value, as: target, at: place)
        }
        if let words = schema["enum"]?.elements, !words.contains(value) { return ["\(place): \(value.text())"] }
        switch (schema["type"]?.scalar, value) {
        case ("object", .object(let members)): return faults(of: members, as: schema, at: place)
        case ("array", .array(let elements)):
            let items = schema["items"] ?? .object([])
            return elements.enumerated().flatMap { faults(of: $1, as: items, at: "\(place)[\($0)]") }
        case ("string", .string), ("integer", .number), ("boolean", .bool), (nil, _): return []
        default: return ["\(place): \(value.text().prefix(60)) is no \(schema["type"]?.scalar ?? "?")"]
        }
    }

    private func faults(of members: [JSON.Member], as schema: JSON, at place: String) -> [String] {
        guard case .object(let properties)? = schema["properties"] else { return [] }
        let required = (schema["required"]?.elements ?? []).compactMap(\.scalar)
        let missing = required.filter { name in !members.contains { $0.name == name } }.map {
            "\(place).\($0) is missing"
        }
        return missing
            + members.flatMap { member in
                guard let property = properties.first(where: { $0.name == member.name }) else {
                    return ["\(place).\(member.name) is not described"]
                }
                return faults(of: member.value, as: property.value, at: "\(place).\(member.name)")
            }
    }
}
