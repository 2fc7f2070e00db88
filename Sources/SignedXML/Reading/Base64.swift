/// A strict, incremental base64 decoder (RFC 4648 §4): the standard alphabet, padding required and canonical, white
/// space of XML allowed between characters.
package struct Base64Decoder {
    private static let invalid: UInt8 = 0xFF
    private static let space: UInt8 = 0xFE
    private static let padding: UInt8 = 0xFD

    /// The value of each byte, or one of the three marks above.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: invalid, count: 256)
        for (value, character) in base64Alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        for character in [0x20, 0x09, 0x0A, 0x0D] { table[character] = space }
        table[Int(UInt8(ascii: "="))] = padding
        return table
    }()

    private var group: UInt32 = 0
    private var inGroup = 0
    private var paddings = 0
    private(set) var isValid = true

    /// Bytes of room to decode so many characters into.
    static func capacity(for characters: Int) -> Int { (characters + 3) / 4 * 3 + 8 }

    /// Decodes the next piece.
    /// - Parameter target: at least ``capacity(for:)`` bytes.
    /// - Returns: the number of bytes written.
    mutating func decode(_ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Int {
        guard isValid, let source = bytes.baseAddress, let out = target.baseAddress,
            target.count >= Self.capacity(for: bytes.count)
        else { return 0 }
        var index = 0
        var written = 0
        while index < bytes.count, isValid {
            if inGroup == 0, paddings == 0 {
                let groups = Base64Groups.shared.decode(source + index, (bytes.count - index) / 4, into: out + written)
                index += groups * 4
                written += groups * 3
            }
            guard index < bytes.count else { break }
            if let word = take(Self.values[Int(bytes[index])]) {
                for shift in [16, 8, 0] {
                    out.storeBytes(of: UInt8(truncatingIfNeeded: word >> shift), toByteOffset: written, as: UInt8.self)
                    written += 1
                }
            }
            index += 1
        }
        return written
    }

    /// Decodes the next piece, appending to `output`.
    mutating func decode(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        let capacity = Self.capacity(for: bytes.count)
        output += [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = decode(bytes, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// - Returns: 24 bits, when the value has completed a group.
    private mutating func take(_ value: UInt8) -> UInt32? {
        switch value {
        case Self.space: return nil
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
                return nil
            }
            group = group << 6 | UInt32(value)
            inGroup += 1
            guard inGroup == 4 else { return nil }
            defer { (group, inGroup) = (0, 0) }
            return group
        }
        return nil
    }

    /// Ends the text.
    /// - Returns: the last group's bytes, when it is not a whole one.
    mutating func finish() -> [UInt8] {
        guard isValid else { return [] }
        switch (inGroup, paddings) {
        case (0, 0): return []
        case (2, 2): return [UInt8(truncatingIfNeeded: group >> 4)]
        case (3, 1): return [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)]
        default:
            isValid = false
            return []
        }
    }

    /// A whole text at once; `nil` when it is not strict base64.
    static func decode(_ text: String) -> [UInt8]? { decode([Array(text.utf8)]) }

    /// A whole text at once; `nil` when it is not strict base64.
    static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        var decoder = Base64Decoder()
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity(for: text.count)) { buffer, count in
            let room = UnsafeMutableRawBufferPointer(buffer)
            count = decoder.decode(text, into: room)
            for byte in decoder.finish() {
                room[count] = byte
                count += 1
            }
        }
        return decoder.isValid ? bytes : nil
    }

    /// A text in pieces; `nil` when it is not strict base64.
    package static func decode(_ pieces: [[UInt8]]) -> [UInt8]? {
        var decoder = Base64Decoder()
        var output: [UInt8] = []
        for piece in pieces { piece.withUnsafeBytes { decoder.decode($0, into: &output) } }
        output += decoder.finish()
        return decoder.isValid ? output : nil
    }
}

/// Whole groups of four characters, the bulk of every attachment: four lookups and one store each.
///
/// Each table has a character's six bits already where its place in the group puts them in the three bytes, first byte
/// lowest; what is not of the alphabet has a bit above them.
private struct Base64Groups: @unchecked Sendable {
    static let shared = Base64Groups()

    private static let mark: UInt32 = 1 << 24
    /// Four tables of 256, one after another; written in `init`, only read after it.
    private let tables: UnsafeMutablePointer<UInt32>

    private init() {
        tables = .allocate(capacity: 4 * 256)
        tables.initialize(repeating: Self.mark, count: 4 * 256)
        for (value, character) in base64Alphabet.enumerated() {
            for place in 0..<4 {
                let bits = UInt32(value) << UInt32(18 - 6 * place)
                let bytes = (bits >> 16) | (bits & 0xFF00) | (bits & 0xFF) << 16
                tables[place * 256 + Int(character)] = bytes
            }
        }
    }

    /// Decodes until a group is not clean; writes up to one byte more than it says.
    func decode(_ source: UnsafeRawPointer, _ count: Int, into target: UnsafeMutableRawPointer) -> Int {
        var done = 0
        var input = source
        var output = target
        while done + 4 <= count {
            // Four at once, so that the processor need not wait for one to begin the next.
            let first = group(input)
            let second = group(input + 4)
            let third = group(input + 8)
            let fourth = group(input + 12)
            if (first | second | third | fourth) & Self.mark != 0 { break }
            output.storeBytes(of: first, as: UInt32.self)
            output.storeBytes(of: second, toByteOffset: 3, as: UInt32.self)
            output.storeBytes(of: third, toByteOffset: 6, as: UInt32.self)
            output.storeBytes(of: fourth, toByteOffset: 9, as: UInt32.self)
            input += 16
            output += 12
            done += 4
        }
        while done < count {
            let bytes = group(input)
            if bytes & Self.mark != 0 { break }
            output.storeBytes(of: bytes, as: UInt32.self)
            input += 4
            output += 3
            done += 1
        }
        return done
    }

    @inline(__always)
    private func group(_ source: UnsafeRawPointer) -> UInt32 {
        let word = Int(UInt32(littleEndian: source.loadUnaligned(as: UInt32.self)))
        let bytes =
            tables[word & 0xFF] | tables[256 | (word >> 8 & 0xFF)] | tables[512 | (word >> 16 & 0xFF)]
            | tables[768 | (word >> 24)]
        return bytes.littleEndian
    }
}

/// Base64 of bytes, without line breaks (RFC 4648 §4).
func base64(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let count = min(3, bytes.count - start)
        var word: UInt32 = 0
        for offset in 0..<3 { word = word << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
        for position in 0..<4 {
            let value = Int(word >> UInt32(18 - 6 * position)) & 63
            text.append(position <= count ? base64Alphabet[value] : UInt8(ascii: "="))
        }
    }
    return String(decoding: text, as: UTF8.self)
}

/// The characters of the values 0 to 63 (RFC 4648 §4).
private let base64Alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
