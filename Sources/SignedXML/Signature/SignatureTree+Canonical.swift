import CLibXML2

/// The canonical forms of one element of the signature.
extension SignatureTree {
    /// The canonical form of one element: the one that nearly all signatures ask for by our own canonicaliser, the others
    /// by libxml2.
    /// - Returns: `nil` when libxml2 fails; never an empty form in its stead.
    func canonical(_ element: SignatureNode, mode: xmlC14NMode, inclusivePrefixes: [String] = []) -> [UInt8]? {
        guard mode == XML_C14N_EXCLUSIVE_1_0, inclusivePrefixes.isEmpty else {
            return LibraryTree(self)?.canonical(element.index, mode: mode, inclusivePrefixes: inclusivePrefixes)
        }
        let canonicalizer = Canonicalizer(.exclusive(inclusivePrefixes: []), room: 2048)
        bytes.withUnsafeBufferPointer { write(element.index, of: $0, by: canonicalizer) }
        return canonicalizer.pending
    }

    private func write(_ index: Int, of bytes: UnsafeBufferPointer<UInt8>, by canonicalizer: Canonicalizer) {
        switch nodes[index].content {
        case .text(let range): canonicalizer.text(UnsafeBufferPointer(rebasing: bytes[range]))
        case .element(let element):
            canonicalizer.open(
                local: element.local, prefix: element.prefix, uri: element.uri, declarations: [],
                attributes: element.attributes.map { place in
                    let attribute = attributes[place]
                    return Canonicalizer.Attribute(
                        local: attribute.local, prefix: attribute.prefix, uri: attribute.uri,
                        value: UnsafeBufferPointer(rebasing: bytes[attribute.value]))
                })
            var child = nodes[index].firstChild
            while child >= 0 {
                write(child, of: bytes, by: canonicalizer)
                child = nodes[child].next
            }
            canonicalizer.close(local: element.local, prefix: element.prefix)
        }
    }
}

/// The signature as libxml2's tree, under wrappers that carry what it inherits, for the forms that depend on that.
final class LibraryTree {
    private let document: xmlDocPtr
    private var pointers: [xmlNodePtr?] = []

    init?(_ tree: SignatureTree) {
        guard let document = xmlNewDoc("1.0") else { return nil }
        self.document = document
        guard var above = wrappers(tree.inherited) else { return nil }
        for binding in tree.scope { declare(binding, on: above) }
        for node in tree.nodes {
            if node.parent >= 0 {
                guard let parent = pointers[node.parent] else { return nil }
                above = parent
            }
            switch node.content {
            case .element(let element): pointers.append(add(element, of: tree, to: above))
            case .text(let range):
                let text = Array(tree.bytes[range])
                xmlNodeAddContentLen(above, text, Int32(clamping: text.count))
                pointers.append(nil)
            }
        }
    }

    deinit { xmlFreeDoc(document) }

    private func wrappers(_ inherited: [[String: String]]) -> xmlNodePtr? {
        var innermost: xmlNodePtr?
        for values in inherited.isEmpty ? [[:]] : inherited {
            guard let node = xmlNewDocNode(document, nil, "scope", nil) else { return nil }
            if let innermost { xmlAddChild(innermost, node) } else { xmlDocSetRootElement(document, node) }
            let namespace = values.isEmpty ? nil : xmlSearchNs(document, node, "xml")
            for (name, value) in values { xmlNewNsProp(node, namespace, name, value) }
            innermost = node
        }
        return innermost
    }

    private func add(_ element: SignatureTree.Element, of tree: SignatureTree, to parent: xmlNodePtr) -> xmlNodePtr? {
        guard let node = xmlNewDocNode(document, nil, element.local, nil) else { return nil }
        xmlAddChild(parent, node)
        for binding in tree.declarations[element.declarations] { declare(binding, on: node) }
        if element.uri != nil { node.pointee.ns = xmlSearchNs(document, node, element.prefix) }
        for attribute in tree.attributes[element.attributes] {
            let namespace = attribute.prefix.flatMap { xmlSearchNs(document, node, $0) }
            let value = tree.bytes[attribute.value].withUnsafeBufferPointer { AttributeValue.string($0) }
            xmlNewNsProp(node, namespace, attribute.local, value)
        }
        return node
    }

    /// `xmlns=""` is a declaration of its own: without its empty URI libxml2 would look further up for the default namespace.
    private func declare(_ binding: Canonicalizer.Binding, on node: xmlNodePtr) {
        if let uri = binding.uri { xmlNewNs(node, uri, binding.prefix) } else { xmlNewNs(node, "", binding.prefix) }
    }

    /// The canonical form of one element.
    /// - Parameter index: its place in ``SignatureTree/nodes``.
    /// - Returns: `nil` when libxml2 fails; never an empty form in its stead.
    func canonical(_ index: Int, mode: xmlC14NMode, inclusivePrefixes: [String]) -> [UInt8]? {
        guard let element = pointers[index], let buffer = xmlBufferCreate() else { return nil }
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
            }, UnsafeMutableRawPointer(element), Int32(mode.rawValue), &prefixes, 0, output)
        xmlOutputBufferClose(output)
        guard result >= 0, let content = xmlBufferContent(buffer) else { return nil }
        let bytes = UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer)))
        return bytes.isEmpty ? nil : Array(bytes)
    }
}
