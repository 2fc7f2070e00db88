import SignedXML

/// An attachment as it came: described here, its bytes streamed past.
package struct Attachment: Sendable, Hashable {
    /// Without `cid:`. Not empty, unique in the document.
    package var contentID: String
    package var name: String?
    package var description: String?
    /// As the sender declares it; not to be trusted.
    package var contentType: String?
    /// Size, digest and first bytes of what was decoded.
    package let content: BinaryContent
    /// What was found inside it.
    package let contents: AttachmentContents
    /// The file itself, when it travels packed in a zip of one entry (the axis SDK's packing rule): then it, and not the
    /// zip, is what was attached. The entry's own name is not to be trusted and not kept; see ``offeredName``.
    package var packed: UnpackedFile? { isPacked ? contents.unpacked : nil }
    /// The kind of ``content``, told by its first bytes and what reading it gave; worked out once.
    private let contentKind: FileKind?

    package init(
        contentID: String, name: String? = nil, description: String? = nil, contentType: String? = nil,
        content: BinaryContent, contents: AttachmentContents = AttachmentContents()
    ) {
        self.contentID = contentID
        self.name = name
        self.description = description
        self.contentType = contentType
        self.content = content
        self.contents = contents
        contentKind = FileKind(head: content.head, archive: contents.archive)
    }
}

/// The file that was attached, whether or not it travelled packed.
extension Attachment {
    /// Bytes.
    package var fileSize: Int { packed?.size ?? content.size }
    /// 32 bytes.
    package var fileSHA256: [UInt8] { packed?.sha256 ?? content.sha256 }
    /// Told by its content; `nil` when that is of no known kind.
    package var fileKind: FileKind? { packed.map(\.kind) ?? contentKind }

    /// The name with the extension that says what it is: many senders write a title as the name, and the file's name as
    /// the content identifier.
    package var fileName: FileName {
        let identifier = FileName(contentID)
        guard let given = name.map({ FileName($0) }) else { return identifier }
        if given.kind != nil { return given }
        return identifier.kind != nil || (given.extension == nil && identifier.extension != nil) ? identifier : given
    }

    /// The name under which the file may be offered for saving.
    package var offeredName: String { FileName(name ?? contentID).offered(as: fileKind ?? fileName.kind) }

    /// Whether it travels packed: declared as a zip and not named one; or a zip of one entry named as something else.
    private var isPacked: Bool {
        guard contents.unpacked != nil else { return false }
        return isDeclaredPacked || !fileName.isZipBased
    }

    /// Whether its sender says that it is packed, whatever it is.
    var isDeclaredPacked: Bool {
        contentType.flatMap { FileKind(declared: $0) } == .zip && fileName.extension != "zip"
    }
}

/// One line of the manifest in the body (`edXMLManifest/Reference`).
package struct ManifestReference: Sendable, Hashable {
    /// Without `cid:`.
    package var contentID: String
    package var contentType: String?
    package var description: String?
    package var attachmentName: String?

    package init(
        contentID: String, contentType: String? = nil, description: String? = nil, attachmentName: String? = nil
    ) {
        self.contentID = contentID
        self.contentType = contentType
        self.description = description
        self.attachmentName = attachmentName
    }
}
