/// What makes two packets speak of the same document, whatever identifiers the systems on the way gave it: who issued
/// it, on which day, under which full code.
package struct NaturalKey: Sendable, Hashable, Codable {
    package let issuer: AgencyID
    package let date: LocalDate
    /// The full code: `7816/VPCP-TTĐT`.
    package let code: String

    package init(issuer: AgencyID, date: LocalDate, code: String) {
        self.issuer = issuer
        self.date = date
        self.code = code
    }

    /// `H24|2026/11/04|264/UBND-KSTTHC`: upper case, composed (NFC) and without white space in the code, so that equal keys
    /// are equal bytes.
    package var canonical: String { "\(issuer.canonical)|\(date.text)|\(code.canonicalKey)" }

    package static func == (a: NaturalKey, b: NaturalKey) -> Bool { a.canonical == b.canonical }
    package func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}
