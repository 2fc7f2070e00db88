import EdXML
import HubCore
import SignedXML

extension SendOutcome {
    package var isTaken: Bool { if case .taken = self { true } else { false } }

    /// For a person: the receipt, or every reason and how to mend it.
    package func text(in language: Language) -> String {
        switch self {
        case .taken(let taken): taken.text(in: language)
        case .refused(let refused): refused.text(in: language)
        }
    }
}

extension SendOutcome.Taken {
    fileprivate func text(in language: Language) -> String {
        let word =
            isRepeat == true
            ? Bilingual(vi: "ĐÃ TIẾP NHẬN từ trước, biên nhận như cũ", en: "ACCEPTED before, the same receipt")
            : Bilingual(vi: "ĐÃ TIẾP NHẬN", en: "ACCEPTED")
        let lines =
            [(Bilingual(vi: "Mã tại trục", en: "Id at the hub"), id)] + (receipt.map { Self.lines($0, language) } ?? [])
        let width = lines.map { $0.0[language].count }.max() ?? 0
        let table = lines.map { "  \($0[language].filled(to: width))  \($1)\n" }.joined()
        return "✓ \(word[language])\n\(table)" + findings.text(in: language)
    }

    private static func lines(_ receipt: Receipt, _ language: Language) -> [(Bilingual, String)] {
        let same = Bilingual(vi: "đúng của tệp này", en: "this file's")
        let unverified = Bilingual(
            vi: "chưa kiểm tra, cần khóa công khai của trục", en: "not verified: that needs the hub's public key")
        return [
            (Bilingual(vi: "Lúc", en: "At"), receipt.acceptedAt.shown),
            (Bilingual(vi: "SHA-256", en: "SHA-256"), "\(receipt.sha256) (\(same[language]))"),
            (Bilingual(vi: "Số nhật ký", en: "Journal entry"), "\(receipt.journalIndex)"),
            (Bilingual(vi: "Trục, khóa", en: "Hub, key"), "\(receipt.hub), \(receipt.keyID)"),
            (Bilingual(vi: "Chữ ký", en: "Signature"), "\(receipt.signature) (\(unverified[language]))"),
        ]
    }
}

extension SendOutcome.Refused {
    fileprivate func text(in language: Language) -> String {
        let word = language == .vi ? "✗ BỊ TỪ CHỐI" : "✗ REFUSED"
        return findings.isEmpty ? "\(word): \(summary)\n" : "\(word)\n" + findings.text(in: language)
    }
}

extension [FindingOnTheWire] {
    /// Each after an empty line: what and where, then how to mend it.
    fileprivate func text(in language: Language) -> String {
        map { finding in
            let line = finding.line.map { language == .vi ? ", dòng \($0)" : ", line \($0)" } ?? ""
            let element = finding.element?.split(separator: "/").last.map { ", <\($0)>" } ?? ""
            let sign = finding.level == "flag" ? "!" : "✗"
            return """

                \(sign) \(finding.code)\(line)\(element)
                  \(language == .vi ? finding.vi : finding.en)
                  → \(finding.mend[language]) [\(finding.source)]

                """
        }
        .joined()
    }
}
