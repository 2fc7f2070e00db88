import EdXML
import HubCore
import SignedXML

extension CheckReport {
    /// The report for a person, 80 columns wide, to be read aloud over the telephone if need be.
    package func text(in language: Language) -> String {
        var parts = [verdict(language), about(language), attachmentsText(language), signedFilesText(language)]
        var number = 1
        for (heading, findings) in [
            (refusalHeading, refusals), (Phrase.recipients, recipientFindings), (Phrase.flags, flags),
        ] where !findings.isEmpty {
            parts.append(Paragraph.wrapped(heading[language]))
            for finding in findings {
                parts.append(finding.paragraph(numbered: number, in: language))
                number += 1
            }
        }
        if !notJudged.isEmpty {
            let lines = notJudged.map { Paragraph.wrapped($0.says[language], first: " – ", rest: "   ") }
            parts.append(([Phrase.notJudged[language]] + lines).joined(separator: "\n"))
        }
        parts.append(Glossary.section(for: parts.dropFirst().joined(separator: "\n"), in: language))
        if number > 1 { parts.append(Paragraph.wrapped(Phrase.telephone[language])) }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func verdict(_ language: Language) -> String {
        let word =
            isAcceptable ? (notJudged.isEmpty ? Phrase.acceptable : Phrase.acceptableSoFar) : Phrase.refused
        return [(isAcceptable ? "✓ " : "✗ ") + word[language], file].compactMap(\.self).joined(separator: ": ")
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
        lines += content?.times?.lines(in: language).map { ($0.label, $0.text) } ?? []
        return Paragraph.table(lines.map { ($0.0[language], $0.1) }, indent: "  ")
    }

    private var refusalHeading: Bilingual {
        let count = refusals.count
        return Bilingual(
            vi: count == 1 ? "Có một lỗi phải sửa:" : "Có \(count) lỗi phải sửa:",
            en: count == 1 ? "One thing to mend:" : "\(count) things to mend:")
    }
}

extension Finding {
    /// What is wrong; then where, how to mend it, who asks for it, and the code.
    func paragraph(numbered number: Int, in language: Language) -> String {
        let head = "\(number). "
        let indent = String(repeating: " ", count: head.count)
        var rows = [(Phrase.mend, mend[language]), (Phrase.source, rule.source), (Phrase.code, rule.code)]
        if let place { rows.insert((Phrase.place, place.inWords(language)), at: 0) }
        return Paragraph.wrapped(says[language], first: head, rest: indent) + "\n"
            + Paragraph.table(rows.map { ($0.0[language] + ":", $0.1) }, indent: indent)
    }
}

extension Place {
    /// `dòng 24, cột 13, thẻ OrganId, trong thẻ To thứ 2`
    fileprivate func inWords(_ language: Language) -> String {
        let isVietnamese = language == .vi
        var words = ["\(isVietnamese ? "dòng" : "line") \(line)"]
        if let column { words.append("\(isVietnamese ? "cột" : "column") \(column)") }
        let steps = element.split(separator: "/").suffix(2).map { Self.step($0, language) }
        if let last = steps.last { words.append((isVietnamese ? "thẻ " : "element ") + last) }
        if steps.count == 2 { words.append((isVietnamese ? "trong thẻ " : "in element ") + steps[0]) }
        return words.joined(separator: ", ")
    }

    /// `To[2]` is the second To.
    private static func step(_ step: Substring, _ language: Language) -> String {
        let parts = step.split(separator: "[")
        guard parts.count == 2 else { return String(step) }
        return "\(parts[0]) \(language == .vi ? "thứ" : "number") \(parts[1].dropLast())"
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
    static let place = Bilingual(vi: "Ở đâu", en: "Where")
    static let mend = Bilingual(vi: "Cách sửa", en: "To mend it")
    static let source = Bilingual(vi: "Căn cứ", en: "Asked for by")
    static let code = Bilingual(vi: "Mã", en: "Code")
    static let flags = Bilingual(
        vi: "Lưu ý, không làm văn bản bị từ chối:", en: "Remarks, for which it is not refused:")
    static let recipients = Bilingual(
        vi: "Nơi nhận không gửi tới được (các nơi nhận khác vẫn được gửi):",
        en: "Recipients that cannot be served (the others still are):")
    static let notJudged = Bilingual(vi: "Chưa xét:", en: "Not judged:")
    static let telephone = Bilingual(
        vi: "Khi gọi cho nơi cung cấp phần mềm, hãy đọc mã, số dòng và tên thẻ của từng mục.",
        en: "On the telephone with the software's supplier, read each item's code, line and element.")
}

extension MessageFacts {
    /// `12/QĐ-UBND ngày 05/10/2026`
    fileprivate func codeAndDay(_ language: Language) -> String {
        guard let date = promulgationDate else { return code }
        let day = date.split { $0 == "/" || $0 == "-" }.reversed().joined(separator: "/")
        return language == .vi ? "\(code) ngày \(day)" : "\(code) of \(day)"
    }
}
