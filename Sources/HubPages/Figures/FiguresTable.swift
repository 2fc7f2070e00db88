import EdXML
import HubCore
import SignedXML

/// The table behind the figures, for the page and for the file.
struct FiguresTable: Sendable {
    struct Column: Sendable {
        let name: Bilingual
        let value: @Sendable (Figures) -> String
    }

    let grouping: FiguresQuery.Grouping

    init(_ grouping: FiguresQuery.Grouping) { self.grouping = grouping }

    static let columns: [Column] = [
        count("Gửi đi", "Sent", .sent),
        Column(name: Bilingual(vi: "Ký số", en: "Signed")) { Figures.share($0[.sentSigned], of: $0[.sent]) },
        count("Bị trả lại", "Returned", .sentReturned), count("Gửi lỗi", "Failed", .sentFailed),
        count("Đến", "Received", .received),
        Column(name: Bilingual(vi: "Tiếp nhận đúng hạn", en: "Received in time")) {
            Figures.share($0[.receiptInTime], of: $0[.receiptInTime] + $0[.receiptLate])
        },
        count("Tiếp nhận trễ", "Received late", .receiptLate), count("Chờ tiếp nhận", "Waiting", .receiptOpen),
        Column(name: Bilingual(vi: "Xử lý đúng hạn", en: "Dealt with in time")) {
            Figures.share($0[.processingInTime], of: $0[.processingInTime] + $0[.processingLate])
        },
        count("Xử lý trễ", "Late", .processingLate), count("Đang xử lý", "Open", .processingOpen),
        count("Ta trả lại", "Returned by us", .receivedReturned),
        Column(name: Bilingual(vi: "Nửa số tiếp nhận trong", en: "Half received within")) {
            Figures.span($0.times[1].median)
        },
        Column(name: Bilingual(vi: "Nửa số hoàn thành trong", en: "Half completed within")) {
            Figures.span($0.times[4].median)
        },
    ]

    private static func count(_ vi: String, _ en: String, _ count: Figures.Count) -> Column {
        Column(name: Bilingual(vi: vi, en: en)) { String($0[count]) }
    }

    static func head(_ grouping: FiguresQuery.Grouping) -> Bilingual {
        switch grouping {
        case .day: Bilingual(vi: "Ngày", en: "Day")
        case .month: Bilingual(vi: "Tháng", en: "Month")
        case .agency: Bilingual(vi: "Đơn vị", en: "Agency")
        case .level: Bilingual(vi: "Cấp", en: "Level")
        case .kind: Bilingual(vi: "Loại văn bản", en: "Kind")
        }
    }

    func heads(in language: Language) -> [String] {
        ([Self.head(grouping)] + Self.columns.map(\.name)).map { language == .vi ? $0.vi : $0.en }
    }

    func cells(_ part: FiguresPart, named name: String) -> [String] {
        [name] + Self.columns.map { $0.value(part.figures) }
    }
}

extension Figures {
    /// In hundredths, rounded; a dash of nothing.
    static func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "–" : "\((part * 200 + whole) / (2 * whole)) %"
    }

    /// `45 phút`, `3,5 giờ`, `2,1 ngày`, in a form that both languages read.
    static func span(_ milliseconds: Int64?) -> String {
        guard let milliseconds else { return "–" }
        let minutes = milliseconds / 60_000
        if minutes < 90 { return "\(max(1, minutes)) min" }
        let (tenths, unit) = minutes < 48 * 60 ? (minutes / 6, "h") : (minutes / 144, "d")
        return "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}

/// RFC 4180.
enum CommaSeparated {
    static func text(_ lines: [[String]]) -> String { lines.map { line($0, separator: ",") }.joined() }

    /// A cell that a spreadsheet would take for a formula becomes text: what others write is never run.
    static func line(_ cells: [String], separator: String) -> String {
        cells.map { cell in
            let isFormula = cell.first.map { "=+-@\t\r".contains($0) } ?? false
            return "\"" + (isFormula ? "'" : "") + cell.replacing("\"", with: "\"\"") + "\""
        }
        .joined(separator: separator) + "\r\n"
    }
}
