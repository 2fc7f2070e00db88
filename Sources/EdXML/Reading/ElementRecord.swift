import SignedXML

/// One small element as it was read: its text, or the elements in it. Never an attachment's bytes.
struct ElementRecord {
    let name: String
    let line: Int
    let column: Int?
    /// See ``Place/step(_:_:)``.
    let position: Int
    /// Only those of `TraceHeaderList` are read.
    var attributes: [XMLAttribute] = []
    var text = ""
    var binary: BinaryContent?
    var children: [ElementRecord] = []

    /// Whether neither it nor anything in it says anything: how some senders write what they leave out.
    var isBlank: Bool { text.isEmpty && binary == nil && children.allSatisfy(\.isBlank) }
}

/// A record with the path that leads to it, for reading fields and naming their places.
struct ElementGroup {
    let record: ElementRecord
    let path: String

    /// The group that a packet begins with.
    init(root: ElementRecord) {
        record = root
        path = "/" + root.name
    }

    init(_ record: ElementRecord, in parent: ElementGroup) {
        self.record = record
        path = "\(parent.path)/\(Place.step(record.name, record.position))"
    }

    var place: Place { Place(line: record.line, column: record.column, element: path) }

    /// The field's text without surrounding white space; `nil` when absent or empty.
    func text(_ name: String) -> String? {
        guard let text = record.children.first(where: { $0.name == name })?.text, !text.isEmpty else { return nil }
        return text
    }

    /// Where the field stands; where it should stand when it is absent.
    func place(of name: String) -> Place {
        group(name)?.place ?? place
    }

    func group(_ name: String) -> ElementGroup? {
        record.children.first { $0.name == name }.map { ElementGroup($0, in: self) }
    }

    func groups(_ name: String) -> [ElementGroup] {
        record.children.filter { $0.name == name }.map { ElementGroup($0, in: self) }
    }

    /// The texts of all children of that name that are not empty.
    func texts(_ name: String) -> [String] {
        record.children.filter { $0.name == name && !$0.text.isEmpty }.map(\.text)
    }
}
