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
    private var counts: [Rule.Level: Int] = [:]

    init(receivedAt: Int64, attachments: AttachmentsReader) {
        self.receivedAt = receivedAt
        attachmentsReader = attachments
    }

    /// The message, when everything it needs could be read. It may be present although a finding refuses it.
    mutating func message(from root: ElementRecord) -> Message? {
        let packet = ElementGroup(record: root)
        noteRepeated(in: root)
        guard let envelope = required("edXMLEnvelope", in: packet),
            let header = required("edXMLHeader", in: envelope),
            let fields = required("MessageHeader", in: header)
        else { return nil }
        if fields.group("StatusCode") != nil {
            return status(fields, header: header, packet: packet).map(Message.status)
        }
        return document(fields, header: header, envelope: envelope, packet: packet).map(Message.document)
    }

    mutating func note(_ rule: Rule, at place: Place, _ arguments: [String: String] = [:]) {
        guard counts[rule.level, default: 0] < Self.limit else { return }
        counts[rule.level, default: 0] += 1
        findings.append(Finding(rule, at: place, arguments))
    }

    /// Flags a field that the regulation asks for and that is not needed to deliver the document.
    mutating func noteIncomplete(_ name: String, in group: ElementGroup) {
        note(EdXMLRules.incomplete, at: group.place(of: name), ["element": "\(group.record.name)/\(name)"])
    }

    private mutating func required(_ name: String, in group: ElementGroup) -> ElementGroup? {
        if let found = group.group(name) { return found }
        note(EdXMLRules.frameMissing, at: group.place, ["element": name])
        return nil
    }

    /// What may stand more than once in its group; everything else said twice could be read in two ways.
    private static let repeatable: Set<String> = [
        "To", "ResponseFor", "ResponseForTask", "TaskCode", "Appendix", "TraceHeader", "Receiver", "ReplacementInfo",
        "Reference", "Attachment",
    ]
    /// Groups that are lists of one kind of element.
    private static let lists: Set<String> = ["ToPlaces", "OrganIdList"]

    private mutating func noteRepeated(in record: ElementRecord) {
        let isList = Self.lists.contains(record.name)
        // No more names than the vocabulary has for one group, so that looking through them is quick.
        var seen: [String] = []
        for child in record.children {
            let name = child.name
            if seen.contains(name) {
                note(EdXMLRules.repeated, at: child.place, ["element": name.excerpt])
            } else if !isList, !Self.repeatable.contains(name) {
                seen.append(name)
            }
            if !child.children.isEmpty { noteRepeated(in: child) }
        }
    }
}
