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

/// A parser context of libxml2's push parser, owned.
final class ParserContext {
    let pointer: xmlParserCtxtPtr

    /// - Parameter sharing: a context whose dictionary of names is shared, so that equal names are equal pointers.
    init(
        handlers: UnsafeMutablePointer<xmlSAXHandler>, userData: UnsafeMutableRawPointer,
        sharing other: ParserContext? = nil
    ) throws {
        _ = XMLLibrary.isReady
        guard let pointer = xmlCreatePushParserCtxt(handlers, userData, nil, 0, nil) else {
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
        if let document = pointer.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(pointer)
    }

    /// Parses the next bytes; findings come through the handlers.
    func parse(_ bytes: UnsafeRawBufferPointer, last: Bool) {
        // libxml2 counts in Int32; a piece larger than that is cut.
        let step = 1 << 20
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
    var line: Int { pointer.pointee.input.map { Int($0.pointee.line) } ?? 1 }

    /// Bytes consumed up to the parser's position.
    var byteOffset: Int { Int(xmlByteConsumed(pointer)) }
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
