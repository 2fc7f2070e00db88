import Foundation

/// The page that explains the journal's entries, as sections of level 3 with their tables and examples.
struct EntriesPage {
    /// One line of a table of members.
    struct Row {
        /// As the table writes it: `former[].id`.
        let path: String
        let mayBeAbsent: Bool
        /// The section that explains what is inside.
        let link: String?

        /// Of a list of plain values the same as of a value.
        var name: String { path.hasSuffix("[]") ? String(path.dropLast(2)) : path }
    }

    struct Section {
        let title: String
        var rows: [Row] = []
        var examples: [String] = []
        /// The section whose members these are.
        var like: String?

        /// Kinds of entries begin with a small letter, values that they share do not.
        var isKind: Bool { title.first?.isLowercase ?? false }
    }

    let sections: [Section]

    init() throws {
        let path = Province.root + "/Sources/HubService/HubService.docc/Entries.md"
        try self.init(String(contentsOfFile: path, encoding: .utf8))
    }

    init(_ text: String) {
        var sections = [Section(title: "Every entry")]
        var isExample = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("### ") { sections.append(Section(title: String(line.dropFirst(4)))) }
            let last = sections.endIndex - 1
            if isExample, line != "```" { sections[last].examples.append(line) }
            if line.hasPrefix("```") { isExample = line == "```json" }
            if let row = Row(line) { sections[last].rows.append(row) }
            if line.hasPrefix("Its members: ") { sections[last].like = Self.link(in: line) }
        }
        self.sections = sections
    }

    subscript(title: String) -> Section? { sections.first { $0.title == title } }

    var kinds: [Section] { sections.filter(\.isKind) }

    /// What `<doc:Entries#Stated-status>` leads to.
    fileprivate static func link(in text: String) -> String? {
        text.firstMatch(of: /<doc:Entries#([A-Za-z-]+)>/).map { String($0.output.1).replacing("-", with: " ") }
    }

    // MARK: What is explained

    /// A row, and where it stands.
    struct Explanation {
        let section: String
        let row: Row

        var text: String { "\(section): \(row.path)" }
    }

    /// All members that a section explains, by their paths, with those of the values that it shares with others.
    func explanations(of title: String) -> [String: Explanation] {
        guard let section = self[title] else { return [:] }
        var found = section.like.map(explanations) ?? [:]
        for row in section.rows {
            found[row.name] = Explanation(section: title, row: row)
            guard let link = row.link, !(self[link]?.isKind ?? false) else { continue }
            for (inner, explanation) in explanations(of: link) { found["\(row.path).\(inner)"] = explanation }
        }
        return found
    }
}

extension EntriesPage.Row {
    /// `nil` for a line that is no row of a table of members.
    fileprivate init?(_ line: String) {
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        guard line.hasPrefix("| `"), cells.count == 4 else { return nil }
        path = cells[0].replacing("`", with: "")
        mayBeAbsent = cells[3] != "–"
        link = EntriesPage.link(in: cells[2])
    }
}
