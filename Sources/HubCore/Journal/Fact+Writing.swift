/// The entries of which there are as many as documents, written without `Codable`'s containers.
extension JournalEntry: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) throws {
        try writer.object {
            $0.member("at", at)
            switch fact {
            case .accepted(let accepted): try $0.member("fact", accepted)
            case .refused(let refusal): try $0.member("fact", refusal)
            case .duplicate(let repeated), .conflict(let repeated): try $0.member("fact", repeated)
            case .moved(let moved): try $0.member("fact", moved)
            case .statusRecorded(let recorded): try $0.member("fact", recorded)
            default: try $0.member("fact", seldom: Seldom(content: fact.content))
            }
            $0.member("kind", fact.kind)
            try $0.member("v", 1)
        }
    }

    /// Encodes as what it holds.
    private struct Seldom: Encodable {
        let content: any Encodable
        func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }
    }
}

extension Accepted: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) throws {
        try writer.object {
            try $0.member("deliveries", deliveries)
            $0.member("document", document)
            try $0.member("facts", facts)
            try $0.member("grounds", grounds)
            try $0.member("origin", origin)
            $0.member("request", request)
            $0.member("sender", sender)
            $0.member("trace", trace)
        }
    }
}

extension Refusal: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) throws {
        try writer.object {
            $0.member("certificate", certificate)
            $0.member("code", code)
            $0.name("codes")
            $0.array(codes) { $1.text($0) }
            $0.member("from", from)
            try $0.member("grounds", grounds)
            try $0.member("origin", origin)
            $0.member("request", request)
            $0.member("sha256", sha256)
            try $0.member("size", size)
        }
    }
}

extension Repeated: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) throws {
        try writer.object {
            $0.member("document", document)
            try $0.member("origin", origin)
            $0.member("request", request)
            $0.member("sha256", sha256)
            try $0.member("size", size)
        }
    }
}

extension Moved: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) throws {
        try writer.object {
            try $0.member("attempt", Int64(attempt))
            $0.member("by", by)
            $0.member("delivery", delivery)
            $0.member("document", document)
            $0.member("event", event.rawValue)
            $0.member("notBefore", notBefore)
            $0.member("note", note)
            $0.member("reason", reason)
            $0.member("reference", reference)
            $0.member("route", route.rawValue)
            $0.member("state", state.rawValue)
        }
    }
}

extension StatusRecorded: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) throws {
        try writer.object {
            $0.member("by", by)
            $0.member("delivery", delivery)
            $0.member("document", document)
            try $0.member("match", seldom: match)
            $0.member("message", message)
            try $0.member("status", status)
        }
    }
}

extension MessageFacts: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) throws {
        try writer.object {
            $0.member("businessDocumentID", businessDocumentID)
            $0.member("businessReason", businessReason)
            try $0.member("businessType", Int64(businessType))
            $0.member("certificate", certificate)
            try $0.member("changes", seldom: changes)
            $0.member("code", code)
            $0.member("documentID", documentID)
            $0.member("dueDate", dueDate)
            $0.name("flags")
            $0.array(flags) { $1.text($0) }
            try $0.member("from", from)
            $0.member("kind", kind.rawValue)
            try $0.member("priority", Int64(priority))
            $0.member("promulgationDate", promulgationDate)
            try $0.member("replaces", seldom: replaces)
            try $0.member("responseFor", responseFor)
            $0.member("sha256", sha256)
            try $0.member("size", size)
            try $0.member("status", status)
            $0.member("subject", subject)
            try $0.member("to", to)
            $0.member("typeName", typeName)
        }
    }
}

extension MessageFacts.Party: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) {
        writer.object {
            $0.member("id", id)
            $0.member("name", name)
        }
    }
}

extension MessageFacts.Reference: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) {
        writer.object {
            $0.member("code", code)
            $0.member("documentID", documentID)
            $0.member("organID", organID)
            $0.member("promulgationDate", promulgationDate)
        }
    }
}

extension StatedStatus: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) {
        writer.object {
            $0.member("at", at)
            $0.member("code", code)
            $0.member("department", department)
            $0.member("description", description)
            $0.member("staff", staff)
        }
    }
}

extension NewDelivery: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) {
        writer.object {
            $0.member("id", id)
            $0.member("name", name)
            $0.member("reason", reason)
            $0.member("recipient", recipient)
            $0.member("refusal", refusal)
            $0.member("route", route.rawValue)
            $0.member("state", state.rawValue)
        }
    }
}

extension Grounds: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) {
        writer.object {
            $0.member("anchors", anchors)
            $0.member("at", at)
            $0.member("lists", lists)
            $0.member("policy", policy)
        }
    }
}

extension Origin: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) {
        writer.object {
            switch self {
            case .centre(let id): $0.member("centre", id)
            case .agency(let id, let token):
                $0.member("agency", id)
                $0.member("token", token)
            case .axis(let docID): $0.member("axis", docID)
            case .hub(let name): $0.member("hub", name)
            }
        }
    }
}
