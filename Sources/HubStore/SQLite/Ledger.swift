import Foundation
import GRDB
import HubCore

/// The writing side of one transaction: appends facts to the journal and lets the views follow.
///
/// Lives on the writer's thread, inside one transaction.
final class Ledger {
    let db: Database
    /// Signs receipts; `nil` where facts are only folded.
    let signer: HubSigner?
    /// Whether each piece of work has a savepoint.
    let keepsApart: Bool
    /// The edge of the journal's tree: before the transaction's entries, until their tiles are written.
    private(set) var frontier: MerkleFrontier
    private var tree: GrowingTree
    /// Whether something may have become claimable.
    private(set) var hasNewWork = false
    /// What was journalled, for whoever observes the store.
    private(set) var facts: [JournalledFact] = []
    /// Whether anything of the register may have changed.
    private(set) var changesRegister = false
    /// Of the document accepted last.
    private(set) var receipt: Receipt?
    /// Of the document to be accepted next: the bytes, where they are to lie in the database.
    private var arriving: Data?

    init(db: Database, signer: HubSigner, frontier: MerkleFrontier, keepsApart: Bool = false) {
        self.db = db
        self.keepsApart = keepsApart
        self.signer = signer
        self.frontier = frontier
        tree = GrowingTree(from: frontier, mayShrink: keepsApart)
    }

    /// Folds facts of a journal that is elsewhere into tables; appends nothing, signs nothing, tells nobody.
    init(folding db: Database) {
        (self.db, signer, keepsApart, frontier) = (db, nil, false, MerkleFrontier())
        tree = GrowingTree(from: frontier, mayShrink: false)
    }

    /// How many entries the journal has.
    var size: Int64 { tree.size }

    func fold(_ entry: JournalFact) throws { try apply(entry.fact, index: entry.index, at: entry.at) }

    /// Appends a fact and applies it to the views.
    /// - Parameter lane: of the packet that it moves, for whoever observes the store.
    /// - Returns: its index.
    @discardableResult
    func append(_ fact: Fact, at now: Timestamp, lane: Lane? = nil) throws -> Int64 {
        let index = try enter(entry(fact, at: now), kind: fact.kind, document: fact.document?.text, at: now)
        facts.append(JournalledFact(fact: fact, at: now, lane: lane))
        if fact.isOfRegister { changesRegister = true }
        try apply(fact, index: index, at: now)
        try tellWebhooks(of: fact, index: index, at: now)
        return index
    }

    /// Appends an entry to the journal and its leaf to the tree.
    /// - Returns: its index.
    @discardableResult
    func enter(_ entry: [UInt8], kind: String, document: String?, at now: Timestamp) throws -> Int64 {
        let index = tree.append(entry)
        try db.run(
            "INSERT INTO journal (idx, at, kind, document, entry) VALUES (?, ?, ?, ?, ?)",
            [index, now.milliseconds, kind, document, String(decoding: entry, as: UTF8.self)])
        return index
    }

    /// Runs one piece of work in a savepoint: when it throws, nothing of it remains.
    func separately<T>(_ work: (Ledger) throws -> T) throws -> T {
        let (size, wakes, before) = (size, hasNewWork, facts.count)
        var result: T?
        do {
            try db.inSavepoint {
                result = try work(self)
                return .commit
            }
        } catch {
            hasNewWork = wakes
            facts.removeLast(facts.count - before)
            tree.shrink(to: size)
            throw error
        }
        guard let result else { throw StoreError(.broken, "a savepoint ended without its result") }
        return result
    }

    /// Writes the tiles of the journal's tree: once for each transaction, last.
    func writeTiles() throws {
        let growth = tree.grown()
        try db.write(growth)
        frontier = growth.frontier
        tree = GrowingTree(from: frontier, mayShrink: keepsApart)
    }

    func workArrived() { hasNewWork = true }

    func gave(_ receipt: Receipt) { self.receipt = receipt }

