/// Reads a list reply as it arrives: one JSON object, whose array `data` has any number of rows.
///
/// Hands on the rows, whichever place `data` has in the object; keeps the other fields, which are small. What was handed on
/// counts only once ``finish()`` has returned: a reply may turn out to be cut short, or a refusal, after its rows.
/// Memory: one piece, one row, and ``fieldLimit`` bytes.
package struct StreamedRows<Row: ReplyRow> {
    /// Bytes of everything but the rows; and of one row.
    package static var fieldLimit: Int { 65_536 }

    /// The reply without its rows, in whose place an empty array stands.
    private var gathered: [UInt8] = []
    private var row: [UInt8] = []
    private var scanner = ListScanner()
    private var count = 0

    package init() {}

    /// Takes the next piece of the reply.
    /// - Returns: the rows that are complete with it.
    package mutating func take(_ piece: [UInt8]) throws(EnvelopeError) -> [Row] {
        var rows: [Row] = []
        for byte in piece {
            switch scanner.place(of: byte) {
            case .outside: gathered.append(byte)
            case .row: row.append(byte)
            case .rowEnds(let isLast):
                if let read = try readRow(isLast: isLast) { rows.append(read) }
                if isLast { gathered.append(byte) }
            }
            guard gathered.count <= Self.fieldLimit, row.count <= Self.fieldLimit else {
                throw .field("data[\(count)]: > \(Self.fieldLimit) bytes")
            }
        }
        return rows
    }

    /// Ends the reply.
    /// - Returns: the envelope, to be asked whether the peer refused; its `data` is empty where the rows stood.
    package consuming func finish() throws(EnvelopeError) -> Envelope {
        let envelope = try Envelope(gathered)
        guard !envelope.isOK || envelope.data?.elements != nil else { throw .field("data") }
        return envelope
    }

    private mutating func readRow(isLast: Bool) throws(EnvelopeError) -> Row? {
        defer { row = [] }
        let isBlank = row.allSatisfy { [0x20, 0x09, 0x0a, 0x0d].contains($0) }
        if isBlank, isLast, count == 0 { return nil }
        let json: JSON
        do { json = try JSON(row) } catch { throw .json(error) }
        defer { count += 1 }
        return try Row(RowReader(row: json, index: count))
    }
}

/// Follows a JSON text just far enough to know where the rows of the top-level array `data` begin and end.
///
/// Judges nothing: what is not JSON is found out when what was gathered is parsed.
private struct ListScanner {
    enum Place {
        case outside
        case row
        /// A comma between rows, or the bracket that closes the array.
        case rowEnds(isLast: Bool)
    }

    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The last string at depth one; a name when a colon follows.
    private var string: [UInt8] = []
    private var expectsData = false
    private var isInRows = false

    mutating func place(of byte: UInt8) -> Place {
        if isInString {
            inside(byte)
            return isInRows ? .row : .outside
        }
        switch byte {
        case UInt8(ascii: "\""):
            isInString = true
            if depth == 1 { string = [] }
            expectsData = false
        case UInt8(ascii: "["), UInt8(ascii: "{"): return open(byte)
        case UInt8(ascii: "]"), UInt8(ascii: "}"): return close()
        case UInt8(ascii: ",") where isInRows && depth == 2: return .rowEnds(isLast: false)
        case UInt8(ascii: ":") where depth == 1: expectsData = String(decoding: string, as: UTF8.self) == "data"
        case 0x20, 0x09, 0x0a, 0x0d: break
        default: expectsData = false
        }
        return isInRows ? .row : .outside
    }

    private mutating func open(_ byte: UInt8) -> Place {
        depth += 1
        let beginsRows = expectsData && byte == UInt8(ascii: "[")
        expectsData = false
        guard beginsRows else { return isInRows ? .row : .outside }
        isInRows = true
        return .outside
    }

    private mutating func close() -> Place {
        depth -= 1
        guard isInRows else { return .outside }
        guard depth == 1 else { return .row }
        isInRows = false
        return .rowEnds(isLast: true)
    }

    private mutating func inside(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
            return
        }
        if depth == 1, string.count < 16 { string.append(byte) }
    }
}
