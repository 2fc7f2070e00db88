import SignedXML

/// Looks into one attachment while its decoded bytes stream past.
///
/// An observer is chosen by the attachment's first bytes (``AttachmentReading``); name and declared type may still be
/// unknown then. It keeps a bounded state, whatever the attachment's size, and cannot ask for bytes again.
package protocol AttachmentObserver {
    /// Takes the next bytes: pieces of any size but zero, in order, from the attachment's first byte on.
    mutating func take(_ bytes: RawSpan)

    /// Ends the attachment and adds what was found. Called once. It is not called when the base64 was broken: what came
    /// then was not the attachment.
    ///
    /// Findings need no place; their argument `value`, the attachment's name, is filled in by who knows it.
    mutating func finish(into contents: inout AttachmentContents)
}
