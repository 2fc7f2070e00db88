import SeededRandom

@testable import SignedXML

/// A document drawn at random, full of what canonical forms differ in.
///
/// Namespaces are redeclared, shadowed and undeclared; attributes of several namespaces stand in any order; texts hold
/// entities, character references, every line end, CDATA and characters from all planes. It stands in two parts, between
/// which, among the root's children, a signature may be put.
struct GeneratedDocument {
    /// Up to somewhere among the root's children, and from there on.
    private(set) var parts = ["", ""]
    /// The finding for what must not stand in it; `nil` for a document that must be read.
    private(set) var refusal: Rule?

    private var dice: SplitMix
    /// Bindings in scope, outermost first: prefix (`""` for the default namespace) and URI (`""` for none).
    private var scope: [(prefix: String, uri: String)] = []
    private var current = 0
    private var identifiers = 0

    /// - Parameter spoiled: whether something is put in that must be refused.
    init(seed: UInt64, spoiled: Bool = false) {
        dice = SplitMix(seed)
        if dice.once(in: 20) { write("\u{FEFF}") }
        if dice.once(in: 2) { write(dice.pick(GeneratedVocabulary.declarations)) }
        write(dice.pick(["", "", "\n", " \r\n\t"]))
        let spoil: (rule: Rule, text: String)? = spoiled ? dice.pick(GeneratedVocabulary.spoils) : nil
        writeRoot(spoil: spoil?.text)
        refusal = spoil?.rule
        write(dice.pick(["", "", "\n", "\r \t\n"]))
    }

    /// The whole, with `insertion` among the root's children.
    func text(with insertion: String = "") -> String { parts[0] + insertion + parts[1] }

    private mutating func write(_ text: String) { parts[current] += text }

    // MARK: Elements

    private mutating func writeRoot(spoil: String?) {
        let name = openTag(named: "r", depth: 1)
        write(">")
        let before = dice.number(0...4)
        let after = dice.number(0...4)
        for _ in 0..<before { writeContent(depth: 2) }
        current = 1
        if let spoil { write(spoil) }
        for _ in 0..<after { writeContent(depth: 2) }
        closeTag(name)
    }

    private mutating func writeContent(depth: Int) {
        switch dice.number(1...10) {
        case 1...5 where depth < 9: writeElement(depth: depth)
        case 6, 7: write(dice.pick(GeneratedVocabulary.cdata))
        default: writeText(GeneratedVocabulary.textPieces)
        }
    }

    private mutating func writeElement(depth: Int) {
        let known = scope.count
        defer { scope.removeLast(scope.count - known) }
        let name = openTag(named: dice.pick(GeneratedVocabulary.names), depth: depth)
        if dice.once(in: 4) { return write(dice.pick(["/>", " />", "\r\n/>"])) }
        write(">")
        for _ in 0..<dice.number(0...3) { writeContent(depth: depth + 1) }
        closeTag(name)
    }

    /// Writes a start tag but for its end.
    /// - Returns: the element's name.
    private mutating func openTag(named local: String, depth: Int) -> String {
        let declared = declarations(depth: depth)
        scope += declared
        let name = dice.pick(usablePrefixes(forAttribute: false)).map { "\($0):\(local)" } ?? local
        var attributes = declared.map { ($0.prefix.isEmpty ? "xmlns" : "xmlns:\($0.prefix)", Self.escaped($0.uri)) }
        if dice.once(in: 12) { attributes.append(("xmlns:xml", XMLNamespace.xml)) }
        write("<" + name)
        for (name, value) in (attributes.map { ($0, Optional($1)) } + ordinaryAttributes()).shuffled(using: &dice) {
            write(dice.pick(GeneratedVocabulary.spaces) + name + dice.pick(["=", "=", " = ", "\n=\t"]))
            writeValue(value)
        }
        write(dice.pick(["", "", "", " ", "\n", "\r\n"]))
        return name
    }

    private mutating func closeTag(_ name: String) { write("</\(name)\(dice.pick(["", "", " ", "\r\n"]))>") }

    // MARK: Namespaces

    private mutating func declarations(depth: Int) -> [(prefix: String, uri: String)] {
        guard scope.count < 24 else { return [] }
        var declared: [(prefix: String, uri: String)] = []
        for prefix in GeneratedVocabulary.prefixes.shuffled(using: &dice).prefix(depth == 1 ? 4 : 2) {
            guard dice.once(in: 2) else { continue }
            // Only the default namespace can be undeclared (Namespaces in XML 1.0 §6.2).
            let uris = GeneratedVocabulary.uris + (prefix.isEmpty ? ["", ""] : [])
            declared.append((prefix, dice.pick(uris)))
        }
        return declared
    }

    private func uri(of prefix: String) -> String? { scope.last { $0.prefix == prefix }?.uri }

    /// Prefixes that may be written here; `nil` is none.
    private func usablePrefixes(forAttribute isAttribute: Bool) -> [String?] {
        let declared = Set(scope.map(\.prefix)).subtracting([""]).sorted()
        return [nil] + declared.map { $0 } + (isAttribute ? ["xml"] : [])
    }

    // MARK: Attributes

    /// Names (each expanded name once) without values; with values where the name asks for a certain one.
    private mutating func ordinaryAttributes() -> [(String, String?)] {
        var taken: Set<String> = []
        var attributes: [(String, String?)] = []
        for _ in 0..<dice.pick([0, 0, 1, 1, 2, 3, 5, 9]) {
            let prefix = dice.pick(usablePrefixes(forAttribute: true))
            let local = dice.pick(prefix == "xml" ? GeneratedVocabulary.xmlNames : GeneratedVocabulary.names)
            let namespace = prefix == "xml" ? XMLNamespace.xml : prefix.flatMap { uri(of: $0) } ?? ""
            guard taken.insert("{\(namespace)}\(local)").inserted else { continue }
            attributes.append((prefix.map { "\($0):\(local)" } ?? local, prefix == "xml" ? xmlValue(of: local) : nil))
        }
        return attributes
    }

    private mutating func xmlValue(of local: String) -> String {
        switch local {
        case "id":
            identifiers += 1
            return "id-\(identifiers)"
        case "space": return dice.pick(["preserve", "default"])
        case "lang": return dice.pick(["vi", "en-GB", ""])
        default: return dice.pick(["http://a.example/b/", "../c", "d"])
        }
    }

    // MARK: Texts

    private mutating func writeText(_ pieces: [String]) {
        for _ in 0..<dice.number(1...6) { write(dice.pick(pieces)) }
        if dice.once(in: 60) { write(String(repeating: dice.pick(pieces), count: dice.number(200...2_500))) }
    }

    /// Writes a value in quotes: that one, or one drawn here.
    private mutating func writeValue(_ value: String?) {
        let quote = dice.pick(["\"", "'"])
        write(quote)
        if let value {
            write(value)
        } else {
            let pieces = GeneratedVocabulary.valuePieces + [quote == "'" ? "\"" : "'"]
            for _ in 0..<dice.number(0...5) { write(dice.pick(pieces)) }
        }
        write(quote)
    }

    private static func escaped(_ uri: String) -> String { uri.replacing("&", with: "&amp;") }
}
