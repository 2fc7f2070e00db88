import HubCore
import HubStore

extension OperatorDesk {
    func perform(_ order: RedeliveryOrder, _ note: String, by: String, now: Timestamp) async throws -> OperatorReply {
        _ = try await store.note(
            .operatorActed(
                OperatorActed(
                    by: by, action: "redeliver", subject: order.target, note: "\(order.vietnamese): \(note)")),
            now: now)
        return .changed(0)
    }
}

extension OperatorLine {
    /// Has the hub journal how a redelivery goes.
    func note(_ order: RedeliveryOrder, _ note: String) async throws {
        _ = try await asked(.noteRedelivery(order, note))
    }
}
