/// One element of a DER text (X.690 §8.1): tag and contents. Reads definite lengths and tags of one byte, and no others.
package struct DERElement {
    package static let sequenceTag: UInt8 = 0x30
    static let octetStringTag: UInt8 = 0x04

    let tag: UInt8
    let contents: ArraySlice<UInt8>

    /// Takes the first element off `bytes`; `nil`, taking nothing, when they do not begin with a whole one.
    init?(takingFrom bytes: inout ArraySlice<UInt8>) {
        guard let tag = bytes.first, tag & 0x1f != 0x1f, case .known(let whole, let header) = Self.extent(of: bytes),
            whole <= bytes.count
        else { return nil }
        self.tag = tag
        contents = bytes.dropFirst(header).prefix(whole - header)
        bytes = bytes.dropFirst(whole)
    }

    /// The elements of the contents, one after the other; `nil` when they are not whole elements to the end.
    var children: [DERElement]? {
        var rest = contents
        var found: [DERElement] = []
        while !rest.isEmpty {
            guard let child = DERElement(takingFrom: &rest) else { return nil }
            found.append(child)
        }
        return found
    }

    /// How far an element reaches.
    package enum Extent: Hashable, Sendable {
        /// Bytes of the whole element, and of its tag and length.
        case known(whole: Int, header: Int)
        /// More bytes are needed to tell.
        case unfinished
        /// Indefinite, or longer than can be meant.
        case unusable
    }

    /// Tells from its first bytes how far an element reaches.
    package static func extent(of bytes: some Collection<UInt8>) -> Extent {
        var rest = bytes.dropFirst()
        guard let first = rest.popFirst() else { return .unfinished }
        guard first >= 0x80 else { return .known(whole: 2 + Int(first), header: 2) }
        let count = Int(first & 0x7f)
        guard (1...4).contains(count) else { return .unusable }
        guard rest.count >= count else { return .unfinished }
        let length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
        return .known(whole: 2 + count + length, header: 2 + count)
    }
}
