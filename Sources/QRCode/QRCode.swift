import CQREncode

/// A QR code (ISO/IEC 18004): a square of dark and light modules, made by libqrencode.
package struct QRCode: Sendable, Hashable {
    /// How much of it may be unreadable, and is read all the same.
    package enum Correction: Sendable {
        /// 7 %: as much as possible goes into it.
        case low
        /// 15 %
        case medium
    }

    /// Modules on each side, without the quiet zone.
    package let width: Int
    /// Row by row.
    package let isDark: [Bool]

    /// As small a code as holds the text; digits, capitals and ` $%*+-./:` take the least room.
    /// - Returns: `nil` when no code can hold it: 4,296 of those characters and 2,953 bytes of others are the most.
    package init?(_ text: String, correction: Correction) {
        let level = correction == .low ? QR_ECLEVEL_L : QR_ECLEVEL_M
        guard !text.utf8.contains(0), let code = QRcode_encodeString(text, 0, level, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        // The lowest bit of each byte is the module.
        isDark = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// What belongs round it on each side, in modules.
    package static let quietZone = 4

    /// As an SVG picture of `millimetres` on each side, the quiet zone included.
    package func svg(millimetres: Int, label: String) -> String {
        let side = width + 2 * Self.quietZone
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(millimetres)mm" height="\(millimetres)mm" \
            viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges" role="img" aria-label="\(label)">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path fill="#000" d="\(path)"/></svg>
            """
    }

    /// One rectangle for each run of dark modules in a row.
    private var path: String {
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let begin = column
                while column < width, isDark[row * width + column] { column += 1 }
                if column > begin {
                    let length = column - begin
                    path += "M\(begin + Self.quietZone) \(row + Self.quietZone)h\(length)v1h-\(length)z"
                }
                column += 1
            }
        }
        return path
    }
}
