/// Reads a list reply as it arrives: one JSON object, whose array `data` has rows without end; or, in a file, the bare array.
///
/// Hands on each row as soon as it is whole; keeps the other fields, which are small. Memory: one piece, one row of at most
/// ``rowLimit`` bytes, and ``StreamedData/fieldLimit`` bytes.
package struct StreamedRows {
    package enum Failure: Error, Sendable, Hashable {
        /// The reply is not JSON, or a row of it is not; the offset is that of the reply, or of the row.
        case json(JSONError)
        /// The fields beside `data` are more than ``StreamedData/fieldLimit`` bytes.
        case tooLarge
        /// The row of this index is more than ``rowLimit`` bytes.
        case rowTooLarge(Int)
        case incomplete
        /// The reply is an object, and not an envelope, or it says FAIL.
        case envelope(EnvelopeError)
    }

    /// Bytes of one row.
    package static let rowLimit = 65_536

    private enum State {
        /// Outside the rows: gathered, and followed just enough to see where `data` begins.
        case gathering
        /// Between rows.
        case between
        case row
    }

    private var state = State.gathering
    private var depth = 0
    private var inString = false
    private var escaped = false
    /// The last string at depth one; a name when a colon follows.
    private var string: [UInt8] = []
    private var expectsRows = true
    /// The reply without its rows.
    private var gathered: [UInt8] = []
    private var row: [UInt8] = []
    private var rowDepth = 0
    private var isBare = false
    /// How many rows have been handed on.
    package private(set) var count = 0

    package init() {}

    /// Takes the next piece of the reply.
    /// - Returns: the rows that it completes.
    package mutating func take(_ piece: some Sequence<UInt8>) throws(Failure) -> [JSON] {
        var rows: [JSON] = []
        for byte in piece {
            switch state {
            case .gathering: try gather(byte)
            case .between: try between(byte)
            case .row: try inside(byte, &rows)
            }
        }
        return rows
    }

    /// Ends the reply.
    /// - Throws: when it is not whole, or the peer refused.
    package consuming func finish() throws(Failure) {
        guard state == .gathering, !gathered.isEmpty else { throw .incomplete }
        let json: JSON
        do { json = try JSON(gathered) } catch { throw .json(error) }
        if isBare { return }
        do { try Self.judge(json) } catch { throw .envelope(error) }
    }

    private static func judge(_ json: JSON) throws(EnvelopeError) {
        let envelope = try Envelope(json)
        try envelope.ok()
        guard envelope.data?.elements != nil else { throw .field("data") }
    }

    // MARK: Outside the rows

    private mutating func gather(_ byte: UInt8) throws(Failure) {
        gathered.append(byte)
        guard gathered.count <= StreamedData.fieldLimit else { throw .tooLarge }
        if inString {
            follow(byte)
            return
        }
        switch byte {
        case UInt8(ascii: "\""):
            (inString, string, expectsRows) = (true, [], false)
        case UInt8(ascii: "["):
            if expectsRows, count == 0 {
                isBare = depth == 0
                state = .between
            }
            expectsRows = false
            depth += 1
        case UInt8(ascii: "{"):
            depth += 1
            expectsRows = false
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ":"): expectsRows = depth == 1 && string.map { $0 | 0x20 } == Array("data".utf8)
        case 0x20, 0x09, 0x0a, 0x0d: break
        default: expectsRows = false
        }
    }

    private mutating func follow(_ byte: UInt8) {
        if escaped {
            escaped = false
        } else if byte == UInt8(ascii: "\\") {
            escaped = true
        } else if byte == UInt8(ascii: "\"") {
            inString = false
            return
        }
        if state == .gathering, depth == 1, string.count < 16 { string.append(byte) }
    }

    // MARK: The rows

    private mutating func between(_ byte: UInt8) throws(Failure) {
        switch byte {
        case 0x20, 0x09, 0x0a, 0x0d: break
        case UInt8(ascii: ","):
            // A comma where none belongs spoils the gathered text, and is found out at the end.
            if row.isEmpty { gathered.append(byte) }
            row.removeAll(keepingCapacity: true)
        case UInt8(ascii: "]"):
            if row.isEmpty, count > 0 { gathered.append(UInt8(ascii: ",")) }
            state = .gathering
            try gather(byte)
        default:
            // Two rows without a comma between them do as much.
            if !row.isEmpty { gathered.append(byte) }
            row.removeAll(keepingCapacity: true)
            row.append(byte)
            rowDepth = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") ? 1 : 0
            guard rowDepth == 1 else { throw .json(JSONError(offset: 0, problem: "row \(count) is not an object")) }
            state = .row
        }
    }

    private mutating func inside(_ byte: UInt8, _ rows: inout [JSON]) throws(Failure) {
        row.append(byte)
        guard row.count <= Self.rowLimit else { throw .rowTooLarge(count) }
        if inString {
            follow(byte)
            return
        }
        switch byte {
        case UInt8(ascii: "\""): inString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): rowDepth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            rowDepth -= 1
            guard rowDepth == 0 else { return }
            do { rows.append(try JSON(row)) } catch { throw .json(error) }
            count += 1
            state = .between
        default: break
        }
    }
}

extension AgencyRow {
    /// - Parameter index: of the row in its list, for what is wrong with it.
    package init(_ json: JSON, index: Int) throws(EnvelopeError) {
        try self.init(RowReader(row: json, index: index))
    }
}
