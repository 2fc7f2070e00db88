import SignedXML

/// The one file of an archive while it is unpacked: its size, digest and kind, and what is inside it in turn.
struct Unpacking {
    private var size = 0
    private var head: [UInt8] = []
    /// `nil` when OpenSSL has no memory: then there is no file to speak of.
    private let digest = try? Digest(.sha256)
    private var reading: AttachmentReading
    /// Is given the file's bytes, where somebody wants the file itself.
    private let sink: ((RawSpan) -> Void)?

    init(allowance: InflationAllowance, pdfAlgorithms: Set<HashAlgorithm>, sink: ((RawSpan) -> Void)? = nil) {
        self.sink = sink
        reading = AttachmentReading(allowance: allowance, pdfAlgorithms: pdfAlgorithms, isPacked: true)
    }

    mutating func take(_ bytes: RawSpan) {
        size += bytes.byteCount
        if head.count < FileKind.headLength {
            head.append(bytes, 0..<min(FileKind.headLength - head.count, bytes.byteCount))
        }
        digest?.update(bytes)
        reading.take(bytes)
        sink?(bytes)
    }

    /// - Parameter contents: the attachment's, to which what was found in its file is added.
    func finish(into contents: inout AttachmentContents) -> UnpackedFile? {
        guard let digest else { return nil }
        var reading = reading
        let inner = reading.finish()
        contents.absorb(inner)
        return UnpackedFile(size: size, sha256: digest.finish(), kind: FileKind(head: head, archive: inner.archive))
    }
}
