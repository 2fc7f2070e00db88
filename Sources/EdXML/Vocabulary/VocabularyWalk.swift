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
    private var open: [(name: String, content: Vocabulary.Content)] = []
    private var noted: Set<String> = []
    private let isStrict: Bool

    /// - Parameter isStrict: whether what is not known refuses the packet.
    init(isStrict: Bool) { self.isStrict = isStrict }

    /// Enters an element, unless it is unknown: then nothing in it is asked about, and it is not left.
    mutating func enter(_ element: OpenedElement) -> ElementVerdict {
        guard let parent = open.last else {
            // The root is judged by its reader, with sentences of its own.
            return enter(element, as: .group(.packet))
        }
        guard case .group(let group) = parent.content else { return enter(element, as: parent.content) }
        if let content = group.children[element.name.local], Self.isOurs(element.name, in: group, holding: content) {
            return enter(element, as: content)
        }
        note(element, in: group)
        return .unknown
    }

    /// Whether the element entered last holds what the vocabulary leaves open.
    var isInOpaque: Bool { open.last?.content == .opaque }

    mutating func leave() { _ = open.popLast() }

    private mutating func enter(_ element: OpenedElement, as content: Vocabulary.Content) -> ElementVerdict {
        open.append((element.name.local, content))
        guard !element.attributes.isEmpty, content != .opaque else { return .known }
        let unknown = element.attributes.indices.filter { !Self.knows(element.attributes[$0].name, on: content) }
        for index in unknown { note(element.attributes[index], of: element) }
        return unknown.isEmpty ? .known : .knownExceptAttributes(unknown)
    }

    /// Our namespace everywhere; in the attachments, none is as good.
    private static func isOurs(
        _ name: ElementName, in group: Vocabulary.Group, holding content: Vocabulary.Content
    ) -> Bool {
        if name.namespace == EdXMLNamespace.uri { return true }
        return name.namespace == nil && (group.mayLackNamespace || content == .group(.attachments))
    }

    private static func knows(_ attribute: ElementName, on content: Vocabulary.Content) -> Bool {
        guard case .group(let group) = content else { return false }
        // The .NET senders' links from the manifest to the attachments, which say again what ContentId says.
        if attribute.namespace == xlink { return group == .reference }
        return attribute.namespace == nil && group.attributes.contains(attribute.local)
    }

    // MARK: Findings

    private mutating func note(_ attribute: XMLAttribute, of element: OpenedElement) {
        let place = Place(line: element.line, element: path)
        let name = attribute.name.local.excerpt
        guard isNew("\(path)/@\(name)") else { return }
        note(EdXMLRules.unknownAttribute, at: place, ["name": name, "element": element.name.local.excerpt])
    }

    private mutating func note(_ element: OpenedElement, in group: Vocabulary.Group) {
        let name = element.name.local.excerpt
        let parent = open.last?.name ?? ""
        let place = Place(line: element.line, element: "\(path)/\(name)")
        guard isNew(place.element) else { return }
        if let namespace = element.name.namespace, namespace != EdXMLNamespace.uri {
            return note(EdXMLRules.foreignElement, at: place, ["name": name, "namespace": namespace.excerpt])
        }
        let word = element.name.local
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

    /// The innermost open element that is known.
    private var path: String { open.reduce(into: "") { $0 += "/" + $1.name } }

    private mutating func isNew(_ path: String) -> Bool {
        noted.count < Self.limit && noted.insert(path).inserted
    }

    private mutating func note(_ rule: Rule, at place: Place, _ arguments: [String: String]) {
        findings.append(Finding(isStrict ? rule.raised : rule, at: place, arguments))
    }
}
