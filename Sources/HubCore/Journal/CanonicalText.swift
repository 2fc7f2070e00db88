/// The text as it grows. Every value is written once, at the end; when an object or an array is whole, its parts are put
/// together in their place.
final class CanonicalText {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(1_024) }

    /// What is known of a value that is being written.
    final class Draft {
        enum Content {
            case empty
            case single(Part)
            case array([Part])
            case object([(name: String, part: Part)])
        }

        var content = Content.empty
    }

    enum Part {
        case written(Range<Int>)
        /// A container that its parent's encoding asked for apart; it is whole when the parent is.
        case draft(Draft)
    }

    /// Writes a whole value at the end.
    func write<T: Encodable>(_ value: T, at path: CodingPath?) throws {
        if T.self == String.self, let text = value as? String { return write(text) }
        if let truth = value as? Bool { return write(truth) }
        if let number = value as? any FixedWidthInteger {
            guard let exact = Int64(exactly: number) else { throw refusal(of: value, at: path, Self.tooLarge) }
            return try write(exact, at: path)
        }
        if value is any BinaryFloatingPoint { throw refusal(of: value, at: path, "a fraction") }
        let (start, draft) = (bytes.count, Draft())
        try value.encode(to: CanonicalEncoder(text: self, draft: draft, path: path))
        if case .single(.written(start..<bytes.count)) = draft.content { return }
        let whole = assembled(draft)
        bytes.replaceSubrange(start..., with: whole)
    }

    /// Writes what `part` writes, and says where it stands.
    func part(_ write: () throws -> Void) rethrows -> Part {
        let start = bytes.count
        try write()
        return .written(start..<bytes.count)
    }

    func writeNull() { bytes += "null".utf8 }

    func write(_ truth: Bool) { bytes += (truth ? "true" : "false").utf8 }

    func write(_ number: Int64, at path: CodingPath?) throws {
        guard number.magnitude <= CanonicalJSON.largestInteger.magnitude else {
            throw refusal(of: number, at: path, Self.tooLarge)
        }
        bytes += String(number).utf8
    }

    func write(_ text: String) { Self.write(text, to: &bytes) }

    private static let tooLarge = "an integer beyond 2^53 - 1"

    private func refusal(of value: Any, at path: CodingPath?, _ what: String) -> EncodingError {
        .invalidValue(
            value, .init(codingPath: path?.keys ?? [], debugDescription: "canonical JSON does not hold \(what)"))
    }
}

// MARK: - Putting together

extension CanonicalText {
    private func assembled(_ draft: Draft) -> [UInt8] {
        var whole: [UInt8] = []
        whole.reserveCapacity(256)
        append(draft, to: &whole)
        return whole
    }

    private func append(_ part: Part, to whole: inout [UInt8]) {
        switch part {
        case .written(let range): whole += bytes[range]
        case .draft(let draft): append(draft, to: &whole)
        }
    }

    private func append(_ draft: Draft, to whole: inout [UInt8]) {
        switch draft.content {
        case .empty: whole += "{}".utf8
        case .single(let part): append(part, to: &whole)
        case .array(let parts):
            whole.append(UInt8(ascii: "["))
            for (position, part) in parts.enumerated() {
                if position > 0 { whole.append(UInt8(ascii: ",")) }
                append(part, to: &whole)
            }
            whole.append(UInt8(ascii: "]"))
        case .object(let members):
            whole.append(UInt8(ascii: "{"))
            var isFirst = true
            for (name, part) in Self.inOrder(members) {
                if !isFirst { whole.append(UInt8(ascii: ",")) }
                isFirst = false
                Self.write(name, to: &whole)
                whole.append(UInt8(ascii: ":"))
                append(part, to: &whole)
            }
            whole.append(UInt8(ascii: "}"))
        }
    }

    /// Of two members with one name the later one counts.
    private static func inOrder(_ members: [(name: String, part: Part)]) -> [(name: String, part: Part)] {
        let sorted = members.sorted { comesBefore($0.name, $1.name) }
        guard zip(sorted, sorted.dropFirst()).contains(where: { $0.name.utf8.elementsEqual($1.name.utf8) }) else {
            return sorted
        }
        return sorted.reduce(into: []) { kept, member in
            if let last = kept.last, last.name.utf8.elementsEqual(member.name.utf8) { kept.removeLast() }
            kept.append(member)
        }
    }

    /// RFC 8785 §3.2.3. UTF-8 sorts as UTF-16 does, but for characters beyond the basic plane.
    private static func comesBefore(_ one: String, _ other: String) -> Bool {
        let hasLate = one.utf8.contains { $0 >= 0xEE } || other.utf8.contains { $0 >= 0xEE }
        return hasLate
            ? one.utf16.lexicographicallyPrecedes(other.utf16) : one.utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// RFC 8785 §3.2.2.2.
    static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for byte in text.utf8 { escape(byte, to: &bytes) }
        } else {
            bytes += text.utf8
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): bytes += #"\""#.utf8
        case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
        case 0x08: bytes += #"\b"#.utf8
        case 0x09: bytes += #"\t"#.utf8
        case 0x0A: bytes += #"\n"#.utf8
        case 0x0C: bytes += #"\f"#.utf8
        case 0x0D: bytes += #"\r"#.utf8
        case ..<0x20: bytes += (#"\u00"# + [byte].hexadecimal).utf8
        default: bytes.append(byte)
        }
    }
}

extension CanonicalText.Draft {
    func add(_ name: String, _ part: CanonicalText.Part) {
        var members: [(name: String, part: CanonicalText.Part)] = []
        // Taken out first, so that it is not copied for every member.
        if case .object(let earlier) = content { (members, content) = (earlier, .empty) }
        members.append((name, part))
        content = .object(members)
    }

    func add(_ part: CanonicalText.Part) {
        var parts: [CanonicalText.Part] = []
        if case .array(let earlier) = content { (parts, content) = (earlier, .empty) }
        parts.append(part)
        content = .array(parts)
    }

    var count: Int { if case .array(let parts) = content { parts.count } else { 0 } }
}
