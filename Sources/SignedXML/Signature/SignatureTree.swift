import CLibXML2

/// The `Signature` element as it was read: elements, attributes and texts, in document order.
///
/// Flat, because every signed document has one: what it holds is told from bytes, and becomes strings only where someone
/// asks. Names are the parser's interned strings, so that equal means the same pointer; it does not outlive the parser's
/// dictionary.
final class SignatureTree {
    typealias Name = UnsafePointer<xmlChar>

    struct Node {
        enum Content {
            case element(Element)
            /// Character data between two tags, joined, in ``SignatureTree/bytes``.
            case text(Range<Int>)
        }

        let content: Content
        /// Places in ``SignatureTree/nodes``; -1 for none.
        let parent: Int
        var firstChild = -1
        var lastChild = -1
        var next = -1

        var element: Element? { if case .element(let element) = content { element } else { nil } }
    }

    struct Element {
        let local: Name
        let prefix: Name?
        let uri: Name?
        /// Places in ``SignatureTree/attributes`` and ``SignatureTree/declarations``.
        let attributes: Range<Int>
        let declarations: Range<Int>
    }

    struct Attribute {
        let local: Name
        let prefix: Name?
        let uri: Name?
        /// In ``SignatureTree/bytes``, as the parser hands it over (see ``AttributeValue``).
        let value: Range<Int>
    }

    /// The namespaces in scope around the signature.
    let scope: [Canonicalizer.Binding]
    /// The `xml:` attributes of its ancestors, outermost first. Each keeps its own, because C14N 1.1 joins their
    /// `xml:base`.
    let inherited: [[String: String]]
    @exclusivity(unchecked) private(set) var nodes: [Node] = []
    @exclusivity(unchecked) private(set) var attributes: [Attribute] = []
    @exclusivity(unchecked) private(set) var declarations: [Canonicalizer.Binding] = []
    @exclusivity(unchecked) private(set) var bytes: [UInt8] = []
    /// About the bytes that the tree takes.
    @exclusivity(unchecked) private(set) var length = 0
    /// The innermost open element.
    @exclusivity(unchecked) private var current = -1

    init(scope: [Canonicalizer.Binding], inherited: [[String: String]]) {
        self.scope = scope
        self.inherited = inherited
        nodes.reserveCapacity(48)
        attributes.reserveCapacity(8)
        bytes.reserveCapacity(4096)
    }

    /// The `Signature` element.
    var signature: SignatureNode? { nodes.isEmpty ? nil : SignatureNode(index: 0, tree: self) }

    /// - Parameter attributes: the event's.
    func open(_ event: StartEvent, _ attributes: [Canonicalizer.Attribute]) {
        length += 64
        let firstAttribute = self.attributes.count
        let firstDeclaration = declarations.count
        if event.namespaceCount > 0 { declarations.append(contentsOf: event.declarations) }
        for attribute in attributes {
            length += attribute.value.count
            self.attributes.append(
                Attribute(
                    local: attribute.local, prefix: attribute.prefix, uri: attribute.uri, value: keep(attribute.value)))
        }
        let element = Element(
            local: event.local, prefix: event.prefix, uri: event.uri,
            attributes: firstAttribute..<self.attributes.count,
            declarations: firstDeclaration..<declarations.count)
        current = append(.element(element))
    }

    /// - Returns: whether this closed the `Signature` element.
    func close() -> Bool {
        current = nodes[current].parent
        return current < 0
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) {
        length += piece.count
        let last = nodes[current].lastChild
        if last >= 0, case .text(let range) = nodes[last].content {
            // Nothing has been kept since: the pieces of one text come one after another.
            nodes[last] = Node(content: .text(range.lowerBound..<keep(piece).upperBound), parent: current)
        } else {
            _ = append(.text(keep(piece)))
        }
    }

