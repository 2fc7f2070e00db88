#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The first position of a byte, found with the C library's vectorised search.
func firstIndex(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
    guard start < end, let base = bytes.baseAddress else { return nil }
    guard let found = memchr(base + start, Int32(byte), end - start) else { return nil }
    return UnsafeRawPointer(found) - base
}

/// The first place of a byte in some memory.
func firstIndex(of byte: UInt8, from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>?
{
    guard start < end, let found = memchr(start, Int32(byte), end - start) else { return nil }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
}

/// The first position of some bytes, not none.
func firstIndex(of wanted: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let first = wanted.first, let base = bytes.baseAddress else { return nil }
    var place = start
    while let found = firstIndex(of: first, in: bytes, from: place, to: bytes.count) {
        guard found + wanted.count <= bytes.count else { return nil }
        if memcmp(base + found, wanted, wanted.count) == 0 { return found }
        place = found + 1
    }
    return nil
}

extension UnsafeRawBufferPointer {
    /// The first position of a byte.
    func firstIndex(of byte: UInt8) -> Int? {
        SignedXML.firstIndex(of: byte, in: self, from: 0, to: count)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether both hold the same bytes.
    func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count, let base = baseAddress, let start = other.baseAddress else {
            return count == other.count
        }
        return memcmp(base, start, count) == 0
    }
}

extension UInt8 {
    /// Whether it is white space in XML (XML 1.0 §2.3).
    package var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}

extension Sequence<UInt8> {
    /// Lower-case hex.
    package var hex: String {
        var text = ""
        text.reserveCapacity(underestimatedCount * 2)
        let digits = Array("0123456789abcdef".unicodeScalars)
        for byte in self {
            text.unicodeScalars.append(digits[Int(byte >> 4)])
            text.unicodeScalars.append(digits[Int(byte & 15)])
        }
        return text
    }
}
