import SignedXML

/// Reads a zip archive from front to back while it streams past, and judges all of it: entries, data, directory.
///
/// It keeps one window for inflating and the names of the entries, both bounded. Data that cannot be read (encrypted, or
/// of another method than stored and deflated) are passed over and flagged. It reads on after what is merely wrong, and
/// stops after what leaves open where the next record begins, or asks for too much.
struct ZipReader: AttachmentObserver {
    /// What comes next.
    enum Step {
        case signature
        case local
        case localRest(ZipLocalHeader)
        case data
        case descriptor
        case central
        case centralRest(ZipCentralHeader)
        case centralComment(left: Int)
        case end64
        case end64Rest(left: Int)
        case locator64
        case end, comment
        /// The archive is complete: nothing may follow.
        case after
        case stopped
    }

    let allowance: InflationAllowance
    /// Whether the archive's one entry is unpacked, as the packing rule may ask; not in an archive that is itself packed.
    private let unpacks: Bool

    var step = Step.signature
    /// Bytes of the record that is being gathered, and how many it takes.
    private var held: [UInt8] = []
    var needed = 4
    /// Bytes of the archive before what is held.
    private(set) var position: UInt64 = 0

    var found = AttachmentContents()
    var archive = ZipContents()
    var marks = ArchiveMarks()
    var directory = ZipDirectory()
    var entry: ZipOpenEntry?
    var inflater: Inflater?
    var unpacking: Unpacking?
    private var directoryOffset: UInt64?
    private var directoryEnd: UInt64?
    private var wideEnd: (record: ZipEnd, offset: UInt64)?

    private let pdfAlgorithms: Set<HashAlgorithm>
    /// Is given the bytes of the one file that is unpacked.
    private let sink: ((RawSpan) -> Void)?

    init(
        allowance: InflationAllowance, unpacks: Bool, pdfAlgorithms: Set<HashAlgorithm> = [.sha256],
        sink: ((RawSpan) -> Void)? = nil
    ) {
        self.sink = sink
        self.allowance = allowance
        self.unpacks = unpacks
        self.pdfAlgorithms = pdfAlgorithms
    }

    mutating func take(_ bytes: RawSpan) {
        var offset = 0
        while offset < bytes.byteCount {
            let rest = bytes.byteCount - offset
            switch step {
            case .stopped: return
            case .after: stop(EdXMLRules.zipExtraBytes)
            case .data:
                let used = takeData(bytes.extracting(offset..<bytes.byteCount))
                position += UInt64(used)
                offset += used
            case .centralComment(let left), .end64Rest(let left):
                offset += min(left, rest)
                pass(min(left, rest), of: left)
            default:
                let count = min(needed - held.count, rest)
                held.append(bytes, offset..<offset + count)
                offset += count
                takeRecords()
            }
        }
    }

    mutating func finish(into contents: inout AttachmentContents) {
        switch step {
        case .after: archive.isComplete = true
        case .stopped: break
        default: found.note(EdXMLRules.zipTruncated)
        }
        if archive.isComplete, archive.entries == 0 { found.note(EdXMLRules.attachmentEmpty) }
        archive.kind = marks.kind
        contents.absorb(found)
        contents.archive = archive
        if archive.isComplete, archive.entries == 1, let unpacking {
            contents.unpacked = unpacking.finish(into: &contents)
        }
    }

    // MARK: Steps

    /// Waits for `count` bytes.
    mutating func gather(_ step: Step, _ count: Int) {
        self.step = step
        needed = count
    }

    mutating func expectSignature() { gather(.signature, 4) }

    /// Ends the reading with a finding.
    mutating func stop(_ rule: Rule, _ arguments: [String: String] = [:]) {
        found.note(rule, arguments)
        step = .stopped
        inflater = nil
        unpacking = nil
    }

    /// Passes over bytes that say nothing.
    private mutating func pass(_ count: Int, of left: Int) {
        position += UInt64(count)
        switch step {
        case _ where count == left: expectSignature()
        case .centralComment: step = .centralComment(left: left - count)
        default: step = .end64Rest(left: left - count)
        }
    }

    /// Takes the records that are held whole. More than one can be, behind a descriptor.
    private mutating func takeRecords() {
        while held.count >= needed {
            switch step {
            case .signature:
                takeSignature(held.number32(0))
            case .descriptor:
                // It is shorter than what was looked at; the rest begins the next record.
                consume(takeDescriptor(held))
            case .data, .after, .stopped, .centralComment, .end64Rest: return
            default:
                let record = Array(held.prefix(needed))
                consume(needed)
                takeRecord(record)
            }
        }
    }

    private mutating func consume(_ count: Int) {
        held.removeFirst(count)
        position += UInt64(count)
    }

    private mutating func takeSignature(_ number: UInt32) {
        guard let signature = ZipSignature(rawValue: number) else {
            // An encrypted directory begins with a record of its own (§4.3.11): its names are nobody's to judge.
            if number == 0x0806_4B50 {
                archive.isEncrypted = true
                return stop(EdXMLRules.zipEncrypted, ["entry": "–"])
            }
            return stop(EdXMLRules.zipExtraBytes)
        }
        switch signature {
        case .local where directoryOffset == nil: gather(.local, signature.length)
        case .central where directoryEnd == nil:
            directoryOffset = directoryOffset ?? position
            gather(.central, signature.length)
        case .end64 where directoryEnd == nil:
            directoryOffset = directoryOffset ?? position
            directoryEnd = position
            gather(.end64, signature.length)
        case .locator64 where wideEnd != nil: gather(.locator64, signature.length)
        case .end:
            directoryOffset = directoryOffset ?? position
            directoryEnd = directoryEnd ?? position
            gather(.end, signature.length)
        default: stop(EdXMLRules.zipExtraBytes)
        }
    }

