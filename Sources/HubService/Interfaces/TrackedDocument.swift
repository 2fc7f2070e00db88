import EdXML
import HubCore
import HubStore
import SignedXML

/// A document with where each of its deliveries stands, for the API and the command line.
package struct TrackedDocument: Codable, Sendable {
    package struct Delivery: Codable, Sendable {
        package struct Status: Codable, Sendable {
            package let code: String
            package let name: String
            package let at: Timestamp
            package let recordedAt: Timestamp
            package let description: String
            package let staff: String
            /// How its document was found (``Match/Quality``); absent where that was not noted.
            package let matchedBy: String?
            /// What it states and the document has otherwise.
            package let disagrees: [String]?
        }

        /// What the sender asked of this recipient.
        package struct Request: Codable, Sendable {
            /// The packet that asks.
            package let packet: String
            /// ``Negotiation/Kind``
            package let kind: String
            /// ``Negotiation/State``
            package let state: String
            package let reason: String
            package let askedAt: Timestamp
            /// 15 or 16.
            package let answer: String?
            package let answeredAt: Timestamp?
            /// The recipient's reason.
            package let answerReason: String?
            /// Whether it is about the copy that the recipient has now, and not overtaken.
            package let isCurrent: Bool
        }

        package struct Contradiction: Codable, Sendable {
            package let code: String
            package let against: String
            package let at: Timestamp
        }

        package let id: String
        package let recipient: String
        package let name: String
        package let route: String
        /// Where the packet is.
        package let transport: String
        package let reason: String?
        package let attempts: Int
        package let nextAttempt: Timestamp?
        package let deliveredAt: Timestamp?
        /// Why it has not arrived; absent when it has, or its sender has it back.
        package let waiting: WaitingExplained?
        /// What the recipient has done, as far as it got; absent before the first status.
        package let status: String?
        /// Of the newest request to give it back (``Negotiation/State``).
        package let recall: String?
        /// In the order they were asked.
        package let requests: [Request]
        package let statuses: [Status]
        package let contradictions: [Contradiction]
        /// What the recipient owes, or owed; absent where the hub keeps no deadlines.
        package let deadlines: [DutyStanding]?
    }

    package let id: String
    package let kind: String
    package let from: String
    package let fromName: String
    package let code: String
    package let subject: String
    package let priority: Int
    package let businessType: Int
    package let dueDate: String?
    package let acceptedAt: Timestamp
    package let sha256: String
    package let size: Int64
    package let certificate: String?
    package let flags: [String]
    package let receipt: Receipt
    /// The documents of which it takes the place.
    package let replaces: [String]
    /// The documents that take its place: then it is superseded.
    package let replacedBy: [String]
    /// The updates to it that change its own description.
    package let amendedBy: [String]
    package let deliveries: [Delivery]

    package init(
        _ document: DocumentRecord, _ deliveries: [DeliveryRecord], waiting: [DeliveryID: WaitingExplained] = [:],
        deadlines: [DeliveryID: [DutyStanding]] = [:]
    ) {
        let facts = document.facts
        id = document.id.text
        kind = facts.kind.rawValue
        from = document.sender
        fromName = facts.from.name
        code = facts.code
        subject = facts.subject
        priority = facts.priority
        businessType = facts.businessType
        dueDate = facts.dueDate
        acceptedAt = document.acceptedAt
        sha256 = facts.sha256
        size = facts.size
        certificate = facts.certificate
        flags = facts.flags
        receipt = document.receipt
        replaces = document.replaces.map(\.text)
        replacedBy = document.replacedBy.map(\.text)
        amendedBy = document.amendedBy.map(\.text)
        self.deliveries = deliveries.map {
            Delivery($0, waiting: waiting[$0.id], deadlines: deadlines[$0.id])
        }
    }
}

extension TrackedDocument.Delivery.Request {
    init(_ negotiation: Negotiation) {
        packet = negotiation.request.text
        kind = negotiation.kind.rawValue
        state = negotiation.state.rawValue
        reason = negotiation.reason
        askedAt = negotiation.askedAt
        answer = negotiation.answer?.code
        answeredAt = negotiation.answer?.at
        answerReason = negotiation.answer?.description
        isCurrent = !negotiation.isPast && negotiation.state != .overtaken
    }
}

extension TrackedDocument.Delivery {
    init(_ delivery: DeliveryRecord, waiting: WaitingExplained?, deadlines: [DutyStanding]? = nil) {
        let business = delivery.business
        id = delivery.id.text
        recipient = delivery.recipient
        name = delivery.name
        route = delivery.route.rawValue
        transport = delivery.state.rawValue
        reason = delivery.reason
        attempts = delivery.attempt
        nextAttempt = delivery.state == .waiting ? delivery.notBefore : nil
        deliveredAt = delivery.deliveredAt
        self.waiting = waiting
        self.deadlines = deadlines
        status = business.code
        recall = business.recall?.rawValue
        statuses = delivery.statuses.map { status in
            Status(
                code: status.code, name: StatusCode(rawValue: status.code)?.name.vi ?? status.code, at: status.at,
                recordedAt: status.recordedAt, description: status.description, staff: status.staff,
                matchedBy: status.match?.quality.rawValue, disagrees: status.match?.disagrees)
        }
        requests = delivery.negotiations.map(Request.init)
        contradictions = business.contradictions.map {
            Contradiction(code: $0.status.code, against: $0.against, at: $0.status.at)
        }
    }
}