    private func keep(_ piece: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: piece)
        return start..<bytes.count
    }

    /// Makes it the last child of the innermost open element.
    private func append(_ content: Node.Content) -> Int {
        let place = nodes.count
        nodes.append(Node(content: content, parent: current))
        guard current >= 0 else { return place }
        let last = nodes[current].lastChild
        if last < 0 { nodes[current].firstChild = place } else { nodes[last].next = place }
        nodes[current].lastChild = place
        return place
    }
}

/// One element of the signature's tree.
struct SignatureNode {
    let index: Int
    let tree: SignatureTree

    private var element: SignatureTree.Element? { tree.nodes[index].element }

    /// Whether its local name is this one.
    func isNamed(_ name: StaticString) -> Bool { element.map { xmlStrEqual($0.local, name.utf8Start) == 1 } ?? false }

    var local: String { element.map { String(cString: $0.local) } ?? "" }

    var namespace: String? { element?.uri.map { String(cString: $0) } }

    /// Whether it is in the namespace of the `Signature` element.
    var isOfSignature: Bool { element?.uri == tree.nodes[0].element?.uri }

    /// Child elements, in order; `nil` when other text than white space stands between them.
    var children: [SignatureNode]? {
        var list: [SignatureNode] = []
        list.reserveCapacity(4)
        var next = tree.nodes[index].firstChild
        while next >= 0 {
            switch tree.nodes[next].content {
            case .element: list.append(SignatureNode(index: next, tree: tree))
            case .text(let range): guard tree.bytes[range].allSatisfy(\.isXMLSpace) else { return nil }
            }
            next = tree.nodes[next].next
        }
        return list
    }

    /// Child elements, whatever else stands between them.
    var childElements: [SignatureNode] {
        var list: [SignatureNode] = []
        list.reserveCapacity(4)
        var next = tree.nodes[index].firstChild
        while next >= 0 {
            if case .element = tree.nodes[next].content { list.append(SignatureNode(index: next, tree: tree)) }
            next = tree.nodes[next].next
        }
        return list
    }

    /// The text of an element without child elements; `nil` when it has some.
    var utf8: ArraySlice<UInt8>? {
        let first = tree.nodes[index].firstChild
        guard first >= 0 else { return [] }
        guard case .text(let range) = tree.nodes[first].content, tree.nodes[first].next < 0 else { return nil }
        return tree.bytes[range]
    }

    /// ``utf8`` as a string.
    var text: String? { utf8.map { String(decoding: $0, as: UTF8.self) } }

    var hasAttributes: Bool { element.map { !$0.attributes.isEmpty } ?? false }

    /// Attributes without a namespace; `nil` when one has a namespace.
    var attributes: [String: String]? {
        var values: [String: String] = [:]
        for place in element?.attributes ?? 0..<0 {
            let attribute = tree.attributes[place]
            guard attribute.prefix == nil else { return nil }
            values[String(cString: attribute.local)] = string(attribute)
        }
        return values
    }

    /// The value of an attribute without a namespace.
    func value(of name: StaticString) -> String? {
        attribute(name).map { string(tree.attributes[$0]) }
    }

    /// The same as bytes, as the parser hands them over.
    func rawValue<Result>(of name: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        guard let place = attribute(name) else { return nil }
        return tree.bytes.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[tree.attributes[place].value]))
        }
    }

    /// Whether it has no attributes but these.
    func hasOnly(_ allowed: [StaticString]) -> Bool {
        guard let element else { return false }
        return element.attributes.allSatisfy { place in
            let attribute = tree.attributes[place]
            return attribute.prefix == nil && allowed.contains { xmlStrEqual(attribute.local, $0.utf8Start) == 1 }
        }
    }

    private func attribute(_ name: StaticString) -> Int? {
        element?.attributes.first { place in
            let attribute = tree.attributes[place]
            return attribute.prefix == nil && xmlStrEqual(attribute.local, name.utf8Start) == 1
        }
    }

    private func string(_ attribute: SignatureTree.Attribute) -> String {
        tree.bytes.withUnsafeBufferPointer {
            AttributeValue.string(UnsafeBufferPointer(rebasing: $0[attribute.value]))
        }
    }
}
