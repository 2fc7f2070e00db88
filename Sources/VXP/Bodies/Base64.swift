/// Base64 (RFC 4648 §4) in pieces of any size.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
    private static let noDigit: UInt8 = 0xff
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: noDigit, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// Characters that encode so many bytes.
    package static func length(encoding bytes: Int) -> Int { (bytes + 2) / 3 * 4 }

    /// Writes base64, without line breaks.
    package struct Encoder {
        private var held: [UInt8] = []

        package init() {}

        package mutating func take(_ piece: [UInt8]) -> [UInt8] {
            let bytes = held.isEmpty ? piece : held + piece
            let whole = bytes.count - bytes.count % 3
            held = Array(bytes[whole...])
            var text: [UInt8] = []
            text.reserveCapacity(whole / 3 * 4)
            for index in stride(from: 0, to: whole, by: 3) {
                let group = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
                text.append(digit(group >> 18))
                text.append(digit(group >> 12))
                text.append(digit(group >> 6))
                text.append(digit(group))
            }
            return text
        }

        /// What is left, padded.
        package consuming func finish() -> [UInt8] {
            switch held.count {
            case 1:
                let group = UInt32(held[0]) << 4
                return [digit(group >> 6), digit(group), padding, padding]
            case 2:
                let group = (UInt32(held[0]) << 8 | UInt32(held[1])) << 2
                return [digit(group >> 12), digit(group >> 6), digit(group), padding]
            default: return []
            }
        }

        private func digit(_ group: UInt32) -> UInt8 { alphabet[Int(group & 63)] }
    }

    /// Reads base64, strictly: padded, no stray bits, line breaks between digits allowed.
    struct Decoder {
        private var group: UInt32 = 0
        private var digits = 0
        private var pads = 0

        /// The decoded bytes are appended to `output`; false at a byte that does not belong there.
        mutating func take(_ piece: ArraySlice<UInt8>, into output: inout [UInt8]) -> Bool {
            for byte in piece {
                let value = values[Int(byte)]
                if value != noDigit {
                    guard pads == 0 else { return false }
                    group = group << 6 | UInt32(value)
                    digits += 1
                    if digits == 4 { flush(into: &output) }
                } else if byte == padding {
                    guard digits == 2 && pads < 2 || digits == 3 && pads < 1 else { return false }
                    pads += 1
                } else if byte != 0x0a && byte != 0x0d {
                    return false
                }
            }
            return true
        }

        /// The last bytes; false when the text ends inside a group or leaves bits over.
        mutating func finish(into output: inout [UInt8]) -> Bool {
            switch (digits, pads) {
            case (0, 0): return true
            case (2, 2):
                output.append(UInt8(truncatingIfNeeded: group >> 4))
                return group & 0x0f == 0
            case (3, 1):
                output.append(UInt8(truncatingIfNeeded: group >> 10))
                output.append(UInt8(truncatingIfNeeded: group >> 2))
                return group & 0x03 == 0
            default: return false
            }
        }

        private mutating func flush(into output: inout [UInt8]) {
            output.append(UInt8(truncatingIfNeeded: group >> 16))
            output.append(UInt8(truncatingIfNeeded: group >> 8))
            output.append(UInt8(truncatingIfNeeded: group))
            group = 0
            digits = 0
        }
    }
}
