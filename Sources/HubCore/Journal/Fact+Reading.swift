/// The entries of which there are as many as documents, read without `Codable`'s containers: the counterpart of their writing.
extension JournalEntry {
    /// - Throws: ``CanonicalReader/Unfamiliar`` for entries of another kind, or written otherwise.
    init(straight bytes: [UInt8]) throws {
        guard let kind = JournalEntry.kind(atTheEndOf: bytes) else { throw CanonicalReader.Unfamiliar() }
        self = try CanonicalReader.read(bytes) { reader in
            try reader.object {
                let at = try $0.moment("at")
                let fact = try $0.value("fact") { try Fact(kind: kind, reading: &$0) }
                guard try $0.text("kind") == fact.kind, try $0.integer("v") == 1 else {
                    throw CanonicalReader.Unfamiliar()
                }
                return JournalEntry(at: at, fact: fact)
            }
        }
    }

    /// Names sort so that the kind comes after what it tells the meaning of: `…,"kind":"accepted","v":1}`
    private static func kind(atTheEndOf bytes: [UInt8]) -> String? {
        let end = bytes.count - 8
        guard end > 0, let start = bytes[..<end].lastIndex(of: UInt8(ascii: "\"")) else { return nil }
        return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    }
}

extension Fact {
    fileprivate init(kind: String, reading reader: inout CanonicalReader) throws {
        switch kind {
        case "accepted": self = .accepted(try Accepted(reading: &reader))
        case "statusRecorded": self = .statusRecorded(try StatusRecorded(reading: &reader))
        case "refused": self = .refused(try Refusal(reading: &reader))
        case "duplicate": self = .duplicate(try Repeated(reading: &reader))
        case "conflict": self = .conflict(try Repeated(reading: &reader))
        default:
            guard Moved.Event(rawValue: kind) != nil else { throw CanonicalReader.Unfamiliar() }
            self = .moved(try Moved(reading: &reader))
        }
    }
}

extension Accepted {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object {
            let deliveries = try $0.value("deliveries") { try $0.array { try NewDelivery(reading: &$0) } }
            let document: DocumentID = try $0.identifier("document")
            let facts = try $0.value("facts") { try MessageFacts(reading: &$0) }
            let grounds = try $0.valueIfAny("grounds") { try Grounds(reading: &$0) }
            let origin = try $0.value("origin") { try Origin(reading: &$0) }
            let request = try $0.textIfAny("request")
            return Accepted(
                document: document, origin: origin, sender: try $0.text("sender"), facts: facts, deliveries: deliveries,
                grounds: grounds, request: request, trace: try $0.textIfAny("trace"))
        }
    }
}

extension Moved {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object { try Moved(members: &$0) }
    }

    private init(members reader: inout CanonicalReader) throws {
        guard let count = Int(exactly: try reader.integer("attempt")) else { throw CanonicalReader.Unfamiliar() }
        attempt = count
        by = try reader.textIfAny("by")
        delivery = try reader.identifier("delivery")
        document = try reader.identifier("document")
        event = try reader.choice("event")
        notBefore = try reader.momentIfAny("notBefore")
        note = try reader.textIfAny("note")
        reason = try reader.textIfAny("reason")
        reference = try reader.textIfAny("reference")
        route = try reader.choice("route")
        state = try reader.choice("state")
    }
}

extension StatusRecorded {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object { try StatusRecorded(members: &$0) }
    }

    private init(members reader: inout CanonicalReader) throws {
        by = try reader.textIfAny("by")
        delivery = try reader.identifier("delivery")
        document = try reader.identifier("document")
        match = try reader.seldom("match")
        message = try reader.identifier("message")
        status = try reader.value("status") { try StatedStatus(reading: &$0) }
    }
}

extension Repeated {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object {
            let document: DocumentID = try $0.identifier("document")
            let origin = try $0.value("origin") { try Origin(reading: &$0) }
            let request = try $0.textIfAny("request")
            return Repeated(
                document: document, origin: origin, sha256: try $0.text("sha256"), size: try $0.integer("size"),
                request: request)
        }
    }
}

