import COpenSSL

/// A distinguished name, compared as X.520 asks: without regard to case and to the amount of white space.
///
/// Source: RFC 4514 (and RFC 2253, which it replaces); W3C XML Signature 1.1 §4.5.4.1.
struct DirectoryName: Equatable {
    /// One attribute of a relative name.
    struct Attribute: Hashable {
        /// Dotted.
        let type: String
        /// Normalised.
        let value: String
    }

    /// The most specific first, as RFC 4514 writes them.
    private let relativeNames: [Set<Attribute>]

    var commonNames: [String] { relativeNames.joined().filter { $0.type == "2.5.4.3" }.map(\.value) }

    init(_ name: OpaquePointer?) {
        var names: [Set<Attribute>] = []
        var index: Int32 = -1
        for position in 0..<X509_NAME_entry_count(name) {
            guard let entry = X509_NAME_get_entry(name, position) else { continue }
            let attribute = Attribute(
                type: Self.dotted(X509_NAME_ENTRY_get_object(entry)), value: Self.text(X509_NAME_ENTRY_get_data(entry)))
            if X509_NAME_ENTRY_set(entry) == index, !names.isEmpty {
                names[names.count - 1].insert(attribute)
            } else {
                names.append([attribute])
            }
            index = X509_NAME_ENTRY_set(entry)
        }
        relativeNames = names.reversed()
    }

    /// - Returns: `nil` when the text is not a name, or uses attribute types that nobody knows.
    init?(rfc4514 text: String) {
        var reader = DirectoryNameReader(text)
        guard let names = reader.relativeNames() else { return nil }
        relativeNames = names
    }

    static func normalized(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The dotted form of an attribute type's keyword; `nil` when it has none.
    static func type(_ keyword: String) -> String? {
        let aliases = [
            "E": "emailAddress", "EMAIL": "emailAddress", "EMAILADDRESS": "emailAddress", "S": "ST", "SP": "ST",
            "T": "title", "TITLE": "title", "G": "GN", "GIVENNAME": "GN", "SURNAME": "SN", "STREET": "street",
            "SERIALNUMBER": "serialNumber", "DNQUALIFIER": "dnQualifier", "CN": "CN", "C": "C", "O": "O", "OU": "OU",
            "L": "L", "ST": "ST", "DC": "DC", "UID": "UID", "MAIL": "mail",
        ]
        let upper = keyword.uppercased()
        let name = aliases[upper] ?? (upper.hasPrefix("OID.") ? String(keyword.dropFirst(4)) : keyword)
        guard let object = OBJ_txt2obj(name, 0) else {
            ERR_clear_error()
            return nil
        }
        defer { ASN1_OBJECT_free(object) }
        return dotted(object)
    }

    private static func dotted(_ object: OpaquePointer?) -> String {
        var text = [CChar](repeating: 0, count: 128)
        let length = OBJ_obj2txt(&text, Int32(text.count), object, 1)
        let bytes = text.prefix(min(max(0, Int(length)), text.count - 1)).map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    fileprivate static func text(_ string: UnsafePointer<ASN1_STRING>?) -> String {
        var bytes: UnsafeMutablePointer<UInt8>?
        let length = ASN1_STRING_to_UTF8(&bytes, string)
        guard length >= 0, let bytes else {
            ERR_clear_error()
            return ""
        }
        defer { lt_openssl_free(bytes) }
        return normalized(String(decoding: UnsafeBufferPointer(start: bytes, count: Int(length)), as: UTF8.self))
    }

    /// The value of a `#…` form: the string within the DER.
    fileprivate static func text(der: [UInt8]) -> String? {
        let value: UnsafeMutablePointer<ASN1_TYPE>? = der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            return d2i_ASN1_TYPE(nil, &next, bytes.count)
        }
        guard let value else {
            ERR_clear_error()
            return nil
        }
        defer { ASN1_TYPE_free(value) }
        let strings = [V_ASN1_UTF8STRING, V_ASN1_PRINTABLESTRING, V_ASN1_IA5STRING, V_ASN1_T61STRING, V_ASN1_BMPSTRING]
        return strings.contains(value.pointee.type) ? text(UnsafePointer(value.pointee.value.asn1_string)) : nil
    }
}

/// Reads the text form of a distinguished name from the left.
private struct DirectoryNameReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) { rest = Array(text.utf8)[...] }

    /// - Returns: `nil` when the text is not a name.
    mutating func relativeNames() -> [Set<DirectoryName.Attribute>]? {
        skipSpaces()
        guard !rest.isEmpty else { return [] }
        var names: [Set<DirectoryName.Attribute>] = [[]]
        while true {
            guard let attribute = attribute() else { return nil }
            names[names.count - 1].insert(attribute)
            guard let separator = rest.popFirst() else { return names }
            if separator != UInt8(ascii: "+") { names.append([]) }
        }
    }

    private mutating func attribute() -> DirectoryName.Attribute? {
        guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let keyword = String(decoding: rest[..<equals], as: UTF8.self).trimmed
        rest = rest[(equals + 1)...]
        skipSpaces()
        let value =
            switch rest.first {
            case UInt8(ascii: "#"): encodedValue()
            case UInt8(ascii: "\""): quotedValue()
            default: plainValue()
            }
        guard let type = DirectoryName.type(keyword), let value else { return nil }
        return DirectoryName.Attribute(type: type, value: value)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ";")
    }

    private mutating func encodedValue() -> String? {
        let end = rest.firstIndex(where: Self.isSeparator) ?? rest.endIndex
        let digits = String(decoding: rest[..<end], as: UTF8.self).trimmed.dropFirst()
        rest = rest[end...]
        return Self.bytes(digits).flatMap { DirectoryName.text(der: $0) }
    }

    private static func bytes(_ digits: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = digits.utf8
        while rest.count >= 2, let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return rest.isEmpty ? bytes : nil
    }

    private mutating func quotedValue() -> String? {
        rest.removeFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") {
                skipSpaces()
                guard rest.first.map(Self.isSeparator) ?? true else { return nil }
                return DirectoryName.normalized(String(decoding: bytes, as: UTF8.self))
            }
            guard let plain = byte == UInt8(ascii: "\\") ? escaped() : byte else { return nil }
            bytes.append(plain)
        }
        return nil
    }

    private mutating func plainValue() -> String? {
        var bytes: [UInt8] = []
        while let byte = rest.first, !Self.isSeparator(byte) {
            rest.removeFirst()
            guard let plain = byte == UInt8(ascii: "\\") ? escaped() : byte else { return nil }
            bytes.append(plain)
        }
        return DirectoryName.normalized(String(decoding: bytes, as: UTF8.self))
    }

    /// Behind a backslash: two hex digits, or the character itself.
    private mutating func escaped() -> UInt8? {
        if rest.count >= 2, let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
            rest = rest.dropFirst(2)
            return byte
        }
        return rest.popFirst()
    }

    private mutating func skipSpaces() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }
}
