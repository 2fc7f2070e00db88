import Foundation

/// What a ``ProvenReceipt`` comes to in the eyes of somebody who has the hub's key. Pure: no hub is asked.
package struct ReceiptJudgement: Sendable, Hashable {
    /// Why it proves nothing.
    package enum Flaw: Sendable, Hashable {
        /// It is of a form that this version does not read.
        case format(String)
        /// The head is not signed with the key.
        case checkpoint
        /// It names another key than the one it is judged by.
        case otherKey
        /// The entry, its place, its proof and the head do not fit together.
        case proof(index: Int64)
        /// The entry cannot be read, or says something that a receipt does not hold.
        case entry(index: Int64)
        /// The entry is about something else.
        case stranger(index: Int64)
        /// No entry says that the document was accepted.
        case notAccepted
        /// No entry says that the delivery was handed over, or to whom.
        case notHandedOver
        /// The bytes at hand are not those that were accepted.
        case otherDocument(sha256: String)
        /// Fewer witnesses stand behind the head than were asked for.
        case unwitnessed(by: Int, needed: Int)
    }

    /// An entry that the proofs lead to.
    package struct Proven<Content: Sendable & Hashable>: Sendable, Hashable {
        package let index: Int64
        package let at: Timestamp
        package let content: Content
    }

    /// Empty: everything below is proven.
    package private(set) var flaws: [Flaw] = []
    package private(set) var head: TreeHead?
    /// What the witnesses that one believes say of the head, each once.
    package private(set) var cosignatures: [Cosignature] = []
    package private(set) var acceptance: Proven<Accepted>?
    /// All recipients that the entries name.
    package private(set) var recipients: [NewDelivery] = []
    /// How the delivery was handed over, step by step.
    package private(set) var handOver: [Proven<Moved>] = []
    /// Whether the bytes at hand are the document.
    package private(set) var isTheDocument: Bool?

    package var isProven: Bool { flaws.isEmpty }

    /// - Parameters:
    ///   - key: the hub's, from where one believes it.
    ///   - sha256: of the document at hand, lower-case hex; `nil` when there is none.
    ///   - witnesses: whom one believes; one of another key stands behind nothing.
    ///   - quorum: how many of them have to stand behind the head.
    package init(
        of receipt: ProvenReceipt, key: NoteKey, sha256: String? = nil, witnesses: [WitnessKey] = [], quorum: Int = 0
    ) {
        guard receipt.format == ProvenReceipt.currentFormat else {
            flaws = [.format(receipt.format)]
            return
        }
        head = Checkpoint.verify(receipt.checkpoint, with: key)?.head
        if head == nil { flaws.append(.checkpoint) }
        cosignatures = head == nil ? [] : WitnessQuorum(witnesses).cosignatures(under: receipt.checkpoint)
        if cosignatures.count < quorum { flaws.append(.unwitnessed(by: cosignatures.count, needed: quorum)) }
        if head != nil, receipt.key != key.text { flaws.append(.otherKey) }
        for entry in receipt.entries { judge(entry, about: receipt.about) }
        if acceptance == nil { flaws.append(.notAccepted) }
        if receipt.about.delivery != nil, handOver.isEmpty || recipient(of: receipt.about) == nil {
            flaws.append(.notHandedOver)
        }
        if let sha256, let acceptance {
            isTheDocument = acceptance.content.facts.sha256 == sha256
            if isTheDocument == false { flaws.append(.otherDocument(sha256: sha256)) }
        }
    }

    private mutating func judge(_ entry: ProvenReceipt.Entry, about subject: ProvenReceipt.Subject) {
        let bytes = Array(entry.entry.utf8)
        if let head {
            guard let path = entry.path,
                TreeProof.shows(MerkleFrontier.leafHash(of: bytes), at: entry.index, in: head, path: path)
            else {
                return flaws.append(.proof(index: entry.index))
            }
        }
        guard let read = try? JournalEntry(canonical: bytes) else { return flaws.append(.entry(index: entry.index)) }
        guard read.fact.document == subject.document else { return flaws.append(.stranger(index: entry.index)) }
        take(read, entry.index, of: subject)
    }

    private mutating func take(_ entry: JournalEntry, _ index: Int64, of subject: ProvenReceipt.Subject) {
        switch entry.fact {
        case .accepted(let accepted):
            acceptance = Proven(index: index, at: entry.at, content: accepted)
            recipients += accepted.deliveries
        case .continued(let continued): recipients += continued.deliveries
        case .addressed(let addressed): recipients += addressed.deliveries
        case .moved(let moved) where moved.event.isHandOver:
            guard moved.delivery == subject.delivery else { return flaws.append(.stranger(index: index)) }
            handOver.append(Proven(index: index, at: entry.at, content: moved))
        default: flaws.append(.entry(index: index))
        }
    }

    /// The recipient of the delivery that the receipt is about.
    package func recipient(of subject: ProvenReceipt.Subject) -> NewDelivery? {
        recipients.first { $0.id == subject.delivery }
    }
}

extension Fact {
    /// Whether it says what a receipt of `subject` proves.
    package func isProof(of subject: ProvenReceipt.Subject) -> Bool {
        switch self {
        case .accepted, .continued, .addressed: document == subject.document
        case .moved(let moved): moved.event.isHandOver && moved.delivery == subject.delivery
        default: false
        }
    }
}

extension Moved.Event {
    /// Whether the packet has come into another's hands by it.
    package var isHandOver: Bool { [.delivered, .fetched, .acknowledged].contains(self) }
}
