/// An address that mail can be sent to: ASCII, and nothing in it that could end a line or a command (RFC 5321 §4.1.2, without
/// quoted local parts).
struct MailAddress: Sendable, Hashable {
    let text: String

    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].utf8.count),
            Self.isDotted(parts[0], Self.atom), parts[1].contains("."), Self.isDotted(parts[1], Self.label)
        else { return nil }
        self.text = text
    }

    var domain: String { String(text.drop { $0 != "@" }.dropFirst()) }

    /// Those of a text in which several may stand, with commas or semicolons between; what is none is left out.
    static func all(in text: String) -> [MailAddress] {
        text.split { ",; \t\r\n".contains($0) }.compactMap { MailAddress(String($0)) }
    }

    private static func isDotted(_ text: Substring, _ allowed: (UInt8) -> Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(allowed) }
    }

    private static func label(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
    }

    private static func atom(_ byte: UInt8) -> Bool { label(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte) }
}
