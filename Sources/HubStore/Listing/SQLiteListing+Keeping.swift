import Foundation
import GRDB
import HubCore

extension SQLiteListing: ListingStore {
    package func keepListing(by plan: DutyPlan?, limit: Int) async throws -> ListingPass {
        let digest = try plan?.digest() ?? "none"
        let progress = try await read { try $0.listingProgress() }
        let stretch = try await store.read { db in
            try db.listingStretch(from: progress, plan: plan, digest: digest, limit: limit)
        }
        guard stretch.reached != progress else { return .upToDate }
        let changed = try await write { db in
            let changed = try ListingLedger(db).put(stretch.documents, gone: stretch.gone)
            try db.note(stretch.reached)
            return changed
        }
        broadcast.tell(changed)
        return stretch.isWhole ? .goesOn : .upToDate
    }

    package func journalGrowths() -> AsyncStream<Void> { store.growth.rings() }

    package func listingNews() -> AsyncStream<Set<String>> { broadcast.listen() }

    package func listingStanding() async throws -> ListingStanding {
        let progress = try await read { try $0.listingProgress() }
        let head = try await store.read { try $0.number("SELECT size FROM journal_head") ?? 0 }
        return ListingStanding(
            behind: max(0, head - max(0, progress.followed)),
            isBeingMade: progress.followed < 0 || progress.unmade != nil)
    }
}

/// How far the keeping of the lists has come.
struct ListingProgressMade: Sendable, Hashable {
    /// The digest of the plan by which due times are reckoned.
    var plan: String
    /// The first entry of the journal that has not been followed; -1 of lists that are new.
    var followed: Int64
    /// The hash of the entry before it.
    var leaf: Data?
    /// While all rows are made anew: of documents before this place they are still to be made.
    var unmade: Int64?
}

/// What one stretch comes to.
private struct ListingStretch: Sendable {
    let documents: [ListedDocument]
    /// Places of which a row may be there that is not to be.
    let gone: [Int64]
    let reached: ListingProgressMade
    /// Whether it has the length asked for, so that there may be more.
    let isWhole: Bool
}

extension Database {
    func listingProgress() throws -> ListingProgressMade {
        guard let row = try row("SELECT plan, followed, leaf, unmade FROM progress") else {
            throw StoreError(.broken, "the progress of the lists is missing")
        }
        return ListingProgressMade(
            plan: try row.required("plan"), followed: try row.required("followed"), leaf: row["leaf"],
            unmade: row["unmade"])
    }

    func note(_ progress: ListingProgressMade) throws {
        try run(
            "UPDATE progress SET plan = ?, followed = ?, leaf = ?, unmade = ?",
            [progress.plan, progress.followed, progress.leaf, progress.unmade])
    }

    /// The leaf hash of the entry before `index`; `nil` where there is none.
    func leafHash(before index: Int64) throws -> Data? {
        try text("SELECT entry FROM journal WHERE idx = ?", [index - 1]).map {
            Data(MerkleFrontier.leafHash(of: Array($0.utf8)))
        }
    }

    /// What has happened since, and, where all rows are made anew, the newest documents of which they are not: both in each
    /// stretch, so that neither waits for the other.
    fileprivate func listingStretch(
        from progress: ListingProgressMade, plan: DutyPlan?, digest: String, limit: Int
    ) throws -> ListingStretch {
        let head = try number("SELECT size FROM journal_head") ?? 0
        var reached = progress
        if progress.followed < 0 { reached.followed = head }
        if progress.followed < 0 || progress.plan != digest { (reached.plan, reached.unmade) = (digest, .max) }
        let end = min(reached.followed + Int64(limit), head)
        let touched = try touchedPlaces(from: reached.followed, to: end)
        var isWhole = end < head
        if end > progress.followed {
            reached.followed = end
            reached.leaf = try leafHash(before: end)
        }
        var places = Set(touched)
        if let unmade = reached.unmade {
            let older = try rows(
                """
                SELECT journal_index FROM document WHERE journal_index < ? AND kind = 'document'
                ORDER BY journal_index DESC LIMIT ?
                """, [unmade, limit]
            ).map { try $0.required("journal_index") as Int64 }
            places.formUnion(older)
            reached.unmade = older.count < limit ? nil : older.last
            isWhole = true
        }
        // Rising, as the index of words likes them.
        let ordered = places.sorted()
        let documents = try listedDocuments(at: ordered, plan: plan)
        let there = Set(documents.map(\.place))
        return ListingStretch(
            documents: documents, gone: ordered.filter { !there.contains($0) }, reached: reached, isWhole: isWhole)
    }

    /// Where the documents lie of which entries tell something that their rows show.
    private func touchedPlaces(from: Int64, to: Int64) throws -> [Int64] {
        guard from < to else { return [] }
        return try rows(
            """
            SELECT d.journal_index AS place FROM journal j JOIN document d ON d.id = j.document
            WHERE j.idx >= :from AND j.idx < :to AND d.kind = 'document' AND j.kind IN ('accepted', 'continued',
                'addressed', 'related', 'delivered', 'deliveryRefused', 'dead', 'acknowledged', 'sentAgain', 'forgotten',
                'cancelled', 'recalled', 'readdressed', 'statusRecorded', 'statusMatched', 'requested', 'negotiated')
            UNION
            SELECT d.journal_index FROM journal j, json_each(j.entry, '$.fact.documents') r
                JOIN document d ON d.id = r.value
            WHERE j.idx >= :from AND j.idx < :to AND j.kind = 'retired' AND d.kind = 'document'
            """, ["from": from, "to": to]
        ).map { try $0.required("place") }
    }
}
