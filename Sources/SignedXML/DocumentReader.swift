/// How a document is to be read.
package struct ReadingProfile: Sendable {
    /// The compiled schema; `nil` checks well-formedness only.
    package var schema: Schema?
    /// Local names of the elements that hold base64.
    package var binaryElements: Set<String>
    /// Whether the decoded bytes are handed on to ``DocumentHandler/binary(_:_:)``.
    package var handsOnBinary: Bool
    /// The path of the one element in which the signature may stand.
    package var signatureParent: [String]
    package var limits: Limits

    package init(
        schema: Schema? = nil, binaryElements: Set<String> = [], handsOnBinary: Bool = false,
        signatureParent: [String] = [], limits: Limits = Limits()
    ) {
        self.schema = schema
        self.binaryElements = binaryElements
        self.handsOnBinary = handsOnBinary
        self.signatureParent = signatureParent
        self.limits = limits
    }
}

/// What reading a whole document gave.
package struct Reading: Sendable {
    /// XML and schema findings, in document order. When one of them refuses, reading stopped there.
    package let findings: [Finding]
    package let signature: SignatureState
    package let binaries: [BinaryContent]
    /// Bytes read.
    package let size: Int
}

/// Reads one document in one pass, in pieces as they arrive.
///
/// Not thread-safe: one document, one reader, one task at a time.
package final class DocumentReader {
    package init(profile: ReadingProfile, handler: any DocumentHandler) {}

    /// Takes the next piece. Cheap and silent after the first refusing finding.
    package func feed(_ bytes: RawSpan) {}

    /// Whether a finding has already refused the document, so that no more bytes need to be fed.
    package var isRefused: Bool { false }

    /// The element being read, as a path of local names. For handlers that make findings.
    package var path: String { "" }

    /// Ends the document and judges what only its end can tell.
    package func finish() -> Reading { Reading(findings: [], signature: .absent, binaries: [], size: 0) }
}
