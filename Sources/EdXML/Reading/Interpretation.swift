import SignedXML

/// Turns what was read into a message, and notes whatever is wrong with it.
///
/// Nothing is thrown and nothing stops it: one look at a document tells all that is to be mended.
struct Interpretation {
    private(set) var findings: [Finding] = []
    /// Milliseconds since 1970.
    let receivedAt: Int64
    /// What was found inside the attachments.
    let attachmentsReader: AttachmentsReader
    /// One packet is not worth more complaints than this of each level; flags never crowd out a refusal.
    private static let limit = 100
    private var refusals = 0
    private var flags = 0

    init(receivedAt: Int64, attachments: AttachmentsReader) {
        self.receivedAt = receivedAt
        attachmentsReader = attachments
    }

    /// The message, when everything it needs could be read. It may be present although a finding refuses it.
    mutating func message(from root: ElementRecord) -> Message? {
        let packet = ElementGroup(record: root)
        noteRepeated(in: root.index, of: root.elements)
        guard let envelope = required(.edXMLEnvelope, in: packet),
            let header = required(.edXMLHeader, in: envelope),
            let fields = required(.messageHeader, in: header)
        else { return nil }
        if fields.group(.statusCode) != nil {
            guard let status = status(fields, header: header, packet: packet) else { return nil }
            return .status(status)
        }
        guard let document = document(fields, header: header, envelope: envelope, packet: packet) else { return nil }
        return .document(document)
    }

    mutating func note(_ rule: Rule, at place: Place, _ arguments: [String: String] = [:]) {
        switch rule.level {
        case .refuse:
            guard refusals < Self.limit else { return }
            refusals += 1
        case .flag:
            guard flags < Self.limit else { return }
            flags += 1
        }
        findings.append(Finding(rule, at: place, arguments))
    }

    /// Flags a field that the regulation asks for and that is not needed to deliver the document.
    mutating func noteIncomplete(_ word: Word, in group: ElementGroup) {
        note(EdXMLRules.incomplete, at: group.place(of: word), ["element": "\(group.record.name)/\(word.name)"])
    }

    private mutating func required(_ word: Word, in group: ElementGroup) -> ElementGroup? {
        if let found = group.group(word) { return found }
        note(EdXMLRules.frameMissing, at: group.place, ["element": word.name])
        return nil
    }

    /// What may stand more than once in its group; everything else said twice could be read in two ways.
    private static let repeatable: WordSet = [
        .to, .responseFor, .responseForTask, .taskCode, .appendix, .traceHeader, .receiver, .replacementInfo,
        .reference,
        .attachment,
    ]
    /// Groups that are lists of one kind of element.
    private static let lists: WordSet = [.toPlaces, .organIdList]

    private mutating func noteRepeated(in index: Int, of elements: ReadElements) {
        let isList = elements.word(of: index).map(Self.lists.contains) ?? false
        var seen: WordSet = []
        // Only in a field of text, where the schema refuses them.
        var others: Set<String> = []
        var child = elements.firstChild(of: index)
        while child >= 0 {
            let word = elements.word(of: child)
            if word.map(seen.contains) ?? others.contains(elements.name(of: child)) {
                let record = ElementRecord(elements: elements, index: child)
                note(EdXMLRules.repeated, at: record.place, ["element": record.name.excerpt])
            } else if let word {
                if !isList, !Self.repeatable.contains(word) { seen.insert(word) }
            } else if !isList {
                others.insert(elements.name(of: child))
            }
            if elements.firstChild(of: child) >= 0 { noteRepeated(in: child, of: elements) }
            child = elements.next(after: child)
        }
    }
}
