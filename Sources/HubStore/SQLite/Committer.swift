import Dispatch
import GRDB
import HubCore

/// The one way to the writer. While a commit is running, arrivals queue; the next transaction takes them all, so that the
/// failure of one harms no other, and all of them are answered after one fsync.
///
/// They are answered when the journal's head file promises what they did, and not before. It is written while the next
/// transaction is under way; its newest head stands for all commits before it.
///
/// An I/O error ends it: SQLite would take further writes after one, and they could not be trusted.
actor Committer {
    /// A queued piece of work.
    private struct Job: Sendable {
        /// Does it; returns how its caller is answered once the commit is known to be on the disk.
        let run: @Sendable (Ledger) throws -> @Sendable () -> Void
        /// Answers the caller that the commit failed.
        let fail: @Sendable (StoreError) -> Void
    }

    /// What a transaction left behind.
    private struct Committed: Sendable {
        let frontier: MerkleFrontier
        let hasNewWork: Bool
        let facts: [JournalledFact]
        let changesRegister: Bool
        let answers: [@Sendable () -> Void]
    }

    /// What is on the disk, and not yet promised by the head file.
    private struct Unpromised: Sendable {
        let jobs: [Job]
        let committed: Committed
        let begun: ContinuousClock.Instant?
    }

    private let pool: DatabasePool
    private let signer: HubSigner
    private let headFile: HeadFile
    private let bell: Bell
    private let growth: Bell
    private let observer: (any StoreObserver)?
    private let memory: RegisterMemory
    private var frontier: MerkleFrontier
    /// The head that was promised last.
    private var promised: Int64
    private var queue = CommitQueue<Job>()
    private var promises = CommitQueue<Unpromised>(largestBatch: .max)
    /// Where the thread may wait for the head file.
    private let desk = DispatchQueue(label: "journal head")
    private var failure: StoreError?
    private var idle: [CheckedContinuation<Void, Never>] = []
    /// Transactions made so far.
    private(set) var commits = 0

    init(
        pool: DatabasePool, signer: HubSigner, headFile: HeadFile, bell: Bell, growth: Bell, memory: RegisterMemory,
        frontier: MerkleFrontier, observer: (any StoreObserver)? = nil
    ) {
        self.observer = observer
        self.pool = pool
        self.signer = signer
        self.headFile = headFile
        self.bell = bell
        self.growth = growth
        self.memory = memory
        self.frontier = frontier
        promised = frontier.size
    }

    /// Does `work` in a transaction and returns when that is on the disk.
    /// - Throws: what `work` throws (nothing of it remains), or ``StoreError`` when the commit failed (then whether it
    ///   remains is known only after the next start, unless the disk was full).
    func commit<T: Sendable>(_ work: @escaping @Sendable (Ledger) throws -> T) async throws -> T {
        if let failure { throw failure }
        return try await withCheckedThrowingContinuation { continuation in
            let begins = queue.add(
                Job(
                    run: { ledger in
                        let result = try ledger.attempt(work)
                        return { continuation.resume(with: result) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
            if begins { Task { await commitAll() } }
        }
    }

    /// Returns when nothing is queued; later work is turned away.
    func finish() async {
        if isBusy { await withCheckedContinuation { idle.append($0) } }
        failure = failure ?? StoreError(.broken, "the store is closed")
    }

    private func commitAll() async {
        while case let batch = queue.next(), !batch.isEmpty { await commit(batch) }
        rest()
    }

    private var isBusy: Bool { queue.isCommitting || promises.isCommitting }

    private func rest() {
        guard !isBusy else { return }
        for waiter in idle { waiter.resume() }
        idle = []
    }

    private func commit(_ batch: [Job]) async {
        if let failure { return answer(batch, with: failure) }
        let (signer, start) = (signer, frontier)
        let begun = observer?.commitBegins(pieces: batch.count)
        do {
            let committed = try await pool.writeWithoutTransaction { db in
                let committed = try Committer.write(batch, to: db, after: start, by: signer)
                CrashPoint.committed.pass()
                return committed
            }
            frontier = committed.frontier
            commits += 1
            if promises.add(Unpromised(jobs: batch, committed: committed, begun: begun)) { Task { await promiseAll() } }
        } catch {
            fail(batch, error)
        }
    }

    private func promiseAll() async {
        while case let batch = promises.next(), let last = batch.last { await promise(batch, last.committed.frontier) }
        rest()
    }

    /// Writes the head that stands for all of them, then answers their callers.
    private func promise(_ batch: [Unpromised], _ frontier: MerkleFrontier) async {
        if let failure { return answer(batch.flatMap(\.jobs), with: failure) }
        do {
            let hasGrown = frontier.size > promised
            if hasGrown { try await write(frontier.head) }
            promised = frontier.size
            CrashPoint.headSynced.pass()
            for (committed, begun) in batch.map({ ($0.committed, $0.begun) }) {
                if committed.changesRegister { memory.forget() }
                if let begun { observer?.committed(committed.facts, begun: begun) }
                for answer in committed.answers { answer() }
            }
            CrashPoint.answered.pass()
            if batch.contains(where: \.committed.hasNewWork) { bell.ring() }
            if hasGrown { growth.ring() }
        } catch {
            fail(batch.flatMap(\.jobs), error)
        }
    }

    private func write(_ head: TreeHead) async throws {
        let (signer, headFile) = (signer, headFile)
        try await withCheckedThrowingContinuation { (written: CheckedContinuation<Void, any Error>) in
            desk.async { written.resume(with: Result { try headFile.write(head, by: signer) }) }
        }
    }

    private func fail(_ jobs: [Job], _ error: any Error) {
        let failure = StoreError(committing: error)
        if failure.code != .full { self.failure = failure }
        observer?.commitFailed(failure)
        memory.forget()
        answer(jobs, with: failure)
        // Whoever waits for work learns of the failure at its next claim, and the hub can end.
        if self.failure != nil { bell.ring() }
    }

    private func answer(_ batch: [Job], with failure: StoreError) {
        for job in batch { job.fail(failure) }
    }
}

extension Committer {
    private static func write(
        _ batch: [Job], to db: Database, after start: MerkleFrontier, by signer: HubSigner
    ) throws -> Committed {
        let pieces: [(Ledger) throws -> @Sendable () -> Void] = batch.map { $0.run }
        func transaction(keepsApart: Bool) throws -> Committed {
            let ledger = Ledger(db: db, signer: signer, frontier: start, keepsApart: keepsApart)
            var answers: [@Sendable () -> Void] = []
            try db.inTransaction(.immediate) {
                answers = try ledger.perform(pieces)
                CrashPoint.written.pass()
                return .commit
            }
            return Committed(
                frontier: ledger.frontier, hasNewWork: ledger.hasNewWork, facts: ledger.facts,
                changesRegister: ledger.changesRegister, answers: answers)
        }
        do {
            return try transaction(keepsApart: false)
        } catch is Ledger.Entangled {
            return try transaction(keepsApart: true)
        }
    }
}

extension StoreError {
    init(committing cause: any Error) {
        switch cause {
        case let error as StoreError: self = error
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL:
            self.init(.full, "the disk is full; nothing was written", cause: error)
        default: self.init(.broken, "the commit failed; stop, and start again from what is on the disk", cause: cause)
        }
    }
}
