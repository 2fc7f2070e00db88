import HubCore

/// Where a list goes on: opaque to callers, and checked when it comes back.
struct APICursor: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A place in a list that is kept in the order of its growth.
        case position
        /// The name of the last one seen.
        case name

        /// What its text is like.
        var pattern: String {
            switch self {
            case .position: "^[0-7][0-9a-f]{15}$"
            case .name: "^([0-9a-f]{2}){1,35}$"
            }
        }
    }

    private let bytes: [UInt8]

    init(at position: Int64) {
        bytes = (0..<8).map { UInt8(truncatingIfNeeded: position >> (8 * (7 - $0))) }
    }

    init(after name: String) { bytes = Array(name.utf8.prefix(35)) }

    /// Reads one that a page gave; `nil` for what none ever gives.
    init?(_ text: String, of kind: Kind) {
        let digits = Array(text.utf8).map { Character(Unicode.Scalar($0)).hexDigitValue ?? 16 }
        guard digits.count.isMultiple(of: 2), !digits.contains(16), text == text.lowercased() else { return nil }
        bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        switch kind {
        case .position: guard bytes.count == 8, bytes[0] < 0x80 else { return nil }
        case .name: guard (1...35).contains(bytes.count) else { return nil }
        }
    }

    var text: String { bytes.hexadecimal }
    var position: Int64 { bytes.reduce(0) { $0 << 8 | Int64($1) } }
    var name: String { String(decoding: bytes, as: UTF8.self) }
}
