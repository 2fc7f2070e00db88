import Crypto
import Foundation

/// What is withheld from the reader of a pack.
package struct Redaction: Sendable, Hashable {
    package enum Part: String, Sendable, Hashable, Codable, CaseIterable {
        /// Who did it: operators, and the people who wrote statuses.
        case actor
        /// Which other agencies were involved: their identifiers and names.
        case agency
        /// What people wrote: subjects, reasons, remarks.
        case words
    }

    package let parts: Set<Part>
    /// The identifiers of the agencies that the pack is about, canonical: they are never withheld.
    package let own: Set<String>

    package init(_ parts: Set<Part>, own: Set<String>) {
        (self.parts, self.own) = (parts, own)
    }

    private static let actors: Set = ["by", "staff", "department", "operator", "hub", "caller", "peer"]
    private static let words: Set = ["subject", "description", "reason", "note", "businessReason", "title", "typeName"]
    /// Members that name one agency, or a list of them.
    private static let agencies: Set = [
        "sender", "recipient", "agency", "replier", "issuer", "organID", "holders", "added", "removed", "parent",
        "successors", "by", "caller",
    ]
    /// Identifiers that begin with an agency's, and a comma.
    private static let documents: Set = ["documentID", "businessDocumentID"]
    /// Objects that are an agency by themselves, or lists of such: `id` and `name` go together.
    private static let parties: Set = ["from", "to", "agencies"]

    /// Takes out of an entry what is to be withheld, and leaves a commitment in its place.
    /// - Parameters:
    ///   - entry: canonical.
    ///   - salt: 16 bytes that nobody can guess, anew each time.
    /// - Returns: the entry without it, and what opens it; no openings where nothing had to be withheld.
    package func redact(
        _ entry: JSONValue, at index: Int64, salt: () -> [UInt8]
    ) throws -> (entry: JSONValue, openings: [Opening]) {
        var redacted = entry
        var openings: [Opening] = []
        for path in paths(in: entry["fact"] ?? .null, at: ["fact"], named: "fact") {
            guard let value = entry.value(at: path[...]), value != .null else { continue }
            let opening = Opening(index: index, path: path, salt: salt(), value: value)
            redacted = redacted.replacing(path[...], by: try opening.commitment)
            openings.append(opening)
        }
        return (redacted, openings)
    }

    private func paths(in value: JSONValue, at path: [String], named name: String) -> [[String]] {
        switch value {
        case .object(let members):
            return members.keys.sorted().flatMap { key -> [[String]] in
                guard let member = members[key] else { return [] }
                return isWithheld(member, key, in: members, under: name)
                    ? [path + [key]] : paths(in: member, at: path + [key], named: key)
            }
        case .list(let elements):
            return elements.enumerated().flatMap { index, element -> [[String]] in
                let here = path + [String(index)]
                // Of another agency everything is withheld, its contacts and former names too.
                if name == "agencies", let id = element["id"]?.text, isForeign(id) { return [here] }
                if case .text(let text) = element, Self.agencies.contains(name), isForeign(text) { return [here] }
                return paths(in: element, at: here, named: name)
            }
        default: return []
        }
    }

    private func isWithheld(
        _ member: JSONValue, _ key: String, in object: [String: JSONValue], under name: String
    ) -> Bool {
        guard case .text(let text) = member, !text.isEmpty else { return false }
        if parts.contains(.actor), Self.actors.contains(key) { return true }
        if parts.contains(.words), Self.words.contains(key) { return true }
        guard parts.contains(.agency) else { return false }
        if Self.agencies.contains(key) { return isForeign(text) }
        if Self.documents.contains(key), let issuer = text.split(separator: ",").first {
            return isForeign(String(issuer))
        }
        // The name of a party, or of a delivery's recipient.
        if key == "name" { return (object["id"] ?? object["recipient"])?.text.map(isForeign) ?? false }
        return key == "id" && Self.parties.contains(name) && isForeign(text)
    }

    private func isForeign(_ identifier: String) -> Bool {
        parts.contains(.agency) && !own.contains(identifier.canonicalIdentifier)
    }
}

/// What shows that a withheld value is the one that a commitment is of.
package struct Opening: Sendable, Hashable, Codable {
    /// Of the entry.
    package let index: Int64
    /// In the entry (RFC 6901, its steps).
    package let path: [String]
    /// Base64.
    package let salt: String
    package let value: JSONValue

    package init(index: Int64, path: [String], salt: [UInt8], value: JSONValue) {
        (self.index, self.path, self.value) = (index, path, value)
        self.salt = Data(salt).base64EncodedString()
    }

    /// `{"withheld": base64(SHA-256(salt, canonical JSON of the value))}`: says nothing of the value to whoever has not the salt.
    package var commitment: JSONValue {
        get throws {
            let bytes = Array(Data(base64Encoded: salt) ?? Data()) + (try CanonicalJSON.encode(value))
            return .object(["withheld": .text(Data(SHA256.hash(data: bytes)).base64EncodedString())])
        }
    }
}

extension JSONValue {
    /// How many values are withheld in it.
    package var withheld: Int {
        switch self {
        case .object(let members):
            if members.count == 1, members["withheld"]?.text != nil { return 1 }
            return members.values.reduce(0) { $0 + $1.withheld }
        case .list(let elements): return elements.reduce(0) { $0 + $1.withheld }
        default: return 0
        }
    }
}
