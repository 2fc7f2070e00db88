import CLibXML2

/// The one enveloped signature of a document: finds it, keeps it as a tree, and digests everything else.
///
/// Until the signature has been read its algorithms are unknown. Either what comes before it is *held back*, canonical form
/// and bytes (a form other than plain exclusive C14N is written again from them), both bounded by
/// ``Limits/headerLength``; or a ``DigestMethod`` is *expected* and digested from the first byte, and when the signature
/// asks for another, the document must be read once more with that one (``otherMethod``).
final class EnvelopedSignature {
    private enum Phase {
        /// Before or inside the element in which the signature may stand.
        case awaiting
        case capturing
        case planned(SignaturePlan)
        /// The signature asks for another digest than the one that was made.
        case unexpected(DigestMethod)
        case refused([Finding])
        /// The place was passed; nothing was there.
        case absent
        /// As `absent`, for the signer, who wants the digest of the unsigned document.
        case unsigned
    }

    private let terms: SignatureTerms
    private let limit: Int
    private let digestForSigner: Digest?
    /// The canonical form that is written until the signature says otherwise.
    private let form: CanonicalForm
    private let expected: DigestMethod?
    @exclusivity(unchecked) private var phase = Phase.awaiting
    /// The signature, while it is being read.
    @exclusivity(unchecked) private var captured: SignatureTree?
    @exclusivity(unchecked) private var canonicalizer: Canonicalizer? {
        didSet { canonical = Lent(canonicalizer) }
    }
    @exclusivity(unchecked) private var canonical = Lent<Canonicalizer>(nil)
    @exclusivity(unchecked) private var bytes: [UInt8] = []
    @exclusivity(unchecked) private var identifiers = DocumentIdentifiers()
    /// What in the document keeps any signature of it from meaning one thing; the first of its kind.
    @exclusivity(unchecked) private(set) var hindrance: Finding?
    /// `xml:` attributes of the signature's ancestors, outermost first, which inclusive C14N hands down.
    @exclusivity(unchecked) private var inherited: [[String: String]] = []
    /// Byte offset just behind the end tag of the signature's parent; for the signer.
    private(set) var parentEnd: Int?

    /// Holds back what comes before the signature.
    convenience init(
        _ profile: ReadingProfile, digestForSigner: Digest? = nil,
        form: CanonicalForm = .exclusive(inclusivePrefixes: [])
    ) {
        let terms = SignatureTerms(position: .child(of: profile.signatureParent))
        self.init(terms, limits: profile.limits, digestForSigner: digestForSigner, form: form)
    }

    /// Holds back what comes before the signature, wherever that may stand.
    init(_ terms: SignatureTerms, limits: Limits, digestForSigner: Digest?, form: CanonicalForm) {
        self.terms = terms
        limit = limits.headerLength
        self.digestForSigner = digestForSigner
        self.form = form
        expected = nil
        begin(Canonicalizer(form))
    }

    /// Digests from the first byte, as `expected` says; for a document that can be read again.
    init(_ terms: SignatureTerms, limits: Limits, expecting expected: DigestMethod) throws {
        self.terms = terms
        limit = limits.headerLength
        digestForSigner = nil
        form = expected.form
        self.expected = expected
        let canonicalizer = Canonicalizer(form)
        canonicalizer.write(into: try Digest(expected.hash))
        begin(canonicalizer)
    }

    private func begin(_ canonicalizer: Canonicalizer) { self.canonicalizer = canonicalizer }

    /// What the signature asks for, when that is not what was expected: then nothing more is judged here.
    var otherMethod: DigestMethod? { if case .unexpected(let method) = phase { method } else { nil } }

    /// What the signature's references to contents are digested with.
    var contentAlgorithms: Set<HashAlgorithm> {
        guard case .planned(let plan) = phase else { return [] }
        return Set(plan.contents.map(\.algorithm))
    }

    var isHeaderTooLong: Bool {
        guard expected == nil else { return false }
        return switch phase {
        case .awaiting, .capturing: bytes.count > limit || (canonicalizer?.pendingLength ?? 0) > limit
        default: false
        }
    }

    /// Takes the raw bytes about to be parsed.
    func keep(_ piece: UnsafeRawBufferPointer) {
        guard expected == nil else { return }
        switch phase {
        case .awaiting, .capturing:
            // A little more than the limit is enough to know that it was passed.
            bytes.append(contentsOf: piece.prefix(max(0, limit + 1 - bytes.count)))
        default: if !bytes.isEmpty { bytes = [] }
        }
    }

    // MARK: Events

    /// What became of an element that opened.
    enum Reception {
        /// It belongs to the signature.
        case taken
        case leftToOthers
        /// The document was refused.
        case refused
    }

