import HubCore

/// The readable index of a pack: the same lines for a browser and for a spreadsheet, in Vietnamese.
enum PackIndex {
    struct Line {
        let index: Int64
        let at: Timestamp
        let kind: String
        let document: String?
        let sentence: String
        let isWhole: Bool

        var html: String {
            let shown = Markup.escaped(sentence)
            let how = isWhole ? "nguyên văn" : "trích"
            let place = "<td>\(index)</td><td>\(at.shown)</td><td>\(Markup.escaped(kind))</td>"
            return "<tr>\(place)<td>\(how)</td><td>\(shown)</td><td>\(document ?? "")</td></tr>\n"
        }

        var csv: String {
            let cells = ["\(index)", at.rfc3339, kind, isWhole ? "nguyên văn" : "trích", sentence, document ?? ""]
            return cells.map(PackIndex.quoted).joined(separator: ",") + "\r\n"
        }
    }

    static let heading = """
        <!DOCTYPE html>
        <html lang="vi"><head><meta charset="utf-8"><title>Gói kiểm toán nhật ký · An auditor's pack</title>
        <style>body{font:15px sans-serif;margin:2em}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3em \
        .6em;text-align:left;vertical-align:top}</style></head><body>
        <h1>Gói kiểm toán nhật ký</h1>
        <p>Mỗi dòng là một mục nhật ký của trục. Cách kiểm tra nằm trong <a href="VERIFY.md">VERIFY.md</a>; bảng này chỉ để đọc, \
        điều được chứng minh là các tệp entries.txt, extracts.txt, leaves.txt. An index to read; what is proven is in the files.</p>
        <table><tr><th>Số</th><th>Giờ Việt Nam</th><th>Loại</th><th>Dạng</th><th>Việc</th><th>Văn bản</th></tr>

        """

    static let ending = "</table></body></html>\n"

    /// With the mark by which spreadsheets know UTF-8.
    static let columns = "\u{FEFF}so,luc,loai,dang,viec,van_ban\r\n"

    /// RFC 4180; what a spreadsheet would take for a formula is a text.
    private static func quoted(_ text: String) -> String {
        let text = ["=", "+", "-", "@"].contains(String(text.prefix(1))) ? "'" + text : text
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
