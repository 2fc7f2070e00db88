import CLibXML2

/// The parser's events, and who gets them.
extension DocumentReader {
    typealias Characters = UnsafePointer<xmlChar>

    /// The handler table. Each entry finds its reader in the user data.
    static func saxHandlers() -> xmlSAXHandler {
        var table = xmlSAXHandler()
        table.initialized = lt_sax2_magic()
        table.startElementNs = {
            user, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes in
            guard let user, let local else { return }
            let event = StartEvent(
                local: local, prefix: prefix, uri: uri, namespaceCount: namespaceCount, namespaces: namespaces,
                attributeCount: attributeCount, defaulted: defaulted, attributes: attributes)
            DocumentReader.reader(user).open(event)
        }
        table.endElementNs = { user, local, prefix, uri in
            guard let user, let local else { return }
            DocumentReader.reader(user).close(local: local, prefix: prefix, uri: uri)
        }
        let characters: charactersSAXFunc = { user, bytes, count in
            guard let user, let bytes else { return }
            DocumentReader.reader(user).characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        // The same function for all three, so that the parser does not look for ignorable white space.
        table.characters = characters
        table.ignorableWhitespace = characters
        table.cdataBlock = characters
        table.comment = { user, _ in
            if let user { DocumentReader.reader(user).refuse(XMLRules.comment) }
        }
        table.processingInstruction = { user, _, _ in
            if let user { DocumentReader.reader(user).refuse(XMLRules.processingInstruction) }
        }
        table.internalSubset = { user, _, _, _ in
            if let user { DocumentReader.reader(user).refuse(XMLRules.doctype) }
        }
        table.reference = { user, name in
            if let user {
                DocumentReader.reader(user).refuse(XMLRules.entity, ["detail": name.map { String(cString: $0) } ?? ""])
            }
        }
        table.serror = { user, error in
            if let user, let error { DocumentReader.reader(user).parserFailed(error.pointee) }
        }
        return table
    }

    private static func reader(_ user: UnsafeMutableRawPointer) -> DocumentReader {
        Unmanaged<DocumentReader>.fromOpaque(user).takeUnretainedValue()
    }

    // MARK: Elements

    private func open(_ event: StartEvent) {
        guard !isStopped else { return }
        hasRoot = true
        let line = self.line
        let name = ElementName(namespace: event.uri.map(interned), local: interned(event.local))
        if !frames.isEmpty { frames[frames.count - 1].hasChildren = true }
        frames.append(Frame(name: name, line: line, declared: Int(event.namespaceCount)))
        guard isWithinLimits(event) else { return }
        text.removeAll(keepingCapacity: true)
        let isSignature = name.local == "Signature" && name.namespace == XMLNamespace.signature
        if let envelope {
            guard let isTaken = envelope.open(event, isSignature: isSignature, in: self) else { return }
            if isTaken { return }
        }
        let attributes = event.attributeCount > 0 ? event.values(interned) : []
        guard isWithoutInstance(name, attributes) else { return }
        schemaSession?.open(event)
        handler.open(OpenedElement(name: name, attributes: attributes, line: line, depth: frames.count))
        if profile.binaryElements.contains(name.local) { beginBinary() }
    }

    private func isWithinLimits(_ event: StartEvent) -> Bool {
        let limits = profile.limits
        elementCount += 1
        namespaceCount += Int(event.namespaceCount)
        let excess: (Rule, Int)? =
            if frames.count > limits.depth { (XMLRules.depth, limits.depth) } else if elementCount > limits.elements {
                (XMLRules.elements, limits.elements)
            } else if namespaceCount > limits.namespacesInScope {
                (XMLRules.namespaces, limits.namespacesInScope)
            } else if xmlStrlen(event.local) > limits.nameLength { (XMLRules.nameLength, limits.nameLength) } else {
                nil
            }
        if let (rule, limit) = excess { refuse(rule, ["limit": String(limit)]) }
        return excess == nil
    }

    /// Nothing in the document may choose its own types or bring in other documents.
    private func isWithoutInstance(_ name: ElementName, _ attributes: [XMLAttribute]) -> Bool {
        let isForeign =
            name.namespace == XMLNamespace.xinclude || attributes.contains { $0.name.namespace == XMLNamespace.xsi }
        if isForeign { refuse(XMLRules.xsi, ["element": name.local]) }
        return !isForeign
    }

    private func close(local: Characters, prefix: Characters?, uri: Characters?) {
        guard !isStopped, let frame = frames.last else { return }
        defer {
            frames.removeLast()
            namespaceCount -= frame.declared
        }
        if let envelope, envelope.close(local: local, prefix: prefix, in: self) { return }
        schemaSession?.close(local: local, prefix: prefix, uri: uri)
        var content: BinaryContent?
        if let decoding = binary {
            let finished = decoding.finish(handing: profile.handsOnBinary ? handler : nil)
            binaries.append(finished)
            content = finished.content
            binary = nil
        }
        let isLeaf = !frame.hasChildren && content == nil
        handler.close(
            ClosedElement(
                name: frame.name, text: isLeaf ? String(decoding: text, as: UTF8.self) : nil, binary: content,
                line: frame.line, depth: frames.count))
        text.removeAll(keepingCapacity: true)
    }

    private func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !isStopped, !frames.isEmpty else { return }
        if let envelope, envelope.text(bytes) { return }
        if let binary {
            binary.take(UnsafeRawBufferPointer(bytes), handing: profile.handsOnBinary ? handler : nil)
            return
        }
        schemaSession?.text(bytes)
        guard profile.keepsText else { return }
        guard text.count + bytes.count <= profile.limits.textLength else {
            return refuse(XMLRules.textLength, ["limit": String(profile.limits.textLength)])
        }
        text.append(contentsOf: bytes)
    }

