extension RawSpan {
    /// The offset of the first such byte at or behind `start`; `nil` when there is none.
    package func firstOffset(of byte: UInt8, from start: Int) -> Int? {
        withUnsafeBytes { SignedXML.firstIndex(of: byte, in: $0, from: max(0, start), to: $0.count) }
    }
}
