import CLibXML2

/// The `Signature` element as a small libxml2 tree, under wrappers that carry what it inherits.
final class SignatureTree {
    private let document: xmlDocPtr
    /// Stands for the signature's parent.
    private let wrapper: xmlNodePtr
    private var current: xmlNodePtr
    /// Text that has not been put into the tree yet: libxml2 would copy an element's text again with each piece.
    private var pendingText: [UInt8] = []
    /// About the bytes that the tree takes.
    private(set) var length = 0

    /// - Parameters:
    ///   - scope: the namespaces in scope around the signature.
    ///   - inherited: the `xml:` attributes of its ancestors, outermost first. Each keeps its own, because C14N 1.1 joins
    ///     their `xml:base`.
    init?(scope: [Canonicalizer.Binding], inherited: [[String: String]]) {
        guard let document = xmlNewDoc("1.0") else { return nil }
        var innermost: xmlNodePtr?
        for values in inherited.isEmpty ? [[:]] : inherited {
            guard let node = xmlNewDocNode(document, nil, "scope", nil) else {
                xmlFreeDoc(document)
                return nil
            }
            if let innermost { xmlAddChild(innermost, node) } else { xmlDocSetRootElement(document, node) }
            let namespace = values.isEmpty ? nil : xmlSearchNs(document, node, "xml")
            for (name, value) in values { xmlNewNsProp(node, namespace, name, value) }
            innermost = node
        }
        guard let wrapper = innermost else {
            xmlFreeDoc(document)
            return nil
        }
        self.document = document
        self.wrapper = wrapper
        current = wrapper
        for binding in scope {
            xmlNewNs(wrapper, binding.uri, binding.prefix)
        }
    }

    deinit { xmlFreeDoc(document) }

    /// The `Signature` element.
    var signature: SignatureNode? { wrapper.pointee.children.map { SignatureNode(pointer: $0, tree: self) } }

    func open(_ event: StartEvent) {
        putText()
        length += 64
        guard let node = xmlNewDocNode(document, nil, event.local, nil) else { return }
        xmlAddChild(current, node)
        for binding in event.declarations { xmlNewNs(node, binding.uri, binding.prefix) }
        if event.uri != nil { node.pointee.ns = xmlSearchNs(document, node, event.prefix) }
        for attribute in event.rawAttributes {
            length += attribute.value.count
            let namespace = attribute.prefix.flatMap { xmlSearchNs(document, node, $0) }
            xmlNewNsProp(node, namespace, attribute.local, AttributeValue.string(attribute.value))
        }
        current = node
    }

    /// - Returns: whether this closed the `Signature` element.
    func close() -> Bool {
        putText()
        guard let above = current.pointee.parent else { return true }
        current = above
        return current == wrapper
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        length += bytes.count
        pendingText.append(contentsOf: bytes)
    }

    private func putText() {
        guard !pendingText.isEmpty else { return }
        xmlNodeAddContentLen(current, pendingText, Int32(clamping: pendingText.count))
        pendingText.removeAll(keepingCapacity: true)
    }

    /// The canonical form of one element of the tree, by libxml2.
    /// - Returns: `nil` when libxml2 fails; never an empty form in its stead.
    func canonical(_ element: SignatureNode, mode: xmlC14NMode, inclusivePrefixes: [String] = []) -> [UInt8]? {
        guard let buffer = xmlBufferCreate() else { return nil }
        defer { xmlBufferFree(buffer) }
        guard let output = xmlOutputBufferCreateBuffer(buffer, nil) else { return nil }
        var prefixes: [UnsafeMutablePointer<xmlChar>?] = inclusivePrefixes.map { xmlStrdup($0) } + [nil]
        defer { for prefix in prefixes { prefix.map { lt_free($0) } } }
        let result = xmlC14NExecute(
            document,
            { apex, node, parent in
                // Attributes and namespaces are judged by the element that bears them.
                let isElementOrText = node?.pointee.type == XML_ELEMENT_NODE || node?.pointee.type == XML_TEXT_NODE
                var element = isElementOrText ? node : parent
                while let here = element {
                    if UnsafeMutableRawPointer(here) == apex { return 1 }
                    element = here.pointee.parent
                }
                return 0
            }, UnsafeMutableRawPointer(element.pointer), Int32(mode.rawValue), &prefixes, 0, output)
        xmlOutputBufferClose(output)
        guard result >= 0, let content = xmlBufferContent(buffer) else { return nil }
        let bytes = UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer)))
        return bytes.isEmpty ? nil : Array(bytes)
    }
}

/// One element of the signature's tree.
struct SignatureNode {
    let pointer: xmlNodePtr
    /// Keeps the tree alive.
    let tree: SignatureTree

    var local: String { String(cString: pointer.pointee.name) }

    var namespace: String? { pointer.pointee.ns?.pointee.href.map { String(cString: $0) } }

    /// Child elements, in order; `nil` when other text than white space stands between them.
    var children: [SignatureNode]? {
        var list: [SignatureNode] = []
        var next = pointer.pointee.children
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE {
                list.append(SignatureNode(pointer: node, tree: tree))
            } else if xmlIsBlankNode(node) != 1 {
                return nil
            }
            next = node.pointee.next
        }
        return list
    }

    /// The text of an element without child elements; `nil` when it has some.
    var text: String? {
        var joined = ""
        var next = pointer.pointee.children
        while let node = next {
            guard node.pointee.type != XML_ELEMENT_NODE else { return nil }
            if let content = node.pointee.content { joined += String(cString: content) }
            next = node.pointee.next
        }
        return joined
    }

    /// Attributes without a namespace; `nil` when one has a namespace.
    var attributes: [String: String]? {
        var values: [String: String] = [:]
        var next = pointer.pointee.properties
        while let attribute = next {
            guard attribute.pointee.ns == nil else { return nil }
            let value = attribute.pointee.children?.pointee.content.map { String(cString: $0) } ?? ""
            values[String(cString: attribute.pointee.name)] = value
            next = attribute.pointee.next
        }
        return values
    }
}
