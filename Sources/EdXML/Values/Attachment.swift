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
    package var content: BinaryContent
    /// What was found inside it.
    package var contents: AttachmentContents

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
