import SignedXML

/// A hexadecimal string (ISO 32000-1 §7.3.4.3) while it is read; of one that holds DER, such as a signature's `/Contents`.
///
/// Signers reserve a fixed room and fill what they do not need with zeros, so what lies behind the DER element must be zero,
/// and is not kept. Of anything that does not begin like a DER sequence only the first bytes are kept.
struct PDFHexString: Sendable, Hashable {
    /// Bytes of the largest signature that is read: far more than certificates, time stamps and a revocation list take.
    static let limit = 256 << 10

    enum Content: Sendable, Hashable {
        /// One whole DER element, and nothing behind it but zeros.
        case der([UInt8])
        /// Longer than ``limit``.
        case tooLong
        /// Anything else.
        case other
    }

    /// The first bytes; all of the DER element, when it is one.
    private(set) var bytes: [UInt8] = []
    private var half: UInt8?
    /// How many bytes are worth keeping; grows when the DER header has been read.
    private var wanted = 64
    private var extent = DERElement.Extent.unfinished
    private var isSpoiled = false

    /// Takes what stands between `<` and `>`.
    /// - Returns: whether the `>` was met, and taken.
    mutating func take(_ text: [UInt8], from index: inout Int) -> Bool {
        while index < text.count {
            let character = text[index]
            index += 1
            if character == UInt8(ascii: ">") { return true }
            take(character)
        }
        return false
    }

    /// Takes one character; white space is passed over.
    private mutating func take(_ character: UInt8) {
        guard let digit = PDFSyntax.hexDigit(character) else {
            if !PDFSyntax.isWhite(character) { isSpoiled = true }
            return
        }
        guard let high = half else {
            half = digit
            return
        }
        half = nil
        append(high << 4 | digit)
    }

    private mutating func append(_ byte: UInt8) {
        if bytes.count < wanted {
            bytes.append(byte)
            if extent == .unfinished { measure() }
        } else if byte != 0 {
            isSpoiled = true
        }
    }

    private mutating func measure() {
        guard bytes[0] == DERElement.sequenceTag else {
            extent = .unusable
            return
        }
        extent = DERElement.extent(of: bytes)
        if case .known(let whole, _) = extent { wanted = min(whole, Self.limit) }
    }

    /// What the string held. An odd last digit counts as if a zero followed it.
    var content: Content {
        guard case .known(let whole, _) = extent, !isSpoiled, (half ?? 0) == 0 else { return .other }
        if whole > Self.limit { return .tooLong }
        return bytes.count == whole ? .der(bytes) : .other
    }
}
