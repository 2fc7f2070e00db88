/// Writes a list reply in pieces, so that a list of any length needs no more memory than its longest piece.
package struct StreamedList {
    private static let head = Array(#"{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":["#.utf8)

    private var hasBegun = false
    private var hasRows = false

    package init() {}

    /// Takes the next rows.
    package mutating func take(_ rows: [some ReplyRow]) -> [UInt8] {
        var text = begin()
        for row in rows {
            if hasRows { text.append(UInt8(ascii: ",")) }
            hasRows = true
            text += JSON.strings(row.members).bytes
        }
        return text
    }

    /// Ends the list.
    /// - Parameter extra: what else there is to say, after `data`.
    package consuming func finish(extra: [JSON.Member] = []) -> [UInt8] {
        var text = begin() + [UInt8(ascii: "]")]
        for member in extra {
            text += Array(",\(JSON.string(member.name).text()):\(member.value.text())".utf8)
        }
        return text + [UInt8(ascii: "}")]
    }

    private mutating func begin() -> [UInt8] {
        defer { hasBegun = true }
        return hasBegun ? [] : Self.head
    }
}
