/// A message was accepted. Of many recipients and references it holds the first; ``Continued`` entries hold the rest.
package struct Accepted: Sendable, Hashable, Codable {
    package let document: DocumentID
    package let origin: Origin
    /// The sender's identifier in the register.
    package let sender: String
    package let facts: MessageFacts
    package let deliveries: [NewDelivery]
    /// What the judgement on its signature rested on; entries from before it was noted have none.
    package let grounds: Grounds?
    /// ``IncomingDocument/request``
    package let request: String?
    /// ``IncomingDocument/trace``
    package let trace: String?
}

/// Further recipients, references and deliveries of a document, and further lines of the lists that an update or a
/// replacement brings.
package struct Continued: Sendable, Hashable, Codable {
    package let document: DocumentID
    package let to: [MessageFacts.Party]
    package let responseFor: [MessageFacts.Reference]
    package let deliveries: [NewDelivery]
    package let added: [String]?
    package let removed: [String]?
    /// Of a document named in the entry before, further holders.
    package let replaces: [MessageFacts.Replaced]?
}

extension IncomingDocument {
    /// How many lines of each list one entry holds: with every text at its longest it stays below 64 KiB.
    package static let perEntry = 10

    /// The facts of its acceptance: one ``Accepted``, and as many ``Continued`` as its lists need.
    package var acceptance: (first: Accepted, rest: [Continued]) {
        let size = IncomingDocument.perEntry
        let holders = (facts.replaces ?? []).lines
        var head = facts
        head.to = Array(facts.to.prefix(size))
        head.responseFor = Array(facts.responseFor.prefix(size))
        head.changes?.added = facts.changes?.added.piece(from: 0, size) ?? []
        head.changes?.removed = facts.changes?.removed.piece(from: 0, size) ?? []
        head.replaces = facts.replaces.map { _ in holders.piece(from: 0, size).joined }
        let first = Accepted(
            document: id, origin: origin, sender: sender, facts: head, deliveries: Array(deliveries.prefix(size)),
            grounds: grounds, request: request, trace: trace)
        let longest = [
            facts.to.count, facts.responseFor.count, deliveries.count, holders.count,
            facts.changes?.added.count ?? 0, facts.changes?.removed.count ?? 0,
        ].reduce(0, max)
        let rest = stride(from: size, to: longest, by: size).map { start in
            Continued(
                document: id, to: facts.to.piece(from: start, size),
                responseFor: facts.responseFor.piece(from: start, size),
                deliveries: deliveries.piece(from: start, size),
                added: facts.changes?.added.piece(from: start, size),
                removed: facts.changes?.removed.piece(from: start, size),
                replaces: facts.replaces.map { _ in holders.piece(from: start, size).joined })
        }
        return (first, rest)
    }

    /// The document that an acceptance recorded.
    package init(_ first: Accepted, continuedBy rest: [Continued] = []) {
        var facts = first.facts
        for part in rest { facts.add(part) }
        self.init(
            id: first.document, origin: first.origin, sender: first.sender, facts: facts,
            deliveries: first.deliveries + rest.flatMap(\.deliveries), grounds: first.grounds)
        (request, trace) = (first.request, first.trace)
    }
}

extension MessageFacts {
    /// Takes in what a further entry holds.
    package mutating func add(_ part: Continued) {
        to += part.to
        responseFor += part.responseFor
        changes?.added += part.added ?? []
        changes?.removed += part.removed ?? []
        if let replaces { self.replaces = (replaces.lines + (part.replaces ?? []).lines).joined }
    }
}

extension [MessageFacts.Replaced] {
    /// One line for each holder.
    fileprivate var lines: [MessageFacts.Replaced] {
        flatMap { replaced in
            replaced.holders.isEmpty
                ? [replaced]
                : replaced.holders.map { MessageFacts.Replaced(documentID: replaced.documentID, holders: [$0]) }
        }
    }

    /// Lines that follow each other about one document become one again.
    fileprivate var joined: [MessageFacts.Replaced] {
        reduce(into: []) { joined, line in
            if let last = joined.indices.last, joined[last].documentID == line.documentID {
                joined[last].holders += line.holders
            } else {
                joined.append(line)
            }
        }
    }
}

extension Array {
    func piece(from start: Int, _ length: Int) -> [Element] { Array(dropFirst(start).prefix(length)) }
}