extension Refusal {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object { try Refusal(members: &$0) }
    }

    private init(members reader: inout CanonicalReader) throws {
        certificate = try reader.textIfAny("certificate")
        code = try reader.textIfAny("code")
        codes = try reader.value("codes") { try $0.array { try $0.text() } }
        from = try reader.textIfAny("from")
        grounds = try reader.valueIfAny("grounds") { try Grounds(reading: &$0) }
        origin = try reader.value("origin") { try Origin(reading: &$0) }
        request = try reader.textIfAny("request")
        sha256 = try reader.text("sha256")
        size = try reader.integer("size")
    }
}

extension MessageFacts {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object { reader in
            let (named, reason) = (try reader.textIfAny("businessDocumentID"), try reader.textIfAny("businessReason"))
            let (type, certificate) = (try reader.integer("businessType"), try reader.textIfAny("certificate"))
            let changes: Changes? = try reader.seldom("changes")
            let (code, documentID) = (try reader.text("code"), try reader.textIfAny("documentID"))
            let dueDate = try reader.textIfAny("dueDate")
            let flags = try reader.value("flags") { try $0.array { try $0.text() } }
            let from = try reader.value("from") { try Party(reading: &$0) }
            let (kind, priority): (Kind, Int64) = (try reader.choice("kind"), try reader.integer("priority"))
            let promulgationDate = try reader.textIfAny("promulgationDate")
            let replaces: [Replaced]? = try reader.seldom("replaces")
            let responseFor = try reader.value("responseFor") { try $0.array { try Reference(reading: &$0) } }
            let (sha256, size) = (try reader.text("sha256"), try reader.integer("size"))
            let status = try reader.valueIfAny("status") { try StatedStatus(reading: &$0) }
            let subject = try reader.text("subject")
            let to = try reader.value("to") { try $0.array { try Party(reading: &$0) } }
            return MessageFacts(
                kind: kind, from: from, to: to, documentID: documentID, code: code, promulgationDate: promulgationDate,
                subject: subject, typeName: try reader.text("typeName"), priority: Int(priority), dueDate: dueDate,
                businessType: Int(type), businessDocumentID: named, businessReason: reason, changes: changes,
                replaces: replaces, responseFor: responseFor, status: status, sha256: sha256, size: size,
                certificate: certificate, flags: flags)
        }
    }
}

extension MessageFacts.Party {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object { Self(id: try $0.text("id"), name: try $0.text("name")) }
    }
}

extension MessageFacts.Reference {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object {
            let (code, documentID) = (try $0.text("code"), try $0.textIfAny("documentID"))
            return Self(
                organID: try $0.text("organID"), code: code, documentID: documentID,
                promulgationDate: try $0.textIfAny("promulgationDate"))
        }
    }
}

extension StatedStatus {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object {
            let (at, code, department) = (try $0.moment("at"), try $0.text("code"), try $0.text("department"))
            return StatedStatus(
                code: code, at: at, description: try $0.text("description"), staff: try $0.text("staff"),
                department: department)
        }
    }
}

extension NewDelivery {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object {
            let (id, name): (DeliveryID, String) = (try $0.identifier("id"), try $0.text("name"))
            let (reason, recipient) = (try $0.textIfAny("reason"), try $0.text("recipient"))
            let refusal = try $0.textIfAny("refusal")
            return NewDelivery(
                id: id, recipient: recipient, name: name, route: try $0.choice("route"), state: try $0.choice("state"),
                refusal: refusal, reason: reason)
        }
    }
}

extension Grounds {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object { try Grounds(members: &$0) }
    }

    private init(members reader: inout CanonicalReader) throws {
        anchors = try reader.text("anchors")
        at = try reader.moment("at")
        lists = try reader.text("lists")
        policy = try reader.text("policy")
    }
}

extension Origin {
    fileprivate init(reading reader: inout CanonicalReader) throws {
        self = try reader.object {
            if let id = try $0.textIfAny("agency") { return .agency(id, token: try $0.identifier("token")) }
            if let docID = try $0.textIfAny("axis") { return .axis(docID: docID) }
            if let id = try $0.textIfAny("centre") { return .centre(id) }
            return .hub(by: try $0.text("hub"))
        }
    }
}
