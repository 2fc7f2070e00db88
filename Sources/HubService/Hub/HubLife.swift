import HubCore
import HubStore
import SignedXML

/// What the journal is told of the hub itself: that it started, by which settings it goes, and that it ended.
struct HubLife {
    let store: any Store
    let clock: HubClock
    private let start = ContinuousClock.now

    init(store: any Store, clock: HubClock) { (self.store, self.clock) = (store, clock) }

    func begins(_ configuration: HubConfiguration, version: String) async throws {
        let started = HubStarted(
            version: version, hub: configuration.identity.origin, key: store.publicKey,
            rules: configuration.rules.amendments)
        _ = try await store.note(start: started, now: clock.now())
        guard !configuration.settings.isEmpty else { return }
        _ = try await store.note(settings: configuration.settingsForJournal(), now: clock.now())
    }

    /// Runs the hub, and says how it ended, once nothing more is begun.
    func goesOn(_ run: () async throws -> Void) async throws {
        do {
            try await run()
        } catch let failure {
            let stopped = failure is CancellationError ? stopped(.asked) : stopped(.failed, because: failure)
            // What ended it goes before what the journal says to that: it may be the journal that fails.
            do { _ = try await store.note(.hubStopped(stopped), now: clock.now()) } catch {}
            throw failure
        }
        _ = try await store.note(.hubStopped(stopped(.asked)), now: clock.now())
    }

    private func stopped(_ why: HubStopped.Why, because failure: (any Error)? = nil) -> HubStopped {
        HubStopped(
            why, reason: failure.map(plain), uptimeSeconds: (ContinuousClock.now - start).components.seconds)
    }
}
