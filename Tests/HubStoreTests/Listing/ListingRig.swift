import HubCore
import HubStore

/// A store with its lists, and a keeper's stretches by hand.
struct ListingRig {
    let rig = Rig()
    let store: SQLiteStore
    let listing: SQLiteListing

    init() async throws {
        store = try await rig.openWithRegister()
        listing = try SQLiteListing(of: store, folder: rig.folder)
    }

    func close() async throws {
        try await listing.close()
        try await store.close()
    }

    /// A document of the city for its departments and the government's office, taken in on a Friday morning.
    @discardableResult
    func letter(
        _ code: String = "12/QĐ-UBND", from sender: String = "H24",
        to recipients: [String] = ["H24.01", "H24.02", "G22"],
        at now: Timestamp = DutyRig.morning, _ change: (inout MessageFacts) -> Void = { _ in }
    ) async throws -> DocumentID {
        try await store.take(
            rig.message("letter \(code)", code: code, from: sender, to: recipients, at: now, change), at: now
        ).documentID
    }
}

extension SQLiteListing {
    /// Brings the lists up to now.
    func follow(_ plan: DutyPlan? = DutyRig.plan, limit: Int = 7) async throws {
        while try await keepListing(by: plan, limit: limit) == .goesOn {}
    }

    /// All of a list, page by page.
    func all(_ query: ListingQuery, limit: Int = 100, now: Timestamp = DutyRig.morning) async throws -> [ListingRow] {
        var page = try await listed(query, .first, limit: limit, now: now)
        var rows = page.rows
        while let next = page.next {
            page = try await listed(query, .after(next), limit: limit, now: now)
            rows += page.rows
        }
        return rows
    }

    func all(
        _ tray: Tray, of agencies: String..., now: Timestamp = DutyRig.morning,
        _ change: (inout ListingQuery) -> Void = { _ in }
    ) async throws -> [ListingRow] {
        var query = ListingQuery(tray, of: agencies)
        change(&query)
        return try await all(query, now: now)
    }

    /// `12/QĐ-UBND received`, as they come.
    func states(_ tray: Tray, of agency: String, now: Timestamp = DutyRig.morning) async throws -> [String] {
        try await all(tray, of: agency, now: now).map { "\($0.code) \($0.state)" }
    }
}

extension ListingRow {
    /// Without the number that one file gives an agency and another does not.
    var everywhere: ListingRow {
        var row = self
        row.place = ListingPlace(rank: place.rank, place: place.place, agency: 0)
        return row
    }
}
