import SignedXML

/// What in a zip archive tells an office document: Open Packaging Conventions (ISO/IEC 29500-2) have the entry
/// `[Content_Types].xml`, OpenDocument and EPUB begin with an entry `mimetype` that says it.
struct ArchiveMarks {
    private var hasContentTypes = false
    private var parts: Set<FileKind> = []
    private var isMimetypeFirst = false
    private var entries = 0
    private var mimetype: [UInt8] = []

    private static let folders: [(prefix: String, kind: FileKind)] = [
        ("word/", .docx), ("xl/", .xlsx), ("ppt/", .pptx),
    ]

    /// Takes the name of the next entry.
    mutating func take(name: [UInt8]) {
        entries += 1
        if entries == 1 { isMimetypeFirst = name.elementsEqual("mimetype".utf8) }
        if name.elementsEqual("[Content_Types].xml".utf8) { hasContentTypes = true }
        for (prefix, kind) in Self.folders where name.starts(with: prefix.utf8) { parts.insert(kind) }
    }

    /// Takes what the first entry holds.
    mutating func take(first bytes: RawSpan) {
        guard isMimetypeFirst, mimetype.count < 100 else { return }
        mimetype.append(bytes, 0..<min(100 - mimetype.count, bytes.byteCount))
    }

    var kind: FileKind {
        if isMimetypeFirst, let kind = FileKind(declared: String(decoding: mimetype, as: UTF8.self)) { return kind }
        // A package with parts of two kinds is neither.
        guard hasContentTypes, parts.count == 1, let kind = parts.first else { return .zip }
        return kind
    }
}
