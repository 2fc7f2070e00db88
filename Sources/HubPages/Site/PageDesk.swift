import HubCore
import HubService
import HubStore

/// What pages ask for what they show, and give what they do.
struct PageDesk: Sendable {
    let store: any Store
    let listing: any ListingStore
    let intake: Intake
    let clock: HubClock
    let waiting: WaitingDesk
    let deadlines: DeadlineDesk
    let documents: DocumentReader
    let clerks: ClerkDesk
    private let book: DeadlineBook?
    /// The largest packet that may be uploaded, in bytes.
    let maxDocumentBytes: Int

    init(_ hub: Hub) {
        store = hub.store
        listing = hub.listing
        intake = hub.intake
        clock = hub.clock
        waiting = WaitingDesk(store: hub.store, axis: hub.axisWatch, clock: hub.clock)
        deadlines = DeadlineDesk(store: hub.store, book: hub.deadlines, clock: hub.clock)
        documents = DocumentReader(store: hub.store)
        book = hub.deadlines
        clerks = ClerkDesk(intake: hub.intake, clock: hub.clock)
        maxDocumentBytes = hub.configuration.limits.maxDocumentBytes
    }

    /// By which days left are reckoned; `nil` where no deadlines are kept.
    var plan: DutyPlan? { book?.plan }
}
