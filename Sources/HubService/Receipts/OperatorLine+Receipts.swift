import HubCore
import HubStore
import NIOCore

extension OperatorLine {
    /// The receipt of a document or of a hand-over, as one JSON object; `nil` when there is none.
    /// - Throws: ``OperatorRefusal``, ``Unreachable``, or what a store that stands still throws.
    package func receipt(_ id: String) async throws -> String? {
        guard case .receipt(let receipt) = try await asked(.receipt(id)) else {
            throw Unreachable(unexpectedReplyTo: "receipt")
        }
        return receipt.map { String(buffer: WireJSON.encode($0)) }
    }
}

extension OperatorDesk {
    /// By the hub's name of a document, or of a delivery.
    func receipt(_ id: String) async throws -> ProvenReceipt? {
        let desk = ReceiptDesk(store: store)
        if let delivery = DeliveryID(id), let record = try await store.deliveryRecord(delivery) {
            return try await desk.receipt(about: .init(document: record.document, delivery: delivery))
        }
        guard let document = DocumentID(id), try await store.document(document) != nil else { return nil }
        return try await desk.receipt(about: .init(document: document))
    }
}
