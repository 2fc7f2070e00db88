import CLibXML2

/// The parser's events, and who gets them.
extension DocumentReader {
    typealias Characters = UnsafePointer<xmlChar>

    /// The handler table. Each entry finds its reader in the user data.
    static let handlers: SAXHandlers = {
        var table = xmlSAXHandler()
        table.initialized = lt_sax2_magic()
        table.startElementNs = {
            user, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes in
            guard let user, let local else { return }
            let event = StartEvent(
                local: local, prefix: prefix, uri: uri, namespaceCount: namespaceCount, namespaces: namespaces,
                attributeCount: attributeCount, defaulted: defaulted, attributes: attributes)
            DocumentReader.with(user) { $0.open(event) }
        }
        table.endElementNs = { user, local, prefix, uri in
            guard let user, let local else { return }
            DocumentReader.with(user) { $0.close(local: local, prefix: prefix, uri: uri) }
        }
        let characters: charactersSAXFunc = { user, bytes, count in
            guard let user, let bytes else { return }
            DocumentReader.with(user) { $0.characters(UnsafeBufferPointer(start: bytes, count: Int(count))) }
        }
        // The same function for all three, so that the parser does not look for ignorable white space.
        table.characters = characters
        table.ignorableWhitespace = characters
        table.cdataBlock = characters
        table.comment = { user, _ in
            if let user { DocumentReader.with(user) { $0.refuse(XMLRules.comment) } }
        }
        table.processingInstruction = { user, _, _ in
            if let user { DocumentReader.with(user) { $0.refuse(XMLRules.processingInstruction) } }
        }
        table.internalSubset = { user, _, _, _ in
            if let user { DocumentReader.with(user) { $0.refuse(XMLRules.doctype) } }
        }
        table.reference = { user, name in
            if let user {
                let detail = name.map { String(cString: $0) } ?? ""
                DocumentReader.with(user) { $0.refuse(XMLRules.entity, ["detail": detail]) }
            }
        }
        table.serror = { user, error in
            if let user, let error { DocumentReader.with(user) { $0.parserFailed(error.pointee) } }
        }
        return SAXHandlers(table)
    }()

    /// The reader outlives its parser, so that no event needs to keep it alive.
    private static func with(_ user: UnsafeMutableRawPointer, _ body: (DocumentReader) -> Void) {
        Unmanaged<DocumentReader>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
    }

    // MARK: Elements

    private func open(_ event: StartEvent) {
        guard !isStopped else { return }
        hasRoot = true
        if !text.isEmpty { endTextBeforeChild() }
        let tag = TagName(uri: event.uri, local: event.local, names: names)
        let local = names.meaning(of: event.local)
        let prefixLength = event.prefix.map { names.meaning(of: $0).length + 1 } ?? 0
        let start = parser.tagStart(nameLength: prefixLength + local.length)
        let space = event.uri.map { names.meaning(of: $0).uses } ?? []
        let depth = frames.count + 1
        if depth > 1 { frames[depth - 2].hasChildren = true }
        let position = position(ofNext: event.local)
        frames.append(
            Frame(
                uri: event.uri, local: event.local, line: start.line, column: start.column, position: position,
                declared: Int(event.namespaceCount), firstCount: siblings.count))
        guard isWithinLimits(event, nameLength: local.length) else { return }
        let isSignature = local.uses.contains(.signature) && space.contains(.signatureSpace)
        let reception = envelopeEvents { $0.open(event, isSignature: isSignature, in: self) }
        guard reception ?? .leftToOthers == .leftToOthers else { return }
        guard isWithoutInstance(event, space), passedOverDepth == nil else { return }
        let attributes = event.attributeCount > 0 ? event.values(names) : []
        let element = OpenedElement(
            tag: tag, word: local.word < 0 ? nil : Int(local.word), space: nameSpace(event.uri, space),
            attributes: attributes, line: start.line, column: start.column, position: position, depth: depth)
        switch handler.judge(element) {
        case .known: schemaEvents { $0.open(event) }
        case .knownExceptAttributes(let places): event.without(places) { known in schemaEvents { $0.open(known) } }
        case .unknown:
            passedOverDepth = depth
            return
        }
        handler.open(element)
        if local.uses.contains(.binary) { beginBinary() }
    }

    private func nameSpace(_ uri: Characters?, _ uses: NameTable.Uses) -> NameSpace {
        uri == nil ? .none : uses.contains(.ownSpace) ? .own : .other
    }

    /// Counts a child of the innermost open element. Real elements have a dozen kinds of children; of more than sixty-four
    /// the rest is not counted, so that nobody can make the search long.
    private func position(ofNext local: Characters) -> Int {
        let first = frames.last?.firstCount ?? 0
        for index in first..<siblings.count where siblings[index].local == local {
            siblings[index].count += 1
            return siblings[index].count
        }
        guard siblings.count - first < 64 else { return 0 }
        siblings.append(NameCount(local: local, count: 1))
        return 1
    }

