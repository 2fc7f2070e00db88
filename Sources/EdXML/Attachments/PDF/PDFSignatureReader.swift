import SignedXML

/// Finds the signatures of a PDF file while it streams past, and digests what each covers (ISO 32000-1 §12.8.1).
///
/// There is no full parser here, and none is needed: a signature counts when it covers every byte from the file's first to
/// the end of a revision but its own hexadecimal string, so nothing that it says depends on how the file is understood.
/// Memory is bounded, whatever the file.
package struct PDFSignatureReader: AttachmentObserver {
    private var tokenizer = PDFTokenizer()
    private var objects = PDFObjectReader()
    private var stream: PDFStreamSkip?
    private var digests: PDFRunningDigests?
    private var failure: String?
    /// The piece being read, for quick access; and its offset in the file.
    private var piece: [UInt8] = []
    private var begin = 0
    private var openHole: Int?
    private var dictionaries: [Candidate] = []
    private var signatures = PDFSignatures()
    private var filledFields = 0

    private struct Candidate {
        let dictionary: PDFSignatureDictionary
        let number: Int
        var faults: [Finding]
        var endsRevision = false
    }

    /// - Parameter algorithms: a signature with another hash is recognised, and needs another reading with that one
    ///   (``PDFSignatures/missingAlgorithms``).
    package init(algorithms: Set<HashAlgorithm> = [.sha256]) {
        do {
            digests = try PDFRunningDigests(algorithms)
        } catch {
            failure = "\(error)"
        }
    }

    /// Whether a file that begins so is for this reader: some programs write a byte order mark or a line end first.
    package static func reads(_ head: [UInt8]) -> Bool {
        head.contains(subsequence: mark)
    }

    private static let mark = Array("%PDF".utf8)

    package mutating func take(_ bytes: RawSpan) {
        piece.removeAll(keepingCapacity: true)
        piece.append(bytes)
        var index = 0
        while index < piece.count {
            if stream != nil {
                guard let end = stream?.end(in: bytes, piece, from: index) else { break }
                stream = nil
                index = end
                continue
            }
            if let token = tokenizer.next(in: piece, from: &index) { accept(token, at: begin + index, bytes) }
        }
        digests?.take(bytes, from: begin, holdsBack: stream == nil && tokenizer.isUndecided)
        if let ink = piece.lastIndex(where: { !PDFSyntax.isWhite($0) }) { signatures.inkEnd = begin + ink + 1 }
        begin += piece.count
    }

    package mutating func finish(into contents: inout AttachmentContents) {
        let found = finish()
        if found.isSigned { contents.pdfSignatures = found }
    }

    /// Ends the file.
    package mutating func finish() -> PDFSignatures {
        if case .endOfFile(let length)? = tokenizer.finish() {
            markRevision(ending: begin - length + 5, lineEnd: begin)
        }
        signatures.size = begin
        signatures.evidence = dictionaries.map { evidence($0) }
        signatures.isUnclear =
            dictionaries.isEmpty && (filledFields > 0 || tokenizer.isWithinString || objects.isWithinSignature)
        return signatures
    }

    private func evidence(_ candidate: Candidate) -> PDFSignatureEvidence {
        let dictionary = candidate.dictionary
        var faults = candidate.faults
        let isCovered = candidate.endsRevision || dictionary.end == begin
        if faults.isEmpty, dictionary.end > begin || !isCovered { faults.append(Finding(PDFRules.coverage)) }
        let values = dictionary.hole.flatMap { digests?.values(ofHole: $0) }
        if faults.isEmpty, values == nil {
            faults.append(failure.map { Finding(PDFRules.unjudged, ["detail": $0]) } ?? Finding(PDFRules.limit))
        }
        return PDFSignatureEvidence(
            number: candidate.number, form: dictionary.form, faults: faults,
            message: faults.isEmpty ? dictionary.message : [], digests: values ?? [:], end: dictionary.end,
            statedTime: dictionary.statedTime)
    }

    // MARK: Tokens

    /// - Parameter end: the offset behind the token.
    private mutating func accept(_ token: PDFToken, at end: Int, _ bytes: RawSpan) {
        switch token {
        case .endOfFile(let length): markRevision(ending: end - length + 5, lineEnd: end)
        case .objectBoundary, .stream: digests?.dropUnclaimed()
        default: break
        }
        switch objects.take(token, at: end, of: tokenizer) {
        case .contentsBegin(let start):
            openHole = start
            do {
                try digests?.beginHole(at: start, in: bytes, from: begin)
            } catch {
                failure = "\(error)"
            }
        case .contentsEnd(let end): if let openHole { digests?.endHole(openHole, at: end) }
        case .dictionary(let dictionary, let end): close(dictionary, at: end)
        case .stream(let length): stream = PDFStreamSkip(length: length)
        case nil: break
        }
    }

    private mutating func close(_ dictionary: PDFDictionary, at end: Int) {
        if dictionary.isFilledField { filledFields += 1 }
        if dictionary.isValidationData { signatures.validationDataEnd = end }
        guard dictionary.isSignature else {
            if case .hex(_, let place)? = dictionary[.contents] { digests?.drop(hole: place.lowerBound) }
            return
        }
        guard dictionaries.count < PDFSignatures.limit else {
            signatures.areMore = true
            return
        }
        let signature = PDFSignatureDictionary(dictionary, endingAt: end)
        var candidate = Candidate(dictionary: signature, number: dictionaries.count + 1, faults: signature.faults)
        if let hole = signature.hole {
            if !signature.faults.isEmpty {
                digests?.drop(hole: hole)
            } else if digests?.keep(hole: hole, to: signature.end) != true, failure == nil {
                candidate.faults.append(Finding(PDFRules.limit))
            }
        }
        dictionaries.append(candidate)
    }

    /// A revision ends with `%%EOF` and, mostly, a line end of one or two bytes.
    private mutating func markRevision(ending mark: Int, lineEnd: Int) {
        for index in dictionaries.indices where (mark...(lineEnd + 2)).contains(dictionaries[index].dictionary.end) {
            dictionaries[index].endsRevision = true
        }
    }
}
