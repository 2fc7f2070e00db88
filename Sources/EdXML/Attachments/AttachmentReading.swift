import SignedXML

/// One attachment while it streams past: gathers its first bytes, picks who looks into it, and hands the bytes on.
package struct AttachmentReading {
    /// Enough to tell who should look: some programs write other bytes before a PDF file's header.
    private static let headLength = 1_024

    private var head: [UInt8]? = []
    private var observers: [any AttachmentObserver] = []
    private let allowance: InflationAllowance
    private let pdfAlgorithms: Set<HashAlgorithm>
    private let isPacked: Bool

    /// - Parameter isPacked: whether this is the file inside an archive, and not the attachment itself.
    package init(allowance: InflationAllowance, pdfAlgorithms: Set<HashAlgorithm>, isPacked: Bool = false) {
        self.allowance = allowance
        self.pdfAlgorithms = pdfAlgorithms
        self.isPacked = isPacked
    }

    package mutating func take(_ bytes: RawSpan) {
        guard var held = head else { return hand(bytes) }
        held.append(bytes)
        guard held.count >= Self.headLength else {
            head = held
            return
        }
        begin(held)
    }

    package mutating func finish() -> AttachmentContents {
        if let held = head, !held.isEmpty { begin(held) }
        var contents = AttachmentContents()
        for index in observers.indices { observers[index].finish(into: &contents) }
        return contents
    }

    private mutating func begin(_ held: [UInt8]) {
        head = nil
        observers = observers(of: Array(held.prefix(Self.headLength)))
        held.withBytes { hand($0) }
    }

    private mutating func hand(_ bytes: RawSpan) {
        for index in observers.indices { observers[index].take(bytes) }
    }

    /// The one place where another reader is plugged in. What begins as an archive is one, even where the file in it,
    /// not deflated, shows its own beginning.
    private func observers(of head: [UInt8]) -> [any AttachmentObserver] {
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return [ZipReader(allowance: allowance, unpacks: !isPacked, pdfAlgorithms: pdfAlgorithms)]
        }
        return PDFSignatureReader.reads(head) ? [PDFSignatureReader(algorithms: pdfAlgorithms)] : []
    }
}
