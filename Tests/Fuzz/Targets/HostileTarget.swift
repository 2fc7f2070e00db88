/// A place at which bytes from outside come in, with what must hold for any bytes there.
///
/// The first byte of an input says into pieces of what sizes the rest is cut.
package enum HostileTarget: String, CaseIterable, Sendable {
    case reader, canonical, base64, zip, pdf, signature, cms, headers, json, multipart

    /// Tries one input.
    /// - Throws: ``BrokenProperty`` when what must hold does not.
    package func attempt(_ input: [UInt8]) throws {
        var pieces = Pieces(input)
        switch self {
        case .reader: try Documents.read(&pieces)
        case .canonical: try Documents.canonicalize(&pieces)
        case .signature: try Documents.verify(&pieces)
        case .base64: try Attachments.decodeBase64(&pieces)
        case .zip: try Attachments.unpack(&pieces)
        case .pdf: try Attachments.readPDF(&pieces)
        case .cms: try Attachments.readCMS(pieces.whole)
        case .headers: try Calls.verifyHeaders(pieces.whole)
        case .json: try Calls.readJSON(pieces.whole)
        case .multipart: try Calls.readMultipart(&pieces)
        }
    }
}

/// What must hold for any input, and does not for one.
package struct BrokenProperty: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

func require(_ condition: Bool, _ property: @autoclosure () -> String) throws {
    if !condition { throw BrokenProperty(property()) }
}

/// An input, whole and in pieces.
struct Pieces {
    let whole: [UInt8]
    private var state: UInt8

    init(_ input: [UInt8]) {
        whole = Array(input.dropFirst())
        state = input.first ?? 0
    }

    /// The whole again, in pieces whose sizes follow from the input's first byte: from one byte to all at once.
    mutating func cut() -> [[UInt8]] {
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
