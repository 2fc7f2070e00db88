/// What the reader of signatures wants to know of one dictionary (ISO 32000-1 §7.3.7, §12.8.1).
struct PDFDictionary {
    enum Value {
        case name(PDFName?)
        case integer(Int)
        /// Of `/SubFilter`.
        case form(String)
        /// Of `/M`: a string's first bytes.
        case text([UInt8])
        /// Of `/Contents`, with the offsets of its `<` and behind its `>`.
        case hex(PDFHexString, Range<Int>)
        /// Of `/ByteRange`: an array's elements, of which one that is no integer is `nil`. Of long arrays the first few.
        case array([Int?])
        case other
    }

    /// The key of which the value comes next; `nil` also for a key that does not matter.
    private(set) var pending: PDFName?
    private var awaitsValue = false
    private(set) var repeated: Set<PDFName> = []
    // Most dictionaries have these two and nothing else that matters.
    private(set) var type: PDFName?
    private(set) var streamLength: Int?
    private var values: [(key: PDFName, value: Value)] = []

    subscript(key: PDFName) -> Value? { values.first { $0.key == key }?.value }

    /// Takes a key or a value, whichever is due.
    mutating func take(_ value: Value) {
        guard awaitsValue else {
            guard case .name(let name) = value else { return }
            pending = name
            awaitsValue = true
            return
        }
        awaitsValue = false
        guard let key = pending else { return }
        pending = nil
        switch (key, value) {
        case (.type, .name(let name)): type = name
        case (.streamLength, .integer(let length)): streamLength = length
        case (.subFilter, _), (.byteRange, _), (.contents, _), (.statedTime, _), (.fieldType, _), (.fieldValue, _),
            (.validation, _), (.enclosedResponses, _), (.enclosedLists, _):
            if let old = values.firstIndex(where: { $0.key == key }) {
                repeated.insert(key)
                values[old].value = value
            } else {
                values.append((key, value))
            }
        default: break
        }
    }

    /// Whether it is meant as a signature, whatever it lacks: a forger may leave anything out.
    var isSignature: Bool {
        if type == .signature || type == .documentTimestamp { return true }
        guard !values.isEmpty else { return false }
        return self[.byteRange] != nil || (self[.subFilter] != nil && self[.contents] != nil)
    }

    /// Whether it is a signature field that somebody has filled (§12.7.4.5).
    var isFilledField: Bool {
        guard !values.isEmpty, case .name(.signature)? = self[.fieldType] else { return false }
        return self[.fieldValue] != nil
    }

    /// Whether it holds material for long-term validation (ETSI EN 319 142-1 §5.4.2).
    var isValidationData: Bool {
        if type == .validationStore { return true }
        guard !values.isEmpty else { return false }
        return self[.validation] != nil || self[.enclosedResponses] != nil || self[.enclosedLists] != nil
    }
}
