import SignedXML

/// Follows the open elements of one packet through the vocabulary, and says which of them it knows.
///
/// What stands inside a field of text or of base64 counts as known: the schema refuses it, since two systems would read
/// that field in two ways. The unknown is noted once for each name in each element.
struct VocabularyWalk {
    /// A packet with more unknown words than this is not looked at for further ones.
    private static let limit = 50
    private static let xlink = "http://www.w3.org/1999/xlink"

    private(set) var findings: [Finding] = []
    /// What each open element holds, the root's first.
    private var open: [Vocabulary.Content] = []
    private var noted: Set<String> = []

    init() { open.reserveCapacity(16) }

    /// Enters an element, unless it is unknown: then nothing in it is asked about, and it is not left.
    /// - Parameter parent: the innermost open element, for telling the place of what is unknown.
    mutating func enter(_ element: OpenedElement, in parent: @autoclosure () -> ElementRecord?) -> ElementVerdict {
        // The root is judged by its reader, with sentences of its own.
        var content = open.last ?? .group(.packet)
        if !open.isEmpty, case .group(let group) = content {
            guard let number = element.word, let word = Word(number: number), let known = group.content(of: word),
                Self.isOurs(element.space, in: group, holding: known)
            else {
                note(element, of: group, in: parent())
                return .unknown
            }
            content = known
        }
        open.append(content)
        guard !element.attributes.isEmpty, content != .opaque else { return .known }
        return judgeAttributes(of: element, holding: content, in: parent())
    }

    /// Whether what was entered last is kept and not read, with all it holds.
    var isInOpaque: Bool { open.last == .opaque }

    mutating func leave() { _ = open.popLast() }

    private mutating func judgeAttributes(
        of element: OpenedElement, holding content: Vocabulary.Content, in parent: ElementRecord?
    ) -> ElementVerdict {
        let unknown = element.attributes.indices.filter { !Self.knows(element.attributes[$0].name, on: content) }
        for index in unknown { note(element.attributes[index], of: element, in: parent) }
        return unknown.isEmpty ? .known : .knownExceptAttributes(unknown)
    }

    /// Our namespace everywhere; in the attachments, none is as good.
    private static func isOurs(
        _ space: NameSpace, in group: Vocabulary.Group, holding content: Vocabulary.Content
    ) -> Bool {
        if space == .own { return true }
        return space == .none && (group.mayLackNamespace || content == .group(.attachments))
    }

    private static func knows(_ attribute: ElementName, on content: Vocabulary.Content) -> Bool {
        guard case .group(let group) = content else { return false }
        // The .NET senders' links from the manifest to the attachments, which say again what ContentId says.
        if attribute.namespace == xlink { return group == .reference }
        return attribute.namespace == nil && group.attributes.contains(attribute.local)
    }

    // MARK: Findings

    private mutating func note(_ attribute: XMLAttribute, of element: OpenedElement, in parent: ElementRecord?) {
        let place = Self.place(of: element, in: parent)
        let name = attribute.name.local.excerpt
        guard isNew("\(place.element)/@\(name)") else { return }
        note(EdXMLRules.unknownAttribute, at: place, ["name": name, "element": element.name.local.excerpt])
    }

    private mutating func note(_ element: OpenedElement, of group: Vocabulary.Group, in parent: ElementRecord?) {
        let word = element.name.local
        let name = word.excerpt
        let place = Self.place(of: element, in: parent)
        guard isNew(place.element) else { return }
        if let namespace = element.name.namespace, namespace != EdXMLNamespace.uri {
            return note(EdXMLRules.foreignElement, at: place, ["name": name, "namespace": namespace.excerpt])
        }
        let parent = parent?.name ?? ""
        let meant = Vocabulary.probablyMeant(by: word, in: group)
        let homes = meant == nil ? Vocabulary.homes(of: word) : []
        var arguments = ["name": name, "parent": parent]
        if Vocabulary.acting.contains(meant ?? word), meant != nil || !homes.isEmpty {
            arguments["suggestion"] = (meant == nil ? homes : [parent]).map { "\($0)/\(meant ?? word)" }
                .joined(separator: ", ")
            note(EdXMLRules.actingElement, at: place, arguments)
        } else if let meant {
            arguments["suggestion"] = element.name.namespace == nil ? "edXML:\(meant)" : meant
            note(EdXMLRules.misspeltElement, at: place, arguments)
        } else if !homes.isEmpty {
            arguments["suggestion"] = homes.joined(separator: ", ")
            note(EdXMLRules.misplacedElement, at: place, arguments)
        } else {
            note(EdXMLRules.unknownElement, at: place, arguments)
        }
    }

    private static func place(of element: OpenedElement, in parent: ElementRecord?) -> Place {
        let path = "\(parent?.path ?? "")/\(Place.step(element.name.local.excerpt, element.position))"
        return Place(line: element.line, column: element.column, element: path)
    }

    /// Whether it is the first under this path of names, whatever the positions.
    private mutating func isNew(_ path: String) -> Bool {
        guard noted.count < Self.limit else { return false }
        var isInPosition = false
        let names = path.utf8.filter { byte in
            if byte == UInt8(ascii: "[") { isInPosition = true }
            defer { if byte == UInt8(ascii: "]") { isInPosition = false } }
            return !isInPosition
        }
        return noted.insert(String(decoding: names, as: UTF8.self)).inserted
    }

    private mutating func note(_ rule: Rule, at place: Place, _ arguments: [String: String]) {
        findings.append(Finding(rule, at: place, arguments))
    }
}
