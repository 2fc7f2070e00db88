/// Writes messages in the one dialect that every peer reads: the root's default namespace, the literal prefix `edXML:`
/// inside the envelope, the regulation's order, attachments without prefix.
package enum MessageWriter {
    /// Writes a document, piece by piece; memory does not grow with its attachments.
    ///
    /// The manifest and the attachments come from `attachments`; those that `document` itself lists are not written.
    /// - Throws: ``MessageWriteError``, or what `sink` or an attachment throws.
    package static func write(
        _ document: DocumentMessage, attachments: [OutgoingAttachment], to sink: ([UInt8]) throws -> Void
    ) throws {
        try sink(Array(opening.utf8))
        var envelope = XMLText(prefix: "edXML:", depth: 2)
        try envelope.group("edXMLHeader") { header throws(MessageWriteError) in
            try header.group("MessageHeader") { fields throws(MessageWriteError) in
                try fields.write(document)
            }
            try header.writeTrace(of: document)
        }
        try envelope.group("edXMLBody") { body throws(MessageWriteError) in
            try body.writeManifest(attachments)
        }
        try sink(envelope.bytes)
        try sink(Array("  </edXML:edXMLEnvelope>\n  <AttachmentEncoded>\n".utf8))
        for attachment in attachments {
            try write(attachment, date: document.promulgation.date, to: sink)
        }
        try sink(Array("  </AttachmentEncoded>\n</edXML>\n".utf8))
    }

    /// A whole document in memory; for small ones.
    package static func bytes(of document: DocumentMessage, attachments: [OutgoingAttachment]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try write(document, attachments: attachments) { bytes += $0 }
        return bytes
    }

    /// A whole status message.
    package static func bytes(of status: StatusMessage) throws(MessageWriteError) -> [UInt8] {
        var envelope = XMLText(prefix: "edXML:", depth: 2)
        try envelope.group("edXMLHeader") { header throws(MessageWriteError) in
            try header.group("MessageHeader") { fields throws(MessageWriteError) in
                try fields.write(status)
            }
        }
        return Array(opening.utf8) + envelope.bytes + Array("  </edXML:edXMLEnvelope>\n</edXML>\n".utf8)
    }

    private static let opening = """
        <?xml version="1.0" encoding="UTF-8"?>
        <edXML xmlns="\(EdXMLNamespace.uri)">
          <edXML:edXMLEnvelope xmlns:edXML="\(EdXMLNamespace.uri)">

        """

    private static func write(
        _ attachment: OutgoingAttachment, date: LocalDate, to sink: ([UInt8]) throws -> Void
    ) throws {
        var fields = XMLText(prefix: "", depth: 3)
        try fields.element("ContentId", "cid:\(attachment.fileName)")
        try fields.element("AttachmentName", attachment.title)
        try fields.element("Description", attachment.description)
        try fields.element("ContentType", attachment.contentType)
        try sink(Array("    <Attachment>\n".utf8) + fields.bytes + Array("      <ContentTransferEncoded>".utf8))
        try attachment.encode(date: date, to: sink)
        try sink(Array("</ContentTransferEncoded>\n    </Attachment>\n".utf8))
    }
}
