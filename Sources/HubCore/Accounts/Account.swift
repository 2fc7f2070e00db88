/// What an ``AccountID`` names: one person who uses the pages.
package enum AccountSubject {}
package typealias AccountID = Identifier<AccountSubject>

/// A person's way into the pages, without any secret.
package struct Account: Sendable, Hashable, Codable {
    package let id: AccountID
    /// By what the person logs in and the journal names them: lower-case letters, digits, `.`, `_`, `@` and `-`; never given
    /// to anybody else.
    package let login: String
    /// The person's name, as it stands in the statuses that they give.
    package var name: String
    /// Their unit, for the statuses; may be empty.
    package var department: String
    /// Sorted, each once.
    package var grants: [Grant]
    package let createdAt: Timestamp
    /// Ended by an operator; `nil` while it is open.
    package var closedAt: Timestamp?

    package init(
        id: AccountID, login: String, name: String, department: String = "", grants: some Sequence<Grant>,
        createdAt: Timestamp, closedAt: Timestamp? = nil
    ) {
        self.id = id
        self.login = login.lowercased().clipped(to: 100)
        self.name = name.clipped(to: 100)
        self.department = department.clipped(to: 200)
        self.grants = Set(grants).sorted()
        self.createdAt = createdAt
        self.closedAt = closedAt
    }

    /// Whether the account holds the role for any agency, or for the hub.
    package func holds(_ role: Role) -> Bool { grants.contains { $0.role == role } }

    /// The agencies for which it holds the role; empty also where the role concerns the whole hub.
    package func agencies(as role: Role) -> [String] { grants.filter { $0.role == role }.compactMap(\.agency) }
}

/// What somebody may do at the pages. The names are stable: they stand in the journal.
package enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    /// Văn thư: sees what an agency sent and was sent, and acts for it.
    case clerk
    /// Lãnh đạo: sees the figures of an agency and of those below it.
    case leader
    /// Kiểm tra: reads everything, changes nothing.
    case auditor
    /// Vận hành: runs the hub.
    case `operator`

    /// Whether it is held for an agency, and not for the hub.
    package var isOfAgency: Bool { self == .clerk || self == .leader }
}

/// A role, and for which agency.
package struct Grant: Sendable, Hashable, Codable, Comparable {
    package let role: Role
    /// Its identifier in the register; `nil` with the roles that concern the whole hub.
    package let agency: String?

    package init(_ role: Role, agency: String? = nil) {
        self.role = role
        self.agency = role.isOfAgency ? agency?.canonicalIdentifier : nil
    }

    package static func < (one: Grant, other: Grant) -> Bool {
        (one.role.rawValue, one.agency ?? "") < (other.role.rawValue, other.agency ?? "")
    }
}
