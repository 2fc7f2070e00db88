import Foundation

/// The natural key of a document: who issued it, when, under which code. Two spellings of one key are equal.
package struct DocumentKey: Sendable, Hashable {
    /// The issuer's identifier in the register, upper case.
    package let issuer: String
    /// `yyyy-MM-dd`; `""` when the message gives none.
    package let date: String
    /// The full code, composed (NFC), upper case, without surrounding space.
    package let code: String

    /// - Parameter issuer: the identifier in the register, so that the old and the new form give one key.
    package init(issuer: String, date: String?, code: String) {
        self.issuer = issuer.canonicalIdentifier
        self.date = (date ?? "").dashed
        self.code = code.canonicalIdentifier
    }
}

extension String {
    /// `2026/11/21` with dashes, without surrounding space.
    fileprivate var dashed: String {
        // In the usual case only digits and separators, and nothing to trim.
        let plain = utf8.allSatisfy { (UInt8(ascii: "-")...UInt8(ascii: "9")).contains($0) && $0 != UInt8(ascii: ".") }
        guard plain else {
            return trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "/", with: "-")
        }
        return String(decoding: utf8.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
    }

    /// The form in which identifiers and codes are compared: composed (NFC), upper case, without surrounding space.
    package var canonicalIdentifier: String {
        if utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !(0x61...0x7A).contains($0) }) { return self }
        return trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping.uppercased()
    }
}
