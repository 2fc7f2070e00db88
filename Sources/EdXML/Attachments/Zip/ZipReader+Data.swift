import SignedXML

/// The entry whose data are passing.
struct ZipOpenEntry {
    enum Coding {
        case stored, deflated
        /// Encrypted, or of a method that is not read here.
        case opaque
    }

    let header: ZipLocalHeader
    let coding: Coding
    /// Bytes of data in the archive; `nil` when only their end tells.
    let length: Int?
    var checksum = CRC32()
    var compressed = 0
    var inflated = 0

    init(_ header: ZipLocalHeader) {
        self.header = header
        let fields = header.fields
        coding =
            switch fields.method {
            case _ where fields.isEncrypted: .opaque
            case ZipEntryFields.stored: .stored
            case ZipEntryFields.deflated: .deflated
            default: .opaque
            }
        let isOpen = fields.hasDescriptor && (fields.compressed == 0 || fields.compressed == 0xFFFF_FFFF)
        length = isOpen ? nil : Int(clamping: fields.compressed)
    }

    /// How much of the next bytes is data.
    func share(of count: Int) -> Int { length.map { min(count, $0 - compressed) } ?? count }

    var isComplete: Bool { length == compressed }
}

extension ZipReader {
    mutating func beginData(_ header: ZipLocalHeader) {
        let entry = ZipOpenEntry(header)
        self.entry = entry
        step = .data
        let name = ["entry": ZipEntryName(header.name).shown]
        if entry.coding == .opaque {
            archive.isEncrypted = archive.isEncrypted || header.fields.isEncrypted
            found.note(header.fields.isEncrypted ? EdXMLRules.zipEncrypted : EdXMLRules.zipMethod, name)
            unpacking = nil
        }
        if entry.length == nil, entry.coding != .deflated { return stop(EdXMLRules.zipUnbounded, name) }
        if entry.coding == .deflated {
            if let inflater {
                inflater.reset()
            } else if let created = try? Inflater() {
                inflater = created
            } else {
                return stop(EdXMLRules.zipCorrupt, name)
            }
        }
        if entry.isComplete { endData() }
    }

    /// Takes data of the open entry.
    /// - Returns: how many of the bytes were data; the rest is the next record's.
    mutating func takeData(_ bytes: RawSpan) -> Int {
        guard let open = entry else { return bytes.byteCount }
        let data = bytes.extracting(0..<open.share(of: bytes.byteCount))
        switch open.coding {
        case .deflated: return inflate(data)
        case .stored: if !emit(data) { return data.byteCount }
        case .opaque: break
        }
        entry?.compressed += data.byteCount
        if entry?.isComplete == true { endData() }
        return data.byteCount
    }

    private mutating func inflate(_ data: RawSpan) -> Int {
        guard let inflater else { return data.byteCount }
        let (used, outcome) = inflater.inflate(data) { emit($0) }
        entry?.compressed += used
        switch outcome {
        case .stopped: return data.byteCount
        case .ended where entry?.length == nil || entry?.isComplete == true: endData()
        case .needsMore where entry?.isComplete != true: break
        // Data that end before or after their stated end, and what is not deflate at all.
        default: stop(EdXMLRules.zipCorrupt, shownEntry)
        }
        return used
    }

    /// Takes what the entry's file holds.
    /// - Returns: whether more is wanted.
    private mutating func emit(_ bytes: RawSpan) -> Bool {
        if let (rule, limit) = allowance.excess(after: bytes.byteCount) {
            stop(rule, ["limit": "\(limit)"])
            return false
        }
        entry?.checksum.update(bytes)
        entry?.inflated += bytes.byteCount
        archive.inflatedSize += bytes.byteCount
        if archive.entries == 1 { marks.take(first: bytes) }
        unpacking?.take(bytes)
        return true
    }

    private mutating func endData() {
        guard let open = entry else { return }
        if open.header.fields.hasDescriptor { return gather(.descriptor, ZipDescriptor.lookahead) }
        let stated = open.header.fields
        if open.coding == .opaque { return close(open, checksum: stated.checksum, inflated: stated.inflated) }
        if stated.checksum != open.checksum.value || stated.inflated != UInt64(open.inflated) {
            found.note(EdXMLRules.zipCorrupt, shownEntry)
        }
        close(open, checksum: stated.checksum, inflated: stated.inflated)
    }

    /// - Returns: the descriptor's length.
    mutating func takeDescriptor(_ bytes: [UInt8]) -> Int {
        guard let open = entry else { return 0 }
        let isRead = open.coding != .opaque
        guard
            let descriptor = ZipDescriptor(
                bytes, checksum: isRead ? open.checksum.value : nil, compressed: UInt64(open.compressed),
                inflated: isRead ? UInt64(open.inflated) : nil, isZip64: open.header.isZip64)
        else {
            stop(EdXMLRules.zipCorrupt, shownEntry)
            return 0
        }
        let header = open.header.fields
        let stated = [(UInt64(header.checksum), UInt64(descriptor.checksum)), (header.inflated, descriptor.inflated)]
        if stated.contains(where: { $0.0 != 0 && $0.0 != 0xFFFF_FFFF && $0.0 != $0.1 }) {
            noteDifference(entry: ZipEntryName(open.header.name).shown, "size")
        }
        close(open, checksum: descriptor.checksum, inflated: descriptor.inflated)
        return descriptor.length
    }

    private mutating func close(_ open: ZipOpenEntry, checksum: UInt32, inflated: UInt64) {
        directory.add(
            ZipDirectory.Entry(
                offset: open.header.offset, name: open.header.name,
                isNamedInUTF8: open.header.fields.isNamedInUTF8, method: open.header.fields.method,
                isEncrypted: open.header.fields.isEncrypted, checksum: checksum, compressed: UInt64(open.compressed),
                inflated: inflated))
        entry = nil
        expectSignature()
    }

    private var shownEntry: [String: String] { ["entry": entry.map { ZipEntryName($0.header.name).shown } ?? "–"] }
}
