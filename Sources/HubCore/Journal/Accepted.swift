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
}

/// Further recipients, references and deliveries of a document.
package struct Continued: Sendable, Hashable, Codable {
    package let document: DocumentID
    package let to: [MessageFacts.Party]
    package let responseFor: [MessageFacts.Reference]
    package let deliveries: [NewDelivery]
}

extension IncomingDocument {
    /// How many recipients, references and deliveries one entry holds: with every text at its longest it stays below
    /// 64 KiB.
    package static let perEntry = 10

    /// The facts of its acceptance: one ``Accepted``, and as many ``Continued`` as its lists need.
    package var acceptance: (first: Accepted, rest: [Continued]) {
        let size = IncomingDocument.perEntry
        var head = facts
        head.to = Array(facts.to.prefix(size))
        head.responseFor = Array(facts.responseFor.prefix(size))
        let first = Accepted(
            document: id, origin: origin, sender: sender, facts: head, deliveries: Array(deliveries.prefix(size)),
            grounds: grounds)
        let longest = max(facts.to.count, facts.responseFor.count, deliveries.count)
        let rest = stride(from: size, to: longest, by: size).map { start in
            Continued(
                document: id, to: facts.to.piece(from: start, size),
                responseFor: facts.responseFor.piece(from: start, size),
                deliveries: deliveries.piece(from: start, size))
        }
        return (first, rest)
    }

    /// The document that an acceptance recorded.
    package init(_ first: Accepted, continuedBy rest: [Continued] = []) {
        var facts = first.facts
        facts.to += rest.flatMap(\.to)
        facts.responseFor += rest.flatMap(\.responseFor)
        self.init(
            id: first.document, origin: first.origin, sender: first.sender, facts: facts,
            deliveries: first.deliveries + rest.flatMap(\.deliveries), grounds: first.grounds)
    }
}

extension Array {
    fileprivate func piece(from start: Int, _ length: Int) -> [Element] { Array(dropFirst(start).prefix(length)) }
}
