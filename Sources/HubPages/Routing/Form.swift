import Hummingbird
import NIOCore

/// What a form sent: `application/x-www-form-urlencoded` (URL Standard §5), names and values as UTF-8.
package struct Form: Sendable {
    private let fields: [(name: String, value: String)]

    /// - Parameter text: of the body, or of an address behind its `?`.
    package init(_ text: String) {
        fields = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Form.decoded(parts[0]), parts.count > 1 ? Form.decoded(parts[1]) : "")
        }
    }

    /// The first value of the name, without space around it; `nil` where it is absent or empty.
    package subscript(_ name: String) -> String? { all(name).first }

    /// All values of the name that are not empty, without space around them.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map { Form.trimmed($0.value) }.filter { !$0.isEmpty }
    }

    /// The value exactly as it was sent, for secrets.
    package func exact(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, digits.utf8.allSatisfy(\.isHexDigit),
                    let value = UInt8(digits, radix: 16)
                else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