    /// Takes a record that has been consumed.
    private mutating func takeRecord(_ record: [UInt8]) {
        switch step {
        case .local: takeLocal(ZipLocalHeader(record, offset: position - UInt64(record.count)))
        case .localRest(var header):
            header.take(rest: record)
            begin(header)
        case .central: takeCentral(ZipCentralHeader(record))
        case .centralRest(var header):
            header.take(rest: record)
            confirm(header)
        case .end64: takeEnd64(record)
        case .locator64: takeLocator64(record)
        case .end: takeEnd(record)
        case .comment:
            // A second end inside the comment is what a reader that searches from the back may find first.
            let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
            if !record.ranges(of: mark).isEmpty { found.note(EdXMLRules.zipExtraBytes) }
            step = .after
        default: break
        }
    }

    // MARK: Entries

    private mutating func takeLocal(_ header: ZipLocalHeader) {
        let limits = allowance.limits
        archive.entries += 1
        if archive.entries > limits.entries { return stop(EdXMLRules.zipEntries, ["limit": "\(limits.entries)"]) }
        if header.fields.nameLength > limits.nameLength {
            return stop(EdXMLRules.zipNameLength, ["limit": "\(limits.nameLength)"])
        }
        gather(.localRest(header), header.restLength)
    }

    private mutating func begin(_ header: ZipLocalHeader) {
        let name = ZipEntryName(header.name)
        let isNew = directory.add(name: header.name)
        if directory.namesLength > allowance.limits.allNamesLength {
            return stop(EdXMLRules.zipEntries, ["limit": "\(allowance.limits.entries)"])
        }
        if !isNew { found.note(EdXMLRules.zipDuplicate, ["entry": name.shown]) }
        for name in [name] + (header.extra.unicodeName.map { [ZipEntryName($0)] } ?? []) {
            if name.isHostile {
                found.note(EdXMLRules.zipPath, ["entry": name.shown])
            } else if name.hasBackslash {
                found.note(EdXMLRules.zipBackslash, ["entry": name.shown])
            }
        }
        if FileName(name.shown).isProgram { found.note(EdXMLRules.program, ["entry": name.shown]) }
        marks.take(name: header.name)
        // The packing rule speaks of one entry: with a second, there is nothing to unpack.
        let isAlone = unpacks && archive.entries == 1 && !name.isFolder
        unpacking = isAlone ? Unpacking(allowance: allowance, pdfAlgorithms: pdfAlgorithms, sink: sink) : nil
        beginData(header)
    }

    // MARK: The directory

    private mutating func takeCentral(_ header: ZipCentralHeader) {
        guard header.fields.nameLength <= allowance.limits.nameLength else {
            return stop(EdXMLRules.zipNameLength, ["limit": "\(allowance.limits.nameLength)"])
        }
        gather(.centralRest(header), header.restLength)
    }

    private mutating func confirm(_ header: ZipCentralHeader) {
        let name = ZipEntryName(header.name)
        if let field = directory.confirm(header) { noteDifference(entry: name.shown, field) }
        if !header.fields.isOfKnownVersion { found.note(EdXMLRules.zipMethod, ["entry": name.shown]) }
        if header.isSpecial { found.note(EdXMLRules.zipLink, ["entry": name.shown]) }
        if let other = header.extra.unicodeName.map({ ZipEntryName($0) }), other.isHostile {
            found.note(EdXMLRules.zipPath, ["entry": other.shown])
        }
        if header.commentLength > 0 { step = .centralComment(left: header.commentLength) } else { expectSignature() }
    }

    private mutating func takeEnd64(_ record: [UInt8]) {
        wideEnd = (ZipEnd(wide: record), position - UInt64(record.count))
        // The record states its length without signature and that number itself; it may have fields of its own.
        let length = record.number64(4)
        guard length >= 44, length <= 65_536 else { return stop(EdXMLRules.zipExtraBytes) }
        if length > 44 { step = .end64Rest(left: Int(length) - 44) } else { expectSignature() }
    }

    private mutating func takeLocator64(_ record: [UInt8]) {
        if record.number64(8) != wideEnd?.offset { noteDifference(entry: "–", "offset") }
        gather(.signature, 4)
    }

    private mutating func takeEnd(_ record: [UInt8]) {
        let plain = ZipEnd(plain: record)
        let stated = wideEnd?.record ?? plain
        if !plain.agrees(with: stated) || !stated.isOneDisk { noteDifference(entry: "–", "end record") }
        if stated.entries != UInt64(directory.entries.count) { noteDifference(entry: "–", "entries") }
        if let start = directoryOffset, let end = directoryEnd {
            if stated.directoryOffset != start { noteDifference(entry: "–", "offset") }
            if stated.directoryLength != end - start { noteDifference(entry: "–", "directory size") }
        }
        if let missing = directory.unconfirmed {
            noteDifference(entry: ZipEntryName(missing.name).shown, "directory entry")
        }
        let comment = Int(record.number16(20))
        if comment > 0 { gather(.comment, comment) } else { step = .after }
    }

    func difference(_ entry: String, _ field: String) -> [String: String] { ["entry": entry, "field": field] }

    mutating func noteDifference(entry: String, _ field: String) {
        found.note(EdXMLRules.zipDirectory, difference(entry, field))
    }
}
