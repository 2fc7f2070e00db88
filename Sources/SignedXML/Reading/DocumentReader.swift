import CLibXML2

/// How a document is to be read.
package struct ReadingProfile: Sendable {
    /// The compiled schema; `nil` checks well-formedness only.
    package var schema: Schema?
    /// The names that are told apart.
    package let names: KnownNames
    /// Whether the decoded bytes are handed on to ``DocumentHandler/binary(_:_:)``.
    package var handsOnBinary: Bool
    /// Whether the text of elements is gathered (and bounded by ``Limits/textLength``) for ``DocumentHandler/close(_:)``;
    /// otherwise it is only checked and digested.
    package var keepsText = true
    /// The path of the one element in which the signature may stand; empty when none is looked for.
    package var signatureParent: [String]
    package var limits: Limits
    /// Shared by all copies of the profile.
    let pool = ReaderPool()

    package init(
        schema: Schema? = nil, names: KnownNames, handsOnBinary: Bool = false, signatureParent: [String] = [],
        limits: Limits = Limits()
    ) {
        self.schema = schema
        self.names = names
        self.handsOnBinary = handsOnBinary
        self.signatureParent = signatureParent
        self.limits = limits
    }

    /// - Parameter binaryElements: local names of the elements that hold base64.
    package init(
        schema: Schema? = nil, binaryElements: Set<String> = [], signatureParent: [String] = [],
        limits: Limits = Limits()
    ) {
        self.init(
            schema: schema, names: KnownNames(binaryElements: binaryElements), signatureParent: signatureParent,
            limits: limits)
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
    private let equipment: ReadingEquipment
    let parser: ParserContext
    @exclusivity(unchecked) private var scanner: ByteScanner
    @exclusivity(unchecked) private var lineEnds = LineEnds()
    @exclusivity(unchecked) private var start: [UInt8]? = []
    private(set) var findings: [Finding] = []
    private var isFinishing = false
    private var size = 0

    /// The open elements, outermost first.
    struct Frame {
        let uri: UnsafePointer<xmlChar>?
        let local: UnsafePointer<xmlChar>
        let line: Int
        let column: Int?
        /// See ``Place/step(_:_:)``.
        let position: Int
        let declared: Int
        /// Where the counts of its children begin in ``DocumentReader/siblings``.
        let firstCount: Int
        var hasChildren = false
    }

    /// How many children of one name an open element has had so far.
    struct NameCount {
        let local: UnsafePointer<xmlChar>
        var count: Int
    }

    // What every event touches. One task reads one document, and no event comes while another is being handled, so that
    // asking the runtime at each access whether two overlap would be a third of the work.
    @exclusivity(unchecked) private(set) var isStopped = false
    @exclusivity(unchecked) var frames: [Frame] = []
    @exclusivity(unchecked) var siblings: [NameCount] = []
    @exclusivity(unchecked) var text: [UInt8] = []
    @exclusivity(unchecked) var elementCount = 0
    @exclusivity(unchecked) var namespaceCount = 0
    @exclusivity(unchecked) var hasRoot = false
    /// Depth of the open element that the handler does not know.
    @exclusivity(unchecked) var passedOverDepth: Int?
    @exclusivity(unchecked) var binary: BinaryDecoding?
    @exclusivity(unchecked) var binaries: [BinaryResult] = []
    let envelope: EnvelopedSignature?
    let names: NameTable
    /// What the events go to.
    let schemaEvents: Lent<SchemaSession>
    let envelopeEvents: Lent<EnvelopedSignature>

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
        equipment = try profile.pool.take(for: profile)
        names = equipment.names
        schemaEvents = Lent(equipment.schemaSession)
        envelopeEvents = Lent(envelope)
        parser = equipment.parser
        if let session = equipment.schemaSession, !session.hasBegun {
            throw SignedXMLError("libxml2 refused to validate a stream")
        }
        parser.userData = Unmanaged.passUnretained(self).toOpaque()
        frames.reserveCapacity(16)
        siblings.reserveCapacity(64)
        equipment.schemaSession?.onError = { [unowned self] in self.schemaFailed($0) }
    }

    deinit { profile.pool.give(back: equipment) }

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
        guard let held = start else { return parse(bytes) }
        if held.isEmpty, bytes.count >= 3 {
            start = nil
            return parseBeginning(bytes)
        }
        start = held + bytes
        guard let held = start, held.count >= 3 else { return }
        start = nil
        held.withUnsafeBytes { parseBeginning($0) }
    }

    /// A byte order mark is the one thing that may come before the document.
    private func parseBeginning(_ bytes: UnsafeRawBufferPointer) {
        let hasMark = bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        parse(hasMark ? UnsafeRawBufferPointer(rebasing: bytes[3...]) : bytes)
    }

    private func parse(_ bytes: UnsafeRawBufferPointer) {
        if let stop = scanner.scan(bytes) {
            // What comes before may be wrong too, and comes first.
            parseScanned(UnsafeRawBufferPointer(rebasing: bytes[..<stop.offset]))
            refuse(stop.rule, stop.arguments)
            return
        }
        parseScanned(bytes)
    }

    private func parseScanned(_ bytes: UnsafeRawBufferPointer) {
        lineEnds.normalize(bytes) { normalized in
            envelope?.keep(normalized)
            parseNormalized(normalized)
        }
        if let envelope, envelope.isHeaderTooLong, !isStopped {
            refuse(XMLRules.headerLength, ["limit": String(profile.limits.headerLength)])
        }
    }

    /// Hands the bytes to the parser, but for the base64 of the binary elements, which passes it by: nine tenths of a
    /// document with attachments, in which there is nothing to parse.
    private func parseNormalized(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty, !isStopped {
            if let binary, parser.isBetweenMarkup {
                let end = SignedXML.firstIndex(
                    of: UInt8(ascii: "<"), in: bytes, from: rest.startIndex, to: rest.endIndex)
                let text = rest[..<(end ?? rest.endIndex)]
                let taken = takeClean(UnsafeRawBufferPointer(rebasing: text), into: binary)
                rest = rest.dropFirst(taken)
                guard taken < text.count || text.isEmpty else { continue }
            }
            let end = endOfBinaryTag(in: bytes, from: rest.startIndex) ?? rest.endIndex
            parser.parse(UnsafeRawBufferPointer(rebasing: rest[..<end]), last: false)
            rest = rest[end...]
        }
    }

    private func takeClean(_ text: UnsafeRawBufferPointer, into binary: BinaryDecoding) -> Int {
        let count = binary.takeClean(text, handing: profile.handsOnBinary ? handler : nil)
        guard count > 0 else { return 0 }
        let taken = UnsafeRawBufferPointer(rebasing: text[..<count])
        envelope?.cleanText(taken)
        parser.pass(by: taken)
        return count
    }

    /// Just behind what looks like the next start tag of a binary element. Only where pieces are cut depends on it.
    private func endOfBinaryTag(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var nearest: Int?
        for name in profile.names.binaryNames {
            guard let found = SignedXML.firstIndex(of: name, in: bytes, from: start),
                let end = SignedXML.firstIndex(of: UInt8(ascii: ">"), in: bytes, from: found, to: bytes.count)
            else { continue }
            nearest = min(nearest ?? end + 1, end + 1)
        }
        return nearest
    }

    /// Whether a finding has already stopped the document, so that no more bytes need to be fed.
    package var isRefused: Bool { isStopped }

    /// The element being read, as a path of local names from the root.
    package var path: String {
        frames.reduce(into: "") { $0 += "/" + Place.step(name(of: $1).local, $1.position) }
    }

    /// Where the innermost open element stands.
    var place: Place { Place(line: frames.last?.line ?? line, column: frames.last?.column, element: path) }

    func name(of frame: Frame) -> ElementName { names.name(uri: frame.uri, local: frame.local) }

    /// The innermost open element's name; `""` outside the root.
    var innermost: String { frames.last.map { name(of: $0).local } ?? "" }

    /// Line of the parser's position, 1-based.
    var line: Int { parser.line }

    /// Bytes of the document (without a byte order mark) up to the parser's position.
    var byteOffset: Int { parser.byteOffset }

    // MARK: Findings

    /// Adds a finding and stops reading: what follows would be judged on a false footing.
    func refuse(_ rule: Rule, at place: Place? = nil, _ arguments: [String: String] = [:]) {
        guard !isStopped else { return }
        findings.append(Finding(rule, at: place ?? Place(line: line, column: parser.column, element: path), arguments))
        isStopped = true
        parser.stop()
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
        refuse(Self.rule(for: error), ["detail": detail, "element": innermost])
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
                failure.rule, at: place,
                ["element": innermost, "detail": failure.detail]))
    }

    // MARK: The end

    /// Ends the document and judges what only its end can tell.
    package func finish() -> Reading {
        if !isStopped { end() }
        equipment.schemaSession?.end()
        let signature = isStopped ? .absent : envelope?.finish(binaries: binaries, handler: handler) ?? .absent
        return Reading(findings: findings, signature: signature, binaries: binaries.map(\.content), size: size)
    }

    private func end() {
        if let held = start {
            start = nil
            held.withUnsafeBytes { parse($0) }
        }
        isFinishing = true
        if hasRoot, !isStopped { parser.parse(UnsafeRawBufferPointer(start: nil, count: 0), last: true) }
        guard !isStopped else { return }
        if !hasRoot {
            refuse(scanner.hasMarkup ? XMLRules.truncated : XMLRules.notXML, ["element": ""])
        } else if let open = frames.last {
            refuse(XMLRules.truncated, ["element": name(of: open).local])
        } else if !parser.isWellFormed {
            refuse(XMLRules.notWellFormed, ["detail": ""])
        }
    }
}

extension String {
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
