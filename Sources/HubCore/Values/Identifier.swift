/// The hub's name for one of its own things: a UUID of version 7 (RFC 9562 §5.7), lower case, so that the text sorts
/// by the time it was made.
///
/// `Subject` keeps the names of different things apart at compile time.
package struct Identifier<Subject>: Sendable, Hashable, Comparable {
    /// `0193511e-7c1f-7b2a-9d4e-5f60718293a4`
    package let text: String

    /// Makes a new name: 48 bits of the time, 74 random bits.
    package init(at moment: Timestamp, using generator: inout some RandomNumberGenerator) {
        let time = UInt64(clamping: moment.milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | generator.next() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | generator.next() & 0x3FFF_FFFF_FFFF_FFFF
        self.init(high, low)
    }

    /// Reads a name in either case; `nil` when it is not a UUID.
    package init?(_ text: String) {
        let characters = text.utf8
        guard characters.count == 36 else { return nil }
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for (position, character) in characters.enumerated() {
            let isDash = character == UInt8(ascii: "-")
            guard isDash == [8, 13, 18, 23].contains(position) else { return nil }
            if !isDash { digits.append(character) }
        }
        guard let bytes = [UInt8](hexadecimal: String(decoding: digits, as: UTF8.self)) else { return nil }
        func half(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(half(bytes.prefix(8)), half(bytes.suffix(8)))
    }

    /// - Parameter text: known to be a name as it is written here.
    init(canonicalText text: String) { self.text = text }

    private init(_ high: UInt64, _ low: UInt64) {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for position in 0..<32 {
            if position == 8 || position == 12 || position == 16 || position == 20 { text.append(UInt8(ascii: "-")) }
            let half = position < 16 ? high : low
            text.append(UInt8(truncatingIfNeeded: half >> (60 - 4 * (position % 16))).hexadecimalDigit)
        }
        self.text = String(decoding: text, as: UTF8.self)
    }

    package static func < (one: Self, other: Self) -> Bool { one.text < other.text }
}

extension Identifier: CustomStringConvertible {
    package var description: String { text }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let identifier = Identifier(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID: \(text)")
        }
        self = identifier
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// What a ``DocumentID`` names: one accepted packet, document or status.
package enum DocumentSubject {}
/// What a ``DeliveryID`` names: one packet for one recipient.
package enum DeliverySubject {}

/// The hub's name for an accepted packet.
package typealias DocumentID = Identifier<DocumentSubject>
/// The hub's name for a packet on its way to one recipient; local systems see it as the axis interface's `docId`.
package typealias DeliveryID = Identifier<DeliverySubject>
