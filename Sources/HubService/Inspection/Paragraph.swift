/// Text for a terminal or a sheet of paper: lines of at most 80 columns, broken between words.
enum Paragraph {
    static let width = 80

    /// The text in lines; a word longer than a line stays whole.
    static func wrapped(_ text: String, first: String = "", rest: String = "", width: Int = width) -> String {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                (line, isEmpty) = (rest, true)
            }
            line += isEmpty ? String(word) : " \(word)"
            isEmpty = false
        }
        return (lines + [line]).joined(separator: "\n")
    }

    /// Names and what belongs to them, in two columns.
    static func table(_ rows: [(name: String, text: String)], indent: String = "", width: Int = width) -> String {
        let column = rows.map(\.name.count).max() ?? 0
        let rest = indent + String(repeating: " ", count: column + 2)
        return rows.map { name, text in
            wrapped(text, first: indent + name.filled(to: column) + "  ", rest: rest, width: width)
        }.joined(separator: "\n")
    }
}

extension String {
    /// With spaces after it, up to a width in characters; longer texts stay whole.
    func filled(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// At the right end of a column; with one space at least.
    func flushRight(in width: Int) -> String { String(repeating: " ", count: max(1, width - count)) + self }

    /// Cut to a width in characters, with an ellipsis when something is lost.
    func cut(to width: Int) -> String { count <= width ? self : prefix(max(0, width - 1)) + "…" }
}
