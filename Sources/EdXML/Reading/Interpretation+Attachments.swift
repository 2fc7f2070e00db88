import SignedXML

extension Interpretation {
    typealias PlacedReference = (reference: ManifestReference, place: Place)
    typealias PlacedAttachment = (attachment: Attachment, place: Place)

    func references(_ envelope: ElementGroup) -> [PlacedReference] {
        let manifest = envelope.group("edXMLBody")?.group("edXMLManifest")
        return (manifest?.groups("Reference") ?? []).compactMap { group in
            guard !group.record.isBlank else { return nil }
            let reference = ManifestReference(
                contentID: group.text("ContentId")?.withoutContentScheme ?? "", contentType: group.text("ContentType"),
                description: group.text("Description"), attachmentName: group.text("AttachmentName"))
            return (reference, group.place)
        }
    }

    mutating func attachments(_ packet: ElementGroup, business: Business?) -> [PlacedAttachment] {
        let groups = attachmentGroups(packet)
        if groups.isEmpty, business?.type == .new || business?.type == .replace {
            note(EdXMLRules.attachmentMissing, at: packet.place(of: "AttachmentEncoded"))
        }
        var seen: Set<String> = []
        return groups.compactMap { group in
            let name = (group.text("AttachmentName") ?? group.text("ContentId") ?? "").excerpt
            let content = content(group, name: name)
            guard let identifier = group.text("ContentId")?.withoutContentScheme, !identifier.isEmpty else {
                note(EdXMLRules.attachmentID, at: group.place(of: "ContentId"))
                return nil
            }
            if !seen.insert(identifier).inserted {
                note(EdXMLRules.attachmentDuplicate, at: group.place(of: "ContentId"), ["value": identifier.excerpt])
            }
            guard let content else { return nil }
            let attachment = Attachment(
                contentID: identifier, name: group.text("AttachmentName"), description: group.text("Description"),
                contentType: group.text("ContentType"), content: content,
                contents: attachmentsReader.contents(of: content) ?? AttachmentContents())
            noteContents(of: attachment, at: group, name: name)
            return (attachment, group.place)
        }
    }

    func attachmentGroups(_ packet: ElementGroup) -> [ElementGroup] {
        (packet.group("AttachmentEncoded")?.groups("Attachment") ?? []).filter { !$0.record.isBlank }
    }

    private mutating func content(_ group: ElementGroup, name: String) -> BinaryContent? {
        let place = group.place(of: "ContentTransferEncoded")
        guard let content = group.group("ContentTransferEncoded")?.record.binary else {
            note(EdXMLRules.attachmentEmpty, at: place, ["value": name])
            return nil
        }
        if !content.isBase64 {
            note(EdXMLRules.base64, at: place, ["value": name])
        } else if content.size == 0 {
            note(EdXMLRules.attachmentEmpty, at: place, ["value": name])
        }
        return content
    }
}
