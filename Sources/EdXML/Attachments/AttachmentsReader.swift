import SignedXML

/// Looks into the attachments of one packet, one after the other, as the document reader hands their bytes on.
struct AttachmentsReader {
    private let allowance: InflationAllowance
    private var current: (index: Int, reading: AttachmentReading)?
    private var contents: [Int: AttachmentContents] = [:]
    /// Bytes of PDF signatures that one packet may hold in memory until they are judged.
    private var signatureRoom = 4 << 20

    private let pdfAlgorithms: Set<HashAlgorithm>

    /// - Parameter pdfAlgorithms: the hashes of the PDF signatures that can be judged.
    init(limits: ZipLimits, pdfAlgorithms: Set<HashAlgorithm>) {
        allowance = InflationAllowance(limits)
        self.pdfAlgorithms = pdfAlgorithms
    }

    /// Takes the next bytes of a binary element.
    mutating func take(_ index: Int, _ bytes: RawSpan) {
        if current?.index != index {
            current = (index, AttachmentReading(allowance: allowance, pdfAlgorithms: pdfAlgorithms))
        }
        allowance.receive(bytes.byteCount)
        current?.reading.take(bytes)
    }

    /// Ends a binary element.
    mutating func end(_ content: BinaryContent) {
        defer { current = nil }
        guard content.isBase64, current?.index == content.index, var found = current?.reading.finish() else { return }
        if let cost = found.pdfSignatures?.cost {
            if cost > signatureRoom { found.pdfSignatures?.forgetMessages() }
            signatureRoom = max(0, signatureRoom - cost)
        }
        contents[content.index] = found
    }

    /// What was found in a binary element; `nil` when it was empty or not base64.
    func contents(of content: BinaryContent) -> AttachmentContents? { contents[content.index] }
}
