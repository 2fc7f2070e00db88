import EdXML
import HubCore
import NIOCore
import SignedXML

extension PackAudit.Outcome {
    package func text(in language: Language, limit: Int) -> String {
        let verdict =
            isWhole
            ? Bilingual(vi: "✓ GÓI KIỂM TOÁN ĐÚNG", en: "✓ THE PACK IS TRUE")
            : Bilingual(vi: "✗ GÓI KIỂM TOÁN CÓ \(flaws.count) CHỖ SAI", en: "✗ THE PACK HAS \(flaws.count) FLAWS")
        let list = FlawList(flaws: flaws, limit: limit).text(in: language)
        return verdict[language] + "\n" + list + summary.map { "  \($0[language])\n" }.joined()
    }

    private var summary: [Bilingual] {
        guard let manifest else { return [] }
        let whose = manifest.agencies.isEmpty ? "" : " (\(manifest.agencies.joined(separator: ", ")))"
        let left = proven - whole - extracts
        let lines = [
            Bilingual(
                vi: "Trục \(manifest.hub), từ \(manifest.from.shown) đến trước \(manifest.to.shown)\(whose)",
                en: "The hub \(manifest.hub), from \(manifest.from.shown) and before \(manifest.to.shown)\(whose)"),
            Bilingual(
                vi:
                    "\(proven) mục liền nhau: \(whole) nguyên văn, \(extracts) bản trích (\(opened) đã mở hết), \(left) chỉ có mã băm",
                en:
                    "\(proven) entries in a row: \(whole) whole, \(extracts) extracts (\(opened) opened), \(left) by their hashes alone"
            ),
            Bilingual(vi: "\(documents) văn bản kèm theo đúng mã băm", en: "\(documents) documents with their digests"),
        ]
        let earlier = Bilingual(
            vi: "\(continued) bằng chứng đã giữ (--from) được gói nối tiếp",
            en: "\(continued) kept proofs (--from) are continued by the pack")
        let archive = Bilingual(
            vi: "Thùng ASiC-E: chữ ký khớp; tin chứng thư ấy hay không, xem bằng openssl cms -verify",
            en:
                "An ASiC-E container: its signature holds; whether to believe the certificate, openssl cms -verify tells"
        )
        return lines + (continued > 0 ? [earlier] : []) + (isContainer ? [archive] : [])
    }

    package func json(limit: Int) -> String {
        struct Report: Encodable {
            let whole: Bool
            let flaws: Int
            let manifest: PackManifest?
            let proven: Int64
            let entries: Int64
            let extracts: Int64
            let opened: Int
            let documents: Int
            let continued: Int
            let named: [FlawList.Line]
        }
        let report = Report(
            whole: isWhole, flaws: flaws.count, manifest: manifest, proven: proven, entries: whole, extracts: extracts,
            opened: opened, documents: documents, continued: continued,
            named: FlawList(flaws: flaws, limit: limit).lines)
        return String(buffer: WireJSON.encode(report))
    }
}

extension PackDesk.Outcome {
    package func text(in language: Language, path: String) -> String {
        let (whole, extracts, left) = (manifest.whole, manifest.extracts, manifest.left)
        let made = Bilingual(
            vi:
                "Đã xuất \(path): \(whole) mục nguyên văn, \(extracts) bản trích, \(left) mục chỉ có mã băm; SHA-256 \(sha256).",
            en:
                "Exported \(path): \(whole) entries whole, \(extracts) extracts, \(left) by their hashes; SHA-256 \(sha256)."
        )
        let kept = openings.map {
            Bilingual(
                vi: "Phần che: \($0.count) chỗ; \($0.path) mở được từng chỗ. GIỮ RIÊNG, đừng gửi kèm gói.",
                en: "Withheld: \($0.count) values; \($0.path) opens each. KEEP it apart, and never with the pack.")
        }
        return [made, kept].compactMap { $0?[language] }.joined(separator: "\n") + "\n"
    }
}
