/// A strict, incremental base64 decoder (RFC 4648 §4): the standard alphabet, padding required and canonical, white
/// space of XML allowed between characters.
struct Base64Decoder {
    private static let invalid: UInt8 = 0xFF
    private static let space: UInt8 = 0xFE
    private static let padding: UInt8 = 0xFD

    /// The value of each byte, or one of the three marks above.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: invalid, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, character) in alphabet.utf8.enumerated() { table[Int(character)] = UInt8(value) }
        for character in [0x20, 0x09, 0x0A, 0x0D] { table[character] = space }
        table[Int(UInt8(ascii: "="))] = padding
        return table
    }()

    private var group: UInt32 = 0
    private var inGroup = 0
    private var paddings = 0
    private(set) var isValid = true

    /// Decodes the next piece, appending to `output`.
    mutating func decode(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        guard isValid else { return }
        output.reserveCapacity(output.count + bytes.count / 4 * 3 + 3)
        Self.values.withUnsafeBufferPointer { table in
            var index = 0
            while index < bytes.count, isValid {
                if inGroup == 0, paddings == 0 { index = decodeGroups(bytes, from: index, table, &output) }
                guard index < bytes.count else { break }
                take(table[Int(bytes[index])], &output)
                index += 1
            }
        }
    }

    /// Whole groups of four clean characters, as many as follow one another.
    private func decodeGroups(
        _ bytes: UnsafeRawBufferPointer, from start: Int, _ table: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]
    ) -> Int {
        let groups = (bytes.count - start) / 4
        guard groups > 0 else { return start }
        var index = start
        let before = output.count
        var written = 0
        output.append(contentsOf: repeatElement(0, count: groups * 3))
        output.withUnsafeMutableBufferPointer { target in
            var out = before
            for _ in 0..<groups {
                let a = table[Int(bytes[index])]
                let b = table[Int(bytes[index + 1])]
                let c = table[Int(bytes[index + 2])]
                let d = table[Int(bytes[index + 3])]
                if (a | b | c | d) & 0xC0 != 0 { break }
                let word = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                target[out] = UInt8(truncatingIfNeeded: word >> 16)
                target[out + 1] = UInt8(truncatingIfNeeded: word >> 8)
                target[out + 2] = UInt8(truncatingIfNeeded: word)
                out += 3
                index += 4
            }
            written = out - before
        }
        output.removeLast(groups * 3 - written)
        return index
    }

    private mutating func take(_ value: UInt8, _ output: inout [UInt8]) {
        switch value {
        case Self.space: return
        case Self.invalid: isValid = false
        case Self.padding:
            paddings += 1
            let isPlaced = (inGroup == 2 && paddings <= 2) || (inGroup == 3 && paddings == 1)
            // The bits that padding cuts off must be zero, or one value would have several spellings.
            let leftover = inGroup == 2 ? group & 0xF : group & 0x3
            if !isPlaced || leftover != 0 { isValid = false }
        default:
            guard paddings == 0 else {
                isValid = false
                return
            }
            group = group << 6 | UInt32(value)
            inGroup += 1
            guard inGroup == 4 else { return }
            output.append(UInt8(truncatingIfNeeded: group >> 16))
            output.append(UInt8(truncatingIfNeeded: group >> 8))
            output.append(UInt8(truncatingIfNeeded: group))
            group = 0
            inGroup = 0
        }
    }

    /// Ends the text: the last group's bytes.
    mutating func finish(into output: inout [UInt8]) {
        guard isValid else { return }
        switch (inGroup, paddings) {
        case (0, 0): return
        case (2, 2): output.append(UInt8(truncatingIfNeeded: group >> 4))
        case (3, 1):
            output.append(UInt8(truncatingIfNeeded: group >> 10))
            output.append(UInt8(truncatingIfNeeded: group >> 2))
        default: isValid = false
        }
    }

    /// A whole text at once; `nil` when it is not strict base64.
    static func decode(_ text: String) -> [UInt8]? {
        var decoder = Base64Decoder()
        var output: [UInt8] = []
        Array(text.utf8).withUnsafeBytes { decoder.decode($0, into: &output) }
        decoder.finish(into: &output)
        return decoder.isValid ? output : nil
    }
}

/// Base64 of bytes, without line breaks (RFC 4648 §4).
func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let count = min(3, bytes.count - start)
        var word: UInt32 = 0
        for offset in 0..<3 { word = word << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
        for position in 0..<4 {
            let value = Int(word >> UInt32(18 - 6 * position)) & 63
            text.append(position <= count ? alphabet[value] : UInt8(ascii: "="))
        }
    }
    return String(decoding: text, as: UTF8.self)
}