    /// What the next fact that accepts a document is about. The journal does not hold it, so it comes beside the fact.
    func arrives(_ payload: SpooledPayload) {
        arriving = if case .bytes(let bytes) = payload.content { Data(bytes) } else { nil }
    }

    func takeArriving() -> Data? {
        defer { arriving = nil }
        return arriving
    }

    private func entry(_ fact: Fact, at now: Timestamp) throws -> [UInt8] {
        do {
            return try JournalEntry(at: now, fact: fact).canonical()
        } catch let error as JournalEntry.TooLarge {
            throw StoreError(.entryTooLarge, "the fact does not fit into the journal", cause: error)
        }
    }

    /// The fold: what a fact changes in the views. The same for a fact just learned and for one read back.
    private func apply(_ fact: Fact, index: Int64, at now: Timestamp) throws {
        switch fact {
        case .hubStarted(let started): try apply(started, at: now)
        case .hubStopped(let stopped): try apply(stopped, at: now)
        case .configured(let configured): try apply(configured, at: now)
        case .operatorActed, .trustChanged, .callsRefused: break
        case .accepted(let accepted): try apply(accepted, index: index, at: now)
        case .continued(let continued): try apply(continued, at: now)
        case .refused(let refusal): try noteAxisItem(refusal.origin, .refused, codes: refusal.codes, at: now)
        case .duplicate(let repeated):
            try noteAxisItem(repeated.origin, .duplicate, document: repeated.document, at: now)
        case .conflict(let repeated):
            try noteAxisItem(repeated.origin, .conflict, document: repeated.document, at: now)
        case .moved(let moved): try apply(moved, at: now)
        case .statusRecorded(let recorded), .statusMatched(let recorded):
            try apply(recorded, index: index, at: now)
        case .statusParked(let parked): try apply(parked, index: index, at: now)
        case .related(let related): try apply(related, index: index, at: now)
        case .requested(let requested): try apply(requested, index: index, at: now)
        case .negotiated(let negotiated): try apply(negotiated, at: now)
        case .addressed(let addressed): try apply(addressed, at: now)
        case .requestParked(let parked): try apply(parked, index: index, at: now)
        case .requestMatched(let matched): try apply(matched)
        case .axisAcknowledged(let acknowledged): try apply(acknowledged, at: now)
        case .destinationPaused(let paused): try apply(paused, at: now)
        case .destinationReleased(let released): try apply(released)
        case .agencyChanged(let changed):
            try apply(changed)
            try noteVersion(index, of: changed.agency.id, at: now)
        case .agenciesChanged(let changed):
            try apply(changed)
            for agency in changed.agencies { try noteVersion(index, of: agency.id, at: now) }
        case .registerSynchronised(let synchronised): try apply(synchronised, at: now)
        case .agencyAsked(let asked): try apply(asked, index: index, at: now)
        case .agencyDecided(let decided): try apply(decided)
        case .certificateChanged(let changed): try apply(changed)
        case .subjectRuleChanged(let changed): try apply(changed)
        case .credentialChanged(let changed): try apply(changed)
        case .tokenChanged(let changed): try apply(changed)
        case .webhookChanged(let changed): try apply(changed)
        case .retired(let retired): try apply(retired, at: now)
        case .dutyEscalated(let escalated): try apply(escalated, index: index, at: now)
        case .accountChanged(let changed): try apply(changed)
        case .dutyPlanChanged, .reminderMailed, .loggedIn, .logInRefused, .sessionEnded: break
        }
    }
}

extension Fact {
    /// Whether it may change what the register answers: about agencies, certificates, centres and tokens.
    fileprivate var isOfRegister: Bool {
        switch self {
        case .agencyChanged, .agenciesChanged, .registerSynchronised, .agencyDecided, .certificateChanged,
            .subjectRuleChanged, .credentialChanged, .tokenChanged:
            true
        default: false
        }
    }
}
