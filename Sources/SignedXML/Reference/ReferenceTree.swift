import CLibXML2

/// A document as libxml2's tree, and its canonical forms by libxml2's own canonicaliser: what ours is compared with.
///
/// It trusts what it reads and is used by tests only.
package final class ReferenceTree {
    /// Which canonical form; of the exclusive one, with the prefixes of `InclusiveNamespaces` (`#default` for none).
    package enum Form: Sendable, Hashable {
        case exclusive(inclusivePrefixes: [String])
        case inclusive10
        case inclusive11
    }

    private let document: xmlDocPtr

    /// - Throws: ``SignedXMLError`` when libxml2 does not read the document.
    package init(_ bytes: [UInt8]) throws {
        _ = XMLLibrary.isReady
        // The parser that reads from memory; the push parser, which is ours, has faults of its own.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        let document = bytes.withUnsafeBytes { bytes in
            xmlReadMemory(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), nil, "UTF-8",
                Int32(options))
        }
        guard let document else { throw SignedXMLError("the reference could not read the document") }
        self.document = document
    }

    deinit { xmlFreeDoc(document) }

    /// The canonical form of the whole document, without comments.
    /// - Throws: ``SignedXMLError`` when libxml2 refuses to write one.
    package func canonical(_ form: Form) throws -> [UInt8] {
        guard let buffer = xmlBufferCreate() else { throw SignedXMLError("libxml2 is out of memory") }
        defer { xmlBufferFree(buffer) }
        guard let output = xmlOutputBufferCreateBuffer(buffer, nil) else {
            throw SignedXMLError("libxml2 is out of memory")
        }
        var prefixes: [UnsafeMutablePointer<xmlChar>?] = form.prefixes.map { xmlStrdup($0) } + [nil]
        defer { for prefix in prefixes { prefix.map { lt_free($0) } } }
        let result = xmlC14NExecute(document, nil, nil, Int32(form.mode.rawValue), &prefixes, 0, output)
        let isWritten = xmlOutputBufferClose(output) >= 0
        guard result >= 0, isWritten, let content = xmlBufferContent(buffer) else {
            throw SignedXMLError("libxml2 could not canonicalise")
        }
        return Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
    }
}

extension ReferenceTree.Form {
    /// The same, as we say it.
    var canonical: CanonicalForm {
        switch self {
        case .exclusive(let prefixes): .exclusive(inclusivePrefixes: Set(prefixes.map { $0 == "#default" ? "" : $0 }))
        case .inclusive10, .inclusive11: .inclusive
        }
    }

    fileprivate var mode: xmlC14NMode {
        switch self {
        case .exclusive: XML_C14N_EXCLUSIVE_1_0
        case .inclusive10: XML_C14N_1_0
        case .inclusive11: XML_C14N_1_1
        }
    }

    fileprivate var prefixes: [String] {
        if case .exclusive(let prefixes) = self { prefixes } else { [] }
    }
}
