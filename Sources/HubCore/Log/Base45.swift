/// Bytes in the 45 characters that a QR code has its own mode for (RFC 9285).
package enum Base45 {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

    /// Two bytes as three characters, a last single one as two.
    package static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 3 / 2 + 2)
        for index in stride(from: 0, to: bytes.count, by: 2) {
            let isPair = index + 1 < bytes.count
            var number = isPair ? Int(bytes[index]) << 8 | Int(bytes[index + 1]) : Int(bytes[index])
            for _ in 0..<(isPair ? 3 : 2) {
                text.append(alphabet[number % 45])
                number /= 45
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` when the text is not the Base45 of any bytes.
    package static func bytes(of text: String) -> [UInt8]? {
        var digits: [Int] = []
        for character in text.utf8 {
            guard let digit = alphabet.firstIndex(of: character) else { return nil }
            digits.append(digit)
        }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 3) {
            let group = digits[index..<min(index + 3, digits.count)]
            let number = group.reversed().reduce(0) { $0 * 45 + $1 }
            switch group.count {
            case 3 where number <= 0xFFFF: bytes += [UInt8(number >> 8), UInt8(number & 0xFF)]
            case 2 where number <= 0xFF: bytes.append(UInt8(number))
            default: return nil
            }
        }
        return bytes
    }
}
