import CLibXML2

/// A compiled XML schema, shared by all readers.
///
/// `@unchecked Sendable`: libxml2 documents a compiled schema as read-only and shareable between threads.
package final class Schema: @unchecked Sendable {
    let pointer: xmlSchemaPtr
    /// The compiled form refers to it.
    private let document: SchemaDocument

    /// - Parameter path: an `.xsd` of our own, with what it includes beside it; never peer data.
    /// - Throws: ``SignedXMLError`` with libxml2's reason.
    package init(contentsOf path: String) throws {
        document = try SchemaDocument(contentsOf: path)
        pointer = try Self.compile(document, path: path)
    }

    private static func compile(_ document: SchemaDocument, path: String) throws -> xmlSchemaPtr {
        guard let context = xmlSchemaNewDocParserCtxt(document.pointer) else {
            throw SignedXMLError("libxml2 could not compile the schema \(path): out of memory")
        }
        defer { xmlSchemaFreeParserCtxt(context) }
        var problems: [String] = []
        let parsed = withUnsafeMutablePointer(to: &problems) { list in
            xmlSchemaSetParserStructuredErrors(
                context,
                { user, error in
                    guard let user, let message = error?.pointee.message else { return }
                    user.assumingMemoryBound(to: [String].self).pointee.append(String(cString: message).trimmed)
                }, list)
            return xmlSchemaParse(context)
        }
        guard let parsed else {
            throw SignedXMLError("the schema \(path) does not compile: \(problems.joined(separator: "; "))")
        }
        return parsed
    }

    deinit { xmlSchemaFree(pointer) }
}

/// One document's validation, fed by hand with the parser's events.
final class SchemaSession {
    struct Failure {
        let rule: Rule
        let detail: String
    }

    let schema: Schema
    private let context: xmlSchemaValidCtxtPtr
    @exclusivity(unchecked) private var handlers: UnsafeMutablePointer<xmlSAXHandler>?
    @exclusivity(unchecked) private var user: UnsafeMutableRawPointer?
    @exclusivity(unchecked) private var plug: xmlSchemaSAXPlugPtr?
    var onError: (Failure) -> Void = { _ in }

    init(_ schema: Schema) throws {
        self.schema = schema
        guard let context = xmlSchemaNewValidCtxt(schema.pointer) else {
            throw SignedXMLError("libxml2 could not make a validation context: out of memory")
        }
        self.context = context
        xmlSchemaSetValidStructuredErrors(
            context,
            { user, error in
                guard let user, let error = error?.pointee else { return }
                Unmanaged<SchemaSession>.fromOpaque(user).takeUnretainedValue().failed(error)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        end()
        xmlSchemaFreeValidCtxt(context)
    }

    /// Begins with a document.
    func begin() {
        handlers = nil
        user = nil
        // With no handlers of its own to call on, the plug gives us the validator's, to be called when we choose.
        plug = xmlSchemaSAXPlug(context, &handlers, &user)
    }

    /// Ends with a document; to be called again changes nothing.
    func end() {
        onError = { _ in }
        if let plug { xmlSchemaSAXUnplug(plug) }
        plug = nil
    }

    /// Whether it can judge: libxml2 refuses only when memory is out.
    var hasBegun: Bool { plug != nil }

    func open(_ event: StartEvent) {
        handlers?.pointee.startElementNs?(
            user, event.local, event.prefix, event.uri, event.namespaceCount, event.namespaces, event.attributeCount,
            event.defaulted, event.attributes)
    }

    func close(local: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?) {
        handlers?.pointee.endElementNs?(user, local, prefix, uri)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        handlers?.pointee.characters?(user, bytes.baseAddress, Int32(bytes.count))
    }

    private func failed(_ error: xmlError) {
        let message = error.message.map { String(cString: $0) } ?? ""
        // "Element '{uri}Name': what is wrong": the element is told apart from this text.
        let detail = message.replacing(/\{[^}]*\}/, with: "").trimmed
        onError(Failure(rule: Self.rule(for: error.code), detail: String(detail.prefix(300))))
    }

    private static func rule(for code: Int32) -> Rule {
        switch xmlParserErrors(UInt32(code)) {
        case XML_SCHEMAV_ELEMENT_CONTENT, XML_SCHEMAV_CVC_ELT_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1,
            XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_4, XML_SCHEMAV_CVC_TYPE_3_1_2:
            return XMLRules.schemaElement
        case XML_SCHEMAV_CVC_LENGTH_VALID, XML_SCHEMAV_CVC_MINLENGTH_VALID, XML_SCHEMAV_CVC_MAXLENGTH_VALID:
            return XMLRules.schemaLength
        case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2,
            XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, XML_SCHEMAV_CVC_PATTERN_VALID, XML_SCHEMAV_CVC_ENUMERATION_VALID,
            XML_SCHEMAV_CVC_MININCLUSIVE_VALID, XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID,
            XML_SCHEMAV_CVC_FACET_VALID:
            return XMLRules.schemaValue
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2,
            XML_SCHEMAV_CVC_COMPLEX_TYPE_4, XML_SCHEMAV_CVC_AU:
            return XMLRules.schemaAttribute
        default: return XMLRules.schemaOther
        }
    }
}
