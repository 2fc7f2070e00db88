import EdXML
import HubCore
import HubStore
import NIOCore

/// What the journal tells of one document, in sentences.
package struct DocumentStory: Sendable, Codable {
    package struct Line: Sendable, Codable {
        package let at: Timestamp
        /// The entry's index.
        package let entry: Int64
        /// ``Fact/kind``
        package let kind: String
        /// Who did it; absent where the hub did.
        package let by: String?
        /// The recipient whose delivery it is about.
        package let recipient: String?
        /// The packet that the entry is about, where it is not the document itself.
        package let packet: String?
        package let vi: String
        package let en: String
    }

    package let document: String
    package let lines: [Line]

    /// - Parameter facts: in the order of the journal.
    package init(of document: DocumentID, _ facts: [JournalFact]) {
        self.document = document.text
        var recipients: [DeliveryID: String] = [:]
        for delivery in facts.flatMap(\.fact.newDeliveries) { recipients[delivery.id] = delivery.recipient }
        lines = facts.map { entry in
            let about = entry.fact.document
            return Line(
                at: entry.at, entry: entry.index, kind: entry.fact.kind, by: entry.fact.actor,
                recipient: entry.fact.delivery.flatMap { recipients[$0] },
                packet: about == document ? nil : about?.text, vi: entry.fact.vietnamese, en: entry.fact.english)
        }
    }

    /// Time, entry, and what happened; a line each.
    package func text(in language: Language) -> String {
        let width = lines.compactMap { $0.recipient?.count }.max() ?? 0
        return lines.map { line in
            let whose = (line.recipient ?? "").filled(to: width)
            let who = line.by.map { language == .vi ? " · do \($0)" : " · by \($0)" } ?? ""
            let what = language == .vi ? line.vi : line.en
            let said = line.by.map { what.contains($0) } ?? true
            let place = "\(line.at.shown)  #\(String(line.entry).filled(to: 7))  \(whose)\(width > 0 ? "  " : "")"
            return "\(place)\(what)\(said ? "" : who)\n"
        }.joined()
    }

    package var json: String { String(buffer: WireJSON.encode(self)) }
}

extension Fact {
    /// The deliveries that it makes.
    fileprivate var newDeliveries: [NewDelivery] {
        switch self {
        case .accepted(let fact): fact.deliveries
        case .continued(let fact): fact.deliveries
        case .addressed(let fact): fact.deliveries
        default: []
        }
    }

    /// The delivery that it is about.
    fileprivate var delivery: DeliveryID? {
        switch self {
        case .moved(let fact): fact.delivery
        case .statusRecorded(let fact), .statusMatched(let fact): fact.delivery
        case .requested(let fact): fact.delivery
        case .negotiated(let fact): fact.delivery
        case .dutyEscalated(let fact): fact.delivery
        default: nil
        }
    }

    /// Who did it, as far as it was somebody.
    fileprivate var actor: String? {
        switch self {
        case .accepted(let fact): fact.sender
        case .duplicate(let fact), .conflict(let fact): fact.origin.name
        case .moved(let fact): fact.by
        case .statusRecorded(let fact), .statusMatched(let fact): fact.by
        case .statusParked(let fact): fact.replier
        case .requestMatched(let fact): fact.by
        case .retired(let fact): fact.by
        default: nil
        }
    }
}

extension Origin {
    fileprivate var name: String {
        switch self {
        case .centre(let id), .agency(let id, _), .axis(let id): id
        case .hub(let name): name
        }
    }
}
