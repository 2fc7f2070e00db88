import SignedXML

/// Looks into the attachments of one packet, one after the other, as the document reader hands their bytes on.
struct AttachmentsReader {
    private let allowance: InflationAllowance
    private var current: (index: Int, reading: AttachmentReading)?
    private var contents: [Int: AttachmentContents] = [:]

    init(limits: ZipLimits) { allowance = InflationAllowance(limits) }

    /// Takes the next bytes of a binary element.
    mutating func take(_ index: Int, _ bytes: RawSpan) {
        if current?.index != index { current = (index, AttachmentReading(allowance: allowance)) }
        allowance.receive(bytes.byteCount)
        current?.reading.take(bytes)
    }

    /// Ends a binary element.
    mutating func end(_ content: BinaryContent) {
        defer { current = nil }
        guard content.isBase64, current?.index == content.index, let found = current?.reading.finish() else { return }
        contents[content.index] = found
    }

    /// What was found in a binary element; `nil` when it was empty or not base64.
    func contents(of content: BinaryContent) -> AttachmentContents? { contents[content.index] }
}
