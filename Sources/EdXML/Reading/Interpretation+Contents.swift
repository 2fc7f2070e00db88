import SignedXML

/// What an attachment is, against what is said of it.
extension Interpretation {
    /// Notes what was found inside an attachment, and where it is not what its name and its declared type say.
    mutating func noteContents(of attachment: Attachment, at group: ElementGroup, name: String) {
        guard attachment.content.isBase64, attachment.content.size > 0 else { return }
        for finding in attachment.contents.findings {
            note(
                finding.rule, at: group.place(of: .contentTransferEncoded),
                finding.arguments.merging(["value": name]) { own, _ in own })
        }
        // Of a broken archive nobody can say what it should have been.
        guard !attachment.contents.findings.refuses else { return }
        let file = attachment.fileName
        notePrograms(attachment, file, at: group, name: name)
        noteNameKind(attachment, file, at: group, name: name)
        noteDeclaredKind(attachment, at: group, name: name)
    }

    private mutating func notePrograms(_ attachment: Attachment, _ file: FileName, at group: ElementGroup, name: String)
    {
        guard attachment.fileKind == .program || file.isProgram,
            !attachment.contents.findings.contains(where: { $0.rule == EdXMLRules.program })
        else { return }
        note(
            EdXMLRules.program, at: group.place(of: .attachmentName),
            ["value": name, "entry": file.text.excerpt])
    }

    private mutating func noteNameKind(_ attachment: Attachment, _ file: FileName, at group: ElementGroup, name: String)
    {
        let found = attachment.fileKind
        guard let named = file.kind, found != .program, named.isContradicted(by: found) else { return }
        note(
            EdXMLRules.nameKind, at: group.place(of: .attachmentName),
            ["value": name, "named": named.mediaType, "found": found.shown])
    }

    private mutating func noteDeclaredKind(_ attachment: Attachment, at group: ElementGroup, name: String) {
        guard let written = attachment.contentType, let declared = FileKind(declared: written) else { return }
        if attachment.packed != nil, declared == .zip { return }
        if attachment.isDeclaredPacked {
            // Encrypted, it may well be one entry; that it is encrypted is said already.
            if attachment.contents.archive?.isEncrypted != true {
                note(EdXMLRules.packing, at: group.place(of: .contentType), ["value": name])
            }
            return
        }
        let found = attachment.fileKind
        guard found != .program, declared.isContradicted(by: found) else { return }
        note(
            EdXMLRules.declaredKind, at: group.place(of: .contentType),
            ["value": name, "declared": written.excerpt, "found": found.shown])
    }
}
