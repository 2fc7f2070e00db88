import EdXML
import HubCore
import SignedXML

extension CheckReport {
    /// The report for a person, to be read aloud over the telephone if need be.
    package func text(in language: Language) -> String {
        var parts = [verdict(language), about(language)]
        parts.append(list(refusals, heading: refusalHeading, language))
        parts.append(list(recipientFindings, heading: Phrase.recipients, language))
        parts.append(list(flags, heading: Phrase.flags, language))
        if !notJudged.isEmpty {
            let lines = notJudged.map { " – \($0.says[language])" }
            parts.append(([Phrase.notJudged[language]] + lines).joined(separator: "\n"))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func verdict(_ language: Language) -> String {
        guard isAcceptable else { return "✗ \(Phrase.refused[language]): \(file)" }
        return "✓ \((notJudged.isEmpty ? Phrase.acceptable : Phrase.acceptableSoFar)[language]): \(file)"
    }

    private func about(_ language: Language) -> String {
        guard let facts = content?.facts else { return "" }
        func named(_ party: MessageFacts.Party) -> String {
            party.name.isEmpty ? party.id : "\(party.id) \(party.name)"
        }
        var lines: [(Bilingual, String)] = []
        if let status = facts.status {
            let name = StatusCode(rawValue: status.code)?.name[language] ?? ""
            lines.append((Phrase.status, "\(status.code) \(name)"))
            lines.append((Phrase.answered, facts.codeAndDay(language)))
        } else {
            lines.append((Phrase.document, facts.codeAndDay(language)))
            lines.append((Phrase.subject, facts.subject))
        }
        lines.append((Phrase.from, named(facts.from)))
        lines.append((Phrase.to, facts.to.map(named).joined(separator: "; ")))
        lines.append((Phrase.signer, content?.signer ?? "–"))
        let width = lines.map { $0.0[language].count }.max() ?? 0
        return lines.map { "  \($0[language].filled(to: width))  \($1)" }.joined(separator: "\n")
    }

    private var refusalHeading: Bilingual {
        let count = refusals.count
        return Bilingual(
            vi: count == 1 ? "Có một lỗi phải sửa:" : "Có \(count) lỗi phải sửa:",
            en: count == 1 ? "One thing to mend:" : "\(count) things to mend:")
    }

    private func list(_ findings: [Finding], heading: Bilingual, _ language: Language) -> String {
        guard !findings.isEmpty else { return "" }
        let items = findings.enumerated().map { number, finding in
            "\(number + 1). " + finding.lines(in: language).joined(separator: "\n   ")
        }
        return ([heading[language]] + items).joined(separator: "\n\n")
    }
}

extension Finding {
    /// What and where, how to mend it, and who asks for it: a line each.
    func lines(in language: Language) -> [String] {
        var head = rule.code
        if let place {
            let name = place.element.split(separator: "/").last.map { ", <\($0)>" } ?? ""
            head += "\(language == .vi ? ", dòng" : ", line") \(place.line)\(name)"
        }
        return [
            head, says[language], "\(Phrase.mend[language]): \(mend[language])",
            "\(Phrase.source[language]): \(rule.source)",
        ]
    }
}

private enum Phrase {
    static let refused = Bilingual(vi: "BỊ TỪ CHỐI", en: "REFUSED")
    static let acceptable = Bilingual(vi: "CHẤP NHẬN ĐƯỢC", en: "ACCEPTABLE")
    static let acceptableSoFar = Bilingual(
        vi: "CHẤP NHẬN ĐƯỢC trong phần đã xét", en: "ACCEPTABLE as far as it was judged")
    static let document = Bilingual(vi: "Văn bản", en: "Document")
    static let subject = Bilingual(vi: "Trích yếu", en: "Subject")
    static let status = Bilingual(vi: "Trạng thái", en: "Status")
    static let answered = Bilingual(vi: "Của văn bản", en: "Of document")
    static let from = Bilingual(vi: "Nơi gửi", en: "From")
    static let to = Bilingual(vi: "Nơi nhận", en: "To")
    static let signer = Bilingual(vi: "Người ký số", en: "Signed by")
    static let mend = Bilingual(vi: "Cách sửa", en: "To mend it")
    static let source = Bilingual(vi: "Căn cứ", en: "Asked for by")
    static let flags = Bilingual(
        vi: "Lưu ý, không làm văn bản bị từ chối:", en: "Remarks, for which it is not refused:")
    static let recipients = Bilingual(
        vi: "Nơi nhận không gửi tới được (các nơi nhận khác vẫn được gửi):",
        en: "Recipients that cannot be served (the others still are):")
    static let notJudged = Bilingual(vi: "Chưa xét:", en: "Not judged:")
}

extension MessageFacts {
    /// `12/QĐ-UBND ngày 05/10/2026`
    fileprivate func codeAndDay(_ language: Language) -> String {
        guard let date = promulgationDate else { return code }
        let day = date.split { $0 == "/" || $0 == "-" }.reversed().joined(separator: "/")
        return language == .vi ? "\(code) ngày \(day)" : "\(code) of \(day)"
    }
}

extension String {
    /// With spaces after it, up to a width in characters; longer texts stay whole.
    func filled(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