    private func isWithinLimits(_ event: StartEvent, nameLength: Int) -> Bool {
        let limits = profile.limits
        elementCount += 1
        namespaceCount += Int(event.namespaceCount)
        if frames.count <= limits.depth, elementCount <= limits.elements, nameLength <= limits.nameLength,
            namespaceCount <= limits.namespacesInScope
        {
            return true
        }
        let excess: (Rule, Int)? =
            if frames.count > limits.depth { (XMLRules.depth, limits.depth) } else if elementCount > limits.elements {
                (XMLRules.elements, limits.elements)
            } else if namespaceCount > limits.namespacesInScope {
                (XMLRules.namespaces, limits.namespacesInScope)
            } else if nameLength > limits.nameLength { (XMLRules.nameLength, limits.nameLength) } else {
                nil
            }
        if let (rule, limit) = excess { refuse(rule, ["limit": String(limit)]) }
        return excess == nil
    }

    /// Nothing in the document may choose its own types or bring in other documents.
    private func isWithoutInstance(_ event: StartEvent, _ space: NameTable.Uses) -> Bool {
        var isForeign = space.contains(.inclusionSpace)
        if let attributes = event.attributes {
            for index in 0..<Int(event.attributeCount) {
                guard let uri = attributes[5 * index + 2] else { continue }
                if names.meaning(of: uri).uses.contains(.instanceSpace) { isForeign = true }
            }
        }
        if isForeign { refuse(XMLRules.xsi, ["element": innermost]) }
        return !isForeign
    }

    private func close(local: Characters, prefix: Characters?, uri: Characters?) {
        guard !isStopped, let frame = frames.last else { return }
        defer {
            frames.removeLast()
            siblings.removeLast(siblings.count - frame.firstCount)
            namespaceCount -= frame.declared
        }
        let isTaken = envelopeEvents { $0.close(local: local, prefix: prefix, in: self) }
        if isTaken ?? false { return }
        if let depth = passedOverDepth {
            if frames.count == depth { passedOverDepth = nil }
            return
        }
        endText(isLeaf: !frame.hasChildren)
        schemaEvents { $0.close(local: local, prefix: prefix, uri: uri) }
        let content = binary == nil ? nil : endBinary()
        handler.close(
            ClosedElement(
                tag: TagName(uri: frame.uri, local: frame.local, names: names),
                utf8: frame.hasChildren || content != nil ? nil : text, binary: content,
                line: frame.line, depth: frames.count))
        if !text.isEmpty { text.removeAll(keepingCapacity: true) }
    }

    private func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !isStopped, !frames.isEmpty else { return }
        if envelopeEvents({ $0.text(bytes) }) ?? false { return }
        if passedOverDepth != nil { return }
        if let binary {
            binary.take(UnsafeRawBufferPointer(bytes), handing: profile.handsOnBinary ? handler : nil)
            return
        }
        guard profile.keepsText else { return }
        guard text.count + bytes.count <= profile.limits.textLength else {
            return refuse(XMLRules.textLength, ["limit": String(profile.limits.textLength)])
        }
        text.append(contentsOf: bytes)
    }

    // MARK: Text

    /// The schema is told of text once it is whole; of white space between elements, which it ignores, not at all.
    private func endText(isLeaf: Bool) {
        guard schemaEvents.isThere, !text.isEmpty, isLeaf || !text.allSatisfy(\.isXMLSpace) else { return }
        text.withUnsafeBufferPointer { text in schemaEvents { $0.text(text) } }
    }

    private func endTextBeforeChild() {
        if passedOverDepth == nil { endText(isLeaf: false) }
        text.removeAll(keepingCapacity: true)
    }

    // MARK: Binary elements

    private func endBinary() -> BinaryContent? {
        guard let decoding = binary else { return nil }
        binary = nil
        let finished = decoding.finish(handing: profile.handsOnBinary ? handler : nil)
        binaries.append(finished)
        return finished.content
    }

    private func beginBinary() {
        do {
            binary = try BinaryDecoding(
                index: binaries.count, algorithms: envelope?.contentAlgorithms ?? [])
        } catch {
            refuse(XMLRules.notWellFormed, ["detail": "\(error)"])
        }
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

    /// Whether the tag has nothing but a name, as most have.
    var isBare: Bool { attributeCount == 0 && namespaceCount == 0 }

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
        var list: [Canonicalizer.Attribute] = []
        list.reserveCapacity(Int(attributeCount))
        for index in 0..<Int(attributeCount) {
            let base = attributes + 5 * index
            guard let local = base[0], let value = base[3], let end = base[4] else { continue }
            list.append(
                Canonicalizer.Attribute(
                    local: local, prefix: base[1], uri: base[2],
                    value: UnsafeBufferPointer(start: value, count: end - value)))
        }
        return list
    }

    /// The same tag without the attributes at some places.
    func without(_ places: [Int], _ body: (StartEvent) -> Void) {
        guard let attributes else { return body(self) }
        let kept = (0..<Int(attributeCount)).filter { !places.contains($0) }
        var fields = kept.flatMap { index in (0..<5).map { attributes[5 * index + $0] } }
        fields.withUnsafeMutableBufferPointer { fields in
            body(
                StartEvent(
                    local: local, prefix: prefix, uri: uri, namespaceCount: namespaceCount, namespaces: namespaces,
                    attributeCount: Int32(kept.count), defaulted: 0, attributes: fields.baseAddress))
        }
    }

    func values(_ names: NameTable) -> [XMLAttribute] {
        rawAttributes.map { attribute in
            XMLAttribute(
                name: names.name(uri: attribute.uri, local: attribute.local),
                value: AttributeValue.string(attribute.value))
        }
    }
}
