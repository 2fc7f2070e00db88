/// A zip archive of one stored entry, in the two pieces that stand before and after its bytes (PKWARE APPNOTE 4.3).
///
/// Sizes and checksum are known beforehand, so that the local header is complete and no data descriptor is needed.
struct ZipEntry {
    private let name: [UInt8]
    private let checksum: UInt32
    private let size: UInt32
    private let date: UInt16

    /// - Returns: `nil` when name or size is beyond what the plain format holds.
    init?(name: String, size: Int, checksum: UInt32, date: LocalDate) {
        guard let size = UInt32(exactly: size), size < .max - 65_536, name.utf8.count <= 65_535 else { return nil }
        self.name = Array(name.utf8)
        self.size = size
        self.checksum = checksum
        let year = UInt16(max(0, min(127, date.year - 1980)))
        self.date = year << 9 | UInt16(date.month) << 5 | UInt16(date.day)
    }

    var header: [UInt8] {
        bytes(0x0403_4B50 as UInt32) + common + bytes(0 as UInt16) + name
    }

    var trailer: [UInt8] {
        let zero: UInt16 = 0
        var directory = bytes(0x0201_4B50 as UInt32) + bytes(20 as UInt16) + common
        // Extra field, comment, disk, internal attributes; external attributes; offset of the local header.
        directory += bytes(zero) + bytes(zero) + bytes(zero) + bytes(zero) + bytes(0 as UInt32) + bytes(0 as UInt32)
        directory += name
        let offset = UInt32(header.count) + size
        return directory + bytes(0x0605_4B50 as UInt32) + bytes(zero) + bytes(zero) + bytes(1 as UInt16)
            + bytes(1 as UInt16) + bytes(UInt32(directory.count)) + bytes(offset) + bytes(zero)
    }

    /// Version needed, flags (UTF-8 name), method (stored), time, date, checksum, both sizes, name length.
    private var common: [UInt8] {
        bytes(20 as UInt16) + bytes(0x0800 as UInt16) + bytes(0 as UInt16) + bytes(0 as UInt16) + bytes(date)
            + bytes(checksum) + bytes(size) + bytes(size) + bytes(UInt16(name.count))
    }

    private func bytes(_ number: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
        (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
