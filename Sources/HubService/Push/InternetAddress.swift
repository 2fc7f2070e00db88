/// An IP address, and what lies behind it.
struct InternetAddress: Sendable, Hashable {
    /// 4 or 16.
    let bytes: [UInt8]

    enum Reach: Sendable, Hashable {
        /// The hub's own machine.
        case loopback
        /// A private network.
        case inside
        /// The open Internet.
        case outside
        /// Nothing that a webhook can be: link-local (where clouds keep their metadata), multicast, reserved.
        case nowhere
    }

    /// `203.0.113.7` or `2001:db8::7`; `nil` for anything else, shortened or octal forms too.
    init?(_ text: String) {
        if let bytes = Self.dotted(text) {
            self.bytes = bytes
        } else if let bytes = Self.colonised(text) {
            self.bytes = bytes
        } else {
            return nil
        }
    }

    var reach: Reach { bytes.count == 4 ? Self.reach(ofFour: bytes) : Self.reach(ofSixteen: bytes) }

    private static func reach(ofFour bytes: [UInt8]) -> Reach {
        switch (bytes[0], bytes[1]) {
        case (127, _): .loopback
        case (10, _), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19): .inside
        case (0, _), (169, 254), (224...255, _): .nowhere
        default: .outside
        }
    }

    private static func reach(ofSixteen bytes: [UInt8]) -> Reach {
        if let inner = embedded(in: bytes) { return reach(ofFour: inner) }
        if bytes.dropLast().allSatisfy({ $0 == 0 }) { return bytes[15] == 1 ? .loopback : .nowhere }
        // The metadata service that one cloud keeps within the private range.
        if bytes == metadata { return .nowhere }
        switch (bytes[0], bytes[1]) {
        case (0xFC...0xFD, _): return .inside
        case (0xFE, _), (0xFF, _): return .nowhere
        default: return .outside
        }
    }

    /// fd00:ec2::254
    private static let metadata: [UInt8] = [0xFD, 0, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54]

    /// The IPv4 address that an IPv6 one stands for: mapped, translated (NAT64), or tunnelled (6to4).
    private static func embedded(in bytes: [UInt8]) -> [UInt8]? {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
        if bytes.starts(with: mapped) || bytes.starts(with: translated) { return Array(bytes.suffix(4)) }
        return bytes.starts(with: [0x20, 0x02]) ? Array(bytes[2..<6]) : nil
    }

    private static func dotted(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.count > 1 && part.first == "0" ? nil : UInt8(part) }
        return parts.count == 4 && numbers.count == 4 ? numbers : nil
    }

    private static func colonised(_ text: String) -> [UInt8]? {
        guard text.contains(":"), text.allSatisfy({ $0.isHexDigit || ":.".contains($0) }) else { return nil }
        let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = groups(halves[0]) else { return nil }
        guard halves.count == 2 else { return head.count == 16 ? head : nil }
        guard let tail = groups(halves[1]), head.count + tail.count <= 14 else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// Groups of four hex digits; the last may be an IPv4 address.
    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        for group in text.split(separator: ":", omittingEmptySubsequences: false) {
            if group.contains("."), let four = dotted(String(group)) {
                bytes += four
            } else if (1...4).contains(group.count), let number = UInt16(group, radix: 16) {
                bytes += [UInt8(number >> 8), UInt8(number & 0xFF)]
            } else {
                return nil
            }
        }
        return bytes
    }
}
