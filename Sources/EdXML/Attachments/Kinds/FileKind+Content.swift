/// Telling a kind by the bytes a file begins with.
extension FileKind {
    /// How many of a file's first bytes are looked at.
    static let headLength = 512

    /// - Parameters:
    ///   - head: the first bytes, at most ``headLength`` of them.
    ///   - archive: what reading it as a zip archive gave, if it begins like one.
    /// - Returns: `nil` for what is not recognised, an empty file too.
    init?(head: [UInt8], archive: ZipContents?) {
        guard let kind = archive?.kind ?? Self.binaryKind(head) ?? Self.textKind(head) ?? Self.lastGuess(head) else {
            return nil
        }
        self = kind
    }

    private static func binaryKind(_ head: [UInt8]) -> FileKind? {
        magics.first { $0.marks.allSatisfy { mark in head.dropFirst(mark.offset).starts(with: mark.bytes) } }?.kind
    }

    private typealias Mark = (offset: Int, bytes: [UInt8])

    private static let magics: [(kind: FileKind, marks: [Mark])] = [
        (.pdf, [mark("%PDF-")]),
        (.ole, [(0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])]),
        (.rtf, [mark("{\\rtf")]),
        (.rar, [mark("Rar!\u{1A}\u{07}")]),
        (.sevenZip, [(0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])]),
        (.gzip, [(0, [0x1F, 0x8B, 0x08])]),
        (.png, [(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])]),
        (.jpeg, [(0, [0xFF, 0xD8, 0xFF])]),
        (.gif, [mark("GIF87a")]),
        (.gif, [mark("GIF89a")]),
        (.tiff, [(0, [0x49, 0x49, 0x2A, 0x00])]),
        (.tiff, [(0, [0x4D, 0x4D, 0x00, 0x2A])]),
        (.bmp, [mark("BM"), (6, [0, 0, 0, 0])]),
        (.webp, [mark("RIFF"), mark("WEBP", at: 8)]),
        // ELF, Mach-O, Java, and what names its interpreter.
        (.program, [(0, [0x7F, 0x45, 0x4C, 0x46])]),
        (.program, [(0, [0xCF, 0xFA, 0xED, 0xFE])]),
        (.program, [(0, [0xCE, 0xFA, 0xED, 0xFE])]),
        (.program, [(0, [0xCA, 0xFE, 0xBA, 0xBE])]),
        (.program, [mark("#!")]),
    ]

    private static func mark(_ text: String, at offset: Int = 0) -> Mark { (offset, Array(text.utf8)) }

    private static let pdfMark = Array("%PDF-".utf8)
    /// The identifier of signed data, 1.2.840.113549.1.7.2.
    private static let signedDataMark: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]

    /// What only shows when it is not text.
    private static func lastGuess(_ head: [UInt8]) -> FileKind? {
        // DOS and Windows programs.
        if head.starts(with: Array("MZ".utf8)) { return .program }
        // A PDF's header may stand behind other bytes (ISO 32000-1, annex H).
        if head.contains(subsequence: pdfMark) { return .pdf }
        // ContentInfo of CMS: a SEQUENCE that begins with what it holds.
        if head.first == 0x30, head.dropFirst(2).prefix(15).contains(subsequence: signedDataMark) { return .signedData }
        return nil
    }

    private static func isOfText(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x1B: true
        default: byte >= 0x20 && byte != 0x7F
        }
    }

    /// Text of UTF-8, or of UTF-16 with its mark, and what it is marked up as.
    private static func textKind(_ head: [UInt8]) -> FileKind? {
        guard !head.isEmpty else { return nil }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return .text }
        let bytes = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        guard bytes.allSatisfy(isOfText) else { return nil }
        // The last character may be cut.
        let cut = head.count < headLength ? [0] : [0, 1, 2, 3]
        guard let text = cut.lazy.compactMap({ String(validating: bytes.dropLast($0), as: UTF8.self) }).first else {
            return nil
        }
        let start = text.drop(while: \.isWhitespace).prefix(15).lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return .html }
        if start.hasPrefix("<?xml") { return .xml }
        if start.hasPrefix("%pdf-") { return .pdf }
        return .text
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// Whether those bytes stand somewhere in these, one after another.
    func contains(subsequence: [UInt8]) -> Bool {
        guard let first = subsequence.first else { return true }
        var rest = self[...]
        while let found = rest.firstIndex(of: first) {
            if self[found...].starts(with: subsequence) { return true }
            rest = rest[(found + 1)...]
        }
        return false
    }
}
