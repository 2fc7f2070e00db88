import SignedXML

/// One small element as it was read: its text, or the elements in it. Never an attachment's bytes.
struct ElementRecord {
    let name: String
    let line: Int
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

    var place: Place { Place(line: record.line, element: path) }

    /// The field's text without surrounding white space; `nil` when absent or empty.
    func text(_ name: String) -> String? {
        guard let text = record.children.first(where: { $0.name == name })?.text, !text.isEmpty else { return nil }
        return text
    }

    /// Where the field stands; where it should stand when it is absent.
    func place(of name: String) -> Place {
        guard let child = record.children.first(where: { $0.name == name }) else { return place }
        return Place(line: child.line, element: "\(path)/\(name)")
    }

    func group(_ name: String) -> ElementGroup? {
        record.children.first { $0.name == name }.map { ElementGroup(record: $0, path: "\(path)/\(name)") }
    }

    func groups(_ name: String) -> [ElementGroup] {
        record.children.filter { $0.name == name }.map { ElementGroup(record: $0, path: "\(path)/\(name)") }
    }

    /// The texts of all children of that name that are not empty.
    func texts(_ name: String) -> [String] {
        record.children.filter { $0.name == name && !$0.text.isEmpty }.map(\.text)
    }
}
