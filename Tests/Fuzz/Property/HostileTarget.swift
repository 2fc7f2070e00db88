/// A place at which bytes from outside come in, with what must hold for any bytes there.
///
/// The first byte of an input says into pieces of what sizes the rest is cut.
package struct HostileTarget: Sendable {
    /// Also the folder of its inputs in the corpus.
    package let name: String
    private let property: @Sendable (inout Pieces) throws -> Void

    package init(_ name: String, _ property: @escaping @Sendable (inout Pieces) throws -> Void) {
        self.name = name
        self.property = property
    }

    /// Tries one input.
    /// - Throws: ``BrokenProperty`` when what must hold does not.
    package func attempt(_ input: [UInt8]) throws {
        var pieces = Pieces(input)
        try property(&pieces)
    }
}

/// What must hold for any input, and does not for one.
package struct BrokenProperty: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

package func require(_ condition: Bool, _ property: @autoclosure () -> String) throws {
    if !condition { throw BrokenProperty(property()) }
}

/// An input, whole and in pieces.
package struct Pieces {
    package let whole: [UInt8]
    private var state: UInt8

    init(_ input: [UInt8]) {
        whole = Array(input.dropFirst())
        state = input.first ?? 0
    }

    /// The whole again, in pieces whose sizes follow from the input's first byte: from one byte to all at once.
    package mutating func cut() -> [[UInt8]] {
        let most = [1, 2, 3, 7, 16, 100, 1_000, 1 << 20][Int(state & 7)]
        var pieces: [[UInt8]] = []
        var rest = whole[...]
        while !rest.isEmpty {
            state = state &* 5 &+ 17
            let count = min(rest.count, most == 1 << 20 ? most : 1 + Int(state) % most)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return pieces
    }
}
