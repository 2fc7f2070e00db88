import SignedXML

/// One small element as it was read: its text, or the elements in it.
struct ElementRecord {
    let elements: ReadElements
    let index: Int

    private var entry: ElementTable.Entry { elements.table.entries[index] }

    /// `nil` for what stands inside a field of text.
    var word: Word? { entry.word }

    var name: String { elements.name(of: index) }

    /// Without surrounding white space; `""` for an element with child elements.
    var text: String { elements.text(of: index) }

    var binary: BinaryContent? { entry.isBinary ? elements.table.binaries[index] : nil }

    /// Only those of `TraceHeaderList` are read.
    var attributes: [XMLAttribute] { elements.table.attributes[index] ?? [] }

    var children: Children { Children(elements: elements, first: entry.firstChild) }

    /// Whether neither it nor anything in it says anything: how some senders write what they leave out.
    var isBlank: Bool { elements.isBlank(index) }

    /// Path of local names from the root: `/edXML/edXMLEnvelope`.
    var path: String {
        var chain: [Int] = []
        var next = index
        while next >= 0 {
            chain.append(next)
            next = elements.table.entries[next].parent
        }
        var path: [UInt8] = []
        path.reserveCapacity(96)
        for place in chain.reversed() {
            path.append(UInt8(ascii: "/"))
            path += Place.step(elements.name(of: place), elements.table.entries[place].position).utf8
        }
        return String(decoding: path, as: UTF8.self)
    }

    var parent: ElementRecord? { entry.parent < 0 ? nil : ElementRecord(elements: elements, index: entry.parent) }

    var place: Place { Place(line: entry.line, column: entry.column, element: path) }

    /// The first child of that name.
    func child(_ word: Word) -> ElementRecord? {
        let child = elements.child(word, of: index)
        return child < 0 ? nil : ElementRecord(elements: elements, index: child)
    }

    /// An element's child elements, in document order.
    struct Children: Sequence, IteratorProtocol {
        private let elements: ReadElements
        private var place: Int

        init(elements: ReadElements, first: Int) {
            self.elements = elements
            place = first
        }

        var isEmpty: Bool { place < 0 }

        mutating func next() -> ElementRecord? {
            guard place >= 0 else { return nil }
            defer { place = elements.table.entries[place].nextSibling }
            return ElementRecord(elements: elements, index: place)
        }
    }
}

/// An element that groups fields: reads them, and names their places.
struct ElementGroup {
    let record: ElementRecord

    var place: Place { record.place }

    /// The field's text without surrounding white space; `nil` when absent or empty.
    func text(_ word: Word) -> String? {
        let field = record.elements.child(word, of: record.index)
        guard field >= 0, !record.elements.table.entries[field].text.isEmpty else { return nil }
        return record.elements.text(of: field)
    }

    /// Where the field stands; where it should stand when it is absent.
    func place(of word: Word) -> Place { record.child(word)?.place ?? place }

    func group(_ word: Word) -> ElementGroup? { record.child(word).map(ElementGroup.init) }

    func groups(_ word: Word) -> [ElementGroup] {
        var groups: [ElementGroup] = []
        forEach(word) { groups.append(ElementGroup(record: ElementRecord(elements: record.elements, index: $0))) }
        return groups
    }

    /// The texts of all children of that name that are not empty.
    func texts(_ word: Word) -> [String] {
        var texts: [String] = []
        forEach(word) { texts.append(record.elements.text(of: $0)) }
        return texts.filter { !$0.isEmpty }
    }

    private func forEach(_ word: Word, _ body: (Int) -> Void) {
        var child = record.elements.firstChild(of: record.index)
        while child >= 0 {
            if record.elements.word(of: child) == word { body(child) }
            child = record.elements.next(after: child)
        }
    }
}
