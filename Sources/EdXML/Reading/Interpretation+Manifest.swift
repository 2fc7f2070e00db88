import Foundation
import SignedXML

/// The manifest in the body against the attachments behind it.
extension Interpretation {
    /// Joined by content identifier, each must have its partner, once, and the two must not contradict each other.
    ///
    /// A reference without its attachment refuses: the document is not whole. An attachment that is not listed is there
    /// for all to see, and flagged.
    /// - Parameter areComplete: whether every attachment could be read; one that could not has been refused already, and
    ///   its reference may be the one that seems to miss it.
    mutating func noteUnmatched(
        _ references: [PlacedReference], _ attachments: [PlacedAttachment], areComplete: Bool
    ) {
        let attached = Dictionary(
            attachments.map { ($0.attachment.contentID.contentKey, $0.attachment) },
            uniquingKeysWith: { first, _ in first })
        var listed: Set<String> = []
        for (reference, group) in references {
            let value = reference.contentID.excerpt
            guard listed.insert(reference.contentID.contentKey).inserted else {
                note(EdXMLRules.manifestDuplicate, at: group.place, ["value": value])
                continue
            }
            if let attachment = attached[reference.contentID.contentKey] {
                noteContradictions(between: reference, and: attachment, at: group)
            } else if areComplete {
                note(EdXMLRules.manifestUnmatched, at: group.place, ["value": value])
            }
        }
        for (attachment, group) in attachments where !listed.contains(attachment.contentID.contentKey) {
            note(EdXMLRules.attachmentUnlisted, at: group.place, ["value": attachment.contentID.excerpt])
        }
    }

    private mutating func noteContradictions(
        between reference: ManifestReference, and attachment: Attachment, at group: ElementGroup
    ) {
        func note(_ element: String, _ listed: String, _ attached: String) {
            self.note(
                EdXMLRules.manifestContradiction, at: group.place,
                [
                    "value": attachment.contentID.excerpt, "element": element, "listed": listed.excerpt,
                    "attached": attached.excerpt,
                ])
        }
        if let listed = reference.attachmentName, let attached = attachment.name,
            listed != attached, listed.canonicalKey != attached.canonicalKey
        {
            note("AttachmentName", listed, attached)
        }
        if let listed = reference.contentType, let attached = attachment.contentType, listed != attached,
            let first = FileKind(declared: listed), let second = FileKind(declared: attached), first != second,
            // The one may speak of the file, the other of the zip it travels in.
            attachment.packed == nil || first != attachment.fileKind && second != attachment.fileKind
        {
            note("ContentType", listed, attached)
        }
    }
}

extension String {
    /// The form in which content identifiers are compared: without the percent-encoding that RFC 2392 asks of `cid:`
    /// and few senders write. (Swift compares composed and decomposed text as equal.)
    var contentKey: String { utf8.contains(UInt8(ascii: "%")) ? removingPercentEncoding ?? self : self }
}
