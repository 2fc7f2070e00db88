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

        /// Whether the URI has no scheme (RFC 3986 §3.1); the parser has seen that it is a URI reference.
        var isRelative: Bool {
            guard var next = uri else { return false }
            while next.pointee != UInt8(ascii: ":") {
                if next.pointee == 0 || next.pointee == UInt8(ascii: "/") || next.pointee == UInt8(ascii: "?")
                    || next.pointee == UInt8(ascii: "#")
                {
                    return true
                }
                next += 1
            }
            return next == uri
        }
    }

    struct Attribute {
        let local: Name
        let prefix: Name?
        let uri: Name?
        let value: UnsafeBufferPointer<UInt8>
    }

    private let form: CanonicalForm
    /// Whether what a tag shows decides alone: exclusive, and no prefix is listed.
    private let isPlain: Bool
    private let output: CanonicalOutput
    /// Namespaces in scope, innermost last.
    @exclusivity(unchecked) private var scope: [Binding] = []
    /// Namespaces already written by open elements, innermost last.
    @exclusivity(unchecked) private var rendered: [Binding] = []
    /// Where each open element's begin in ``scope`` and ``rendered``.
    @exclusivity(unchecked) private var marks: [(scope: Int, rendered: Int)] = []

    /// The namespaces in scope, the nearest of each prefix.
    var inScope: [Binding] {
        scope.indices.reversed().filter { place in
            scope[place].uri != nil && !scope[(place + 1)...].contains { $0.prefix == scope[place].prefix }
        }.map { scope[$0] }
    }

    /// - Parameter room: bytes of output that there is room for at first.
    init(_ form: CanonicalForm, room: Int = CanonicalOutput.flushLength) {
        self.form = form
        isPlain = form == .exclusive(inclusivePrefixes: [])
        output = CanonicalOutput(room: room)
        scope.reserveCapacity(16)
        rendered.reserveCapacity(16)
        marks.reserveCapacity(16)
    }

    /// From now on (and for what is held back) the bytes go into `digest`.
    func write(into digest: Digest) { output.write(into: digest) }

    /// Bytes held back because no digest is known yet.
    var pendingLength: Int { output.pendingLength }

    /// What has been written and not yet digested; for tests and for small fragments.
    var pending: [UInt8] { output.pending }

    /// Bytes written so far.
    var length: Int { output.length }

    func finish() -> [UInt8]? { output.finish() }

    // MARK: Events

    /// A tag that has nothing but a name.
    func open(local: Name, prefix: Name?, uri: Name?) {
        guard isPlain else {
            return open(local: local, prefix: prefix, uri: uri, declarations: [], attributes: [])
        }
        let first = rendered.count
        marks.append((scope.count, first))
        output.put("<", prefix: prefix, local: local)
        render(Binding(prefix: prefix, uri: uri))
        if rendered.count > first { put(rendered[first]) }
        output.put(UInt8(ascii: ">"))
    }

    func open(local: Name, prefix: Name?, uri: Name?, declarations: [Binding], attributes: [Attribute]) {
        let first = rendered.count
        marks.append((scope.count, first))
        if !declarations.isEmpty { scope.append(contentsOf: declarations) }
        output.put("<", prefix: prefix, local: local)
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
        switch rendered.count - first {
        case 0: break
        case 1: put(rendered[first])
        default: for binding in rendered[first...].sorted(by: Self.isOrdered) { put(binding) }
        }
        switch attributes.count {
        case 0: break
        case 1: put(attributes[0])
        default: for attribute in attributes.sorted(by: Self.isOrdered) { put(attribute) }
        }
        output.put(UInt8(ascii: ">"))
    }

    func close(local: Name, prefix: Name?) {
        output.put("</", prefix: prefix, local: local)
        output.put(UInt8(ascii: ">"))
        guard let mark = marks.popLast() else { return }
        if scope.count > mark.scope { scope.removeLast(scope.count - mark.scope) }
        if rendered.count > mark.rendered { rendered.removeLast(rendered.count - mark.rendered) }
    }

    /// An element that is left out (the enveloped signature) still closes its scope by not having opened one.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while start < bytes.count {
            let stop = CleanText.end(in: bytes, from: start)
            output.put(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<stop]))
            guard stop < bytes.count else { return }
            putEscaped(bytes[stop])
            start = stop + 1
        }
    }

    /// Text that is its own canonical form.
    func cleanText(_ bytes: UnsafeRawBufferPointer) { output.put(bytes) }

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
        if let prefix = binding.prefix {
            output.put(" xmlns:", prefix: nil, local: prefix)
        } else {
            output.put(" xmlns")
        }
        output.put("=\"")
        if let uri = binding.uri { putValue(UnsafeBufferPointer(start: uri, count: Int(xmlStrlen(uri)))) }
        output.put(UInt8(ascii: "\""))
    }

    private func put(_ attribute: Attribute) {
        output.put(" ", prefix: attribute.prefix, local: attribute.local)
        output.put("=\"")
        putValue(attribute.value)
        output.put(UInt8(ascii: "\""))
    }

    private func putEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): output.put("&amp;")
        case UInt8(ascii: "<"): output.put("&lt;")
        case UInt8(ascii: ">"): output.put("&gt;")
        default: output.put("&#xD;")
        }
    }

    /// An attribute's value. The parser leaves an ampersand written as `&#38;`, which is `&amp;` here.
    private func putValue(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < bytes.count {
            guard let escape = Self.escape(inValue: bytes[index]) else {
                index += 1
                continue
            }
            output.put(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<index]))
            output.put(escape)
            let isReference = bytes[index] == UInt8(ascii: "&") && AttributeValue.isReference(bytes, at: index)
            index += isReference ? AttributeValue.reference.utf8CodeUnitCount : 1
            start = index
        }
        output.put(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start...]))
    }

    private static func escape(inValue byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: "\""): "&quot;"
        case 0x09: "&#x9;"
        case 0x0A: "&#xA;"
        case 0x0D: "&#xD;"
        default: nil
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
