import Foundation
import GRDB
import HubCore

/// The hub's own ledger over a disk that a simulation holds in its hands: every verb, table and check is the real one, and what
/// a crash leaves of it is decided from outside, step by step.
///
/// One SQLite database in memory. A batch that is written and not yet on the disk is an open transaction: a crash ends it
/// either way, as the last frames of a WAL are found or not. The head file is a value with the same steps. Belongs to one
/// thread.
package final class SimulatedStore {
    /// What waits for the head file, while the next commit may be under way.
    private struct Unpromised {
        let head: TreeHead
        let answers: [() -> Void]
        let ringsBell: Bool
    }

    /// Mistakes that the real verbs do not make; a simulation in which they go unnoticed is worth nothing.
    package enum Mistake: Sendable {
        /// A repeat is told by something that differs each time.
        case forgetsDuplicates
        /// What one courier holds is given to the next as well.
        case forgetsLeases
        /// A table changes, and no fact says so.
        case movesWithoutFact
        /// The least urgent is claimed first.
        case claimsUrgentLast
        /// Leases never run out, and outlive the process that held them.
        case keepsLeases
    }

    private struct Job {
        let run: (Ledger) throws -> () -> Void
        let fail: (StoreError) -> Void
    }

    let database: DatabaseQueue
    private let journal: JournalMirror
    private let signer: HubSigner
    package let mistake: Mistake?
    /// Whether a batch is in the WAL, and nobody knows how much of that is on the disk. Readers do not see it.
    package private(set) var isWritten = false
    private var jobs = CommitQueue<Job>()
    private var batch: [Job] = []
    private var answers: [() -> Void] = []
    private var ringsBell = false
    private var frontier: MerkleFrontier
    private var promises = CommitQueue<Unpromised>(largestBatch: .max)
    /// Those that the next head of the file stands for.
    private var promised: [Unpromised] = []
    private var written: MerkleFrontier?
    /// What the head file promises for certain, and what it may promise.
    private var head: TreeHead
    private var headInDoubt: TreeHead?

    /// - Parameter template: tables and register, see ``template(agencies:signer:now:)``.
    package init(_ template: Template, mistake: Mistake? = nil) throws {
        self.mistake = mistake
        signer = template.signer
        database = try SimulatedStore.memory()
        try template.database.backup(to: database)
        frontier = try database.unsafeRead { try Integrity.frontier(in: $0) }
        head = frontier.head
        journal = try JournalMirror(template)
    }

    /// Entries of the journal that are on the disk.
    package var size: Int64 { frontier.size }

    package var publicKey: NoteKey { signer.publicKey }

    // MARK: Work

    /// Queues a piece of work.
    /// - Parameter answer: what it came to, once its commit is on the disk; or that the commit failed.
    /// - Returns: whether nobody was committing, and ``write()`` has to be called.
    func submit<T>(
        _ work: @escaping (Ledger) throws -> T, then answer: @escaping (Result<T, any Error>) -> Void
    ) -> Bool {
        jobs.add(
            Job(
                run: { ledger in
                    let result = try ledger.attempt(work)
                    return { answer(result) }
                },
                fail: { answer(.failure($0)) }))
    }

    func read<T>(_ query: (Database) throws -> T) throws -> T { try database.unsafeRead(query) }

    // MARK: The steps of a commit

    /// Whether a batch is on its way to the disk or to its promise.
    package var isCommitting: Bool { isWritten || promises.isCommitting }

    /// Takes all that waits into one transaction.
    /// - Returns: how many pieces of work; 0 when nothing waits.
    package func write() throws -> Int {
        batch = jobs.next()
        guard !batch.isEmpty else { return 0 }
        try database.writeWithoutTransaction { db in
            let ledger: Ledger
            do {
                ledger = try perform(in: db, keepsApart: false)
            } catch is Ledger.Entangled {
                try db.rollback()
                ledger = try perform(in: db, keepsApart: true)
            }
            (written, ringsBell) = (ledger.frontier, ledger.hasNewWork)
        }
        isWritten = true
        return batch.count
    }

    private func perform(in db: Database, keepsApart: Bool) throws -> Ledger {
        try db.beginTransaction(.immediate)
        let ledger = Ledger(db: db, signer: signer, frontier: frontier, keepsApart: keepsApart)
        answers = try ledger.perform(batch.map(\.run))
        return ledger
    }

    /// The fsync returns, and the next batch may be written.
    /// - Returns: the facts that are in the journal now; whether nobody is at the head file, and ``writeHead()`` has to be
    ///   called.
    package func sync() throws -> (facts: [JournalFact], begins: Bool) {
        try database.writeWithoutTransaction { try $0.commit() }
        let facts = try committed()
        let begins = promises.add(Unpromised(head: frontier.head, answers: answers, ringsBell: ringsBell))
        (answers, batch, isWritten, ringsBell) = ([], [], false, false)
        return (facts, begins)
    }

    /// Writes the newest head, which stands for all commits before it.
    /// - Returns: whether there was one.
    package func writeHead() -> Bool {
        promised = promises.next()
        headInDoubt = promised.last?.head
        return !promised.isEmpty
    }

    package func syncHead() {
        head = headInDoubt ?? head
        headInDoubt = nil
    }

    /// Answers all for whom the head file stands.
    /// - Returns: whether something may have become claimable.
    package func answer() -> Bool {
        let answered = promised
        promised = []
        for answer in answered.flatMap(\.answers) { answer() }
        return answered.contains(where: \.ringsBell)
    }

    /// Answers all of the batch before their time: what no committer may do.
    package func answerTooEarly() {
        for answer in answers { answer() }
        answers = []
    }

    /// Promises the batch in the head file before it is committed: what no committer may do.
    package func promiseTooEarly() { head = (written ?? frontier).head }

    /// The disk is full: nothing of the batch remains, and writing may go on.
    package func failFull() throws {
        try database.writeWithoutTransaction { try $0.rollback() }
        let failed = batch
        (answers, batch, written, isWritten, ringsBell) = ([], [], nil, false, false)
        for job in failed { job.fail(StoreError(.full, "the disk is full; nothing was written")) }
    }

    // MARK: Crashes

    /// The process ends here, with or without the machine.
    /// - Parameters:
    ///   - keepsWritten: whether what was written and not yet fsynced is found on the disk afterwards.
    ///   - keepsHead: the same of the head file.
    package func crash(keepsWritten: Bool, keepsHead: Bool) throws {
        if isWritten {
            try database.writeWithoutTransaction { if keepsWritten { try $0.commit() } else { try $0.rollback() } }
        }
        if keepsHead, let headInDoubt { head = headInDoubt }
        (headInDoubt, written, isWritten, ringsBell) = (nil, nil, false, false)
        (jobs, batch, answers) = (CommitQueue(), [], [])
        (promises, promised) = (CommitQueue(largestBatch: .max), [])
    }

    /// What the next start does before anything else.
    /// - Returns: facts that no caller of the last run was told of.
    /// - Throws: ``StoreError/Code/lost`` when the journal is not the one promised.
    package func recover() throws -> [JournalFact] {
        let found = try committed()
        try read { db in
            try Integrity.check(db, newest: .max, promised: head, headPath: "head", databasePath: "database")
        }
        if mistake != .keepsLeases { try SQLiteStore.endLeases(in: database) }
        return found
    }

    /// Takes up what has been added to the journal, and lets the mirror follow.
    private func committed() throws -> [JournalFact] {
        let facts = try read { try $0.facts(from: frontier.size) }
        frontier = try read { try Integrity.frontier(in: $0) }
        written = nil
        try journal.follow(facts)
        return facts
    }

    /// Where the tables are not what the facts of the journal make of them; `nil` when they are. The documents that `facts`
    /// are about alone, or everything.
    package func divergence(after facts: [JournalFact]? = nil) throws -> String? {
        try read { try journal.divergence(of: $0, about: facts.map { Set($0.compactMap(\.fact.document)) }) }
    }

    /// A database that lives as long as its connection.
    static func memory() throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        // A transaction stays open between the write and the fsync.
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(configuration: configuration)
    }
}
