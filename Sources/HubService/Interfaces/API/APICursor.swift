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
        guard let bytes = [UInt8](hexadecimal: text), text == text.lowercased() else { return nil }
        self.bytes = bytes
        switch kind {
        case .position: guard bytes.count == 8, bytes[0] < 0x80 else { return nil }
        case .name: guard (1...35).contains(bytes.count) else { return nil }
        }
    }

    var text: String { bytes.hexadecimal }
    var position: Int64 { bytes.reduce(0) { $0 << 8 | Int64($1) } }
    var name: String { String(decoding: bytes, as: UTF8.self) }
}
