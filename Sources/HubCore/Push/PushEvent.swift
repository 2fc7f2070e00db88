/// What a webhook is told of.
package enum PushTopic: String, Sendable, Hashable, Codable, CaseIterable {
    /// A document or a status message lies in the agency's mailbox.
    case mailboxArrived = "mailbox.arrived"
    /// A recipient's status was recorded on a document that the agency sent.
    case statusRecorded = "status.recorded"
    /// The packet of a document that the agency sent came to an end at a recipient: delivered, refused, failed or dead.
    case deliveryChanged = "delivery.changed"
    /// A duty about a document came due, is overdue, or will be soon: told to whom the ladder names.
    case deadlineRaised = "deadline.raised"
    /// Somebody tries the address. Never filtered.
    case ping
}

/// One piece of news for one agency: names and codes, and nothing of a document's contents.
package struct PushEvent: Sendable, Hashable, Codable {
    package let topic: PushTopic
    package let at: Timestamp
    /// Whose news it is.
    package let agency: String
    package let document: DocumentID?
    package let delivery: DeliveryID?
    package let messageType: MessageFacts.Kind?
    /// The full code of the document; of a status message, the code of what it answers.
    package let code: String?
    package let sender: String?
    package let recipient: String?
    package let priority: Int?
    /// The business status: the one recorded, or the one that lies in the mailbox.
    package let status: String?
    package let transport: TransportState?
    /// Of a deadline: what is owed, by when, and the step that was raised.
    package let deadline: Deadline?

    package struct Deadline: Sendable, Hashable, Codable {
        package let duty: Duty
        package let dueAt: Timestamp
        package let step: String

        package init(duty: Duty, dueAt: Timestamp, step: String) {
            self.duty = duty
            self.dueAt = dueAt
            self.step = step
        }
    }

    package init(
        _ topic: PushTopic, at moment: Timestamp, agency: String, document: DocumentID? = nil,
        delivery: DeliveryID? = nil, facts: MessageFacts? = nil, sender: String? = nil, recipient: String? = nil,
        status: String? = nil, transport: TransportState? = nil, deadline: Deadline? = nil
    ) {
        self.topic = topic
        at = moment
        self.agency = agency
        self.document = document
        self.delivery = delivery
        messageType = facts?.kind
        code = facts?.code
        self.sender = sender
        self.recipient = recipient
        priority = facts?.priority
        self.status = status
        self.transport = transport
        self.deadline = deadline
    }
}

/// Which news a webhook wants. An empty list leaves everything in.
package struct PushFilter: Sendable, Hashable, Codable {
    package var topics: [PushTopic]
    package var messageTypes: [MessageFacts.Kind]
    /// Identifiers in the register.
    package var senders: [String]
    /// 0 thường … 4 hỏa tốc hẹn giờ.
    package var leastPriority: Int
    /// Of news that carry a status.
    package var statuses: [String]

    package init(
        topics: [PushTopic] = [], messageTypes: [MessageFacts.Kind] = [], senders: [String] = [],
        leastPriority: Int = 0, statuses: [String] = []
    ) {
        self.topics = topics
        self.messageTypes = messageTypes
        self.senders = senders.map(\.canonicalIdentifier)
        self.leastPriority = leastPriority
        self.statuses = statuses
    }

    package func admits(_ event: PushEvent) -> Bool {
        guard event.topic != .ping else { return true }
        return admits(event.topic, by: topics) && admits(event.messageType, by: messageTypes)
            && admits(event.sender, by: senders) && (event.priority ?? 0) >= leastPriority
            && (event.status == nil || admits(event.status, by: statuses))
    }

    private func admits<Value: Equatable>(_ value: Value?, by wanted: [Value]) -> Bool {
        wanted.isEmpty || value.map(wanted.contains) ?? false
    }
}
