import SignedXML

/// A signature dictionary (ISO 32000-1 §12.8.1) held against the place where it stands.
struct PDFSignatureDictionary {
    let form: String
    let faults: [Finding]
    /// DER; empty when there is a fault.
    let message: [UInt8]
    /// The offset of the `<` of `/Contents`.
    let hole: Int?
    /// Where what it covers ends; 0 when that cannot be told.
    let end: Int
    let statedTime: Int64?

    /// - Parameter dictionaryEnd: the offset behind its `>>`.
    init(_ dictionary: PDFDictionary, endingAt dictionaryEnd: Int) {
        form = if case .form(let form)? = dictionary[.subFilter] { form } else { "" }
        statedTime = if case .text(let text)? = dictionary[.statedTime] { PDFDate.milliseconds(text) } else { nil }
        let range = Self.range(dictionary)
        var faults: [Finding] = []
        var message: [UInt8] = []
        var hole: Range<Int>?
        if case .hex(let string, let place)? = dictionary[.contents], !dictionary.repeated.contains(.contents) {
            hole = place
            switch string.content {
            case .der(let bytes): message = bytes
            case .tooLong: faults.append(Finding(PDFRules.limit))
            case .other: faults.append(Finding(PDFRules.contents))
            }
        } else {
            faults.append(Finding(PDFRules.contents))
        }
        if let range {
            if let hole, range.hole != hole { faults.append(Finding(PDFRules.hole)) }
            if range.end <= dictionaryEnd { faults.append(Finding(PDFRules.coverage)) }
        } else {
            faults.append(Finding(PDFRules.byteRange, ["found": Self.shown(dictionary[.byteRange])]))
        }
        self.faults = faults
        self.message = faults.isEmpty ? message : []
        self.hole = hole?.lowerBound
        end = range?.end ?? 0
    }

    /// `[0 a b c]`: from the file's first byte to the hole, and from behind it for `c` bytes.
    private static func range(_ dictionary: PDFDictionary) -> (hole: Range<Int>, end: Int)? {
        guard !dictionary.repeated.contains(.byteRange), case .array(let elements)? = dictionary[.byteRange],
            elements.count == 4
        else { return nil }
        let numbers = elements.compactMap(\.self)
        guard numbers.count == 4, numbers[0] == 0, numbers[1] > 0, numbers[2] > numbers[1], numbers[3] > 0 else {
            return nil
        }
        let (end, overflows) = numbers[2].addingReportingOverflow(numbers[3])
        return overflows ? nil : (numbers[1]..<numbers[2], end)
    }

    private static func shown(_ value: PDFDictionary.Value?) -> String {
        guard case .array(let elements)? = value else { return "–" }
        return "[" + elements.map { $0.map(String.init) ?? "?" }.joined(separator: " ") + "]"
    }
}
