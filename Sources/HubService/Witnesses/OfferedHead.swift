import HubCore
import HubStore

/// The head that is offered to all witnesses alike for one interval: only so can a quorum stand behind one and the same.
actor OfferedHead {
    struct Offer: Sendable {
        let note: String
        let head: TreeHead
    }

    private let store: any Store
    private let clock: HubClock
    private let interval: Duration
    private var offer: (Offer, since: Timestamp)?

    init(store: any Store, clock: HubClock, interval: Duration) {
        (self.store, self.clock, self.interval) = (store, clock, interval)
    }

    /// The one of this interval; the first who asks in an interval has the newest.
    func current() async throws -> Offer {
        if let offer = standing { return offer }
        let fresh = try await read()
        // Another may have been faster while this one was read.
        return standing ?? renew(fresh)
    }

    /// The newest head, from now on for everybody.
    func newest() async throws -> Offer { renew(try await read()) }

    private var standing: Offer? {
        guard let (offer, since) = offer else { return nil }
        return 0..<interval.milliseconds ~= clock.now().milliseconds(since: since) ? offer : nil
    }

    private func renew(_ fresh: Offer) -> Offer {
        offer = (fresh, clock.now())
        return fresh
    }

    private func read() async throws -> Offer {
        let note = try await store.checkpoint()
        guard let head = Checkpoint(text: note)?.head else {
            throw StoreError(.broken, "the journal's head cannot be read")
        }
        return Offer(note: note, head: head)
    }
}
