import SignedXML

/// Passes over the data of a stream (ISO 32000-1 §7.3.8), which may hold anything, another signed PDF for one.
struct PDFStreamSkip {
    private static let keyword = Array("endstream".utf8)

    /// Bytes that the dictionary's `/Length` says are data.
    private var data: Int
    /// How much of the keyword the last bytes were.
    private var matched = 0

    /// - Parameter length: as the dictionary has it; 0 when it is elsewhere, and the keyword alone tells the end.
    init(length: Int) { data = max(0, length) }

    /// Takes the bytes from `start` on.
    /// - Returns: the offset behind `endstream`; `nil` when the stream goes on behind these bytes.
    mutating func end(in bytes: RawSpan, _ copy: [UInt8], from start: Int) -> Int? {
        let skipped = min(data, copy.count - start)
        data -= skipped
        var offset = start + skipped
        while offset < copy.count {
            if matched == 0 {
                guard let found = bytes.firstOffset(of: Self.keyword[0], from: offset) else { return nil }
                offset = found
            }
            advance(copy[offset])
            offset += 1
            if matched == Self.keyword.count { return offset }
        }
        return nil
    }

    private mutating func advance(_ byte: UInt8) {
        if byte == Self.keyword[matched] {
            matched += 1
        } else if matched == 7, byte == Self.keyword[1] {
            matched = 2  // "endstren": its last two are a beginning
        } else {
            matched = byte == Self.keyword[0] ? 1 : 0
        }
    }
}