    private func beginBinary() {
        do {
            binary = try BinaryDecoding(
                index: binaries.count, algorithms: envelope?.contentAlgorithms ?? [])
        } catch {
            refuse(XMLRules.notWellFormed, ["detail": "\(error)"])
        }
    }

    private func interned(_ pointer: Characters) -> String {
        if let known = names[pointer] { return known }
        let name = String(cString: pointer)
        names[pointer] = name
        return name
    }
}

/// A start tag as libxml2 hands it over; valid during the call only.
struct StartEvent {
    let local: UnsafePointer<xmlChar>
    let prefix: UnsafePointer<xmlChar>?
    let uri: UnsafePointer<xmlChar>?
    let namespaceCount: Int32
    /// Pairs of prefix and URI.
    let namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    let attributeCount: Int32
    let defaulted: Int32
    /// Fives of local name, prefix, URI, value and end of value.
    let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

    /// The namespace declarations of the tag.
    var declarations: [Canonicalizer.Binding] {
        guard let namespaces else { return [] }
        return (0..<Int(namespaceCount)).map { index in
            let uri = namespaces[2 * index + 1].flatMap { $0.pointee == 0 ? nil : $0 }
            return Canonicalizer.Binding(prefix: namespaces[2 * index], uri: uri)
        }
    }

    /// The attributes of the tag, as pointers.
    var rawAttributes: [Canonicalizer.Attribute] {
        guard let attributes else { return [] }
        return (0..<Int(attributeCount)).compactMap { index in
            let base = attributes + 5 * index
            guard let local = base[0], let value = base[3], let end = base[4] else { return nil }
            return Canonicalizer.Attribute(
                local: local, prefix: base[1], uri: base[2],
                value: UnsafeBufferPointer(start: value, count: end - value))
        }
    }

    func values(_ name: (UnsafePointer<xmlChar>) -> String) -> [XMLAttribute] {
        rawAttributes.map { attribute in
            XMLAttribute(
                name: ElementName(namespace: attribute.uri.map(name), local: name(attribute.local)),
                value: AttributeValue.string(attribute.value))
        }
    }
}
