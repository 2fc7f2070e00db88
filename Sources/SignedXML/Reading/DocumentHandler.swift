/// An element's expanded name. Prefixes mean nothing here.
package struct ElementName: Sendable, Hashable {
    /// The namespace URI; `nil` for none.
    package let namespace: String?
    package let local: String

    package init(namespace: String?, local: String) {
        self.namespace = namespace
        self.local = local
    }
}

/// An attribute as the reader hands it on (namespace declarations are not attributes).
package struct XMLAttribute: Sendable, Hashable {
    package let name: ElementName
    package let value: String

    package init(name: ElementName, value: String) {
        self.name = name
        self.value = value
    }
}

/// The namespace of an element or attribute, as far as the reader tells it.
package enum NameSpace: Sendable, Hashable {
    case none
    /// ``KnownNames/namespace``
    case own
    case other
}

/// The start of an element; valid during the call only.
package struct OpenedElement {
    let tag: TagName
    /// The place of its local name among ``KnownNames/words``; `nil` when it is none of them.
    package let word: Int?
    package let space: NameSpace
    package let attributes: [XMLAttribute]
    /// 1-based line of the start tag.
    package let line: Int
    /// 1-based column of the start tag, in characters; `nil` when its line is too long to tell.
    package let column: Int?
    /// Among the siblings of its local name, see ``Place/step(_:_:)``.
    package let position: Int
    /// The root is 1.
    package let depth: Int

    package var name: ElementName { tag.name }
}

/// The end of an element; valid during the call only.
package struct ClosedElement {
    let tag: TagName
    /// All character data of an element without child elements, joined and unescaped, as UTF-8; empty when there is
    /// none. `nil` for an element with child elements and for a binary one.
    package let utf8: [UInt8]?
    /// What a binary element (see ``KnownNames/binaryElements``) held.
    package let binary: BinaryContent?
    /// 1-based line of the start tag.
    package let line: Int
    package let depth: Int

    package var name: ElementName { tag.name }
    /// ``utf8`` as a string.
    package var text: String? { utf8.map { String(decoding: $0, as: UTF8.self) } }
}

/// An element's name as the parser has it, made into strings only when someone asks.
struct TagName {
    let uri: UnsafePointer<UInt8>?
    let local: UnsafePointer<UInt8>
    /// It outlives every event.
    unowned(unsafe) let names: NameTable

    var name: ElementName { names.name(uri: uri, local: local) }
}

/// The base64 content of one binary element, decoded and digested while it streamed past.
package struct BinaryContent: Sendable, Hashable {
    /// 0-based, in document order.
    package let index: Int
    /// Decoded bytes.
    package let size: Int
    /// 32 bytes.
    package let sha256: [UInt8]
    /// The first bytes (at most 512), for telling the media type by content.
    package let head: [UInt8]
    /// Whether the text was strict base64 (RFC 4648 §4; XML white space between groups allowed).
    package let isBase64: Bool

    package init(index: Int, size: Int, sha256: [UInt8], head: [UInt8], isBase64: Bool) {
        self.index = index
        self.size = size
        self.sha256 = sha256
        self.head = head
        self.isBase64 = isBase64
    }
}

/// What a handler says of an element that opens, before anyone else looks at it.
package enum ElementVerdict: Sendable, Hashable {
    /// The schema judges it, and it is handed on.
    case known
    /// As ``known``, but the schema does not see the attributes at these places of ``OpenedElement/attributes``.
    case knownExceptAttributes([Int])
    /// It is passed over with all it holds: neither judged by the schema nor handed on. It is still canonicalised, and
    /// the limits hold in it.
    case unknown
}

/// Receives the document's elements in document order, while it is read. The signature's own elements are not handed on.
package protocol DocumentHandler: AnyObject {
    /// Told of each element that opens, before the schema judges it; not of what an unknown element holds.
    func judge(_ element: OpenedElement) -> ElementVerdict
    /// Told of each known element that opens, after the schema has judged it.
    func open(_ element: OpenedElement)
    func close(_ element: ClosedElement)
    /// The decoded bytes of a binary element, in pieces. Called only when ``ReadingProfile/handsOnBinary`` is set.
    func binary(_ index: Int, _ bytes: RawSpan)
    /// Asked when the whole document has been read: the content identifier (without `cid:`) of a binary element, to
    /// which a `cid:` reference of the signature is matched.
    func contentIdentifier(ofBinary index: Int) -> String?
}

extension DocumentHandler {
    package func judge(_ element: OpenedElement) -> ElementVerdict { .known }
    package func open(_ element: OpenedElement) {}
    package func binary(_ index: Int, _ bytes: RawSpan) {}
}
