/// The subject of a rehearsal certificate, in the ASCII form that the government authority uses.
package struct DistinguishedName: Sendable, Hashable, CustomStringConvertible {
    /// Attribute type (`C`, `O`, `OU`, `CN`) and value, from the country down.
    package let attributes: [(type: String, value: String)]

    /// A Vietnamese subject: `C=VN, O=Thanh pho Hai Phong, CN=H24.01`.
    /// - Parameters:
    ///   - organization: may bear diacritics, which are taken off; cut at 64 characters (X.520 ub-organization-name).
    ///   - commonName: an agency's identifier, a host's or an authority's name; cut at 64 characters.
    package init(organization: String, commonName: String) {
        attributes = [
            ("C", "VN"), ("O", Self.asciiAttribute(organization)), ("CN", Self.asciiAttribute(commonName)),
        ]
    }

    package var description: String {
        attributes.map { "\($0.type)=\($0.value)" }.joined(separator: ", ")
    }

    package static func == (one: Self, other: Self) -> Bool { one.description == other.description }

    package func hash(into hasher: inout Hasher) { hasher.combine(description) }

    private static func asciiAttribute(_ text: String) -> String {
        String(withoutDiacritics(text).prefix(64))
    }
}

extension DistinguishedName {
    /// Vietnamese text in plain ASCII: `Sở Nội vụ` becomes `So Noi vu`; what has no plain letter becomes `?`.
    static func withoutDiacritics(_ text: String) -> String {
        String(text.map { character in character.isASCII ? character : plainLetters[character] ?? "?" })
    }

    /// Keyed by `Character`, whose equality is canonical: composed and decomposed spellings find the same letter.
    private static let plainLetters: [Character: Character] = {
        let families: [(plain: Character, accented: String)] = [
            ("a", "àáảãạăằắẳẵặâầấẩẫậ"), ("e", "èéẻẽẹêềếểễệ"), ("i", "ìíỉĩị"), ("o", "òóỏõọôồốổỗộơờớởỡợ"),
            ("u", "ùúủũụưừứửữự"), ("y", "ỳýỷỹỵ"), ("d", "đ"),
        ]
        var letters: [Character: Character] = [:]
        for family in families {
            for accented in family.accented {
                letters[accented] = family.plain
                letters[Character(accented.uppercased())] = Character(family.plain.uppercased())
            }
        }
        return letters
    }()
}
