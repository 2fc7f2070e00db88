import SignedXML

/// One small element as it was read: its text, or the elements in it.
struct ElementRecord {
    let table: ElementTable
    let index: Int

    var name: String { table.entries[index].name }

    /// Without surrounding white space; `""` for an element with child elements.
    var text: String {
        let range = table.entries[index].text
        return range.isEmpty ? "" : String(decoding: table.texts[range], as: UTF8.self)
    }

    var binary: BinaryContent? { table.entries[index].isBinary ? table.binaries[index] : nil }

    /// Only those of `TraceHeaderList` are read.
    var attributes: [XMLAttribute] { table.attributes[index] ?? [] }

    var children: Children { Children(table: table, first: table.entries[index].firstChild) }

    /// Whether neither it nor anything in it says anything: how some senders write what they leave out.
    var isBlank: Bool {
        table.entries[index].text.isEmpty && !table.entries[index].isBinary && children.allSatisfy(\.isBlank)
    }

    /// Path of local names from the root: `/edXML/edXMLEnvelope`.
    var path: String {
        let step = Place.step(name, table.entries[index].position)
        guard let parent else { return "/" + step }
        return "\(parent.path)/\(step)"
    }

    var parent: ElementRecord? {
        let parent = table.entries[index].parent
        return parent < 0 ? nil : ElementRecord(table: table, index: parent)
    }

    var place: Place {
        Place(line: table.entries[index].line, column: table.entries[index].column, element: path)
    }

    /// The first child of that name.
    func child(_ name: String) -> ElementRecord? {
        var next = table.entries[index].firstChild
        while next >= 0 {
            if table.entries[next].name == name { return ElementRecord(table: table, index: next) }
            next = table.entries[next].nextSibling
        }
        return nil
    }

    /// An element's child elements, in document order.
    struct Children: Sequence, IteratorProtocol {
        private let table: ElementTable
        private var place: Int

        init(table: ElementTable, first: Int) {
            self.table = table
            place = first
        }

        var isEmpty: Bool { place < 0 }

        mutating func next() -> ElementRecord? {
            guard place >= 0 else { return nil }
            defer { place = table.entries[place].nextSibling }
            return ElementRecord(table: table, index: place)
        }
    }
}

/// An element that groups fields: reads them, and names their places.
struct ElementGroup {
    let record: ElementRecord

    var place: Place { record.place }

    /// The field's text without surrounding white space; `nil` when absent or empty.
    func text(_ name: String) -> String? {
        guard let text = record.child(name)?.text, !text.isEmpty else { return nil }
        return text
    }

    /// Where the field stands; where it should stand when it is absent.
    func place(of name: String) -> Place { record.child(name)?.place ?? place }

    func group(_ name: String) -> ElementGroup? { record.child(name).map(ElementGroup.init) }

    func groups(_ name: String) -> [ElementGroup] {
        record.children.filter { $0.name == name }.map(ElementGroup.init)
    }

    /// The texts of all children of that name that are not empty.
    func texts(_ name: String) -> [String] {
        record.children.filter { $0.name == name }.map(\.text).filter { !$0.isEmpty }
    }
}
