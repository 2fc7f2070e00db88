import SignedXML

extension Interpretation {
    typealias PlacedReference = (reference: ManifestReference, group: ElementGroup)
    typealias PlacedAttachment = (attachment: Attachment, group: ElementGroup)

    func references(_ envelope: ElementGroup) -> [PlacedReference] {
        let manifest = envelope.group(.edXMLBody)?.group(.edXMLManifest)
        return (manifest?.groups(.reference) ?? []).compactMap { group in
            guard !group.record.isBlank else { return nil }
            let reference = ManifestReference(
                contentID: group.text(.contentId)?.withoutContentScheme ?? "", contentType: group.text(.contentType),
                description: group.text(.description), attachmentName: group.text(.attachmentName))
            return (reference, group)
        }
    }

    mutating func attachments(_ packet: ElementGroup, business: Business?) -> [PlacedAttachment] {
        let groups = attachmentGroups(packet)
        if groups.isEmpty, business?.type == .new || business?.type == .replace {
            note(EdXMLRules.attachmentMissing, at: packet.place(of: .attachmentEncoded))
        }
        var seen: Set<String> = []
        return groups.compactMap { group in
            let name = (group.text(.attachmentName) ?? group.text(.contentId) ?? "").excerpt
            let content = content(group, name: name)
            guard let identifier = group.text(.contentId)?.withoutContentScheme, !identifier.isEmpty else {
                note(EdXMLRules.attachmentID, at: group.place(of: .contentId))
                return nil
            }
            if !seen.insert(identifier).inserted {
                note(EdXMLRules.attachmentDuplicate, at: group.place(of: .contentId), ["value": identifier.excerpt])
            }
            guard let content else { return nil }
            let attachment = Attachment(
                contentID: identifier, name: group.text(.attachmentName), description: group.text(.description),
                contentType: group.text(.contentType), content: content,
                contents: attachmentsReader.contents(of: content) ?? AttachmentContents())
            noteContents(of: attachment, at: group, name: name)
            return (attachment, group)
        }
    }

    func attachmentGroups(_ packet: ElementGroup) -> [ElementGroup] {
        (packet.group(.attachmentEncoded)?.groups(.attachment) ?? []).filter { !$0.record.isBlank }
    }

    private mutating func content(_ group: ElementGroup, name: String) -> BinaryContent? {
        let content = group.group(.contentTransferEncoded)?.record.binary
        if let content, !content.isBase64 {
            note(EdXMLRules.base64, at: group.place(of: .contentTransferEncoded), ["value": name])
        } else if content?.size ?? 0 == 0 {
            note(EdXMLRules.attachmentEmpty, at: group.place(of: .contentTransferEncoded), ["value": name])
        }
        return content
    }
}
