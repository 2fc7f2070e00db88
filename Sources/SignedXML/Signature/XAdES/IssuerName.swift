/// A distinguished name as signing programs write it, made comparable: RFC 2253 and RFC 4514, forwards or backwards, with
/// whatever spacing, case and names of attribute types.
///
/// Equal says that the names are most likely the same; it decides about a remark only, the certificate's digest about the
/// certificate.
struct IssuerName: Equatable {
    /// `TYPE=value`, sorted.
    private let attributes: [String]

    private static let spellings = [
        "2.5.4.3": "CN", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "S": "ST", "2.5.4.10": "O", "2.5.4.11": "OU",
        "2.5.4.5": "SERIALNUMBER", "E": "EMAILADDRESS", "EMAIL": "EMAILADDRESS",
        "1.2.840.113549.1.9.1": "EMAILADDRESS", "0.9.2342.19200300.100.1.25": "DC", "0.9.2342.19200300.100.1.1": "UID",
    ]

    init(_ text: String) {
        attributes = Self.split(text).map(Self.normalized).filter { !$0.isEmpty }.sorted()
    }

    /// At the commas, semicolons and pluses that are neither quoted nor escaped; `\\C3` stands for a byte (RFC 4514 §2.4).
    private static func split(_ text: String) -> [String] {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"):
                if let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 {
                    parts[parts.count - 1].append(code)
                    rest = rest.dropFirst(2)
                } else if let literal = rest.popFirst() {
                    parts[parts.count - 1].append(literal)
                }
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "+"):
                if isQuoted { parts[parts.count - 1].append(byte) } else { parts.append([]) }
            default: parts[parts.count - 1].append(byte)
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func normalized(_ attribute: String) -> String {
        let halves = attribute.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
        guard halves.count == 2 else { return attribute.trimmed }
        let type = halves[0].uppercased()
        let bare = type.hasPrefix("OID.") ? String(type.dropFirst(4)) : type
        let value = halves[1].split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        return "\(spellings[bare] ?? bare)=\(value)"
    }
}
