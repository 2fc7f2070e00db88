import SignedXML

/// Reads an edXML message from the events of one pass: any prefix, any order inside a group, both living dialects.
///
/// It keeps the header's small fields and each attachment's description, never the attachments' bytes. What it reads is
/// bounded by the limits of the reader that drives it.
package final class MessageReader: DocumentHandler {
    /// More attachments than any packet seen; what comes after them is not kept.
    static let attachmentLimit = MessageReading.attachmentLimit

    /// All there is in one value, so that each event takes hold of it once.
    private var reading: MessageReading

    package init(zipLimits: ZipLimits = ZipLimits(), pdfAlgorithms: Set<HashAlgorithm> = [.sha256]) {
        reading = MessageReading(AttachmentsReader(limits: zipLimits, pdfAlgorithms: pdfAlgorithms))
    }

    /// Findings made while reading: the frame, and what the vocabulary does not know.
    var findings: [Finding] { reading.findings }

    /// The packet, once its root has been closed.
    var root: ElementRecord? { reading.root }

    /// Whether the frame is not edXML's, so that reading on would find nothing.
    var isRefused: Bool { reading.isRefused }

    /// What is found inside the attachments.
    var attachmentsReader: AttachmentsReader { reading.attachmentsReader }

    package func judge(_ element: OpenedElement) -> ElementVerdict { reading.judge(element) }

    package func binary(_ index: Int, _ bytes: RawSpan) { reading.attachmentsReader.take(index, bytes) }

    package func close(_ element: ClosedElement) { reading.close(element) }

    package func contentIdentifier(ofBinary index: Int) -> String? { reading.attachmentOfBinary[index] }
}

/// What has been read of one packet so far.
struct MessageReading {
    static let attachmentLimit = 1_000

    var findings: [Finding] { frameFindings + vocabulary.findings }
    private var frameFindings: [Finding] = []
    private var vocabulary = VocabularyWalk()
    private var table = ElementTable()
    private(set) var root: ElementRecord?
    private(set) var isRefused = false

    /// Depth of the element that is being passed over with all it holds.
    private var skippedDepth: Int?
    private var attachments = 0
    private(set) var attachmentOfBinary: [Int: String] = [:]
    var attachmentsReader: AttachmentsReader

    init(_ attachmentsReader: AttachmentsReader) { self.attachmentsReader = attachmentsReader }

    mutating func judge(_ element: OpenedElement) -> ElementVerdict {
        guard !isRefused else { return .known }
        let verdict = vocabulary.enter(element, in: table.innermostOpen)
        if verdict != .unknown { open(element) }
        return verdict
    }

    private mutating func open(_ element: OpenedElement) {
        guard skippedDepth == nil else { return }
        if element.depth == 1, let finding = Self.judgeRoot(element) {
            frameFindings.append(finding)
            isRefused = true
            return
        }
        // Placeholders for a signature that sign nothing, older lists: nobody reads them.
        if vocabulary.isInOpaque {
            skippedDepth = element.depth
            return
        }
        table.open(element)
    }

    mutating func close(_ element: ClosedElement) {
        if let content = element.binary { attachmentsReader.end(content) }
        vocabulary.leave()
        if let depth = skippedDepth {
            if element.depth == depth { skippedDepth = nil }
            return
        }
        guard table.isOpen else { return }
        let closed = table.close(element)
        guard table.isOpen else {
            root = table.record(closed)
            return
        }
        keeps(closed) ? table.keep(closed) : table.drop(closed)
    }

    /// Counts attachments and learns which content identifier names which binary.
    private mutating func keeps(_ closed: Int) -> Bool {
        guard table.entries[closed].word == .attachment,
            table.word(table.entries[closed].parent) == .attachmentEncoded
        else { return true }
        let record = table.record(closed)
        attachments += 1
        if attachments == Self.attachmentLimit + 1 {
            frameFindings.append(
                Finding(EdXMLRules.attachmentCount, at: record.place, ["limit": String(Self.attachmentLimit)]))
            isRefused = true
        }
        if let identifier = record.child(.contentId)?.text, let binary = record.child(.contentTransferEncoded)?.binary {
            attachmentOfBinary[binary.index] = identifier.withoutContentScheme
        }
        return attachments <= Self.attachmentLimit
    }

    private static func judgeRoot(_ element: OpenedElement) -> Finding? {
        if element.space == .own, element.word == Word.edXML.number { return nil }
        let name = element.name
        let place = Place(line: element.line, column: element.column, element: "/\(name.local.excerpt)")
        let namespace = name.namespace ?? ""
        if namespace == EdXMLNamespace.flat || name.local == "EdXMLEnvelope" {
            return Finding(EdXMLRules.flatDialect, at: place, ["found": namespace.excerpt])
        }
        if name.local == "edXML" {
            return Finding(EdXMLRules.namespace, at: place, ["found": namespace.excerpt])
        }
        return Finding(EdXMLRules.root, at: place, ["found": name.local.excerpt])
    }
}

extension String {
    /// A content identifier without the `cid:` that some senders write before it (RFC 2392).
    var withoutContentScheme: String {
        let scheme = "cid:"
        guard utf8.count >= scheme.utf8.count, zip(utf8, scheme.utf8).allSatisfy({ $0 | 0x20 == $1 }) else {
            return self
        }
        let rest = self[utf8.index(startIndex, offsetBy: scheme.utf8.count)...]
        // A combining mark behind the colon would make another character of it.
        return rest.utf8.first ?? 0 < 0x80 || prefix(scheme.count).utf8.count == scheme.utf8.count ? String(rest) : self
    }
}
