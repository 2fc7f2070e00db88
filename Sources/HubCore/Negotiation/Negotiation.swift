/// One request of a document's sender to one of its recipients, and what came of it: to give the document back, or to take
/// note of an update.
///
/// Its identity is the packet that asked and the delivery it asks about. A recipient may be asked any number of times; each
/// time is a negotiation of its own, decided once.
package struct Negotiation: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A recall: a packet of type 1, a status 13, or the removal of a recipient by an update.
        case recall
        /// A packet of type 2.
        case update
    }

    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// The recipient has not answered.
        case asked
        /// The recipient has not answered, and has reported completion (06) since it was asked.
        case contested
        /// The time for an answer is over. One that still comes counts.
        case unanswered
        /// The recipient agreed (15). A document asked back is back: its copy can be fetched no more.
        case agreed
        /// The recipient declined (16): it stands where it stood.
        case declined
        /// The document had not left the hub, or was back already: nobody needed to be asked.
        case takenBack
        /// A later request has taken its place.
        case overtaken

        /// Whether an answer would still decide it.
        package var isOpen: Bool { self == .asked || self == .contested || self == .unanswered }
    }

    package enum Answer: String, Sendable, Hashable, Codable, CaseIterable {
        case agreed
        case declined

        /// The status that says it.
        package var code: String { self == .agreed ? "15" : "16" }

        package init?(code: String) {
            switch code {
            case "15": self = .agreed
            case "16": self = .declined
            default: return nil
            }
        }
    }

    /// What is said of a request that did not go out, in Vietnamese.
    package static let neededNoAsking = "Văn bản chưa rời trục hoặc đã được lấy lại, không cần hỏi nơi nhận"

    /// The packet that asks.
    package let request: DocumentID
    package let document: DocumentID
    package let delivery: DeliveryID
    package let recipient: String
    package let kind: Kind
    package let state: State
    /// Why the sender asks: `BussinessDocReason`, or the `Description` of a 13.
    package let reason: String
    /// When it was asked, by the request's own word where it has one.
    package let askedAt: Timestamp
    package let recordedAt: Timestamp
    /// Whether it was about a copy that came back before the recipient was addressed again.
    package let isPast: Bool
    /// The status that decided it.
    package let answer: RecordedStatus?
    /// The status message that decided it.
    package let answeredBy: DocumentID?

    package init(
        request: DocumentID, document: DocumentID, delivery: DeliveryID, recipient: String, kind: Kind, state: State,
        reason: String, askedAt: Timestamp, recordedAt: Timestamp, isPast: Bool = false, answer: RecordedStatus? = nil,
        answeredBy: DocumentID? = nil
    ) {
        self.request = request
        self.document = document
        self.delivery = delivery
        self.recipient = recipient
        self.kind = kind
        self.state = state
        self.reason = reason
        self.askedAt = askedAt
        self.recordedAt = recordedAt
        self.isPast = isPast
        self.answer = answer
        self.answeredBy = answeredBy
    }
}
