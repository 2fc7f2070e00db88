import HubCore

extension AgencyStatement.Property {
    /// The table's column for it; what has none cannot be said by a table.
    var column: String { self == .former ? "oldId" : rawValue }
}

extension AgencyTable {
    /// The heading of a table as ``line(of:)`` writes it.
    package static let heading = columns.map(\.name).joined(separator: ",")

    /// An agency as a line of a table that can be imported again.
    package static func line(of agency: Agency) -> String {
        columns.map { quoted($0.value(agency)) }.joined(separator: ",")
    }

    private struct Column: Sendable {
        let name: String
        let value: @Sendable (Agency) -> String
    }

    private static let columns = [
        Column(name: "organId") { $0.id },
        Column(name: "name") { $0.name },
        Column(name: "centre") { $0.centre },
        Column(name: "local") { $0.isLocal ? "true" : "false" },
        Column(name: "oldId") { $0.formerIdentifiers.map(\.shown).joined(separator: ";") },
        Column(name: "parent") { $0.parent ?? "" },
        Column(name: "level") { "\($0.level)" },
        Column(name: "validFrom") { $0.validFrom?.rfc3339 ?? "" },
        Column(name: "validUntil") { $0.validUntil?.rfc3339 ?? "" },
        Column(name: "successors") { $0.successors.joined(separator: ";") },
        Column(name: "address") { $0.contacts.address },
        Column(name: "mail") { $0.contacts.mail },
        Column(name: "telephone") { $0.contacts.telephone },
        Column(name: "fax") { $0.contacts.fax },
        Column(name: "website") { $0.contacts.website },
        Column(name: "documentSignatures") { $0.documentSignatures?.rawValue ?? "" },
        Column(name: "statusSignatures") { $0.statusSignatures?.rawValue ?? "" },
    ]

    /// RFC 4180 §2.6, §2.7.
    private static func quoted(_ value: String) -> String {
        guard value.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return value }
        return "\"\(value.replacing("\"", with: "\"\""))\""
    }
}
