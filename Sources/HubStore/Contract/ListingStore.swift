import HubCore

/// The lists of the pages: who has which documents, and where they stand, ready to be filtered, counted and searched.
///
/// They are no evidence: each row is made from the tables as they stand whenever the journal speaks of its document, by
/// following the journal from behind, in a database file of their own. Nothing on the way in waits for them, no backup has them, and
/// they can be thrown away at any time: they are made anew.
package protocol ListingStore: Sendable {
    /// Follows the journal by one stretch; where the lists are new, or due times are reckoned by another plan than before, makes
    /// the rows of all documents anew first, the newest first. A crash leaves the place before, and the same stretch gives the
    /// same rows again.
    /// - Parameter plan: by which due times are reckoned; `nil` where none are kept.
    /// - Parameter limit: documents, or entries, in this stretch.
    func keepListing(by plan: DutyPlan?, limit: Int) async throws -> ListingPass

    /// Gives a value whenever the journal may have grown; starts with one. Values that nobody took yet merge into one.
    func journalGrowths() -> AsyncStream<Void>

    /// The agencies whose lists have changed, after each stretch that changed any; those that nobody took yet merge into one set.
    func listingNews() -> AsyncStream<Set<String>>

    /// Rows of a list, ``ListingPage`` by page.
    /// - Parameter now: what is overdue is so at this moment.
    func listed(_ query: ListingQuery, _ turn: ListingTurn, limit: Int, now: Timestamp) async throws -> ListingPage

    /// How many rows there are in each of ``Tray/counted``, of all these agencies together.
    func trayCounts(of agencies: [String], now: Timestamp) async throws -> TrayCounts

    /// What the filters of a box offer: at most `limit` of each.
    func listingChoices(of agencies: [String], box: ListingBox, limit: Int) async throws -> ListingChoices

    /// Figures of an agency, alone or with those below it.
    func figures(_ query: FiguresQuery) async throws -> FiguresReport

    /// How far the lists are.
    func listingStanding() async throws -> ListingStanding
}

package typealias ListingPass = DutyPass

/// How far the lists are behind the journal.
package struct ListingStanding: Sendable, Hashable {
    /// Entries that have not been followed.
    package let behind: Int64
    /// Whether the rows of all documents are being made anew: until that is done, older ones may be missing.
    package let isBeingMade: Bool

    package init(behind: Int64, isBeingMade: Bool) { (self.behind, self.isBeingMade) = (behind, isBeingMade) }
}
