import SignedXML

/// What was found inside one attachment.
package struct AttachmentContents: Sendable, Hashable {
    /// Without places, and without the attachment's name (argument `value`).
    package var findings: [Finding] = []

    /// Of a PDF file that is signed.
    package internal(set) var pdfSignatures: PDFSignatures?

    package init() {}

    /// Notes something, unless this attachment has said enough: one is not worth more complaints than this.
    package mutating func note(_ rule: Rule, _ arguments: [String: String] = [:]) {
        guard findings.count < 20 else { return }
        findings.append(Finding(rule, arguments))
    }
}
