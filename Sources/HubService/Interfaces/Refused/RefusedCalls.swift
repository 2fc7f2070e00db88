import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import ServiceLifecycle
import SignedXML
import Synchronization

/// The calls that the hub's interfaces refused, summed up until they are journalled (``CallsRefused``).
///
/// Refused here means: whoever called is not believed, may not do it or does it too often, or the call is not in order. What was
/// judged as a packet has an entry of its own, and that there is no such thing, or no room, is an answer like any other.
package final class RefusedCalls: Sendable {
    private struct State {
        var tally = RefusedCallTally()
        /// To be written, in this order.
        var waiting: [CallsRefused] = []
    }

    private let clock: HubClock
    private let state = Mutex(State())
    /// While more waits, because the disk is full, no entry is written at once and no window ends.
    private static let patience = 2 * RefusedCallTally.told

    package init(clock: HubClock) { self.clock = clock }

    func note(_ refusal: Refusal, of request: Request, _ context: HubRequestContext) {
        guard refusal.isOfTheCall, !refusal.isJournalled else { return }
        let call = RefusedCall(
            interface: CalledInterface(path: request.uri.path).rawValue, code: refusal.findings[0].rule.code,
            caller: refusal.caller?.name, token: refusal.caller?.token, peer: context.remoteAddress?.ipAddress)
        let now = clock.now()
        state.withLock { state in
            let mayTell = state.waiting.count < Self.patience
            if let entry = state.tally.note(call, request: context.requestID, mayTell: mayTell, at: now) {
                state.waiting.append(entry)
            }
        }
    }

    /// What is to be written now.
    /// - Parameter isLast: whether the window ends before its time.
    fileprivate func due(isLast: Bool) -> [CallsRefused] {
        let now = clock.now()
        return state.withLock { state in
            if state.tally.isDue(at: now) || isLast, isLast || state.waiting.count < Self.patience {
                state.waiting += state.tally.end(at: now)
            }
            return state.waiting
        }
    }

    /// The first of what was due is on the disk.
    fileprivate func written() { state.withLock { _ = $0.waiting.removeFirst() } }
}

extension Refusal {
    /// Whether the call itself was refused, by who made it or by its form, and not what it is about.
    fileprivate var isOfTheCall: Bool {
        [400, 401, 403, 408, 411, 413, 415, 429].contains(status.code)
    }
}

/// Journals refused calls: whoever is new within moments, the others once a minute, and all of them when the hub ends. A crash
/// loses a minute of them at most.
struct RefusedCallKeeper: Service {
    let calls: RefusedCalls
    let store: any Store
    let clock: HubClock

    func run() async throws {
        try await ShutdownFlag.rounds(every: .milliseconds(250)) { _ in try await write(isLast: false) }
        try await write(isLast: true)
    }

    private func write(isLast: Bool) async throws {
        for entry in calls.due(isLast: isLast) {
            _ = try await store.note(.callsRefused(entry), now: clock.now())
            calls.written()
        }
    }
}
