import SignedXML

/// The small elements of a packet as they were read, in document order; never an attachment's bytes.
///
/// Flat: one array of elements and one of their texts, so that a packet of a hundred elements does not cost a hundred
/// allocations, and a text becomes a string only when someone asks for it.
final class ElementTable {
    struct Entry {
        let name: String
        let line: Int
        let column: Int?
        /// See ``Place/step(_:_:)``.
        let position: Int
        /// Places in the table; -1 for none.
        let parent: Int
        var firstChild = -1
        var lastChild = -1
        var nextSibling = -1
        /// Without surrounding white space, as UTF-8 in ``texts``.
        var text = 0..<0
        var isBinary = false
    }

    private(set) var entries: [Entry] = []
    private(set) var texts: [UInt8] = []
    private(set) var attributes: [Int: [XMLAttribute]] = [:]
    private(set) var binaries: [Int: BinaryContent] = [:]
    /// The innermost open element; -1 for none.
    private var innermost = -1

    init() {
        entries.reserveCapacity(64)
        texts.reserveCapacity(1024)
    }

    /// The root element, once it has been opened.
    var root: ElementRecord? { entries.isEmpty ? nil : ElementRecord(table: self, index: 0) }

    /// The innermost open element.
    var innermostOpen: ElementRecord? { isOpen ? ElementRecord(table: self, index: innermost) : nil }

    /// Whether an element is open.
    var isOpen: Bool { innermost >= 0 }

    func open(_ element: OpenedElement, keepingAttributes: Bool) {
        entries.append(
            Entry(
                name: element.name.local, line: element.line, column: element.column, position: element.position,
                parent: innermost))
        innermost = entries.count - 1
        guard keepingAttributes, !element.attributes.isEmpty else { return }
        attributes[innermost] = element.attributes
    }

    /// Closes the innermost element.
    /// - Returns: what was closed; it belongs to its parent only when ``keep(_:)`` says so.
    func close(_ element: ClosedElement) -> ElementRecord {
        let closed = innermost
        if let bytes = element.utf8 { entries[closed].text = append(bytes) }
        if let binary = element.binary {
            entries[closed].isBinary = true
            binaries[closed] = binary
        }
        innermost = entries[closed].parent
        return ElementRecord(table: self, index: closed)
    }

    /// Makes the element just closed the last child of its parent.
    func keep(_ record: ElementRecord) {
        let parent = entries[record.index].parent
        guard parent >= 0 else { return }
        let last = entries[parent].lastChild
        if last < 0 { entries[parent].firstChild = record.index } else { entries[last].nextSibling = record.index }
        entries[parent].lastChild = record.index
    }

    /// Forgets the element just closed, with all it holds.
    func drop(_ record: ElementRecord) {
        for index in record.index..<entries.count {
            binaries[index] = nil
            attributes[index] = nil
        }
        entries.removeLast(entries.count - record.index)
    }

    private func append(_ bytes: [UInt8]) -> Range<Int> {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start].isXMLSpace { start += 1 }
        while end > start, bytes[end - 1].isXMLSpace { end -= 1 }
        let begin = texts.count
        texts.append(contentsOf: bytes[start..<end])
        return begin..<texts.count
    }
}