    func open(_ event: StartEvent, isSignature: Bool, in reader: DocumentReader) -> Reception {
        if event.isBare, !isSignature, captured == nil {
            if case .awaiting = phase { inherit([], depth: reader.frames.count) }
            canonical { $0.open(local: event.local, prefix: event.prefix, uri: event.uri) }
            return .leftToOthers
        }
        let attributes = event.attributeCount > 0 ? event.rawAttributes : []
        if !attributes.isEmpty, seeksIdentifiers, !takeIdentifiers(attributes, in: reader) { return .refused }
        if let tree = captured {
            if isSignature {
                reader.refuse(SignatureRules.multiple)
                return .refused
            }
            tree.open(event, attributes)
            return isBounded(tree, in: reader) ? .taken : .refused
        }
        if isSignature { return begin(event, attributes, in: reader) }
        if case .awaiting = phase { inherit(attributes, depth: reader.frames.count) }
        let declarations = event.namespaceCount > 0 ? event.declarations : []
        if let relative = declarations.first(where: \.isRelative) { takeRelative(relative, in: reader) }
        canonical {
            $0.open(
                local: event.local, prefix: event.prefix, uri: event.uri, declarations: declarations,
                attributes: attributes)
        }
        return .leftToOthers
    }

    private func begin(
        _ event: StartEvent, _ attributes: [Canonicalizer.Attribute], in reader: DocumentReader
    ) -> Reception {
        guard case .awaiting = phase else {
            let isSecond = if case .absent = phase { false } else { true }
            return refuse(isSecond ? SignatureRules.multiple : SignatureRules.place, in: reader)
        }
        guard reader.frames.count > 1 else { return refuse(SignatureRules.notEnveloped, in: reader) }
        guard isParent(reader.frames.dropLast(), in: reader) else { return refuse(SignatureRules.place, in: reader) }
        let tree = SignatureTree(scope: canonicalizer?.inScope ?? [], inherited: inherited)
        tree.open(event, attributes)
        captured = tree
        phase = .capturing
        return .taken
    }

    private func refuse(_ rule: Rule, in reader: DocumentReader) -> Reception {
        let parent =
            switch terms.position {
            case .child(let path): path.last
            case .childOfRoot: reader.frames.first.map { reader.name(of: $0).local }
            }
        reader.refuse(rule, ["parent": parent ?? ""])
        return .refused
    }

    private func isBounded(_ tree: SignatureTree, in reader: DocumentReader) -> Bool {
        guard tree.length > limit else { return true }
        reader.refuse(SignatureRules.size, ["limit": String(limit)])
        return false
    }

    /// - Returns: whether the element belonged to the signature.
    func close(local: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?, in reader: DocumentReader) -> Bool {
        if let tree = captured {
            guard tree.close(), isBounded(tree, in: reader) else { return true }
            captured = nil
            judge(tree, in: reader)
            return true
        }
        canonical { $0.close(local: local, prefix: prefix) }
        guard case .awaiting = phase else { return false }
        if inherited.count >= reader.frames.count { inherited.removeLast(inherited.count - reader.frames.count + 1) }
        guard isParent(reader.frames[...], in: reader) else { return false }
        if let digestForSigner {
            parentEnd = reader.byteOffset
            canonicalizer?.write(into: digestForSigner)
            phase = .unsigned
        } else {
            canonicalizer = nil
            phase = .absent
        }
        return false
    }

    /// - Returns: whether the text belongs to the signature.
    func text(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if let tree = captured {
            // What passes the limit is not kept; the next tag refuses it.
            if tree.length <= limit { tree.text(text) }
            return true
        }
        canonical { $0.text(text) }
        return false
    }

    /// Takes text outside the signature that is its own canonical form.
    func cleanText(_ text: UnsafeRawBufferPointer) { canonical { $0.cleanText(text) } }

    private func isParent(_ frames: ArraySlice<DocumentReader.Frame>, in reader: DocumentReader) -> Bool {
        switch terms.position {
        case .childOfRoot: frames.count == 1
        case .child(let path):
            frames.count == path.count && zip(frames, path).allSatisfy { reader.name(of: $0).local == $1 }
        }
    }

    /// Remembers the `xml:` attributes of the element at a depth, which may be an ancestor of the signature.
    private func inherit(_ attributes: [Canonicalizer.Attribute], depth: Int) {
        let deepest = if case .child(let path) = terms.position { path.count } else { 1 }
        guard depth <= deepest else { return }
        var values: [String: String] = [:]
        for attribute in attributes where attribute.prefix.map({ xmlStrEqual($0, "xml") == 1 }) ?? false {
            values[String(cString: attribute.local)] = AttributeValue.string(attribute.value)
        }
        inherited.append(values)
    }

    /// Whether there is, or may still be, a signature that could refer to one.
    private var seeksIdentifiers: Bool {
        switch phase {
        case .awaiting, .capturing, .planned, .unsigned: true
        case .unexpected, .refused, .absent: false
        }
    }

