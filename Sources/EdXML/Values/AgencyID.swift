/// An agency's identifier, as its sender wrote it.
///
/// Opaque: the old and the new form of one agency are joined by the register, never by a formula. Two identifiers are
/// equal when they differ in letter case only.
package struct AgencyID: Sendable {
    /// As written, without surrounding white space.
    package let text: String

    /// 1 to 35 of ASCII letters, digits, `.`, `-` and `_`, at least one of them a letter or digit; `nil` otherwise.
    ///
    /// Wider than both strict forms on purpose: identifiers outside them are in use.
    package init?(_ written: String) {
        let text = written.trimmingXMLSpace()
        guard (1...35).contains(text.utf8.count),
            text.unicodeScalars.allSatisfy({ $0.isASCIIAlphanumeric || $0 == "." || $0 == "-" || $0 == "_" }),
            text.unicodeScalars.contains(where: \.isASCIIAlphanumeric)
        else { return nil }
        self.text = text
    }

    /// The form in which identifiers are compared and stored as keys: upper case.
    package var canonical: String { text.uppercased() }

    /// The shape an identifier has.
    package enum Form: Sendable, Hashable {
        /// `V1V2V3.Z1Z2.Y1Y2.MX`, the highest level at the right (QCVN 102:2016).
        case old
        /// `MX.n.n…`, the highest level at the left (QĐ 20/2020/QĐ-TTg).
        case new
        /// Neither, for instance a centre's `00.22.W00`.
        case other
    }

    package var form: Form {
        let parts = canonical.split(separator: ".", omittingEmptySubsequences: false)
        if let first = parts.first, Self.isRootCode(first), parts.allSatisfy(Self.isAlphanumeric) { return .new }
        let digits = parts.dropLast()
        if let last = parts.last, Self.isRootCode(last), digits.map(\.utf8.count) == [3, 2, 2],
            digits.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        {
            return .old
        }
        return .other
    }

    /// 1 for a ministry or province, 2 for its departments and districts, and so on; `nil` when the form does not tell.
    package var level: Int? {
        let parts = canonical.split(separator: ".")
        switch form {
        case .new: return parts.count
        case .old:
            let leadingZeros = parts.prefix { part in part.utf8.allSatisfy { $0 == 0x30 } }.count
            return parts.count - leadingZeros
        case .other: return nil
        }
    }

    /// A letter and two digits: `H24`.
    private static func isRootCode(_ part: Substring) -> Bool {
        let bytes = Array(part.utf8)
        return bytes.count == 3 && (0x41...0x5A).contains(bytes[0])
            && (0x30...0x39).contains(bytes[1]) && (0x30...0x39).contains(bytes[2])
    }

    private static func isAlphanumeric(_ part: Substring) -> Bool {
        !part.isEmpty && part.unicodeScalars.allSatisfy(\.isASCIIAlphanumeric)
    }
}

extension AgencyID: Hashable, Comparable, CustomStringConvertible {
    package static func == (a: AgencyID, b: AgencyID) -> Bool { a.canonical == b.canonical }
    package static func < (a: AgencyID, b: AgencyID) -> Bool { a.canonical < b.canonical }
    package func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
    package var description: String { text }
}

extension AgencyID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let written = try container.decode(String.self)
        guard let id = AgencyID(written) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an agency identifier")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
