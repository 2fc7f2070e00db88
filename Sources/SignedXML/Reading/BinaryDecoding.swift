/// One binary element while it streams past: base64 → digests, size, first bytes.
final class BinaryDecoding {
    private let index: Int
    private var decoder = Base64Decoder()
    private let digests: [Digest]
    private var size = 0
    private var head: [UInt8] = []
    private var output: [UInt8] = []

    /// - Parameter algorithms: what the signature's references ask for, beside SHA-256.
    init(index: Int, algorithms: Set<HashAlgorithm>) throws {
        self.index = index
        digests = try algorithms.union([.sha256]).map { try Digest($0) }
    }

    func take(_ bytes: UnsafeRawBufferPointer, handing handler: (any DocumentHandler)?) {
        decoder.decode(bytes, into: &output)
        if output.count >= 1 << 16 { flush(handler) }
    }

    func finish(handing handler: (any DocumentHandler)?) -> BinaryResult {
        decoder.finish(into: &output)
        flush(handler)
        var values: [HashAlgorithm: [UInt8]] = [:]
        for digest in digests { values[digest.algorithm] = digest.finish() }
        let content = BinaryContent(
            index: index, size: size, sha256: values[.sha256] ?? [], head: head, isBase64: decoder.isValid)
        return BinaryResult(content: content, digests: values)
    }

    private func flush(_ handler: (any DocumentHandler)?) {
        guard !output.isEmpty else { return }
        size += output.count
        if head.count < 512 { head.append(contentsOf: output.prefix(512 - head.count)) }
        output.withUnsafeBytes { bytes in
            for digest in digests { digest.update(bytes) }
            handler?.binary(index, RawSpan(_unsafeBytes: bytes))
        }
        output.removeAll(keepingCapacity: true)
    }
}

/// What a binary element held, with every digest that was asked for.
struct BinaryResult {
    let content: BinaryContent
    let digests: [HashAlgorithm: [UInt8]]
}
