/// The name of a zip entry, judged as a path: where would it lead who unpacks it without care?
struct ZipEntryName {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// For a sentence. What is not UTF-8 (an old code page) is replaced.
    var shown: String { String(decoding: bytes, as: UTF8.self).excerpt }

    /// Whether it leads out of the folder, to a drive, or deceives the eye: absolute, `..`, `C:`, control characters,
    /// marks that turn the direction of writing. A backslash separates, as it does on Windows.
    var isHostile: Bool {
        guard let first = bytes.first, !isSeparator(first) else { return true }
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return true }
        if bytes.count >= 2, bytes[1] == UInt8(ascii: ":") { return true }
        if bytes.split(whereSeparator: isSeparator).contains(where: { $0.elementsEqual("..".utf8) }) { return true }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { scalar in
            (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
    }

    /// APPNOTE §4.4.17.1: separators are forward slashes. Some writers on Windows use the other.
    var hasBackslash: Bool { bytes.contains(UInt8(ascii: "\\")) }

    var isFolder: Bool { bytes.last.map(isSeparator) ?? false }

    private func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
}
