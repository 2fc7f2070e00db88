import CLibXML2

/// How a document is to be read.
package struct ReadingProfile: Sendable {
    /// The compiled schema; `nil` checks well-formedness only.
    package var schema: Schema?
    /// Local names of the elements that hold base64.
    package var binaryElements: Set<String>
    /// Whether the decoded bytes are handed on to ``DocumentHandler/binary(_:_:)``.
    package var handsOnBinary: Bool
    /// Whether the text of elements is gathered (and bounded by ``Limits/textLength``) for ``DocumentHandler/close(_:)``;
    /// otherwise it is only checked and digested.
    package var keepsText = true
    /// The path of the one element in which the signature may stand; empty when none is looked for.
    package var signatureParent: [String]
    package var limits: Limits

    package init(
        schema: Schema? = nil, binaryElements: Set<String> = [], handsOnBinary: Bool = false,
        signatureParent: [String] = [], limits: Limits = Limits()
    ) {
        self.schema = schema
        self.binaryElements = binaryElements
        self.handsOnBinary = handsOnBinary
        self.signatureParent = signatureParent
        self.limits = limits
    }
}

/// What reading a whole document gave.
package struct Reading: Sendable {
    /// XML and schema findings, in document order. When an XML finding refuses, reading stopped there.
    package let findings: [Finding]
    package let signature: SignatureState
    package let binaries: [BinaryContent]
    /// Bytes read.
    package let size: Int
}

