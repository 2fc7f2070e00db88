/// Whole values as gzip members (RFC 1952), as HTTP sends them.
package enum Gzip {
    /// `nil` when zlib is out of memory.
    package static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        guard let data = Deflate.compressed(bytes) else { return nil }
        var checksum = CRC32()
        checksum.update(bytes)
        let unknownSystem: UInt8 = 255
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, unknownSystem] + data
            + littleEndian(checksum.value) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    }

    private static func littleEndian(_ number: UInt32) -> [UInt8] {
        stride(from: UInt32(0), to: 32, by: 8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
