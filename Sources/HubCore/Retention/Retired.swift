/// Packets are kept no longer, under the retention policy: first their bytes, later the words about them in the views.
///
/// The journal itself keeps every entry: it is the proof of what was accepted, from whom, and when.
package struct Retired: Sendable, Hashable, Codable {
    package enum Part: String, Sendable, Hashable, Codable, CaseIterable {
        /// The packet itself. It can be fetched no more; its digest and receipt stay.
        case bytes
        /// Subject, reasons, the words of statuses and the names of those who wrote them, in the views.
        case words
    }

    package let part: Part
    /// All of them had ended before ``endedBefore``; at most ``mostDocuments``.
    package let documents: [DocumentID]
    package let endedBefore: Timestamp
    package let by: String

    /// In one entry: it stays below 64 KiB.
    package static let mostDocuments = 1000

    package init(_ part: Part, of documents: [DocumentID], endedBefore: Timestamp, by: String) {
        self.part = part
        self.documents = Array(documents.prefix(Self.mostDocuments))
        self.endedBefore = endedBefore
        self.by = by.clipped(to: 200)
    }
}
