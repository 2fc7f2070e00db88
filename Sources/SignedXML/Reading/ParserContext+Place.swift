import CLibXML2

/// Where the parser stands, as an editor shows it.
extension ParserContext {
    /// Where the start tag begins that has just been read; for its handler to ask, once.
    ///
    /// libxml2 stands at the tag's end, with the tag still in its buffer. The column is counted from the line's
    /// beginning or from the tag before on the same line, whichever is nearer, so that every byte is looked at once.
    /// - Parameter nameLength: bytes of the tag's qualified name.
    func tagStart(nameLength: Int) -> TagStart {
        guard let input = pointer.pointee.input, let base = input.pointee.base, let end = input.pointee.cur else {
            return TagStart(offset: 0, line: line, column: nil)
        }
        var start = end
        var line = self.line
        // Most tags hold a name and nothing else, and in a name there is no `<`.
        if end - base > nameLength, (end - nameLength - 1).pointee == UInt8(ascii: "<") { start = end - nameLength - 1 }
        while start > base, start.pointee != UInt8(ascii: "<") {
            start -= 1
            if start.pointee == UInt8(ascii: "\n") { line -= 1 }
        }
        let bufferOffset = Int(input.pointee.consumed)
        let before = max(base, base + (lastTag.offset - bufferOffset))
        var place = before
        var isLineBegun = false
        while let newline = firstIndex(of: UInt8(ascii: "\n"), from: place, to: start) {
            place = newline + 1
            isLineBegun = true
        }
        // The bytes that continue a character do not count (RFC 3629 §3).
        var characters = 0
        for byte in UnsafeBufferPointer(start: place, count: max(0, start - place)) {
            characters &+= byte & 0xC0 != 0x80 ? 1 : 0
        }
        var column: Int?
        if isLineBegun || (place == base && bufferOffset == 0) {
            column = characters + 1
        } else if place - base == lastTag.offset - bufferOffset {
            column = lastTag.column.map { $0 + characters }
        }
        lastTag = TagStart(offset: bufferOffset + (start - base), line: line, column: column)
        return lastTag
    }
}

/// Where a tag begins.
struct TagStart {
    /// In the bytes that the parser was given.
    var offset: Int
    /// 1-based.
    var line: Int
    /// 1-based, in characters; `nil` when the line's beginning is no longer at hand.
    var column: Int?
}
