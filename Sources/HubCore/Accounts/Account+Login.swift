extension Account {
    /// A login as it is kept: lower case, 1 to 64 of `a`–`z`, `0`–`9`, `.`, `_`, `@` and `-`; `nil` of what cannot be one.
    package static func login(_ text: String) -> String? {
        let login = text.lowercased()
        guard (1...64).contains(login.utf8.count), login.unicodeScalars.allSatisfy(isOfLogin) else { return nil }
        return login
    }

    /// What the journal may keep of a login that nobody has: people type their password there, so it is only the beginning.
    package static func beginning(ofUnknownLogin text: String) -> String {
        var beginning = String.UnicodeScalarView()
        beginning.append(contentsOf: text.lowercased().unicodeScalars.filter(isOfLogin).prefix(3))
        return String(beginning) + "…"
    }

    private static func isOfLogin(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || "._@-".unicodeScalars.contains(scalar)
    }

    /// Whether somebody may log in by it.
    package var isOpen: Bool { closedAt == nil }

    /// The words that a password must not be made of: the login and its parts, the name, the unit, the agencies.
    package var words: [String] { [login, name, department] + grants.compactMap(\.agency) }
}
