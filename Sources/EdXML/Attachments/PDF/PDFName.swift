/// The names that matter to signatures (ISO 32000-1 §7.3.5, §12.8.1), as keys and as values.
enum PDFName: String, CaseIterable {
    case type = "Type"
    case subFilter = "SubFilter"
    case byteRange = "ByteRange"
    case contents = "Contents"
    case statedTime = "M"
    case fieldType = "FT"
    case fieldValue = "V"
    case streamLength = "Length"
    case validation = "VRI"
    case enclosedResponses = "OCSPs"
    case enclosedLists = "CRLs"
    case signature = "Sig"
    case documentTimestamp = "DocTimeStamp"
    case validationStore = "DSS"

    /// By length, so that most other names are told apart without a comparison.
    private static let known: [[(spelling: [UInt8], name: PDFName)]] = {
        var table = [[(spelling: [UInt8], name: PDFName)]](repeating: [], count: 13)
        for name in allCases { table[name.rawValue.utf8.count].append((Array(name.rawValue.utf8), name)) }
        return table
    }()

    /// - Parameter bytes: behind the `/`, with `#xx` as written: `Byte#52ange` is `ByteRange`.
    init?(_ bytes: [UInt8]) {
        let spelling = bytes.contains(UInt8(ascii: "#")) ? Array(PDFSyntax.name(bytes).utf8) : bytes
        guard spelling.count < Self.known.count else { return nil }
        for known in Self.known[spelling.count] where known.spelling == spelling {
            self = known.name
            return
        }
        return nil
    }
}
