import HubCore
import Synchronization

/// How the national axis has answered of late: told by the poller, asked by whoever looks after the hub.
package final class AxisStanding: Sendable {
    package struct State: Sendable, Hashable {
        /// Whether it answered when last asked; `nil` before that.
        package var isAnswering: Bool?
        package var answeredAt: Timestamp?
        /// What was wrong when it last did not answer.
        package var reason: String?
    }

    private let state = Mutex(State())
    private let telemetry: Telemetry?

    package init(telemetry: Telemetry? = nil) { self.telemetry = telemetry }

    package var now: State { state.withLock { $0 } }

    func answered(at now: Timestamp) {
        state.withLock { $0 = State(isAnswering: true, answeredAt: now) }
        telemetry?.set(Telemetry.Name.axisAnswering, 1)
        telemetry?.set(Telemetry.Name.axisAnswered, Double(now.milliseconds) / 1000)
    }

    func failed(_ reason: String) {
        state.withLock { state in
            state.isAnswering = false
            state.reason = reason
        }
        telemetry?.set(Telemetry.Name.axisAnswering, 0)
        telemetry?.count(Telemetry.Name.axisFailures)
    }
}
