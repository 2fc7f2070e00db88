/// Judges the enveloped signature of any XML document, by the same engine and the same profile as a packet's.
///
/// The signature is a direct child of the root, at any place among its children; it refers to the whole document by `""`
/// or by `#` and the root's own identifier. Memory does not grow with the document: it is digested while it is read, as
/// nearly all signers ask for; when the signature turns out to ask for another way, it is read a second time.
package struct SignedDocumentVerifier: Sendable {
    /// `nil` judges the signature alone, and not the certificate's path.
    private let trust: TrustStore?
    private let limits: Limits

    package init(trust: TrustStore?, limits: Limits = .anyDocument) {
        self.trust = trust
        self.limits = limits
    }

    /// Judges a document.
    /// - Parameters:
    ///   - time: of judgement, in seconds since 1970.
    ///   - readPieces: reads the document from its beginning and hands over piece by piece, until it is told `false` or
    ///     there is no more. Called at most twice.
    /// - Throws: what `readPieces` throws, and ``SignedXMLError`` when the machine fails or the two readings differ.
    package func judge(
        at time: Int64, readPieces: (_ piece: (RawSpan) -> Bool) throws -> Void
    ) throws -> SignedDocumentVerdict {
        var expected = DigestMethod.usual
        for _ in 1...2 {
            switch try read(expecting: expected, readPieces) {
            case .whole(let reading): return verdict(on: reading, at: time)
            case .otherwise(let method): expected = method
            }
        }
        throw SignedXMLError("the document changed while it was read")
    }

    /// Judges a document held in memory.
    package func judge(_ document: [UInt8], at time: Int64) throws -> SignedDocumentVerdict {
        try judge(at: time) { piece in _ = piece(document.span.bytes) }
    }

    // MARK: Reading

    private enum Attempt {
        case whole(Reading)
        /// The signature asks for this.
        case otherwise(DigestMethod)
    }

    private final class Deaf: DocumentHandler {
        func open(_ element: OpenedElement) {}
        func close(_ element: ClosedElement) {}
        func contentIdentifier(ofBinary index: Int) -> String? { nil }
    }

    private func read(
        expecting method: DigestMethod, _ readPieces: (_ piece: (RawSpan) -> Bool) throws -> Void
    ) throws -> Attempt {
        let envelope = try EnvelopedSignature(.anyDocument, limits: limits, expecting: method)
        var profile = ReadingProfile(limits: limits)
        profile.keepsText = false
        let reader = try DocumentReader(profile: profile, handler: Deaf(), envelope: envelope)
        try readPieces { piece in
            reader.feed(piece)
            return !reader.isRefused && envelope.otherMethod == nil
        }
        if !reader.isRefused, let other = envelope.otherMethod { return .otherwise(other) }
        return .whole(reader.finish())
    }

    // MARK: Judgement

    private func verdict(on reading: Reading, at time: Int64) -> SignedDocumentVerdict {
        guard !reading.findings.refuses else {
            return SignedDocumentVerdict(evidence: nil, document: reading.findings, isPathJudged: false)
        }
        switch reading.signature {
        case .absent:
            return SignedDocumentVerdict(
                evidence: nil, document: reading.findings + [Finding(SignatureRules.none)], isPathJudged: false)
        case .refused(let findings):
            return SignedDocumentVerdict(evidence: nil, document: reading.findings + findings, isPathJudged: false)
        case .present(let evidence):
            let path = trust?.judge(evidence, at: time * 1000)
            let remarks = path?.findings ?? evidence.advanced?.remarks
            return SignedDocumentVerdict(
                evidence: evidence, document: reading.findings, path: remarks ?? [], signature: evidence.verify(),
                isPathJudged: path != nil, judgement: path)
        }
    }
}

extension Limits {
    /// For documents that are not packets: the same kinds of bounds, wide enough for any honest document.
    ///
    /// What they keep out costs time or memory out of proportion to the bytes; so depth, attributes and names stay narrow,
    /// while elements, which cost what their bytes cost, are many.
    package static let anyDocument: Limits = {
        var limits = Limits()
        limits.depth = 200
        limits.namespacesInScope = 128
        limits.elements = 50_000_000
        limits.textLength = 1 << 20
        return limits
    }()
}
