/// Recognises the mark of secrecy that a document bears, without mistaking words that only contain it.
///
/// *Mật*, *Tối mật*, *Tuyệt mật* count as a mark
/// - alone, or at the beginning before a separator: `Mật`, `TỐI MẬT - Báo cáo…`, `Độ mật: Mật`;
/// - in brackets at the beginning or the end: `[Mật] Kế hoạch…`, `Báo cáo… (Tuyệt mật)`;
/// - in the name of a kind, at its end: `Công văn mật`, but not `Thỏa thuận bảo mật`.
///
/// `V/v bảo mật thông tin`, `Danh mục bí mật nhà nước`, `Mật ong rừng` bear none.
enum SecretMark {
    private static let marks = ["tuyệt mật", "tối mật", "mật"]
    private static let labels = ["độ mật", "mức độ mật"]
    private static let brackets: [Character: Character] = ["(": ")", "[": "]", "{": "}", "“": "”", "\"": "\""]
    private static let separators: Set<Character> = [":", ".", ",", ";", "-", "–", "—", "_", "/", "|"]
    /// Words that make *mật* part of an ordinary expression: bảo mật, bí mật, cơ mật, an ninh mật mã …
    private static let compounds = ["bảo", "bí", "cơ", "giải"]

    /// The mark that a subject, a title or a file's name bears.
    static func inTitle(_ title: String) -> String? {
        guard mayHoldMark(title) else { return nil }
        let words = normalised(title)
        if let mark = leading(words) { return mark }
        guard let last = words.last, let open = brackets.first(where: { $0.value == last })?.key,
            let start = words.dropLast().lastIndex(of: open)
        else { return nil }
        return whole(words[words.index(after: start)...].dropLast())
    }

    /// The mark that the name of a kind of document bears.
    static func inKind(_ kind: String) -> String? {
        guard mayHoldMark(kind) else { return nil }
        if let mark = inTitle(kind) { return mark }
        let words = normalised(kind).split(separator: " ")
        guard words.count > 1, words.last == "mật" else { return nil }
        switch words[words.count - 2] {
        case "tuyệt", "tối": return words.suffix(2).joined(separator: " ")
        case let word where compounds.contains(String(word)): return nil
        default: return "mật"
        }
    }

    /// Whether an *m* stands before some *a*, with whatever diacritics: almost no title has to be looked at closer.
    private static func mayHoldMark(_ text: String) -> Bool {
        var isAfterM = false
        for byte in text.utf8 {
            // a, A; the first byte of â, Â; the first byte of ạ, Ạ, ậ, Ậ (UTF-8).
            if isAfterM, byte | 0x20 == UInt8(ascii: "a") || byte == 0xC3 || byte == 0xE1 { return true }
            isAfterM = byte | 0x20 == UInt8(ascii: "m")
        }
        return false
    }

    private static func leading(_ words: String) -> String? {
        var rest = words[...]
        if let first = rest.first, let close = brackets[first], let end = rest.dropFirst().firstIndex(of: close) {
            return whole(rest.dropFirst()[..<end])
        }
        let isLabelled = labels.contains { label in
            guard rest.hasPrefix(label) else { return false }
            let after = rest.dropFirst(label.count).drop { $0 == " " }
            guard after.first == ":" else { return false }
            rest = after.dropFirst().drop { $0 == " " }
            return true
        }
        for mark in marks where rest.hasPrefix(mark) {
            let after = rest.dropFirst(mark.count)
            guard let next = after.first(where: { $0 != " " }) else { return mark }
            if separators.contains(next) || (isLabelled && after.first == " ") { return mark }
        }
        return nil
    }

    /// The mark, when the text is nothing else.
    private static func whole(_ text: Substring) -> String? {
        let trimmed = text.split(separator: " ").joined(separator: " ")
        for label in labels where trimmed.hasPrefix(label) {
            return marks.first { trimmed.hasSuffix($0) && trimmed.dropFirst(label.count).first == ":" }
        }
        return marks.first { $0 == trimmed }
    }

    /// Lower case, single spaces. (Swift compares composed and decomposed text as equal.)
    private static func normalised(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
