/// What the reader of signatures wants to know of one dictionary (ISO 32000-1 §7.3.7, §12.8.1).
struct PDFDictionary: Sendable, Hashable {
    enum Key: String, Sendable {
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
    }

    enum Value: Sendable, Hashable {
        case name(String)
        case integer(Int)
        case text([UInt8])
        /// With the offsets of its `<` and behind its `>`.
        case hex(PDFHexString, Range<Int>)
        /// An array's elements; one that is no integer is `nil`. Of long arrays the first few.
        case array([Int?])
        case other
    }

    /// The key of which the value comes next.
    private(set) var pending: Key?
    private var awaitsValue = false
    private var values: [Key: Value] = [:]
    private(set) var repeated: Set<Key> = []

    subscript(key: Key) -> Value? { values[key] }

    func name(_ key: Key) -> String? { if case .name(let name)? = values[key] { name } else { nil } }

    mutating func take(_ value: Value) {
        guard awaitsValue else {
            guard case .name(let name) = value else { return }
            pending = Key(rawValue: name)
            awaitsValue = true
            return
        }
        awaitsValue = false
        guard let key = pending else { return }
        pending = nil
        if values.updateValue(value, forKey: key) != nil { repeated.insert(key) }
    }

    /// Whether it is meant as a signature, whatever it lacks: a forger may leave anything out.
    var isSignature: Bool {
        if self[.byteRange] != nil { return true }
        if let type = name(.type), type == "Sig" || type == "DocTimeStamp" { return true }
        return self[.subFilter] != nil && self[.contents] != nil
    }

    /// Whether it is a signature field that somebody has filled (§12.7.4.5).
    var isFilledField: Bool { name(.fieldType) == "Sig" && self[.fieldValue] != nil }

    /// Whether it holds material for long-term validation (ETSI EN 319 142-1 §5.4.2).
    var isValidationData: Bool {
        name(.type) == "DSS" || self[.validation] != nil || self[.enclosedResponses] != nil
            || self[.enclosedLists] != nil
    }
}
