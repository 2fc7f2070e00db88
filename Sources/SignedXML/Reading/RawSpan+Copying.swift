extension [UInt8] {
    /// Appends the bytes of a borrowed piece.
    package mutating func append(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { append(contentsOf: $0) }
    }

    /// Appends some bytes of a borrowed piece.
    package mutating func append(_ bytes: RawSpan, _ range: Range<Int>) {
        append(bytes.extracting(range))
    }

    /// Lends the array's bytes as a piece, for as long as `body` runs.
    package func withBytes<Result>(_ body: (RawSpan) -> Result) -> Result { body(span.bytes) }
}
