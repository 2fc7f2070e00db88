import EdXML
import HubCore
import QRCode
import SignedXML

/// A receipt on a sheet of A4, for a file of paper: what it proves in a table, and the whole of it in a QR code, so that who
/// holds the sheet verifies it without the hub and without the network.
///
/// One HTML page without scripts and without anything to fetch.
package struct PrintedReceipt: Sendable {
    /// The page.
    package let html: String
    /// Whether all of the receipt went into the code; one with very many recipients is too long for any.
    package let isWhole: Bool

    /// - Returns: `nil` for a receipt that proves nothing: such a sheet is not to be had.
    package init?(_ verification: ReceiptVerification) {
        guard verification.judgement.isProven, let line = verification.receipt.line else { return nil }
        // So dense a code is still read from a sheet when it is large; 15 % may be stained where there is room for that.
        let code = QRCode(line, correction: line.utf8.count <= 1_500 ? .medium : .low)
        isWhole = code != nil
        html = Self.page(verification, code)
    }

    private static func page(_ verification: ReceiptVerification, _ code: QRCode?) -> String {
        let hub = Markup.escaped(verification.key.name)
        return """
            <!DOCTYPE html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Biên nhận liên thông – \(Markup.escaped(verification.code))</title>
            <style>\(style)</style>
            </head>
            <body>
            <main>
            <header>
            <p class="hub">Trục liên thông văn bản <b>\(hub)</b></p>
            <h1>\(verification.receipt.about.delivery == nil ? "Biên nhận tiếp nhận văn bản" : "Biên nhận giao văn bản")</h1>
            </header>
            <table>
            \(verification.rows.map(row).joined(separator: "\n"))
            </table>
            \(code.map { picture($0, verification) } ?? tooLong)
            </main>
            </body>
            </html>

            """
    }

    private static func row(_ row: ReceiptVerification.Row) -> String {
        let values = row.values.map { "<p>\(Markup.escaped($0))</p>" }.joined()
        let kind = row.isCode ? " class=\"code\"" : ""
        return """
            <tr><th>\(Markup.escaped(row.name.vi))<small lang="en">\(Markup.escaped(row.name.en))</small></th><td\(kind)>\(values)</td></tr>
            """
    }

    private static func picture(_ code: QRCode, _ verification: ReceiptVerification) -> String {
        // A module of 0.7 mm is read by any phone; but no code is wider than the sheet.
        let millimetres = min(140, max(50, (code.width + 2 * QRCode.quietZone) * 7 / 10))
        return """
            <section>
            \(code.svg(millimetres: millimetres, label: "Mã QR chứa toàn bộ biên nhận"))
            <div>
            <p><b>Kiểm tra tờ này không cần mạng, không cần hỏi trục:</b> quét mã QR, lưu dòng chữ vào một tệp, rồi chạy</p>
            <pre>lienthong receipt verify TỆP \\<br>  --key KHÓA \\<br>  --document VĂN-BẢN.edxml</pre>
            <p>KHÓA là khóa công khai của trục, lấy từ nguồn mình tin, không phải từ tờ này. Điều gì trên tờ này khác với
            điều lệnh ấy nói ra thì tờ này đã bị sửa.</p>
            <p lang="en" class="english">The code holds the whole receipt: save its line in a file and verify it as above, with
            the hub's key from where you believe it. Where this sheet says something else, the sheet was altered.</p>
            </div>
            </section>
            """
    }

    private static let tooLong = """
        <section><p>Biên nhận này quá dài cho mã QR; hãy kèm tệp biên nhận.
        <span lang="en" class="english">This receipt is too long for a QR code; keep its file with the sheet.</span></p></section>
        """

    private static let style = """
        @page { size: A4; margin: 15mm }
        body { font: 11pt/1.45 "Times New Roman", "Liberation Serif", serif; color: #111; margin: 0; background: #fff }
        main { max-width: 180mm; margin: 0 auto; padding: 6mm }
        @media print { main { padding: 0 } }
        header { text-align: center; border-bottom: 1.5pt solid #111; margin-bottom: 4mm }
        h1 { font-size: 17pt; margin: 1mm 0 3mm; text-transform: uppercase }
        .hub { margin: 0 }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; vertical-align: top; padding: 1.2mm 2mm; border-bottom: .4pt solid #999 }
        th { width: 42mm; font-weight: bold }
        small { display: block; font-weight: normal; color: #555; font-size: 8.5pt }
        td p { margin: 0; overflow-wrap: anywhere }
        .code { font: 9.5pt/1.4 "DejaVu Sans Mono", "Liberation Mono", monospace }
        section { display: flex; flex-wrap: wrap; gap: 5mm; margin-top: 5mm; break-inside: avoid; justify-content: center }
        section div { flex: 1 1 60mm; font-size: 10pt }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 9pt; background: #f3f3f3; padding: 2mm; margin: 0 }
        .english { color: #555; font-size: 9pt }
        """
}

