@testable import SignedXML

/// What ``GeneratedDocument`` draws from: every kind of thing that two canonicalisers may write differently.
enum GeneratedVocabulary {
    static let declarations = [
        "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='utf-8'?>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>\n", "<?xml version='1.0' standalone='no'?>\r\n",
    ]

    static let prefixes = ["", "p", "q", "p1", "P", "đ", "x-y", "_"]

    /// Their order as URIs is another than that of the prefixes, and of their lengths.
    static let uris = [
        "urn:a", "urn:b", "urn:B", "urn:ab", "urn:%C4%91", "http://example.vn/ns", "http://example.vn/ns#", "a:b",
    ]

    /// One begins with a character beyond the sixteen-bit ones.
    static let names = ["a", "b", "B", "ab", "a-b", "a.b", "_", "đơn", "Ω", "\u{20000}n"]

    static let xmlNames = ["lang", "space", "base", "id"]

    static let spaces = [" ", " ", " ", "\n", "\t", "\r\n ", "\r"]

    /// Of the characters: the bounds of what XML allows, around the surrogates and beyond them.
    private static let characters = [
        "văn bản", "Quyết định số 12/QĐ-UBND", "…", "\u{20000}", "\u{1F600}", "\u{D7FF}\u{E000}\u{FFFD}", "\u{10FFFF}",
        "\u{7F}\u{80}\u{85}", "\u{2028}", "\u{FEFF}", "e\u{301}", "0", ";",
    ]

    private static let references = [
        "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#38;", "&#x26;", "&#60;", "&#9;", "&#xA;", "&#xD;", "&#13;",
        "&#32;",
        "&#x110;", "&#x1F600;", "&#xD7FF;", "&#xE000;", "&#x10FFFF;", "&amp;#38;", "&#38;#38;", "&amp;amp;",
        "&#x00041;",
    ]

    private static let plain = [" ", "  ", "\n", "\r", "\r\n", "\r\r\n", "\n\r", "\t", "a", ">", "#38;"]

    static let textPieces = characters + references + plain + ["'", "\"", "]] ", "] ]>", "]]&gt;"]

    static let valuePieces = characters + references + plain + ["]]>", "a b  c"]

    static let cdata = [
        "<![CDATA[]]>", "<![CDATA[<a b='c'> & ]] > \r\n \r \n\r]]>", "<![CDATA[]]]]><![CDATA[>]]>",
        "<![CDATA[&amp;&#13;]]>",
        "<![CDATA[\r]]>", "<![CDATA[\u{20000}đ]]>\r", "<![CDATA[<!-- --><?x?><!DOCTYPE a>]]>", "<![CDATA[ ]]]>",
    ]

    /// What no official document may hold, and the finding for it.
    static let spoils: [(rule: Rule, text: String)] = [
        (XMLRules.comment, "<!---->"), (XMLRules.comment, "<!-- a\r\nb -->"),
        (XMLRules.processingInstruction, "<?x?>"), (XMLRules.processingInstruction, "<?xml-stylesheet href='a'?>"),
        (XMLRules.doctype, "<!DOCTYPE r>"), (XMLRules.entity, "&x;"), (XMLRules.entity, "<a b='&x;'/>"),
        (XMLRules.utf8, "&#xD800;"), (XMLRules.utf8, "&#xDFFF;"), (XMLRules.utf8, "<a b='&#xDC00;'/>"),
        (XMLRules.utf8, "&#xFFFE;"), (XMLRules.utf8, "&#x110000;"), (XMLRules.utf8, "&#0;"), (XMLRules.utf8, "\u{1}"),
        (XMLRules.utf8, "\u{FFFF}"), (XMLRules.nul, "\u{0}"), (XMLRules.namespace, "<undeclared:a/>"),
        (XMLRules.namespace, "<a xmlns:n='urn:n' xmlns:m='urn:n' n:b='' m:b=''/>"),
        (XMLRules.namespace, "<a xmlns:n=''/>"),
        (XMLRules.namespace, "<a xmlns:n='urn:đơn-vị'/>"),
        (XMLRules.notWellFormed, "<a b='1' b='2'/>"), (XMLRules.notWellFormed, "]]>"),
        (XMLRules.notWellFormed, "<a b='<'/>"), (XMLRules.notWellFormed, "<a></b>"),
    ]
}
