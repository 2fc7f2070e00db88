import EdXML
import HubCore
import HubStore
import NIOCore
import SignedXML

extension Replay.Outcome {
    package func text(in language: Language) -> String {
        guard !isEqual else {
            let speed = Int(Double(entries) / max(0.001, folding + comparing))
            return language == .vi
                ? "Khớp: \(entries) mục nhật ký dựng lại đúng \(rows) dòng trong các bảng (\(speed) mục/s).\n"
                : "Equal: \(entries) journal entries make the \(rows) rows of the tables (\(speed) entries/s).\n"
        }
        let head =
            language == .vi
            ? "KHÁC: các bảng không đúng như \(entries) mục nhật ký dựng lại.\n"
            : "DIFFERENT: the tables are not what \(entries) journal entries make.\n"
        return head + differences.text(in: language)
    }

    package var json: String { String(buffer: WireJSON.encode(Report(self))) }

    private struct Report: Encodable {
        let equal: Bool
        let entries: Int64
        let rows: Int64
        let foldingMilliseconds: Int64
        let comparingMilliseconds: Int64
        let differences: [ViewDifference]

        init(_ outcome: Replay.Outcome) {
            equal = outcome.isEqual
            entries = outcome.entries
            rows = outcome.rows
            foldingMilliseconds = Int64(outcome.folding * 1000)
            comparingMilliseconds = Int64(outcome.comparing * 1000)
            differences = outcome.differences
        }
    }
}

extension [ViewDifference] {
    func text(in language: Language) -> String { map { "- \($0.says[language])\n" }.joined() }
}

extension ViewDifference {
    var says: Bilingual {
        let place = "\(table) (\(key))"
        let about = Bilingual(
            vi: subject.map { "; thuộc \($0)" } ?? "", en: subject.map { "; it is about \($0)" } ?? "")
        let last = Bilingual(
            vi: entry.map { "; mục nhật ký cuối nói tới nó: #\($0)" } ?? "; không mục nhật ký nào nói tới nó",
            en: entry.map { "; the last entry that tells of it: #\($0)" } ?? "; no entry tells of it")
        switch kind {
        case .changed:
            return Bilingual(
                vi:
                    "\(place): cột \(column ?? "") là “\(held ?? "")”, nhật ký dựng lại “\(folded ?? "")”\(about.vi)\(last.vi)",
                en:
                    "\(place): column \(column ?? "") holds “\(held ?? "")”, the journal makes “\(folded ?? "")”\(about.en)\(last.en)"
            )
        case .invented:
            return Bilingual(
                vi: "\(place): nhật ký không có dòng này\(about.vi)\(last.vi)",
                en: "\(place): the journal makes no such row\(about.en)\(last.en)")
        case .missing:
            return Bilingual(
                vi: "\(place): nhật ký có, bảng thiếu dòng này\(about.vi)\(last.vi)",
                en: "\(place): the journal makes this row, and the table has it not\(about.en)\(last.en)")
        }
    }
}

extension Rebuild.Outcome {
    package func text(in language: Language) -> String {
        let found =
            differences.isEmpty
            ? (language == .vi ? "Các bảng cũ vốn khớp.\n" : "The old tables were equal.\n")
            : (language == .vi ? "Các bảng cũ khác ở:\n" : "The old tables differed in:\n")
                + differences.text(in: language)
        let head =
            language == .vi
            ? "Đã dựng lại \(rows) dòng từ \(entries) mục nhật ký, đã đối chiếu. Cơ sở dữ liệu cũ còn ở \(before).\n"
            : "\(rows) rows were made anew from \(entries) journal entries, and proven. The old database is \(before).\n"
        return head + found
    }

    package var json: String {
        struct Report: Encodable {
            let entries: Int64
            let rows: Int64
            let before: String
            let differences: [ViewDifference]
        }
        return String(
            buffer: WireJSON.encode(Report(entries: entries, rows: rows, before: before, differences: differences)))
    }
}
