import EdXML
import HubCore
import NIOCore
import SignedXML

/// What checking one document gave.
package struct CheckReport: Sendable {
    /// What the document is called, when it has a name.
    package let file: String?
    /// Bytes.
    package let size: Int64
    /// What could be read of it; it may be there although the document is refused.
    package let content: Content?
    /// Whether the hub would accept it, as far as it was judged.
    package let isAcceptable: Bool
    /// What is wrong with it, and what is remarkable.
    package let findings: [Finding]
    /// The attachments that are signed themselves.
    package let signedFiles: [SignedAttachment]
    /// What is wrong with single recipients, while the others would be served.
    package let recipientFindings: [Finding]
    package let notJudged: [NotJudged]

    /// What a person needs to know which document it is.
    package struct Content: Sendable {
        package let facts: MessageFacts
        /// Of the certificate that the signature names, RFC 2253; `nil` when there is no signature within the profile.
        package let signer: String?
        /// When the signature was made, and when its certificate was judged; `nil` as above.
        package let times: SignatureTimes?
        /// What is attached, and what was found in it.
        package let attachments: [Attachment]
    }

    package var refusals: [Finding] { inReadingOrder.filter { $0.level == .refuse } }
    package var flags: [Finding] { inReadingOrder.filter { $0.level == .flag } }

    /// From the top of the file to its end, then what is not about a place in it.
    private var inReadingOrder: [Finding] {
        findings.enumerated().sorted {
            ($0.element.place?.line ?? .max, $0.offset) < ($1.element.place?.line ?? .max, $1.offset)
        }.map(\.element)
    }
}

// MARK: - As JSON

extension CheckReport: Encodable {
    private enum Key: String, CodingKey {
        case file, size, verdict, kind, from, to, code, date, subject, signer, times, attachments, signedFiles, findings
        case recipientFindings, notJudged
    }

    /// `verdict` is `acceptable` or `refused`; the names are stable.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encodeIfPresent(file, forKey: .file)
        try fields.encode(size, forKey: .size)
        try fields.encode(isAcceptable ? "acceptable" : "refused", forKey: .verdict)
        if let facts = content?.facts {
            try fields.encode(facts.kind, forKey: .kind)
            try fields.encode(facts.from.id, forKey: .from)
            try fields.encode(facts.to.map(\.id), forKey: .to)
            try fields.encode(facts.code, forKey: .code)
            try fields.encodeIfPresent(facts.promulgationDate, forKey: .date)
            try fields.encode(facts.subject, forKey: .subject)
        }
        try fields.encodeIfPresent(content?.signer, forKey: .signer)
        try fields.encodeIfPresent(content?.times, forKey: .times)
        if let attachments = content?.attachments, !attachments.isEmpty {
            try fields.encode(attachments.map(AttachmentOnTheWire.init), forKey: .attachments)
        }
        if !signedFiles.isEmpty {
            try fields.encode(signedFiles.map(SignedFileOnTheWire.init), forKey: .signedFiles)
        }
        try fields.encode((refusals + flags).map(FindingOnTheWire.init), forKey: .findings)
        try fields.encode(recipientFindings.map(FindingOnTheWire.init), forKey: .recipientFindings)
        try fields.encode(notJudged.map(\.rawValue), forKey: .notJudged)
    }

    /// One JSON object on one line.
    package var json: String { String(buffer: WireJSON.encode(self)) }
}
