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
    private var vocabulary: VocabularyWalk
    private(set) var root: ElementRecord?

    /// What the vocabulary leaves open and nobody reads: placeholders for a signature that sign nothing, older lists.
    private static let opaque: Set<String> = ["Signature", "DigitalSignature", "ReplyFors", "ReferenceCodes"]

    private var open: [ElementRecord] = []
    /// Depth of the element that is being passed over with all it holds.
    private var skippedDepth: Int?
    private var attachments = 0
    private var attachmentOfBinary: [Int: String] = [:]

    /// - Parameter isStrict: whether what the vocabulary does not know refuses the packet.
    package init(isStrict: Bool = false) { vocabulary = VocabularyWalk(isStrict: isStrict) }

    /// Whether the frame is not edXML's, so that reading on would find nothing.
    var isRefused: Bool { frameFindings.refuses }

    package func judge(_ element: OpenedElement) -> ElementVerdict {
        isRefused ? .known : vocabulary.enter(element)
    }

    package func open(_ element: OpenedElement) {
        guard skippedDepth == nil, !isRefused else { return }
        if element.depth == 1, let finding = Self.judgeRoot(element) {
            frameFindings.append(finding)
            return
        }
        if Self.opaque.contains(element.name.local) {
            skippedDepth = element.depth
            return
        }
        let keepsAttributes = element.name.local == "TraceHeaderList"
        open.append(
            ElementRecord(
                name: element.name.local, line: element.line, column: element.column, position: element.position,
                attributes: keepsAttributes ? element.attributes : []))
    }

    package func close(_ element: ClosedElement) {
        vocabulary.leave()
        if let depth = skippedDepth {
            if element.depth == depth { skippedDepth = nil }
            return
        }
        guard var record = open.popLast() else { return }
        record.text = element.text?.trimmingXMLSpace() ?? ""
        record.binary = element.binary
        guard var parent = open.popLast() else {
            root = record
            return
        }
        if keeps(record, in: parent) { parent.children.append(record) }
        open.append(parent)
    }

    package func contentIdentifier(ofBinary index: Int) -> String? { attachmentOfBinary[index] }

    /// Counts attachments and learns which content identifier names which binary.
    private func keeps(_ record: ElementRecord, in parent: ElementRecord) -> Bool {
        guard record.name == "Attachment", parent.name == "AttachmentEncoded" else { return true }
        attachments += 1
        if attachments == Self.attachmentLimit + 1 {
            let path = (open + [record]).reduce(into: "") { $0 += "/" + Place.step($1.name, $1.position) }
            let place = Place(line: record.line, column: record.column, element: path)
            frameFindings.append(
                Finding(EdXMLRules.attachmentCount, at: place, ["limit": String(Self.attachmentLimit)]))
        }
        if let identifier = record.children.first(where: { $0.name == "ContentId" })?.text,
            let binary = record.children.first(where: { $0.name == "ContentTransferEncoded" })?.binary
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
