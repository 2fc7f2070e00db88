import SignedXML

/// What was found inside one attachment.
package struct AttachmentContents: Sendable, Hashable {
    /// Without places, and without the attachment's name (argument `value`).
    package private(set) var findings: [Finding] = []
    /// Set when it begins like a zip archive; office documents are such.
    package var archive: ZipContents?
    /// The one file in it, when it is a zip archive of one entry. Whether the packing rule makes that the attachment's
    /// file says ``Attachment/packed``.
    package var unpacked: UnpackedFile?
    /// Of a PDF file that is signed, packed or not.
    package internal(set) var pdfSignatures: PDFSignatures?

    package init() {}

    /// Notes something, unless this attachment has said enough: flags never crowd out a refusal.
    package mutating func note(_ rule: Rule, _ arguments: [String: String] = [:]) {
        guard findings.count(where: { $0.rule.level == rule.level }) < 20 else { return }
        findings.append(Finding(rule, arguments))
    }

    /// Adds what was found in a file within.
    mutating func absorb(_ inner: AttachmentContents) {
        for finding in inner.findings { note(finding.rule, finding.arguments) }
        pdfSignatures = inner.pdfSignatures
    }
}
