import CZlib

/// CRC-32 as zip uses it (ISO 3309), of bytes that come in pieces. It finds accidents, not forgeries.
package struct CRC32: Sendable {
    private var state = CZlib.crc32_z(0, nil, 0)

    package init() {}

    package var value: UInt32 { UInt32(truncatingIfNeeded: state) }

    package mutating func update(_ bytes: RawSpan) {
        state = bytes.withUnsafeBytes { bytes in
            bytes.isEmpty ? state : CZlib.crc32_z(state, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        }
    }

    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0.bytes) }
    }
}
