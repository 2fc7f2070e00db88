import CLibXML2

/// What must be set once before libxml2 is used by any thread.
enum XMLLibrary {
    static let isReady: Bool = {
        xmlInitParser()
        // Nothing outside the document is ever fetched, whatever the document says.
        xmlSetExternalEntityLoader { _, _, _ in nil }
        lt_silence()
        return true
    }()
}

/// A table of libxml2's handlers, which every parser context copies.
///
/// `@unchecked Sendable`: never changed after `init`.
final class SAXHandlers: @unchecked Sendable {
    fileprivate let pointer: UnsafeMutablePointer<xmlSAXHandler>

    init(_ table: xmlSAXHandler) {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: table)
    }

    deinit {
        pointer.deinitialize(count: 1)
        pointer.deallocate()
    }
}

/// A parser context of libxml2's push parser, owned.
final class ParserContext {
    let pointer: xmlParserCtxtPtr
    /// The last one asked for; see ``tagStart()``.
    @exclusivity(unchecked) var lastTag = TagStart(offset: 0, line: 1, column: 1)
    /// What ``pass(by:)`` was told of.
    @exclusivity(unchecked) private var passedBytes = 0
    @exclusivity(unchecked) private(set) var passedLines = 0

    /// - Parameter sharing: a context whose dictionary of names is shared, so that equal names are equal pointers.
    init(handlers: SAXHandlers, sharing other: ParserContext? = nil) throws {
        _ = XMLLibrary.isReady
        guard let pointer = xmlCreatePushParserCtxt(handlers.pointer, nil, nil, 0, nil) else {
            throw SignedXMLError("libxml2 could not make a parser context: out of memory")
        }
        self.pointer = pointer
        xmlCtxtUseOptions(pointer, Int32(XML_PARSE_NONET.rawValue))
        lt_assume_utf8(pointer)
        if let other {
            xmlDictFree(pointer.pointee.dict)
            pointer.pointee.dict = other.pointer.pointee.dict
            xmlDictReference(pointer.pointee.dict)
            // The parser keeps these three interned; they must come from the dictionary in use.
            pointer.pointee.str_xml = xmlDictLookup(pointer.pointee.dict, "xml", 3)
            pointer.pointee.str_xmlns = xmlDictLookup(pointer.pointee.dict, "xmlns", 5)
            pointer.pointee.str_xml_ns = xmlDictLookup(pointer.pointee.dict, XMLNamespace.xml, 36)
        }
    }

    deinit {
        freeDocument()
        xmlFreeParserCtxt(pointer)
    }

    private func freeDocument() {
        guard let document = pointer.pointee.myDoc else { return }
        xmlFreeDoc(document)
        pointer.pointee.myDoc = nil
    }

    /// Whether a whole document has been read without a complaint, and nothing of it is left.
    var isAtRest: Bool {
        let context = pointer.pointee
        return isWellFormed && context.disableSAX == 0 && context.nsNr == 0 && context.nameNr == 0
            && context.nodeNr == 0
    }

    /// Makes a context that ``isAtRest`` ready for another document; it keeps its dictionary of names.
    func reset() {
        freeDocument()
        xmlCtxtResetPush(pointer, nil, 0, nil, nil)
        lastTag = TagStart(offset: 0, line: 1, column: 1)
        (passedBytes, passedLines) = (0, 0)
        lt_assume_utf8(pointer)
    }

    /// What the handlers find their object by.
    var userData: UnsafeMutableRawPointer? {
        get { pointer.pointee.userData }
        set { pointer.pointee.userData = newValue }
    }

    /// Whether nothing was wrong so far, in the syntax or with the namespaces.
    var isWellFormed: Bool { pointer.pointee.wellFormed == 1 && pointer.pointee.nsWellFormed == 1 }

    /// Parses the next bytes; findings come through the handlers.
    func parse(_ bytes: UnsafeRawBufferPointer, last: Bool) {
        // libxml2 counts in Int32; a piece larger than that is cut.
        let step = 1 << 15
        var offset = 0
        while offset < bytes.count {
            let count = min(step, bytes.count - offset)
            let start = bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
            _ = xmlParseChunk(pointer, start, Int32(count), 0)
            offset += count
        }
        if last { _ = xmlParseChunk(pointer, nil, 0, 1) }
    }

    func stop() { xmlStopParser(pointer) }

    /// 1-based line of the parser's position.
    var line: Int { passedLines + (pointer.pointee.input.map { Int($0.pointee.line) } ?? 1) }

    /// 1-based column of the parser's position, in characters.
    var column: Int? { pointer.pointee.input.map { Int($0.pointee.col) } }

    /// Bytes consumed up to the parser's position.
    var byteOffset: Int { passedBytes + Int(xmlByteConsumed(pointer)) }

    /// Whether everything it was given has been read, and what comes next is an element's content.
    var isBetweenMarkup: Bool {
        guard let input = pointer.pointee.input else { return false }
        return pointer.pointee.instate == XML_PARSER_CONTENT && input.pointee.cur == input.pointee.end
    }

    /// Takes note of bytes of the document that it is not given.
    func pass(by bytes: UnsafeRawBufferPointer) {
        passedBytes += bytes.count
        for byte in bytes where byte == UInt8(ascii: "\n") { passedLines &+= 1 }
        guard let input = pointer.pointee.input?.pointee else { return }
        // Where they end on their line is not worth the counting.
        lastTag = TagStart(offset: Int(input.consumed) + (input.cur - input.base), line: line, column: nil)
    }
}

/// Namespace URIs that mean something to the reader.
enum XMLNamespace {
    static let xml = "http://www.w3.org/XML/1998/namespace"
    static let xsi = "http://www.w3.org/2001/XMLSchema-instance"
    static let xinclude = "http://www.w3.org/2001/XInclude"
    static let signature = "http://www.w3.org/2000/09/xmldsig#"
    /// What XML Signature 1.1 added.
    static let signature11 = "http://www.w3.org/2009/xmldsig11#"
    static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
    static let xades = "http://uri.etsi.org/01903/v1.3.2#"
}