extension ReceiptVerification {
    /// A line of the sheet's table.
    package struct Row {
        package let name: Bilingual
        package let values: [String]
        /// Digits and letters to compare one by one.
        package var isCode = false
    }

    /// The document's code, as its sender wrote it.
    var code: String { judgement.acceptance?.content.facts.code ?? "" }

    /// What is proven, in a table's order.
    package var rows: [Row] {
        guard let acceptance = judgement.acceptance, let head = judgement.head else { return [] }
        let facts = acceptance.content.facts
        let recipients =
            receipt.about.delivery == nil
            ? judgement.recipients.filter { $0.state != .refused }
            : [judgement.recipient(of: receipt.about)].compactMap(\.self)
        var rows = [
            Row(name: Bilingual(vi: "Số, ký hiệu", en: "Code"), values: [facts.code]),
            Row(name: Bilingual(vi: "Ngày ban hành", en: "Date"), values: [facts.promulgationDate ?? ""]),
            Row(name: Bilingual(vi: "Trích yếu", en: "Subject"), values: [facts.subject]),
            Row(
                name: Bilingual(vi: "Nơi gửi", en: "Sender"),
                values: [Self.named(facts.from.name, acceptance.content.sender)]),
            Row(
                name: Bilingual(vi: "Nơi nhận", en: "Recipients"),
                values: recipients.map { Self.named($0.name, $0.recipient) }),
            Row(
                name: Bilingual(vi: "Trục tiếp nhận lúc", en: "Accepted by the hub at"),
                values: ["\(acceptance.at.shown) (giờ Việt Nam)"]),
        ]
        if let status = facts.status {
            let name = StatusCode(rawValue: status.code)?.name.vi ?? ""
            rows.insert(
                Row(name: Bilingual(vi: "Trạng thái", en: "Status"), values: ["\(status.code) \(name)"]), at: 0)
        }
        if !judgement.handOver.isEmpty {
            rows.append(
                Row(
                    name: Bilingual(vi: "Đã giao", en: "Handed over"),
                    values: judgement.handOver.map { handedOver($0).vi }))
        }
        return rows.filter { $0.values.contains { !$0.isEmpty } } + proofRows(facts, head)
    }

    private func proofRows(_ facts: MessageFacts, _ head: TreeHead) -> [Row] {
        [
            Row(
                name: Bilingual(vi: "SHA-256 của văn bản", en: "SHA-256 of the document"),
                values: [facts.sha256, "\(facts.size) byte"], isCode: true),
            Row(
                name: Bilingual(vi: "Mục nhật ký", en: "Journal entries"),
                values: [
                    receipt.entries.map { "\($0.index)" }.joined(separator: ", ") + " / \(head.size)"
                ], isCode: true),
            Row(
                name: Bilingual(vi: "Đầu nhật ký", en: "Root of the journal"), values: [head.root.hexadecimal],
                isCode: true),
            Row(
                name: Bilingual(vi: "Khóa của trục", en: "Key of the hub"), values: [key.text], isCode: true),
            Row(name: Bilingual(vi: "Bên chứng kiến", en: "Witnesses"), values: [witnessed.vi]),
        ]
    }
}
