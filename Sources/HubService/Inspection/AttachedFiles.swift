import EdXML
import SignedXML

extension CheckReport {
    /// What is attached, a line for each file: its name, what it is, how large, and how it travels.
    func attachmentsText(_ language: Language) -> String {
        guard let files = content?.attachments, !files.isEmpty else { return "" }
        let heading = Bilingual(vi: "Tệp đính kèm:", en: "Attachments:")
        // A packet may hold a thousand; who reads has seen enough sooner.
        let shown = files.prefix(50).map { Paragraph.wrapped($0.sentence[language], first: " – ", rest: "   ") }
        let left = files.count - shown.count
        let more = Bilingual(vi: " – và \(left) tệp nữa", en: " – and \(left) more")
        return ([heading[language]] + shown + (left > 0 ? [more[language]] : [])).joined(separator: "\n")
    }
}

extension Attachment {
    /// `Phụ lục (PL1.xlsx): bảng tính (xlsx), 12,3 KB; gửi dưới dạng tệp nén một mục`
    fileprivate var sentence: Bilingual {
        let title = (name ?? contentID).cut(to: 70)
        let file =
            fileName.text.hasPrefix(title) ? fileName.text.cut(to: 70) : "\(title) (\(fileName.text.cut(to: 60)))"
        let unknown = Bilingual(vi: "không rõ loại", en: "of no known kind")
        let kind = fileKind?.words ?? unknown
        var vi = "\(file): \(kind.vi), \(fileSize.shownAsSize(decimal: ","))"
        var en = "\(file): \(kind.en), \(fileSize.shownAsSize(decimal: "."))"
        if packed != nil {
            vi += "; gửi dưới dạng tệp nén một mục"
            en += "; it travels packed"
        } else if fileKind == .zip, let archive = contents.archive {
            vi += ", \(archive.entries) mục"
            en += ", \(archive.entries) \(archive.entries == 1 ? "entry" : "entries")"
        }
        return Bilingual(vi: vi, en: en)
    }
}

extension Int {
    /// A number of bytes for a person: `12,3 KB`.
    package func shownAsSize(decimal: String) -> String {
        guard self >= 1_000 else { return "\(self) byte" }
        let (unit, name) =
            self < 1_000_000 ? (1_000, "KB") : self < 1_000_000_000 ? (1_000_000, "MB") : (1_000_000_000, "GB")
        return "\(self / unit)\(decimal)\(self % unit * 10 / unit) \(name)"
    }
}

/// An attachment as it is written to callers: of one that travels packed, the file in it. The names are stable.
struct AttachmentOnTheWire: Encodable {
    let contentID: String
    let name: String?
    /// Bytes.
    let size: Int
    /// Lower-case hex.
    let sha256: String
    /// Told by the content; absent when that is of no known kind.
    let mediaType: String?
    /// As the sender declares it.
    let declaredType: String?
    let isPacked: Bool
    /// Of a zip archive, an office document too: its files and folders.
    let entries: Int?

    init(_ attachment: Attachment) {
        contentID = attachment.contentID
        name = attachment.name
        size = attachment.fileSize
        sha256 = attachment.fileSHA256.hex
        mediaType = attachment.fileKind?.mediaType
        declaredType = attachment.contentType
        isPacked = attachment.packed != nil
        entries = attachment.packed == nil ? attachment.contents.archive?.entries : nil
    }
}
