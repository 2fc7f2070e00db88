/// Turns CR LF and lone CR into LF, as XML asks of every parser (XML 1.0 §2.11), before libxml2 sees the bytes.
///
/// libxml2's push parser forgets to in CDATA sections, and then its canonical form is another than its own tree's.
struct LineEnds {
    private var endedInCR = false

    /// Hands on the piece with its line ends normalised; a piece without CR is handed on as it is.
    mutating func normalize(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        guard !bytes.isEmpty else { return }
        if !endedInCR, bytes.firstIndex(of: 0x0D) == nil { return body(bytes) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte == 0x0D {
                output.append(0x0A)
            } else if byte != 0x0A || !endedInCR {
                output.append(byte)
            }
            endedInCR = byte == 0x0D
        }
        output.withUnsafeBytes(body)
    }

    /// The offset in the original of an offset in what ``normalize(_:_:)`` hands on.
    static func original(_ offset: Int, in bytes: some Collection<UInt8>) -> Int {
        var normalized = 0
        var previous: UInt8 = 0
        for (index, byte) in bytes.enumerated() {
            if byte != 0x0A || previous != 0x0D {
                if normalized == offset { return index }
                normalized += 1
            }
            previous = byte
        }
        return bytes.count
    }
}
