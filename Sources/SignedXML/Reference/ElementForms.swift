import CLibXML2

/// The exclusive canonical form of every element of a document, as the signature's tree writes it itself and as libxml2
/// writes it: they must be the same, since one of them is what a key has signed.
///
/// It trusts what it reads and is used by tests only.
package enum ElementForms {
    package struct Pair {
        package let ours: [UInt8]?
        package let theirs: [UInt8]?
    }

    /// - Throws: ``SignedXMLError`` when libxml2 does not read the document.
    package static func of(_ document: [UInt8]) throws -> [Pair] {
        let tree = SignatureTree(scope: [], inherited: [])
        let parser = try ParserContext(handlers: handlers)
        parser.userData = Unmanaged.passUnretained(tree).toOpaque()
        return try withExtendedLifetime((tree, parser)) {
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let text = Array(document.starts(with: mark) ? document.dropFirst(mark.count) : document[...])
            text.withUnsafeBytes { parser.parse($0, last: true) }
            guard parser.isWellFormed, let library = LibraryTree(tree) else {
                throw SignedXMLError("libxml2 could not read the document")
            }
            return tree.nodes.indices.filter { tree.nodes[$0].element != nil }.map { index in
                let mode = XML_C14N_EXCLUSIVE_1_0
                return Pair(
                    ours: tree.canonical(SignatureNode(index: index, tree: tree), mode: mode),
                    theirs: library.canonical(index, mode: mode, inclusivePrefixes: []))
            }
        }
    }

    private static let handlers: SAXHandlers = {
        var table = xmlSAXHandler()
        table.initialized = lt_sax2_magic()
        table.startElementNs = {
            user, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes in
            guard let user, let local else { return }
            let event = StartEvent(
                local: local, prefix: prefix, uri: uri, namespaceCount: namespaceCount, namespaces: namespaces,
                attributeCount: attributeCount, defaulted: defaulted, attributes: attributes)
            ElementForms.tree(user).open(event, event.rawAttributes)
        }
        table.endElementNs = { user, _, _, _ in
            if let user { _ = ElementForms.tree(user).close() }
        }
        let characters: charactersSAXFunc = { user, bytes, count in
            guard let user, let bytes else { return }
            ElementForms.tree(user).text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        table.characters = characters
        table.ignorableWhitespace = characters
        table.cdataBlock = characters
        table.serror = { _, _ in }
        return SAXHandlers(table)
    }()

    private static func tree(_ user: UnsafeMutableRawPointer) -> SignatureTree {
        Unmanaged<SignatureTree>.fromOpaque(user).takeUnretainedValue()
    }
}