    private func takeIdentifiers(_ attributes: [Canonicalizer.Attribute], in reader: DocumentReader) -> Bool {
        do {
            let clash = try identifiers.take(attributes, isRoot: reader.frames.count == 1)
            if let clash { hinder(SignatureRules.identifierTwice, ["id": String(clash.prefix(100))], in: reader) }
            return true
        } catch {
            reader.refuse(SignatureRules.structure, ["detail": "\(error)"])
            return false
        }
    }

    /// Canonical XML is not defined for a document with a relative namespace URI (Canonical XML 1.0 §1.3).
    private func takeRelative(_ binding: Canonicalizer.Binding, in reader: DocumentReader) {
        let uri = binding.uri.map { String(cString: $0) } ?? ""
        hinder(XMLRules.namespace, ["detail": "“\(uri.prefix(100))”", "element": reader.innermost], in: reader)
    }

    private func hinder(_ rule: Rule, _ arguments: [String: String], in reader: DocumentReader) {
        if hindrance == nil {
            hindrance = Finding(rule, at: Place(line: reader.line, element: reader.path), arguments)
        }
    }

    // MARK: Judgement

    private func judge(_ tree: SignatureTree, in reader: DocumentReader) {
        let place = reader.place
        let profile = SignatureProfile(tree: tree, terms: terms, rootIdentifiers: identifiers.ofRoot)
        switch profile.plan(at: place) {
        case .refused(let findings):
            canonicalizer = nil
            phase = .refused(findings)
        case .planned(let plan):
            do {
                phase = try follow(plan, sharing: reader.parser)
            } catch {
                canonicalizer = nil
                phase = .refused([Finding(SignatureRules.structure, at: place, ["detail": "\(error)"])])
            }
        }
    }

    private func follow(_ plan: SignaturePlan, sharing parser: ParserContext?) throws -> Phase {
        if let expected {
            guard plan.document.method == expected else {
                canonicalizer = nil
                return .unexpected(plan.document.method)
            }
            return .planned(plan)
        }
        if plan.document.method.form != form {
            canonicalizer = try CanonicalReplay.canonicalizer(
                of: bytes, form: plan.document.method.form, sharing: parser)
        }
        canonicalizer?.write(into: try Digest(plan.document.method.hash))
        return .planned(plan)
    }

    /// The digest for the signer, and where its signature goes.
    func finishForSigner() -> (digest: [UInt8], parentEnd: Int)? {
        guard case .unsigned = phase, let parentEnd, let digest = canonicalizer?.finish() else { return nil }
        return (digest, parentEnd)
    }

    /// Compares the digests, and gives what is left to verify.
    func finish(binaries: [BinaryResult], handler: any DocumentHandler) -> SignatureState {
        switch phase {
        case .awaiting, .capturing, .absent, .unsigned, .unexpected: return .absent
        case .refused(let findings): return .refused(findings)
        case .planned(let plan):
            if let hindrance { return .refused([hindrance]) }
            var findings: [Finding] = []
            let digest = canonicalizer?.finish()
            // An empty canonical form would have the well-known digest of nothing.
            if digest != plan.document.digest || (canonicalizer?.length ?? 0) == 0 {
                findings.append(Finding(SignatureRules.digest, at: plan.place))
            }
            let contents = binaries.map { (handler.contentIdentifier(ofBinary: $0.content.index), $0) }
            findings += plan.contents.compactMap { judge($0, among: contents, at: plan.place) }
            findings += unlisted(contents, in: plan)
            if plan.advanced?.isDigestTrue == false { findings.append(Finding(XAdESRules.digest, at: plan.place)) }
            return .present(SignatureEvidence(plan: plan, digestFindings: findings))
        }
    }

    private func judge(
        _ reference: SignaturePlan.Content, among contents: [(identifier: String?, result: BinaryResult)],
        at place: Place
    ) -> Finding? {
        let found = contents.filter { reference.names($0.identifier) }
        guard found.count == 1 else {
            return Finding(SignatureRules.contentMissing, at: place, ["id": reference.identifier])
        }
        guard found[0].result.digests.first(where: { $0.algorithm == reference.algorithm })?.value != reference.digest
        else { return nil }
        return Finding(SignatureRules.contentDigest, at: place, ["id": reference.identifier])
    }

    /// A signature that lists attachments must list all of them, lest one be taken for signed that is not in the list.
    private func unlisted(
        _ contents: [(identifier: String?, result: BinaryResult)], in plan: SignaturePlan
    ) -> [Finding] {
        guard !plan.contents.isEmpty else { return [] }
        return contents.filter { content in !plan.contents.contains { $0.names(content.identifier) } }.map { content in
            let name = content.identifier ?? String(content.result.content.index + 1)
            return Finding(SignatureRules.contentUnlisted, at: plan.place, ["id": String(name.prefix(100))])
        }
    }
}
