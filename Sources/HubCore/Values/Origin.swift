/// Through which door a message came in.
package enum Origin: Sendable, Hashable {
    /// An interconnection centre (its `systemid`), over the axis interface or the hub's own.
    case centre(String)
    /// An agency, over the hub's own interface, by one of its tokens.
    case agency(String, token: TokenID)
    /// The national axis, under the identifier the axis gave this delivery.
    case axis(docID: String)
    /// Somebody at the hub itself.
    case hub(by: String)
}

extension Origin {
    /// Whether `sender` may speak through this door: a centre speaks for its own agencies, an agency for itself, the axis
    /// for all that are not ours, whoever sits at the hub for anybody.
    package func maySend(for sender: Agency) -> Bool {
        switch self {
        case .centre(let id): sender.centre == id.canonicalIdentifier
        case .agency(let id, _): sender.id == id.canonicalIdentifier
        case .axis: !sender.isLocal
        case .hub: true
        }
    }
}

extension Origin: Codable {
    private enum Key: String, CodingKey { case centre, agency, token, axis, hub }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        if let id = try fields.decodeIfPresent(String.self, forKey: .centre) {
            self = .centre(id)
        } else if let id = try fields.decodeIfPresent(String.self, forKey: .agency) {
            self = .agency(id, token: try fields.decode(TokenID.self, forKey: .token))
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
        case .agency(let id, let token):
            try fields.encode(id, forKey: .agency)
            try fields.encode(token, forKey: .token)
        case .axis(let docID): try fields.encode(docID, forKey: .axis)
        case .hub(let name): try fields.encode(name, forKey: .hub)
        }
    }
}
