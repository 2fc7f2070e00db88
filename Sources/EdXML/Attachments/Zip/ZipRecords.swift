/// The records of a zip archive that frame its entries (PKWARE APPNOTE 6.3, §4.3), as values. All numbers are
/// little-endian.
enum ZipSignature: UInt32 {
    case local = 0x0403_4B50
    case central = 0x0201_4B50
    case end = 0x0605_4B50
    case end64 = 0x0606_4B50
    case locator64 = 0x0706_4B50
    case descriptor = 0x0807_4B50

    /// Bytes of the record's fixed part, signature included.
    var length: Int {
        switch self {
        case .local: 30
        case .central: 46
        case .end: 22
        case .end64: 56
        case .locator64: 20
        case .descriptor: 16
        }
    }
}

/// The fields that a local header and its entry in the central directory share.
struct ZipEntryFields {
    /// The version of the format that a reader needs, times ten.
    let version: UInt8
    let flags: UInt16
    let method: UInt16
    let checksum: UInt32
    fileprivate(set) var compressed: UInt64
    fileprivate(set) var inflated: UInt64
    let nameLength: Int
    let extraLength: Int

    fileprivate init(_ record: [UInt8], at start: Int) {
        version = record[start - 2]
        flags = record.number16(start)
        method = record.number16(start + 2)
        checksum = record.number32(start + 8)
        compressed = UInt64(record.number32(start + 12))
        inflated = UInt64(record.number32(start + 16))
        nameLength = Int(record.number16(start + 20))
        extraLength = Int(record.number16(start + 22))
    }

    /// §4.4.4: bit 0 traditional encryption, bit 6 strong, bit 13 a masked directory.
    var isEncrypted: Bool { flags & 0x2041 != 0 }
    /// Bit 11: the name is UTF-8, not of an old code page.
    var isNamedInUTF8: Bool { flags & 0x0800 != 0 }
    /// Whether checksum and sizes come after the data.
    var hasDescriptor: Bool { flags & 0x0008 != 0 }

    /// Whether it asks for no more than the format has.
    var isOfKnownVersion: Bool { version <= 63 }

    static let stored: UInt16 = 0
    static let deflated: UInt16 = 8
}

/// What stands before an entry's data.
struct ZipLocalHeader {
    var fields: ZipEntryFields
    /// Offset of the header in the archive.
    let offset: UInt64
    private(set) var name: [UInt8] = []
    private(set) var extra = ZipExtra([])
    private(set) var isZip64 = false

    /// - Parameter record: the fixed part.
    init(_ record: [UInt8], offset: UInt64) {
        fields = ZipEntryFields(record, at: 6)
        self.offset = offset
    }

    /// Bytes that follow the fixed part.
    var restLength: Int { fields.nameLength + fields.extraLength }

    mutating func take(rest: [UInt8]) {
        name = Array(rest.prefix(fields.nameLength))
        extra = ZipExtra(rest.dropFirst(fields.nameLength))
        guard var wide = extra.zip64 else { return }
        isZip64 = true
        if fields.inflated == 0xFFFF_FFFF { fields.inflated = wide.next() ?? fields.inflated }
        if fields.compressed == 0xFFFF_FFFF { fields.compressed = wide.next() ?? fields.compressed }
    }
}

/// An entry of the central directory.
struct ZipCentralHeader {
    private(set) var fields: ZipEntryFields
    /// Where the local header stands.
    private(set) var offset: UInt64
    let commentLength: Int
    private let host: UInt16
    private let attributes: UInt32
    private(set) var name: [UInt8] = []
    private(set) var extra = ZipExtra([])

    init(_ record: [UInt8]) {
        fields = ZipEntryFields(record, at: 8)
        commentLength = Int(record.number16(32))
        host = record.number16(4) >> 8
        attributes = record.number32(38)
        offset = UInt64(record.number32(42))
    }

    var restLength: Int { fields.nameLength + fields.extraLength }

    mutating func take(rest: [UInt8]) {
        name = Array(rest.prefix(fields.nameLength))
        extra = ZipExtra(rest.dropFirst(fields.nameLength))
        guard var wide = extra.zip64 else { return }
        if fields.inflated == 0xFFFF_FFFF { fields.inflated = wide.next() ?? fields.inflated }
        if fields.compressed == 0xFFFF_FFFF { fields.compressed = wide.next() ?? fields.compressed }
        if offset == 0xFFFF_FFFF { offset = wide.next() ?? offset }
    }

    /// Whether it is something else than a file or a folder: a link, a device, a pipe. Told by the systems that have
    /// such (host 3 Unix, 19 macOS), in the upper half of the external attributes.
    var isSpecial: Bool {
        guard host == 3 || host == 19 else { return false }
        switch attributes >> 16 & 0xF000 {
        case 0, 0x8000, 0x4000: return false
        default: return true
        }
    }
}

/// The end of the central directory, in the plain or the zip64 form.
struct ZipEnd {
    var entries: UInt64
    var directoryLength: UInt64
    var directoryOffset: UInt64
    let isOneDisk: Bool

    init(plain record: [UInt8]) {
        isOneDisk = record.number32(4) == 0 && record.number16(8) == record.number16(10)
        entries = UInt64(record.number16(10))
        directoryLength = UInt64(record.number32(12))
        directoryOffset = UInt64(record.number32(16))
    }

    init(wide record: [UInt8]) {
        isOneDisk = record.number64(16) == 0 && record.number64(24) == record.number64(32)
        entries = record.number64(32)
        directoryLength = record.number64(40)
        directoryOffset = record.number64(48)
    }

    /// Whether the plain record says the same as the wide one, or leaves it to that.
    func agrees(with wide: ZipEnd) -> Bool {
        (entries == 0xFFFF || entries == wide.entries)
            && (directoryLength == 0xFFFF_FFFF || directoryLength == wide.directoryLength)
            && (directoryOffset == 0xFFFF_FFFF || directoryOffset == wide.directoryOffset)
    }
}

/// The extra fields of a header (§4.5).
struct ZipExtra {
    /// The 64-bit numbers, in their order, of those fields that did not fit into 32 bits.
    private(set) var zip64: Wide?
    /// A second name for the same entry, for systems that write the first in an old code page (field 0x7075).
    private(set) var unicodeName: [UInt8]?

    struct Wide {
        fileprivate var bytes: [UInt8]

        mutating func next() -> UInt64? {
            guard bytes.count >= 8 else { return nil }
            defer { bytes.removeFirst(8) }
            return bytes.number64(0)
        }
    }

    init(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)
        while rest.count >= 4 {
            let length = Int(rest.number16(2))
            guard rest.count >= 4 + length else { return }
            let value = Array(rest[4..<4 + length])
            switch rest.number16(0) {
            case 0x0001: zip64 = Wide(bytes: value)
            case 0x7075 where length > 5: unicodeName = Array(value.dropFirst(5))
            default: break
            }
            rest.removeFirst(4 + length)
        }
    }
}

extension [UInt8] {
    func number16(_ at: Int) -> UInt16 { UInt16(self[at]) | UInt16(self[at + 1]) << 8 }
    func number32(_ at: Int) -> UInt32 { UInt32(number16(at)) | UInt32(number16(at + 2)) << 16 }
    func number64(_ at: Int) -> UInt64 { UInt64(number32(at)) | UInt64(number32(at + 4)) << 32 }
}
