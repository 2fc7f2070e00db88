import Crypto
import HubCore
import HubStore
import Logging
import Synchronization

@testable import HubService

/// A store of its own in which deliveries wait for G22.
struct Backlog {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init(_ deliveries: Int, senders: Int = 2) async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(
            SQLiteStore.Configuration(
                folder: folder.path + "/data",
                signer: HubSigner(origin: "hub.test", key: Curve25519.Signing.PrivateKey()),
                sealing: SymmetricKey(size: .bits256)))
        let agency = Agency(id: "G22", name: "Văn phòng Chính phủ", centre: "00.00.G22", isLocal: false)
        _ = try await store.put(agencies: [agency], by: "test", now: HubClock.system.now())
        try await store.fill(.init(deliveries: deliveries, senders: senders), now: HubClock.system.now())
    }

    /// The hub's own dispatcher.
    func dispatcher(_ courier: MoodyCourier, _ watch: DestinationWatch) -> Dispatcher<DeliveryOutbox> {
        Dispatcher(
            DeliveryOutbox(store: store, courier: courier, route: .axis), watch: watch,
            settings: DispatchSettings(backoff: Backoff(base: 10, cap: 20, expiry: 3_600_000)), clock: .system,
            owner: "test", logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Runs the dispatcher while `body` does what it does.
    func dispatching(
        _ courier: MoodyCourier, _ watch: DestinationWatch, _ body: () async throws -> Void
    ) async throws {
        let dispatcher = dispatcher(courier, watch)
        let running = Task { try await dispatcher.run() }
        try await body()
        running.cancel()
        _ = await running.result
    }

    var waiting: Int { get async throws { try await store.count(QueueQuery(states: [.waiting, .leased])) } }
}

/// Stands for a destination that can be away.
final class MoodyCourier: Courier {
    private struct State {
        var isAway = false
        var underWay = 0
        var lanes: [Lane] = []
        var most = 0
    }

    private let state = Mutex(State())

    init(isAway: Bool = false) { state.withLock { $0.isAway = isAway } }

    var attempts: Int { lanes.count }
    /// Of all attempts, in their order.
    var lanes: [Lane] { state.withLock { $0.lanes } }

    /// The most that was under way at once since the last call.
    func takeMost() -> Int {
        state.withLock { state in
            defer { state.most = state.underWay }
            return state.most
        }
    }

    func comes() { state.withLock { $0.isAway = false } }

    func carry(_ claim: Claim, _ payload: StoredPayload) async -> Carriage {
        state.withLock { state in
            state.lanes.append(claim.lane)
            state.underWay += 1
            state.most = max(state.most, state.underWay)
        }
        await Task.yield()
        return state.withLock { state in
            state.underWay -= 1
            return state.isAway
                ? .deferred(reason: "HTTP 503", retryAfterMilliseconds: nil)
                : .delivered(reference: "d-\(claim.document.text)")
        }
    }
}
