import CLibXML2

/// How a document is canonicalised.
enum CanonicalForm: Sendable, Hashable {
    /// Exclusive XML Canonicalization 1.0, with the prefixes of `InclusiveNamespaces` (`""` is `#default`).
    case exclusive(inclusivePrefixes: Set<String>)
    /// Canonical XML 1.0 and 1.1, which agree on a whole document.
    case inclusive
}

/// Writes the canonical form of a whole document from the parser's events, straight into a digest.
///
/// Source: W3C Canonical XML 1.0 §2, Exclusive XML Canonicalization 1.0 §3. Names, prefixes and URIs are the parser's
/// interned strings, so that equal means the same pointer. Comments and processing instructions never come here.
final class Canonicalizer {
    typealias Name = UnsafePointer<xmlChar>

    /// A namespace node: `nil` prefix is the default namespace, `nil` URI its absence.
    struct Binding {
        let prefix: Name?
        let uri: Name?
    }

    struct Attribute {
        let local: Name
        let prefix: Name?
        let uri: Name?
        let value: UnsafeBufferPointer<UInt8>
    }

    private let form: CanonicalForm
    /// Namespaces in scope, innermost last, and where each open element's begin.
    private var scope: [Binding] = []
    private var scopeMarks: [Int] = []
    /// Namespaces already written by open elements, innermost last, and where each element's begin.
    private var rendered: [Binding] = []
    private var renderedMarks: [Int] = []
    private var buffer: [UInt8] = []
    private var digest: Digest?
    /// Bytes are kept, rather than digested, until the digest is known.
    private static let flushLength = 1 << 16
    private(set) var length = 0

    /// The namespaces in scope, the nearest of each prefix.
    var inScope: [Binding] {
        var seen: Set<Name?> = []
        return scope.reversed().filter { seen.insert($0.prefix).inserted && $0.uri != nil }
    }

    init(_ form: CanonicalForm) {
        self.form = form
        buffer.reserveCapacity(Self.flushLength)
    }

    /// From now on (and for what is held back) the bytes go into `digest`.
    func write(into digest: Digest) {
        self.digest = digest
        flush()
    }

    /// Bytes held back because no digest is known yet.
    var pendingLength: Int { digest == nil ? buffer.count : 0 }

    /// What has been written and not yet digested; for tests and for small fragments.
    var pending: [UInt8] { buffer }

    func finish() -> [UInt8]? {
        flush()
        return digest?.finish()
    }

    private func flush() {
        guard let digest, !buffer.isEmpty else { return }
        buffer.withUnsafeBytes { digest.update($0) }
        buffer.removeAll(keepingCapacity: true)
    }

    // MARK: Events

    func open(local: Name, prefix: Name?, uri: Name?, declarations: [Binding], attributes: [Attribute]) {
        scopeMarks.append(scope.count)
        scope.append(contentsOf: declarations)
        renderedMarks.append(rendered.count)
        put("<")
        putName(prefix, local)
        let first = rendered.count
        switch form {
        case .inclusive:
            for binding in declarations { render(binding) }
        case .exclusive(let inclusivePrefixes):
            render(Binding(prefix: prefix, uri: uri))
            for attribute in attributes where attribute.prefix != nil {
                render(Binding(prefix: attribute.prefix, uri: attribute.uri))
            }
            if !inclusivePrefixes.isEmpty { renderListed(inclusivePrefixes) }
        }
        for binding in rendered[first...].sorted(by: Self.isOrdered) { put(binding) }
        if attributes.count > 1 {
            for attribute in attributes.sorted(by: Self.isOrdered) { put(attribute) }
        } else if let attribute = attributes.first {
            put(attribute)
        }
        put(">")
    }

    func close(local: Name, prefix: Name?) {
        put("</")
        putName(prefix, local)
        put(">")
        if let mark = scopeMarks.popLast() { scope.removeLast(scope.count - mark) }
        if let mark = renderedMarks.popLast() { rendered.removeLast(rendered.count - mark) }
        if buffer.count >= Self.flushLength { flush() }
    }

