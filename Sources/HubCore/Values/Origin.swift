/// Through which door a message came in.
package enum Origin: Sendable, Hashable {
    /// An interconnection centre (its `systemid`), over the axis interface or the hub's own.
    case centre(String)
    /// The national axis, under the identifier the axis gave this delivery.
    case axis(docID: String)
    /// Somebody at the hub itself.
    case hub(by: String)
}

extension Origin: Codable {
    private enum Key: String, CodingKey { case centre, axis, hub }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        if let id = try fields.decodeIfPresent(String.self, forKey: .centre) {
            self = .centre(id)
        } else if let docID = try fields.decodeIfPresent(String.self, forKey: .axis) {
            self = .axis(docID: docID)
        } else {
            self = .hub(by: try fields.decode(String.self, forKey: .hub))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        switch self {
        case .centre(let id): try fields.encode(id, forKey: .centre)
        case .axis(let docID): try fields.encode(docID, forKey: .axis)
        case .hub(let name): try fields.encode(name, forKey: .hub)
        }
    }
}