/// Reads one document in one pass, in pieces as they arrive; memory does not grow with the document.
///
/// The bytes go through a small scanner into libxml2's push parser, whose events feed four consumers: the schema, the
/// canonicaliser, the handler and the base64 decoder. Only the signature element is kept as a tree.
///
/// Not thread-safe: one document, one reader, one task at a time.
package final class DocumentReader {
    let profile: ReadingProfile
    let handler: any DocumentHandler
    private let handlers: UnsafeMutablePointer<xmlSAXHandler>
    private var parser: ParserContext?
    private var scanner: ByteScanner
    private var lineEnds = LineEnds()
    private var start: [UInt8]? = []
    private(set) var findings: [Finding] = []
    private(set) var isStopped = false
    private var isFinishing = false
    private var size = 0

    /// The open elements, outermost first.
    struct Frame {
        let name: ElementName
        let line: Int
        var hasChildren = false
        let declared: Int
    }

    var frames: [Frame] = []
    var names: [UnsafePointer<xmlChar>: String] = [:]
    var text: [UInt8] = []
    var elementCount = 0
    var namespaceCount = 0
    var hasRoot = false
    var schemaSession: SchemaSession?
    var binary: BinaryDecoding?
    var binaries: [BinaryResult] = []
    var envelope: EnvelopedSignature?

    /// - Throws: ``SignedXMLError`` when the machine is out of memory.
    package convenience init(profile: ReadingProfile, handler: any DocumentHandler) throws {
        let isSigned = !profile.signatureParent.isEmpty
        try self.init(profile: profile, handler: handler, envelope: isSigned ? EnvelopedSignature(profile) : nil)
    }

    init(profile: ReadingProfile, handler: any DocumentHandler, envelope: EnvelopedSignature?) throws {
        self.profile = profile
        self.handler = handler
        self.envelope = envelope
        scanner = ByteScanner(limits: profile.limits)
        handlers = .allocate(capacity: 1)
        handlers.initialize(to: Self.saxHandlers())
        schemaSession = try profile.schema.map { try SchemaSession($0) }
        parser = try ParserContext(handlers: handlers, userData: Unmanaged.passUnretained(self).toOpaque())
        schemaSession?.onError = { [unowned self] in self.schemaFailed($0) }
    }

    deinit {
        parser = nil
        handlers.deinitialize(count: 1)
        handlers.deallocate()
    }

    /// Takes the next piece. Cheap and silent once a finding has stopped the document.
    package func feed(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { feed($0) }
    }

    /// Takes the next piece, as an array.
    package func feed(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { feed($0) }
    }

    func feed(_ bytes: UnsafeRawBufferPointer) {
        size += bytes.count
        guard !isStopped, !bytes.isEmpty else { return }
        guard var held = start else { return parse(bytes) }
        // A byte order mark is the one thing that may come before the document.
        held.append(contentsOf: bytes)
        guard held.count >= 3 else {
            start = held
            return
        }
        start = nil
        held.withUnsafeBytes { all in
            let hasMark = all[0] == 0xEF && all[1] == 0xBB && all[2] == 0xBF
            parse(hasMark ? UnsafeRawBufferPointer(rebasing: all[3...]) : all)
        }
    }

    private func parse(_ bytes: UnsafeRawBufferPointer) {
        guard let parser else { return }
        if let stop = scanner.scan(bytes) {
            // What comes before may be wrong too, and comes first.
            parseUnscanned(UnsafeRawBufferPointer(rebasing: bytes[..<stop.offset]), parser)
            guard !isStopped else { return }
            refuse(stop.rule, at: Place(line: stop.line, element: path), stop.arguments)
            return
        }
        parseUnscanned(bytes, parser)
    }

    private func parseUnscanned(_ bytes: UnsafeRawBufferPointer, _ parser: ParserContext) {
        lineEnds.normalize(bytes) { normalized in
            envelope?.keep(normalized)
            parser.parse(normalized, last: false)
        }
        if let envelope, envelope.isHeaderTooLong, !isStopped {
            refuse(XMLRules.headerLength, ["limit": String(profile.limits.headerLength)])
        }
    }

    /// Whether a finding has already stopped the document, so that no more bytes need to be fed.
    package var isRefused: Bool { isStopped }

    /// The element being read, as a path of local names from the root.
    package var path: String {
        frames.reduce(into: "") { $0 += "/" + $1.name.local }
    }

    /// Line of the parser's position, 1-based.
    var line: Int { parser?.line ?? 1 }

    /// Bytes of the document (without a byte order mark) up to the parser's position.
    var byteOffset: Int { parser?.byteOffset ?? 0 }

    var parserContext: ParserContext? { parser }

    // MARK: Findings

    /// Adds a finding and stops reading: what follows would be judged on a false footing.
    func refuse(_ rule: Rule, at place: Place? = nil, _ arguments: [String: String] = [:]) {
        guard !isStopped else { return }
        findings.append(Finding(rule, at: place ?? Place(line: line, element: path), arguments))
        isStopped = true
        parser?.stop()
    }

    /// Adds a finding and reads on.
    func note(_ finding: Finding) {
        // One document is not worth more than so many complaints.
        guard !isStopped, findings.count < 100 else { return }
        findings.append(finding)
    }

    /// An error of libxml2's parser.
    func parserFailed(_ error: xmlError) {
        guard !isStopped else { return }
        if isFinishing, !frames.isEmpty { return }
        let message = error.message.map { String(cString: $0) } ?? ""
        let detail = String(message.prefix(200)).trimmed
        refuse(Self.rule(for: error), ["detail": detail, "element": frames.last?.name.local ?? ""])
    }

    private static func rule(for error: xmlError) -> Rule {
        if error.domain == Int32(XML_FROM_NAMESPACE.rawValue) { return XMLRules.namespace }
        switch xmlParserErrors(UInt32(error.code)) {
        case XML_WAR_NS_URI, XML_WAR_NS_URI_RELATIVE, XML_NS_ERR_UNDEFINED_NAMESPACE: return XMLRules.namespace
        case XML_ERR_DOCUMENT_EMPTY: return XMLRules.notXML
        case XML_ERR_DOCUMENT_END: return XMLRules.afterRoot
        case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_ENCODING, XML_ERR_INVALID_HEX_CHARREF,
            XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_CHARREF:
            return XMLRules.utf8
        case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY: return XMLRules.entity
        default: return XMLRules.notWellFormed
        }
    }

    private func schemaFailed(_ failure: SchemaSession.Failure) {
        note(
            Finding(
                failure.rule, at: Place(line: line, element: path),
                ["element": frames.last?.name.local ?? "", "detail": failure.detail]))
    }

    // MARK: The end

    /// Ends the document and judges what only its end can tell.
    package func finish() -> Reading {
        if !isStopped { end() }
        schemaSession?.finish()
        let signature = isStopped ? .absent : envelope?.finish(binaries: binaries, handler: handler) ?? .absent
        return Reading(findings: findings, signature: signature, binaries: binaries.map(\.content), size: size)
    }

    private func end() {
        if let held = start {
            start = nil
            held.withUnsafeBytes { parse($0) }
        }
        isFinishing = true
        if hasRoot, !isStopped { parser?.parse(UnsafeRawBufferPointer(start: nil, count: 0), last: true) }
        guard !isStopped else { return }
        if !hasRoot {
            refuse(scanner.hasMarkup ? XMLRules.truncated : XMLRules.notXML, ["element": ""])
        } else if let open = frames.last {
            refuse(XMLRules.truncated, ["element": open.name.local])
        } else if let pointer = parser?.pointer, pointer.pointee.wellFormed != 1 || pointer.pointee.nsWellFormed != 1 {
            refuse(XMLRules.notWellFormed, ["detail": ""])
        }
    }
}

extension String {
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
