import HubCore

extension Story.Expectation {
    /// Whether that is where the delivery stands.
    func isMet(by delivery: TrackedDocument.Delivery) -> Bool {
        let ended: TransportState = end == .recalled ? .recalled : .delivered
        guard delivery.transport == ended.rawValue else { return false }
        return switch end {
        case .completed: delivery.status == "06" && delivery.recall == nil
        case .completedAfterDeclining:
            delivery.status == "06" && delivery.recall == BusinessState.Recall.declined.rawValue
        case .returned: delivery.status == "02"
        case .recalled: delivery.recall == BusinessState.Recall.agreed.rawValue
        case .held: delivery.status == nil
        }
    }

    /// The delivery it is about; `nil` when the hub has none.
    func delivery(in documents: [String: TrackedDocument]) -> TrackedDocument.Delivery? {
        documents[sha256]?.deliveries.first { $0.recipient == recipient }
    }
}

extension Story {
    /// The expectations that are not met.
    func unmet(by documents: [TrackedDocument]) -> [(expectation: Expectation, delivery: TrackedDocument.Delivery?)] {
        let bySHA256 = Dictionary(documents.map { ($0.sha256, $0) }) { first, _ in first }
        return expectations.compactMap { expectation in
            let delivery = expectation.delivery(in: bySHA256)
            if let delivery, expectation.isMet(by: delivery) { return nil }
            return (expectation, delivery)
        }
    }
}
