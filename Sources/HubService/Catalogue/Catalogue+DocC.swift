import SignedXML

extension Catalogue {
    /// The catalogue as a DocC article; `lienthong codes --docc` prints it.
    package var article: String {
        var text = """
            # Codes

            Mọi mã mà trục có thể trả lời, kèm ý nghĩa và cách sửa. Every code that the hub may answer with, what it says, \
            and how to mend it.

            ## Overview

            Each finding bears one of these codes. Codes are stable for ever: clients, operators and auditors may match on \
            them. **refuse** means that the document, or the request, is not accepted; **flag** that it is accepted with a \
            remark. A flag can be made to refuse, and some refusals can be made to flag, by the section `rules` of the \
            configuration; the other refusals guard a document's integrity and are fixed. Words in braces stand for what was \
            found.

            This page is written by `lienthong codes --docc`; a test compares it with the rules in the program.

            """
        for area in Area.allCases {
            let rules = rules(in: area)
            guard !rules.isEmpty else { continue }
            text += "\n## \(area.rawValue): \(area.title.vi) · \(area.title.en)\n"
            for rule in rules { text += "\n" + Self.section(rule) }
        }
        return text
    }

    private static func section(_ rule: Rule) -> String {
        var level = rule.level.rawValue
        if Area(of: rule)?.isOfDocuments == true {
            level += rule.level == .flag ? ", may be raised" : rule.mayBeLowered ? ", may be lowered" : ", fixed"
        }
        return """
            ### \(rule.code)

            \(escaped(rule.says.vi)) → \(escaped(rule.mend.vi))

            \(escaped(rule.says.en)) → \(escaped(rule.mend.en))

            *\(level)* · \(escaped(rule.source))

            """
    }

    /// What Markdown would take for markup.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if "\\`*_<>[]#".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }
}
