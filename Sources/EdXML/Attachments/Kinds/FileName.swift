/// The name of a file as its sender writes it. It may be a title without extension: *Văn bản chính*.
package struct FileName: Sendable, Hashable {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// What follows the last dot, lower case, when it looks like an extension: one to eight ASCII letters and digits, of
    /// which one is a letter (“ngày 12.10” has none).
    package var `extension`: String? {
        // A name may be long and is seldom ASCII: its bytes are quicker to look through than its characters.
        guard let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")), dot != text.startIndex else { return nil }
        let end = text[text.utf8.index(after: dot)...]
        guard (1...8).contains(end.utf8.count), end.unicodeScalars.allSatisfy(\.isASCIIAlphanumeric),
            end.unicodeScalars.contains(where: { !("0"..."9").contains($0) })
        else { return nil }
        return end.lowercased()
    }

    /// The kind that the extension claims; `nil` when there is none, or none that is known.
    package var kind: FileKind? { `extension`.flatMap { FileKind(extension: $0) } }

    /// Whether a system would run it.
    package var isProgram: Bool { kind == .program }

    /// Whether the extension is of a kind that is a zip archive in itself.
    package var isZipBased: Bool {
        switch `extension` {
        case "jar", "apk", "war", "ear", "xps", "oxps", "kmz", "vsdx", "key", "numbers", "pages": true
        default:
            switch kind {
            case .zip, .docx, .xlsx, .pptx, .odt, .ods, .odp, .epub: true
            default: false
            }
        }
    }

    static let programExtensions = [
        "exe", "dll", "com", "scr", "pif", "cpl", "msi", "msp", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf",
        "wsh",
        "hta", "lnk", "reg", "jar", "sh", "apk",
    ]

    /// The name under which a file may be offered for saving: no separators, no control characters, none of the
    /// characters that some system reserves, at most 200 characters, and an extension that fits the kind.
    package func offered(as kind: FileKind?) -> String {
        var name = String(text.prefix(200).map { character in Self.isReserved(character) ? "_" : character })
        while let first = name.first, first == "." || first == " " { name.removeFirst() }
        while let last = name.last, last == "." || last == " " { name.removeLast() }
        if name.isEmpty { name = "tep" }
        guard let kind, let usual = kind.extensions.first else { return name }
        let fits = FileName(name).kind.map { !$0.isContradicted(by: kind) } ?? false
        return fits ? name : "\(name).\(usual)"
    }

    private static func isReserved(_ character: Character) -> Bool {
        if "/\\:*?\"<>|".contains(character) { return true }
        return character.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
    }
}
