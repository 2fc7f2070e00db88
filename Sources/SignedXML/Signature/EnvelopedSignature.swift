import CLibXML2

/// The one enveloped signature of a document: finds it, keeps it as a tree, and digests everything else.
///
/// Until the signature has been read its algorithms are unknown, so the canonical form written so far is held back, and
/// the bytes too: a form other than plain exclusive C14N is written again from them. Both are bounded by
/// ``Limits/headerLength``, and both go as soon as the signature's place has been passed.
final class EnvelopedSignature {
    private enum Phase {
        /// Before or inside the element in which the signature may stand.
        case awaiting
        case capturing(SignatureTree)
        case planned(SignaturePlan)
        case refused([Finding])
        /// The place was passed; nothing was there.
        case absent
        /// As `absent`, for the signer, who wants the digest of the unsigned document.
        case unsigned
    }

    private let parent: [String]
    private let limit: Int
    private let digestForSigner: Digest?
    private let form: CanonicalForm
    private var phase = Phase.awaiting
    private var canonicalizer: Canonicalizer?
    private var bytes: [UInt8] = []
    /// `xml:` attributes of the signature's ancestors, which inclusive C14N hands down.
    private var inherited: [String: String] = [:]
    /// Byte offset just behind the end tag of the signature's parent; for the signer.
    private(set) var parentEnd: Int?

    /// - Parameter form: the canonical form that is written until the signature says otherwise.
    init(
        _ profile: ReadingProfile, digestForSigner: Digest? = nil,
        form: CanonicalForm = .exclusive(inclusivePrefixes: [])
    ) {
        parent = profile.signatureParent
        limit = profile.limits.headerLength
        self.digestForSigner = digestForSigner
        self.form = form
        canonicalizer = Canonicalizer(form)
    }

    /// What the signature's references to contents are digested with.
    var contentAlgorithms: Set<HashAlgorithm> {
        guard case .planned(let plan) = phase else { return [] }
        return Set(plan.contents.map(\.algorithm))
    }

    var isHeaderTooLong: Bool {
        switch phase {
        case .awaiting, .capturing: bytes.count > limit || (canonicalizer?.pendingLength ?? 0) > limit
        default: false
        }
    }

    /// Takes the raw bytes about to be parsed.
    func keep(_ piece: UnsafeRawBufferPointer) {
        switch phase {
        case .awaiting, .capturing:
            // A little more than the limit is enough to know that it was passed.
            bytes.append(contentsOf: piece.prefix(max(0, limit + 1 - bytes.count)))
        default: if !bytes.isEmpty { bytes = [] }
        }
    }

    // MARK: Events

    /// - Returns: whether the element belongs to the signature; `nil` when the document was refused.
    func open(_ event: StartEvent, isSignature: Bool, in reader: DocumentReader) -> Bool? {
        if case .capturing(let tree) = phase {
            if isSignature {
                reader.refuse(SignatureRules.multiple)
                return nil
            }
            tree.open(event)
            return true
        }
        if isSignature { return begin(event, in: reader) }
        if case .awaiting = phase, reader.frames.count <= parent.count { inherit(event) }
        canonicalizer?.open(
            local: event.local, prefix: event.prefix, uri: event.uri,
            declarations: event.namespaceCount > 0 ? event.declarations : [],
            attributes: event.attributeCount > 0 ? event.rawAttributes : [])
        return false
    }

    private func begin(_ event: StartEvent, in reader: DocumentReader) -> Bool? {
        guard case .awaiting = phase else {
            let isSecond = if case .absent = phase { false } else { true }
            reader.refuse(isSecond ? SignatureRules.multiple : SignatureRules.place)
            return nil
        }
        guard isParent(reader.frames.dropLast()) else {
            reader.refuse(SignatureRules.place)
            return nil
        }
        guard let tree = SignatureTree(scope: canonicalizer?.inScope ?? [], inherited: inherited) else {
            reader.refuse(SignatureRules.structure, ["detail": "libxml2"])
            return nil
        }
        tree.line = reader.line
        tree.open(event)
        phase = .capturing(tree)
        return true
    }

    /// - Returns: whether the element belonged to the signature.
    func close(local: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?, in reader: DocumentReader) -> Bool {
        if case .capturing(let tree) = phase {
            if tree.close() { judge(tree, in: reader) }
            return true
        }
        canonicalizer?.close(local: local, prefix: prefix)
        guard case .awaiting = phase, isParent(reader.frames[...]) else { return false }
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
        if case .capturing(let tree) = phase {
            tree.text(text)
            return true
        }
        canonicalizer?.text(text)
        return false
    }

    private func isParent(_ frames: ArraySlice<DocumentReader.Frame>) -> Bool {
        frames.count == parent.count && zip(frames, parent).allSatisfy { $0.name.local == $1 }
    }

    private func inherit(_ event: StartEvent) {
        for attribute in event.rawAttributes where attribute.prefix.map({ xmlStrEqual($0, "xml") == 1 }) ?? false {
            inherited[String(cString: attribute.local)] = AttributeValue.string(attribute.value)
        }
    }

    // MARK: Judgement

    private func judge(_ tree: SignatureTree, in reader: DocumentReader) {
        let place = Place(line: tree.line, element: reader.path)
        switch SignatureProfile.plan(tree, at: place) {
        case .refused(let findings):
            canonicalizer = nil
            phase = .refused(findings)
        case .planned(let plan):
            do {
                if plan.document.form != form {
                    canonicalizer = try CanonicalReplay.canonicalizer(
                        of: bytes, form: plan.document.form, sharing: reader.parserContext)
                }
                canonicalizer?.write(into: try Digest(plan.document.algorithm))
                phase = .planned(plan)
            } catch {
                canonicalizer = nil
                phase = .refused([Finding(SignatureRules.structure, at: place, ["detail": "\(error)"])])
            }
        }
    }

    /// The digest for the signer, and where its signature goes.
    func finishForSigner() -> (digest: [UInt8], parentEnd: Int)? {
        guard case .unsigned = phase, let parentEnd, let digest = canonicalizer?.finish() else { return nil }
        return (digest, parentEnd)
    }

    /// Compares the digests, and gives what is left to verify.
    func finish(binaries: [BinaryResult], handler: any DocumentHandler) -> SignatureState {
        switch phase {
        case .awaiting, .capturing, .absent, .unsigned: return .absent
        case .refused(let findings): return .refused(findings)
        case .planned(let plan):
            var findings: [Finding] = []
            let digest = canonicalizer?.finish()
            // An empty canonical form would have the well-known digest of nothing.
            if digest != plan.document.digest || (canonicalizer?.length ?? 0) == 0 {
                findings.append(Finding(SignatureRules.digest, at: plan.place))
            }
            for reference in plan.contents {
                let found = binaries.filter { reference.names(handler.contentIdentifier(ofBinary: $0.content.index)) }
                if found.count != 1 {
                    findings.append(
                        Finding(SignatureRules.contentMissing, at: plan.place, ["id": reference.identifier]))
                } else if found.first?.digests[reference.algorithm] != reference.digest {
                    findings.append(Finding(SignatureRules.contentDigest, at: plan.place, ["id": reference.identifier]))
                }
            }
            if plan.advanced?.isDigestTrue == false { findings.append(Finding(XAdESRules.digest, at: plan.place)) }
            return .present(SignatureEvidence(plan: plan, digestFindings: findings))
        }
    }
}
