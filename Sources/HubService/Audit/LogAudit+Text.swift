import EdXML
import HubCore
import HubStore
import NIOCore
import SignedXML

extension LogAudit.Outcome {
    /// The verdict, what is wrong and where, and what was looked at.
    package func text(in language: Language, limit: Int) -> String {
        let verdict =
            isWhole
            ? Bilingual(vi: "✓ NHẬT KÝ NGUYÊN VẸN", en: "✓ THE LOG IS WHOLE")
            : Bilingual(vi: "✗ NHẬT KÝ CÓ \(flaws.count) CHỖ SAI", en: "✗ THE LOG HAS \(flaws.count) FLAWS")
        let list = FlawList(flaws: flaws, differences: differences, limit: limit).text(in: language)
        return verdict[language] + "\n" + list + summary.map { "  \($0[language])\n" }.joined()
    }

    private var summary: [Bilingual] {
        let tree = Bilingual(
            vi: "\(entries) mục nhật ký, \(tiles) mảnh của cây băm, \(heads) đầu nhật ký đã ký"
                + (head.map { " (mới nhất: \($0.size) mục)" } ?? ""),
            en: "\(entries) journal entries, \(tiles) tiles of the tree, \(heads) signed heads"
                + (head.map { " (the newest of \($0.size) entries)" } ?? ""))
        let payload = Bilingual(
            vi: "\(payloads) nội dung đúng mã băm (\(payloadBytes) byte), \(retired) đã xóa theo lệnh",
            en: "\(payloads) payloads with their digests (\(payloadBytes) bytes), \(retired) retired")
        let views =
            rows.map {
                Bilingual(
                    vi: "\(receipts) biên nhận, \($0) dòng trong các bảng so với nhật ký",
                    en: "\(receipts) receipts, \($0) rows of the tables beside the journal")
            }
            ?? Bilingual(vi: "các bảng chưa được so với nhật ký", en: "the tables were not compared with the journal")
        let earlier = Bilingual(
            vi: "\(continued) bằng chứng đã giữ (--from) được nhật ký nối tiếp",
            en: "\(continued) kept proofs (--from) are continued by the journal")
        return [tree, payload, views] + (continued > 0 ? [earlier] : [])
    }

    package func json(limit: Int) -> String {
        struct Report: Encodable {
            let whole: Bool
            let flaws: Int
            let entries: Int64
            let tiles: Int64
            let heads: Int
            let size: Int64?
            let continued: Int
            let payloads: Int64
            let payloadBytes: Int64
            let retired: Int64
            let receipts: Int64
            let rows: Int64?
            let named: [FlawList.Line]
        }
        let report = Report(
            whole: isWhole, flaws: flaws.count, entries: entries, tiles: tiles, heads: heads, size: head?.size,
            continued: continued, payloads: payloads, payloadBytes: payloadBytes, retired: retired, receipts: receipts,
            rows: rows, named: FlawList(flaws: flaws, differences: differences, limit: limit).lines)
        return String(buffer: WireJSON.encode(report))
    }
}

extension ProgressLine {
    package func show(_ progress: LogAudit.Progress) {
        switch progress {
        case .database: show("cơ sở dữ liệu · database", 0, of: nil)
        case .entries(let done, let all): show("mục và cây · entries and tree", done, of: all)
        case .payloads(let done): show("nội dung · payloads", done, of: nil)
        case .receipts(let done): show("biên nhận · receipts", done, of: nil)
        case .views(let progress): show(progress)
        }
    }
}
