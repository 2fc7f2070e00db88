import EdXML
import HubCore
import HubStore
import SignedXML

extension AuditPlace {
    package var says: Bilingual {
        switch self {
        case .entry(let index, let kind):
            let kind = kind.map { " (\($0))" } ?? ""
            return Bilingual(vi: "mục nhật ký \(index)\(kind)", en: "journal entry \(index)\(kind)")
        case .entries(let range):
            return Bilingual(
                vi: "các mục nhật ký \(range.lowerBound)…\(range.upperBound)",
                en: "journal entries \(range.lowerBound)…\(range.upperBound)")
        case .tile(let tile, let hash):
            return Bilingual(
                vi: "mảnh \(tile.level)/\(tile.number)" + (hash.map { ", từ mã băm \($0)" } ?? ""),
                en: "tile \(tile.level)/\(tile.number)" + (hash.map { ", from its hash \($0) on," } ?? ""))
        case .row(let table, let key, let column):
            let column = Bilingual(vi: column.map { ", cột \($0)" } ?? "", en: column.map { ", column \($0)" } ?? "")
            return Bilingual(
                vi: "bảng \(table), dòng \(key)\(column.vi)", en: "table \(table), row \(key)\(column.en)")
        case .object(let name): return Bilingual(vi: name, en: name)
        case .database: return Bilingual(vi: "cơ sở dữ liệu", en: "the database")
        case .file(let name): return Bilingual(vi: "tệp \(name)", en: "file \(name)")
        case .part(let part, let file): return Bilingual(vi: "tệp \(file), \(part)", en: "file \(file), \(part)")
        case .payload(let sha256, let entry):
            return Bilingual(
                vi: "nội dung \(sha256) của mục \(entry)", en: "payload \(sha256) of entry \(entry)")
        }
    }
}

extension AuditFlaw {
    /// What is wrong, as a finding of the catalogue.
    /// - Parameter difference: of the row that it is about, where it is about one.
    package func says(_ difference: ViewDifference? = nil) -> Bilingual {
        guard let rule = AuditRule.of(kind) else { return Bilingual(vi: kind.rawValue, en: kind.rawValue) }
        let (place, told) = (place.says, difference?.says)
        func text(_ keyPath: KeyPath<Bilingual, String>) -> String {
            let arguments = ["place": place[keyPath: keyPath], "detail": told?[keyPath: keyPath] ?? detail]
            return Finding(rule, arguments).says[keyPath: keyPath].capitalizedFirst
        }
        return Bilingual(vi: text(\.vi), en: text(\.en))
    }
}

/// Flaws as they are printed, each code's way to mend it once.
struct FlawList {
    let flaws: AuditFlaws
    /// Of the rows' flaws, in their order.
    var differences: [ViewDifference] = []
    let limit: Int

    struct Line: Encodable {
        let code: String
        let place: String
        let vi: String
        let en: String
    }

    var lines: [Line] {
        var rows = differences[...]
        return flaws.named.prefix(limit).map { flaw in
            let isRow = [.rowChanged, .rowInvented, .rowMissing].contains(flaw.kind)
            let said = flaw.says(isRow ? rows.popFirst() : nil)
            return Line(code: flaw.kind.rawValue, place: flaw.place.says.en, vi: said.vi, en: said.en)
        }
    }

    func text(in language: Language) -> String {
        let told = lines.map { "- \($0.code): \(language == .vi ? $0.vi : $0.en)\n" }.joined()
        let more = flaws.count > limit ? "… +\(flaws.count - min(limit, flaws.named.count))\n" : ""
        let kinds = flaws.named.prefix(limit).map(\.kind)
        let mends = kinds.enumerated().filter { kinds.firstIndex(of: $1) == $0 }
            .compactMap { AuditRule.of($1)?.mend[language] }
        let distinct = mends.enumerated().filter { mends.firstIndex(of: $1) == $0 }.map { "→ \($1)\n" }.joined()
        return told + more + distinct
    }
}
