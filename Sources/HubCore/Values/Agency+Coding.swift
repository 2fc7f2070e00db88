/// Agencies are journalled by the hundred thousand: what is empty, unset or false is left out.
extension Agency: Codable {
    private enum Key: String, CodingKey {
        case id, name, parent, level, centre, isLocal, isLocked, validFrom, validUntil, successors, contacts
        case documentSignatures, statusSignatures
        case formerIdentifiers = "former"
        case listing = "axis"
        /// Of entries from before there was a table of former identifiers, and more than one successor.
        case oldID, successor
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        name = try fields.decode(String.self, forKey: .name)
        parent = try fields.decodeIfPresent(String.self, forKey: .parent)
        level = try fields.decode(Int.self, forKey: .level)
        centre = try fields.decode(String.self, forKey: .centre)
        isLocal = try fields.decodeIfPresent(Bool.self, forKey: .isLocal) ?? false
        isLocked = try fields.decodeIfPresent(Bool.self, forKey: .isLocked) ?? false
        validFrom = try fields.decodeIfPresent(Timestamp.self, forKey: .validFrom)
        validUntil = try fields.decodeIfPresent(Timestamp.self, forKey: .validUntil)
        let oldID = try fields.decodeIfPresent(String.self, forKey: .oldID)
        formerIdentifiers =
            try fields.decodeIfPresent([FormerIdentifier].self, forKey: .formerIdentifiers)
            ?? oldID.map { [FormerIdentifier($0)] } ?? []
        let successor = try fields.decodeIfPresent(String.self, forKey: .successor)
        successors =
            try fields.decodeIfPresent([String].self, forKey: .successors) ?? [successor].compactMap(\.self)
        contacts = try fields.decodeIfPresent(AgencyContacts.self, forKey: .contacts) ?? AgencyContacts()
        listing = try fields.decodeIfPresent(AxisListing.self, forKey: .listing)
        documentSignatures = try fields.decodeIfPresent(SignaturePolicy.self, forKey: .documentSignatures)
        statusSignatures = try fields.decodeIfPresent(SignaturePolicy.self, forKey: .statusSignatures)
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(name, forKey: .name)
        try fields.encodeIfPresent(parent, forKey: .parent)
        try fields.encode(level, forKey: .level)
        try fields.encode(centre, forKey: .centre)
        if isLocal { try fields.encode(true, forKey: .isLocal) }
        if isLocked { try fields.encode(true, forKey: .isLocked) }
        try fields.encodeIfPresent(validFrom, forKey: .validFrom)
        try fields.encodeIfPresent(validUntil, forKey: .validUntil)
        if !formerIdentifiers.isEmpty { try fields.encode(formerIdentifiers, forKey: .formerIdentifiers) }
        if !successors.isEmpty { try fields.encode(successors, forKey: .successors) }
        if !contacts.isEmpty { try fields.encode(contacts, forKey: .contacts) }
        try fields.encodeIfPresent(listing, forKey: .listing)
        try fields.encodeIfPresent(documentSignatures, forKey: .documentSignatures)
        try fields.encodeIfPresent(statusSignatures, forKey: .statusSignatures)
    }
}

extension AgencyContacts: Codable {
    private enum Key: String, CodingKey { case address, mail, telephone, fax, website }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String { try fields.decodeIfPresent(String.self, forKey: key) ?? "" }
        self.init(
            address: try text(.address), mail: try text(.mail), telephone: try text(.telephone), fax: try text(.fax),
            website: try text(.website))
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        for (key, text) in [
            (Key.address, address), (.mail, mail), (.telephone, telephone), (.fax, fax), (.website, website),
        ] where !text.isEmpty {
            try fields.encode(text, forKey: key)
        }
    }
}
