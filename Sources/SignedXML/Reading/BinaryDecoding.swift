/// One binary element while it streams past: base64 → digests, size, first bytes.
final class BinaryDecoding {
    private let index: Int
    @exclusivity(unchecked) private var decoder = Base64Decoder()
    /// SHA-256 first.
    private let digests: [Digest]
    @exclusivity(unchecked) private var size = 0
    @exclusivity(unchecked) private var head: [UInt8] = []
    @exclusivity(unchecked) private var output = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    @exclusivity(unchecked) private var gathered = 0
    /// Characters decoded at a time; the bytes are digested while they are still in the processor's cache.
    private static let step = 1 << 15
    private static let headLength = 512

    /// - Parameter algorithms: what the signature's references ask for, beside SHA-256.
    init(index: Int, algorithms: Set<HashAlgorithm>) throws {
        self.index = index
        digests = [try Digest(.sha256)] + (try algorithms.subtracting([.sha256]).map { try Digest($0) })
    }

    deinit { output.deallocate() }

    /// Takes characters that the parser has handed over.
    func take(_ bytes: UnsafeRawBufferPointer, handing handler: (any DocumentHandler)?) {
        var start = 0
        while start < bytes.count {
            let piece = bytes[start..<min(start + Self.step, bytes.count)]
            gathered += decoder.decode(UnsafeRawBufferPointer(rebasing: piece), into: room(for: piece.count, handler))
            start = piece.endIndex
        }
    }

    /// Takes raw bytes of the document as long as they are base64 and white space, which mean themselves in XML.
    /// - Returns: how many were taken. The first of the others may be a reference or something forbidden: it is the
    ///   parser's.
    func takeClean(_ bytes: UnsafeRawBufferPointer, handing handler: (any DocumentHandler)?) -> Int {
        var start = 0
        while start < bytes.count {
            let piece = bytes[start..<min(start + Self.step, bytes.count)]
            var attempt = decoder
            let count = attempt.decode(UnsafeRawBufferPointer(rebasing: piece), into: room(for: piece.count, handler))
            guard attempt.isValid else { break }
            decoder = attempt
            gathered += count
            start = piece.endIndex
        }
        return start
    }

    private func room(for characters: Int, _ handler: (any DocumentHandler)?) -> UnsafeMutableRawBufferPointer {
        let needed = Base64Decoder.capacity(for: characters)
        if output.count - gathered < needed {
            flush(handler)
            makeRoom(needed)
        }
        return UnsafeMutableRawBufferPointer(rebasing: output[gathered...])
    }

    /// Many attachments are small, and room for a large one costs more than reading them.
    private func makeRoom(_ needed: Int) {
        guard output.count < needed else { return }
        output.deallocate()
        output = .allocate(byteCount: 2 * needed, alignment: 16)
    }

    func finish(handing handler: (any DocumentHandler)?) -> BinaryResult {
        flush(handler)
        let rest = decoder.finish()
        makeRoom(rest.count)
        output.copyBytes(from: rest)
        gathered = rest.count
        flush(handler)
        let values = digests.map { (algorithm: $0.algorithm, value: $0.finish()) }
        let content = BinaryContent(
            index: index, size: size, sha256: values[0].value, head: head, isBase64: decoder.isValid)
        return BinaryResult(content: content, digests: values)
    }

    private func flush(_ handler: (any DocumentHandler)?) {
        guard gathered > 0 else { return }
        let bytes = UnsafeRawBufferPointer(rebasing: output[..<gathered])
        size += gathered
        gathered = 0
        if head.count < Self.headLength { head.append(contentsOf: bytes.prefix(Self.headLength - head.count)) }
        for digest in digests { digest.update(bytes) }
        handler?.binary(index, RawSpan(_unsafeBytes: bytes))
    }
}

/// What a binary element held, with every digest that was asked for.
struct BinaryResult {
    let content: BinaryContent
    let digests: [(algorithm: HashAlgorithm, value: [UInt8])]
}
