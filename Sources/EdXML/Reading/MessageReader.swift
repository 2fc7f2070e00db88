import SignedXML

/// Reads an edXML message from the events of one pass: any prefix, any order inside a group, both living dialects.
///
/// It keeps the header's small fields and each attachment's description, never the attachments' bytes. What it reads is
/// bounded by the limits of the reader that drives it.
package final class MessageReader: DocumentHandler {
    /// More attachments than any packet seen; what comes after them is not kept.
    static let attachmentLimit = 1_000

    /// Findings made while reading: the frame, and what the vocabulary does not know.
    var findings: [Finding] { frameFindings + vocabulary.findings }
    private var frameFindings: [Finding] = []
    private var vocabulary = VocabularyWalk()
    private let table = ElementTable()
    /// The packet, once its root has been closed.
    private(set) var root: ElementRecord?

    /// Depth of the element that is being passed over with all it holds.
    private var skippedDepth: Int?
    private var attachments = 0
    private var attachmentOfBinary: [Int: String] = [:]
    /// What is found inside the attachments.
    private(set) var attachmentsReader: AttachmentsReader

    package init(zipLimits: ZipLimits = ZipLimits(), pdfAlgorithms: Set<HashAlgorithm> = [.sha256]) {
        attachmentsReader = AttachmentsReader(limits: zipLimits, pdfAlgorithms: pdfAlgorithms)
    }

    /// Whether the frame is not edXML's, so that reading on would find nothing.
    private(set) var isRefused = false

    package func judge(_ element: OpenedElement) -> ElementVerdict {
        isRefused ? .known : vocabulary.enter(element, in: table.innermostOpen)
    }

    package func open(_ element: OpenedElement) {
        guard skippedDepth == nil, !isRefused else { return }
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
        table.open(element, keepingAttributes: element.name.local == "TraceHeaderList")
    }

    package func binary(_ index: Int, _ bytes: RawSpan) { attachmentsReader.take(index, bytes) }

    package func close(_ element: ClosedElement) {
        if let content = element.binary { attachmentsReader.end(content) }
        vocabulary.leave()
        if let depth = skippedDepth {
            if element.depth == depth { skippedDepth = nil }
            return
        }
        guard table.isOpen else { return }
        let record = table.close(element)
        guard table.isOpen else {
            root = record
            return
        }
        keeps(record) ? table.keep(record) : table.drop(record)
    }

    package func contentIdentifier(ofBinary index: Int) -> String? { attachmentOfBinary[index] }

    /// Counts attachments and learns which content identifier names which binary.
    private func keeps(_ record: ElementRecord) -> Bool {
        guard record.name == "Attachment", record.parent?.name == "AttachmentEncoded" else { return true }
        attachments += 1
        if attachments == Self.attachmentLimit + 1 {
            frameFindings.append(
                Finding(EdXMLRules.attachmentCount, at: record.place, ["limit": String(Self.attachmentLimit)]))
            isRefused = true
        }
        if let identifier = record.child("ContentId")?.text, let binary = record.child("ContentTransferEncoded")?.binary
        {
            attachmentOfBinary[binary.index] = identifier.withoutContentScheme
        }
        return attachments <= Self.attachmentLimit
    }

    private static func judgeRoot(_ element: OpenedElement) -> Finding? {
        let name = element.name
        if name.namespace == EdXMLNamespace.uri && name.local == "edXML" { return nil }
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
        return prefix(scheme.count).lowercased() == scheme ? String(dropFirst(scheme.count)) : self
    }
}
