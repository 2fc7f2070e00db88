import HubCore
import HubStore
import Hummingbird
import SignedXML

extension APIInterface {
    /// What proves an acceptance, or a hand-over, to others.
    func getProvenReceipt(_ call: APICall) async throws -> Response {
        let subject = try await subject(of: call)
        guard let receipt = try await ReceiptDesk(store: store).receipt(about: subject) else {
            throw Refusal(.notFound, APIRule.notHandedOver, ["id": subject.delivery?.text ?? subject.document.text])
        }
        return Response(receipt, status: .ok)
    }

    /// The document or the delivery that the path names.
    /// - Throws: ``Refusal``: what is others' looks as if it were not there.
    private func subject(of call: APICall) async throws -> ProvenReceipt.Subject {
        if let id = DeliveryID(call.values["id"] ?? ""), let delivery = try await store.deliveryRecord(id),
            let document = try await store.document(delivery.document),
            try await visibleDeliveries(of: document, to: call.caller).contains(where: { $0.id == id })
        {
            return ProvenReceipt.Subject(document: document.id, delivery: id)
        }
        return ProvenReceipt.Subject(document: try await visible(call).document.id)
    }
}