    /// An element that is left out (the enveloped signature) still closes its scope by not having opened one.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while start < bytes.count {
            let stop = CleanText.end(in: bytes, from: start)
            putRun(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<stop]))
            guard stop < bytes.count else { return }
            putEscaped(bytes[stop])
            start = stop + 1
        }
    }

    // MARK: Namespaces

    /// Takes note that the binding must stand here, unless an ancestor's (or this element's) output already says so.
    private func render(_ binding: Binding) {
        if let prefix = binding.prefix, isXMLPrefix(prefix) { return }
        let known = rendered.last { $0.prefix == binding.prefix }
        if let known {
            if known.uri == binding.uri { return }
        } else if binding.uri == nil {
            return
        }
        rendered.append(binding)
    }

    private func renderListed(_ prefixes: Set<String>) {
        var seen: Set<String> = []
        for binding in scope.reversed() {
            let name = binding.prefix.map { String(cString: $0) } ?? ""
            guard prefixes.contains(name), seen.insert(name).inserted else { continue }
            render(binding)
        }
    }

    private func isXMLPrefix(_ prefix: Name) -> Bool { xmlStrEqual(prefix, "xml") == 1 }

    private static func isOrdered(_ left: Binding, _ right: Binding) -> Bool {
        guard let right = right.prefix else { return false }
        guard let left = left.prefix else { return true }
        return xmlStrcmp(left, right) < 0
    }

    private static func isOrdered(_ left: Attribute, _ right: Attribute) -> Bool {
        if left.uri == right.uri { return xmlStrcmp(left.local, right.local) < 0 }
        guard let rightURI = right.uri else { return false }
        guard let leftURI = left.uri else { return true }
        return xmlStrcmp(leftURI, rightURI) < 0
    }

    // MARK: Output

    private func put(_ binding: Binding) {
        put(" xmlns")
        if let prefix = binding.prefix {
            put(":")
            put(prefix)
        }
        put("=\"")
        if let uri = binding.uri { putValue(UnsafeBufferPointer(start: uri, count: Int(xmlStrlen(uri)))) }
        put("\"")
    }

    private func put(_ attribute: Attribute) {
        put(" ")
        putName(attribute.prefix, attribute.local)
        put("=\"")
        putValue(attribute.value)
        put("\"")
    }

    private func putName(_ prefix: Name?, _ local: Name) {
        if let prefix {
            put(prefix)
            put(":")
        }
        put(local)
    }

    private func put(_ text: StaticString) {
        buffer.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        length += text.utf8CodeUnitCount
    }

    private func put(_ name: Name) {
        let count = Int(xmlStrlen(name))
        buffer.append(contentsOf: UnsafeBufferPointer(start: name, count: count))
        length += count
    }

    /// A run of bytes that are their own canonical form; long ones pass the buffer by.
    private func putRun(_ bytes: UnsafeRawBufferPointer) {
        length += bytes.count
        if let digest, bytes.count >= 4096 {
            flush()
            digest.update(bytes)
            return
        }
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.flushLength { flush() }
    }

    private func putEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): put("&amp;")
        case UInt8(ascii: "<"): put("&lt;")
        case UInt8(ascii: ">"): put("&gt;")
        default: put("&#xD;")
        }
    }

    /// An attribute's value. The parser leaves an ampersand written as `&#38;`, which is `&amp;` here.
    private func putValue(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "&"):
                put("&amp;")
                if AttributeValue.isReference(bytes, at: index - 1) {
                    index += AttributeValue.reference.utf8CodeUnitCount - 1
                }
            case UInt8(ascii: "<"): put("&lt;")
            case UInt8(ascii: "\""): put("&quot;")
            case 0x09: put("&#x9;")
            case 0x0A: put("&#xA;")
            case 0x0D: put("&#xD;")
            default:
                buffer.append(byte)
                length += 1
            }
        }
    }
}

/// What libxml2 makes of an ampersand in an attribute's value when it does not replace entities.
enum AttributeValue {
    static let reference: StaticString = "&#38;"

    static func isReference(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let length = reference.utf8CodeUnitCount
        guard index + length <= bytes.count else { return false }
        for offset in 0..<length where bytes[index + offset] != reference.utf8Start[offset] { return false }
        return true
    }

    /// The value as the document's author meant it.
    static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return bytes.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
    }
}

/// Text that is its own canonical form.
enum CleanText {
    /// The first position, from `start`, of `&`, `<`, `>` or CR; the end when there is none. Eight bytes at a time.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(bytes)
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let hit =
                zeros(word ^ spread(0x26)) | zeros(word ^ spread(0x3C)) | zeros(word ^ spread(0x3E))
                | zeros(word ^ spread(0x0D))
            if hit != 0 { return index + hit.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < raw.count {
            let byte = raw[index]
            if byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x0D { return index }
            index += 1
        }
        return index
    }

    private static func spread(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

    /// A high bit at (at least) the lowest zero byte of the word.
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
