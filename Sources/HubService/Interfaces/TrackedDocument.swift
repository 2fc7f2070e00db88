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
        /// What the recipient has done, as far as it got; absent before the first status.
        package let status: String?
        package let recall: String?
        package let statuses: [Status]
        package let contradictions: [Contradiction]
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
    package let deliveries: [Delivery]

    package init(_ document: DocumentRecord, _ deliveries: [DeliveryRecord]) {
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
        self.deliveries = deliveries.map(Delivery.init)
    }
}

extension TrackedDocument.Delivery {
    init(_ delivery: DeliveryRecord) {
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
        status = business.code
        recall = business.recall?.rawValue
        statuses = delivery.statuses.map { status in
            Status(
                code: status.code, name: StatusCode(rawValue: status.code)?.name.vi ?? status.code, at: status.at,
                recordedAt: status.recordedAt, description: status.description, staff: status.staff)
        }
        contradictions = business.contradictions.map {
            Contradiction(code: $0.status.code, against: $0.against, at: $0.status.at)
        }
    }
}
