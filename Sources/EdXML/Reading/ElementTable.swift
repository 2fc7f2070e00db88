import SignedXML

/// The small elements of a packet as they are read, in document order; never an attachment's bytes.
///
/// Flat: one array of elements and one of their texts, so that a packet of a hundred elements does not cost a hundred
/// allocations, and a text becomes a string only when someone asks for it.
struct ElementTable {
    struct Entry {
        /// `nil` for what stands inside a field of text, which the schema refuses: its name is in ``others``.
        let word: Word?
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
    private(set) var others: [Int: String] = [:]
    /// Of `TraceHeaderList`.
    private(set) var attributes: [Int: [XMLAttribute]] = [:]
    private(set) var binaries: [Int: BinaryContent] = [:]
    /// The innermost open element; -1 for none.
    private var innermost = -1

    init() {
        entries.reserveCapacity(96)
        texts.reserveCapacity(1024)
    }

    /// Whether an element is open.
    var isOpen: Bool { innermost >= 0 }

    /// The innermost open element, as things are now.
    var innermostOpen: ElementRecord? { isOpen ? record(innermost) : nil }

    func record(_ index: Int) -> ElementRecord { ElementRecord(elements: ReadElements(self), index: index) }

    func word(_ index: Int) -> Word? { index < 0 ? nil : entries[index].word }

    mutating func open(_ element: OpenedElement) {
        let word = element.word.flatMap { Word(number: $0) }
        entries.append(
            Entry(
                word: word, line: element.line, column: element.column, position: element.position, parent: innermost))
        innermost = entries.count - 1
        if word == nil { others[innermost] = element.name.local }
        if !element.attributes.isEmpty, word == .traceHeaderList { attributes[innermost] = element.attributes }
    }

    /// Closes the innermost element.
    /// - Returns: its place; it belongs to its parent only when ``keep(_:)`` says so.
    mutating func close(_ element: ClosedElement) -> Int {
        let closed = innermost
        if let bytes = element.utf8, !bytes.isEmpty { entries[closed].text = append(bytes) }
        if let binary = element.binary {
            entries[closed].isBinary = true
            binaries[closed] = binary
        }
        innermost = entries[closed].parent
        return closed
    }

    /// Makes the element just closed the last child of its parent.
    mutating func keep(_ closed: Int) {
        let parent = entries[closed].parent
        guard parent >= 0 else { return }
        let last = entries[parent].lastChild
        if last < 0 { entries[parent].firstChild = closed } else { entries[last].nextSibling = closed }
        entries[parent].lastChild = closed
    }

    /// Forgets the element just closed, with all it holds.
    mutating func drop(_ closed: Int) {
        for index in closed..<entries.count {
            binaries[index] = nil
            attributes[index] = nil
            others[index] = nil
        }
        entries.removeLast(entries.count - closed)
    }

    private mutating func append(_ bytes: [UInt8]) -> Range<Int> {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start].isXMLSpace { start += 1 }
        while end > start, bytes[end - 1].isXMLSpace { end -= 1 }
        let begin = texts.count
        texts.append(contentsOf: bytes[start..<end])
        return begin..<texts.count
    }
}

/// A table that is read from and no longer changes.
final class ReadElements {
    let table: ElementTable

    init(_ table: ElementTable) { self.table = table }

    func name(of index: Int) -> String { table.entries[index].word?.name ?? table.others[index] ?? "" }

    func word(of index: Int) -> Word? { table.entries[index].word }

    /// -1 for none, here and below.
    func firstChild(of index: Int) -> Int { table.entries[index].firstChild }

    func next(after index: Int) -> Int { table.entries[index].nextSibling }

    /// The first child of that name.
    func child(_ word: Word, of index: Int) -> Int {
        var next = table.entries[index].firstChild
        while next >= 0, table.entries[next].word != word { next = table.entries[next].nextSibling }
        return next
    }

    /// Without surrounding white space; `""` for an element with child elements.
    func text(of index: Int) -> String {
        let range = table.entries[index].text
        return range.isEmpty ? "" : String(decoding: table.texts[range], as: UTF8.self)
    }

    /// Whether neither the element nor anything in it says anything.
    func isBlank(_ index: Int) -> Bool {
        guard table.entries[index].text.isEmpty, !table.entries[index].isBinary else { return false }
        var next = table.entries[index].firstChild
        while next >= 0 {
            guard isBlank(next) else { return false }
            next = table.entries[next].nextSibling
        }
        return true
    }
}
