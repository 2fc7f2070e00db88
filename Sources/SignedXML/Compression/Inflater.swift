import CZlib

/// Inflates raw deflate data (RFC 1951) that comes in pieces; owns zlib's state and one window of output.
package final class Inflater {
    package enum Outcome: Sendable {
        /// All input was used, and the data go on.
        case needsMore
        /// The data end; what input is left over does not belong to them.
        case ended
        /// The input is not deflate data.
        case corrupt
        /// The taker of the output wanted no more.
        case stopped
    }

    /// The longest piece of output, in bytes.
    package static let pieceLength = 32_768

    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableBufferPointer<UInt8>

    /// - Throws: ``SignedXMLError`` when the machine is out of memory.
    package init() throws {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard lt_inflate_init_raw(stream) == Z_OK else {
            stream.deallocate()
            throw SignedXMLError("zlib is out of memory")
        }
        output = .allocate(capacity: Self.pieceLength)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Makes ready for other data.
    package func reset() { inflateReset(stream) }

    /// Inflates as much of `input` as there is, handing on what comes of it in pieces.
    /// - Parameter sink: says whether it wants more; once it has said no, only ``reset()`` makes sense.
    /// - Returns: how many bytes of the input were used, and how it stands.
    package func inflate(_ input: RawSpan, to sink: (RawSpan) -> Bool) -> (used: Int, outcome: Outcome) {
        input.withUnsafeBytes { inflate($0, to: sink) }
    }

    private func inflate(
        _ input: UnsafeRawBufferPointer, to sink: (RawSpan) -> Bool
    ) -> (used: Int, outcome: Outcome) {
        guard let length = UInt32(exactly: input.count) else { return (0, .corrupt) }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = length
        defer { stream.pointee.next_in = nil }
        while true {
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            let status = CZlib.inflate(stream, Z_NO_FLUSH)
            let produced = output.count - Int(stream.pointee.avail_out)
            let used = input.count - Int(stream.pointee.avail_in)
            if produced > 0, !sink(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[..<produced]).bytes)
            {
                return (used, .stopped)
            }
            switch status {
            case Z_STREAM_END: return (used, .ended)
            // A full window of output may have more behind it; `Z_BUF_ERROR` says that there was not.
            case Z_OK where produced == output.count: continue
            case Z_OK, Z_BUF_ERROR: return (used, .needsMore)
            default: return (used, .corrupt)
            }
        }
    }
}
