import Foundation

@testable import EdXML

/// A small PDF file, written object by object, with as many revisions as a test wants.
struct PaperPDF {
    var bytes: [UInt8] = []
    /// Signature fields, which are annotations of the page as well.
    private var fields: [Int] = []
    private var offsets: [Int: Int] = [:]
    private var previousTable: Int?
    private var next = 1

    /// One page that says something.
    init(saying text: String = "Cong van so 12") {
        append("%PDF-1.7\n%\u{e2}\u{e3}\n")
        let content = "BT /F1 24 Tf 72 720 Td (\(text)) Tj ET"
        add("<< /Type /Catalog /Pages 2 0 R >>")
        add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        add(Self.page())
        add("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
        add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        endRevision()
    }

    static func page(annotations: [Int] = []) -> String {
        let list = annotations.map { "\($0) 0 R" }.joined(separator: " ")
        return """
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
            /Resources << /Font << /F1 5 0 R >> >> /Annots [\(list)] >>
            """
    }

    mutating func append(_ text: String) { bytes += Array(text.utf8) }

    /// A new object, or with a number the next state of an old one.
    @discardableResult
    mutating func add(_ body: String, as number: Int? = nil) -> Int {
        let number = number ?? next
        next = max(next, number + 1)
        offsets[number] = bytes.count
        append("\(number) 0 obj\n\(body)\nendobj\n")
        return number
    }

    /// A signature field with its value; the catalogue and the page are told of it.
    mutating func addField(filledBy signature: Int) {
        fields.append(
            add(
                """
                << /FT /Sig /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /T (S\(signature)) \
                /V \(signature) 0 R >>
                """))
        let list = fields.map { "\($0) 0 R" }.joined(separator: " ")
        add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [\(list)] /SigFlags 3 >> >>", as: 1)
        add(Self.page(annotations: fields), as: 3)
    }

    /// Cross-reference table, trailer and `%%EOF`.
    mutating func endRevision(lineEnd: String = "\n") {
        let table = bytes.count
        append("xref\n")
        if previousTable == nil { append("0 1\n0000000000 65535 f \n") }
        for (number, offset) in offsets.sorted(by: { $0.key < $1.key }) {
            append("\(number) 1\n\(padded(offset, 10)) 00000 n \n")
        }
        let previous = previousTable.map { "/Prev \($0) " } ?? ""
        append("trailer\n<< /Size \(next) /Root 1 0 R \(previous)>>\nstartxref\n\(table)\n%%EOF\(lineEnd)")
        previousTable = table
        offsets = [:]
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
}

extension [UInt8] {
    /// Where a text stands for the first, or the last, time.
    func offset(of text: String, last: Bool = false) -> Int? {
        let data = Data(self)
        return data.range(of: Data(text.utf8), options: last ? .backwards : [])?.lowerBound
    }

    /// With one text in the place of another, wherever that stands.
    func replacing(_ text: String, with other: String) -> [UInt8] {
        replacing(Array(text.utf8), with: Array(other.utf8))
    }
}
