/// The names of one parser's dictionary, each looked at once: as Swift strings, and for what they mean to the reader.
///
/// libxml2 interns names and namespace URIs, so that equal ones are one pointer; the table is keyed by it. Open
/// addressing, at most half full.
final class NameTable {
    typealias Pointer = UnsafePointer<UInt8>

    /// What a name is to the reader, so that no event compares texts.
    struct Meaning {
        /// Its place among ``KnownNames/words``; -1 when it is none of them.
        var word: Int16 = -1
        /// Bytes.
        var length = 0
        var uses: Uses = []
    }

    struct Uses: OptionSet {
        let rawValue: UInt8
        /// Local name of a binary element.
        static let binary = Uses(rawValue: 1)
        /// Local name of a signature.
        static let signature = Uses(rawValue: 2)
        /// URI of XML signatures.
        static let signatureSpace = Uses(rawValue: 4)
        /// URI of attributes that choose types.
        static let instanceSpace = Uses(rawValue: 8)
        /// URI of elements that bring in other documents.
        static let inclusionSpace = Uses(rawValue: 16)
        /// ``KnownNames/namespace``
        static let ownSpace = Uses(rawValue: 32)
    }

    private struct Slot {
        var key: Pointer?
        var meaning = Meaning()
        var text = ""
    }

    let known: KnownNames
    // Asked at every event, and by one task at a time.
    @exclusivity(unchecked) private var slots = [Slot](repeating: Slot(), count: 256)
    @exclusivity(unchecked) private(set) var count = 0

    init(_ known: KnownNames) { self.known = known }

    /// The expanded name that two interned pointers stand for.
    func name(uri: Pointer?, local: Pointer) -> ElementName {
        ElementName(namespace: uri.map(text), local: text(local))
    }

    func meaning(of pointer: Pointer) -> Meaning { slots[slot(of: pointer)].meaning }

    private func text(_ pointer: Pointer) -> String { slots[slot(of: pointer)].text }

    /// Where the pointer is; it is looked at when it is new.
    private func slot(of pointer: Pointer) -> Int {
        let index = place(of: pointer)
        if slots[index].key != nil { return index }
        let text = String(cString: pointer)
        slots[index] = Slot(key: pointer, meaning: known.meaning(of: text), text: text)
        count += 1
        guard count * 2 > slots.count else { return index }
        grow()
        return place(of: pointer)
    }

    /// Where the pointer is, or where it would go.
    private func place(of pointer: Pointer) -> Int {
        let mask = slots.count - 1
        // Fibonacci hashing: the high bits of the product depend on all of the pointer's.
        let product = UInt64(UInt(bitPattern: pointer)) &* 0x9E37_79B9_7F4A_7C15
        var index = Int(truncatingIfNeeded: product >> 40) & mask
        while let key = slots[index].key, key != pointer { index = (index + 1) & mask }
        return index
    }

    private func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for slot in old {
            if let key = slot.key { slots[place(of: key)] = slot }
        }
    }
}

/// The names that are told apart while a document is read.
package struct KnownNames: Sendable {
    /// Local names for the handler, which is told their places (``OpenedElement/word``).
    package let words: [String]
    /// The namespace that the handler calls its own.
    package let namespace: String?
    /// Local names of the elements that hold base64.
    package let binaryElements: Set<String>
    /// The same as bytes.
    let binaryNames: [[UInt8]]
    private let places: [String: Int16]

    package init(words: [String] = [], namespace: String? = nil, binaryElements: Set<String> = []) {
        self.words = words
        self.namespace = namespace
        self.binaryElements = binaryElements
        binaryNames = binaryElements.map { Array($0.utf8) }
        places = Dictionary(uniqueKeysWithValues: zip(words, Int16(0)...))
    }

    func meaning(of text: String) -> NameTable.Meaning {
        var uses: NameTable.Uses = []
        if binaryElements.contains(text) { uses.insert(.binary) }
        if text == namespace { uses.insert(.ownSpace) }
        switch text {
        case "Signature": uses.insert(.signature)
        case XMLNamespace.signature: uses.insert(.signatureSpace)
        case XMLNamespace.xsi: uses.insert(.instanceSpace)
        case XMLNamespace.xinclude: uses.insert(.inclusionSpace)
        default: break
        }
        return NameTable.Meaning(word: places[text] ?? -1, length: text.utf8.count, uses: uses)
    }
}
