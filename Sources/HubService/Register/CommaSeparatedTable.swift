import Foundation

/// A table in a text file: comma-separated values (RFC 4180) in UTF-8, whose first line names the columns.
///
/// Empty lines are skipped, quoted values may hold commas, quotes and line breaks, and a byte order mark is ignored,
/// since spreadsheets write one.
package struct CommaSeparatedTable: Sendable {
    /// One line below the heading.
    package struct Row: Sendable {
        /// 1-based line of the file on which it begins.
        package let line: Int
        fileprivate let values: [String: String]

        /// The value without surrounding spaces; `nil` when it is empty or the column is missing.
        package subscript(column: String) -> String? { values[column] }
    }

    package let columns: [String]
    package let rows: [Row]

    /// - Throws: ``TableError`` at the first line that cannot be read, or when a column of `required` is missing.
    package init(_ text: String, required: [String]) throws(TableError) {
        var records = try Self.records(in: text)[...]
        guard let heading = records.popFirst() else {
            throw TableError(
                line: 1, vi: "Tệp rỗng, thiếu dòng tiêu đề.", en: "The file is empty; it needs a heading line.")
        }
        let columns = heading.values.map(trimmed)
        let missing = required.filter { !columns.contains($0) }
        guard missing.isEmpty else {
            let names = missing.joined(separator: ", ")
            throw TableError(
                line: heading.line, vi: "Dòng tiêu đề thiếu cột: \(names).",
                en: "The heading line lacks columns: \(names).")
        }
        var rows: [Row] = []
        for record in records {
            guard record.values.count == columns.count else {
                throw TableError(
                    line: record.line,
                    vi: "Dòng có \(record.values.count) giá trị, tiêu đề có \(columns.count) cột.",
                    en: "The line has \(record.values.count) values, the heading has \(columns.count) columns.")
            }
            let present = zip(columns, record.values.map(trimmed)).filter { !$1.isEmpty }
            rows.append(Row(line: record.line, values: Dictionary(present, uniquingKeysWith: { first, _ in first })))
        }
        self.columns = columns
        self.rows = rows
    }
}

extension CommaSeparatedTable {
    /// Reads the table from a file.
    package init(contentsOfFile path: String, required: [String]) throws(TableError) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw TableError(line: nil, vi: "Không mở được tệp \(path).", en: "Cannot open the file \(path).")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TableError(line: nil, vi: "Tệp \(path) không phải UTF-8.", en: "The file \(path) is not UTF-8.")
        }
        try self.init(text, required: required)
    }
}

/// A table that cannot be read.
package struct TableError: Error, Sendable, CustomStringConvertible {
    /// 1-based; `nil` when the file cannot even be opened.
    package let line: Int?
    package let vi: String
    package let en: String

    package init(line: Int?, vi: String, en: String) {
        self.line = line
        self.vi = vi
        self.en = en
    }

    package var description: String {
        guard let line else { return "\(vi) \(en)" }
        return "Dòng \(line): \(vi) Line \(line): \(en)"
    }
}

extension CommaSeparatedTable {
    private typealias Record = (line: Int, values: [String])

    private static func records(in text: String) throws(TableError) -> [Record] {
        var reader = RecordReader(text: text)
        var records: [Record] = []
        while let record = try reader.next() {
            if record.values != [""] { records.append(record) }
        }
        return records
    }

    private struct RecordReader {
        private var rest: Substring
        private var line = 1

        init(text: String) { rest = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...] }

        /// The next line's values; `nil` at the end of the text.
        mutating func next() throws(TableError) -> Record? {
            guard !rest.isEmpty else { return nil }
            let start = line
            var values: [String] = []
            while true {
                values.append(rest.first == "\"" ? try quoted() : String(take { $0 != "," && !$0.isNewline }))
                guard let separator = rest.popFirst() else { return (start, values) }
                if separator.isNewline {
                    line += 1
                    return (start, values)
                }
                guard separator == "," else {
                    throw TableError(
                        line: line, vi: "Sau dấu nháy kép đóng phải là dấu phẩy hoặc xuống dòng.",
                        en: "A closing quote must be followed by a comma or the end of the line.")
                }
            }
        }

        /// A quoted value, from its opening quote to its closing one; a doubled quote inside stands for one.
        private mutating func quoted() throws(TableError) -> String {
            let start = line
            var value = ""
            rest.removeFirst()
            while true {
                let piece = take { $0 != "\"" }
                line += piece.count(where: \.isNewline)
                value += piece
                guard rest.popFirst() != nil else {
                    throw TableError(
                        line: start, vi: "Dấu nháy kép mở ở dòng này không được đóng.",
                        en: "The quote opened on this line is never closed.")
                }
                guard rest.first == "\"" else { return value }
                value.append(rest.removeFirst())
            }
        }

        private mutating func take(while isPart: (Character) -> Bool) -> Substring {
            let piece = rest.prefix(while: isPart)
            rest = rest[piece.endIndex...]
            return piece
        }
    }
}

private func trimmed(_ text: String) -> String {
    guard let start = text.firstIndex(where: { !$0.isWhitespace }),
        let end = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[start...end])
}
