import EdXML
import HubCore
import SignedXML

extension VerificationReport {
    /// The report for a person.
    package func text(in language: Language) -> String {
        var parts = ["\(isValid ? "✓" : "✗") \(heading[language]): \(file)\n  \(code): \(reason[language])"]
        parts.append(about(language))
        parts += verdict.findings.enumerated().map { $1.paragraph(numbered: $0 + 1, in: language) }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var heading: Bilingual {
        switch verdict.result {
        case .valid: Bilingual(vi: "CHỮ KÝ HỢP LỆ", en: "VALID")
        case .invalid: Bilingual(vi: "CHỮ KÝ SAI", en: "INVALID")
        case .refused: Bilingual(vi: "BỊ TỪ CHỐI", en: "REFUSED")
        }
    }

    private func about(_ language: Language) -> String {
        guard let signer = verdict.signer, let description = verdict.description else { return "" }
        let path =
            verdict.isPathJudged
            ? Bilingual(
                vi: "đã xét tại \(times.judgedAt ?? judgedAt)", en: "judged as of \(times.judgedAt ?? judgedAt)")
            : Bilingual(vi: "chưa xét (--no-path)", en: "not judged (--no-path)")
        var lines: [(Bilingual, String)] = [
            (Bilingual(vi: "Người ký số", en: "Signed by"), signer.subject),
            (Bilingual(vi: "Cấp bởi", en: "Issued by"), signer.issuer),
            (Bilingual(vi: "Số hiệu", en: "Serial"), signer.serial),
            (Bilingual(vi: "Dấu vân SHA-256", en: "Fingerprint"), signer.fingerprint),
            (Bilingual(vi: "Đường dẫn tin cậy", en: "Trust path"), path[language]),
            (Bilingual(vi: "Thuật toán ký", en: "Method"), description.signatureMethod),
            (Bilingual(vi: "Chuẩn hóa", en: "Canonical form"), description.canonicalizationMethod),
        ]
        lines += times.lines(in: language).map { ($0.label, $0.text) }
        for reference in description.references {
            let steps = ([reference.digestMethod] + reference.transforms).joined(separator: ", ")
            lines.append((Bilingual(vi: "Bao trùm", en: "Covers"), "“\(reference.uri)” (\(steps))"))
        }
        let width = lines.map { $0.0[language].count }.max() ?? 0
        return lines.map { "  \($0[language].filled(to: width))  \($1)" }.joined(separator: "\n")
    }
}
