import HubCore

/// One piece of news as a webhook gets it. The names are stable.
struct NewsOnTheWire: Codable, Sendable {
    let type: PushTopic
    let timestamp: Timestamp
    let data: Content

    struct Content: Codable, Sendable {
        let agency: String
        let document: String?
        let delivery: String?
        let messageType: String?
        let code: String?
        let sender: String?
        let recipient: String?
        let priority: Int?
        let status: String?
        let transport: String?
        /// Of a deadline: ``Duty``, when it is due, and the ladder's step.
        let duty: String?
        let dueAt: Timestamp?
        let step: String?
        /// Where to read on.
        let link: String?
    }

    /// - Parameter base: what stands before `/api/v1`.
    init(_ event: PushEvent, base: String) {
        type = event.topic
        timestamp = event.at
        let place: String? =
            switch event.topic {
            case .mailboxArrived: event.delivery.map { "mailbox/\($0.text)" }
            case .statusRecorded, .deliveryChanged, .deadlineRaised: event.document.map { "documents/\($0.text)" }
            case .ping: nil
            }
        data = Content(
            agency: event.agency, document: event.document?.text, delivery: event.delivery?.text,
            messageType: event.messageType?.rawValue, code: event.code, sender: event.sender,
            recipient: event.recipient, priority: event.priority, status: event.status,
            transport: event.transport?.rawValue, duty: event.deadline?.duty.rawValue, dueAt: event.deadline?.dueAt,
            step: event.deadline?.step, link: place.map { "\(base)/api/v1/\($0)" })
    }
}
