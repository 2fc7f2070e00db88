import HubCore
import HubStore

/// Sends packets again that recipients had within a period: to a new system after a disaster, or for a rehearsal. At a chosen
/// pace, one after the other in the order of their acceptance, each marked as sent again.
///
/// Whoever interrupts it finds its state in a file, and goes on from there; a packet that was under way then is sent once more
/// under the same key.
struct Redelivery {
    let store: SQLiteStore
    let target: RedeliveryTarget
    let file: RedeliveryFile
    /// Packets a second.
    let pace: Double
    let clock: HubClock

    /// How often a packet is offered while the target does not take it, before the run stops.
    private static let attempts = 8
    private static let page = 256
    private static let backoff = Backoff(base: 500, cap: 30_000)
    /// So many packets may have to be sent again after a crash.
    private static let keptEvery: Int64 = 20

    /// The target takes nothing any more.
    struct Stopped: Error {
        let reason: String
    }

    /// - Parameter report: told how many packets were dealt with.
    /// - Returns: how it stands at the end, or when the target takes nothing any more; kept in the file.
    /// - Throws: when the machine fails, and `CancellationError`; the file holds the state then, too.
    func run(
        from begun: RedeliveryState, report: @Sendable (RedeliveryState) -> Void
    ) async throws -> (state: RedeliveryState, stopped: String?) {
        var state = begun
        do {
            while case let packets = try await store.handedOver(
                in: state.order.window, to: state.order.agencies, after: state.last, limit: Self.page),
                !packets.isEmpty
            {
                for packet in packets {
                    let due = ContinuousClock.now + .seconds(1 / pace)
                    try await deal(with: packet, &state)
                    state.last = packet.position
                    if state.dealtWith % Self.keptEvery == 0 { try file.keep(state) }
                    report(state)
                    try await Task.sleep(until: due, clock: .continuous)
                }
            }
        } catch let stop as Stopped {
            try file.keep(state)
            return (state, stop.reason)
        } catch {
            try file.keep(state)
            throw error
        }
        state.isDone = true
        try file.keep(state)
        return (state, nil)
    }

    private func deal(with packet: HandedOver, _ state: inout RedeliveryState) async throws {
        do {
            guard let payload = try await store.payload(packet.sha256) else {
                throw StoreError(.payloadDamaged, "the payload \(packet.sha256) is missing")
            }
            switch try await answer(to: packet, payload, run: state.run) {
            case .taken: state.taken += 1
            case .had:
                state.taken += 1
                state.repeated += 1
            case .refused(let reason):
                state.refused += 1
                state.note(packet, reason)
            case .closed(let reason), .later(let reason, _): throw Stopped(reason: reason)
            }
        } catch let error as StoreError where error.code == .retired {
            state.retired += 1
        } catch let error as StoreError where error.code == .payloadDamaged {
            state.damaged += 1
            state.note(packet, error.message)
        }
    }

    /// Offers a packet until the target says what it does with it, or has been asked often enough.
    private func answer(
        to packet: HandedOver, _ payload: StoredPayload, run: String
    ) async throws -> RedeliveryTarget.Answer {
        var attempt = 1
        while true {
            let answer = try await target.offer(packet, payload, run: run)
            guard case .later(_, let asked) = answer, attempt < Self.attempts else { return answer }
            let wait = Self.backoff.wait(afterAttempt: attempt, jitter: .random(in: 0..<1))
            try await Task.sleep(for: .milliseconds(max(wait, asked ?? 0)))
            attempt += 1
        }
    }
}
