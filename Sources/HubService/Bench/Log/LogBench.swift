import Crypto
import Foundation
import HubCore
import HubStore

/// Measures the message log: what appending costs beside bare rows, what an entry takes on the disk, how long a proof takes, and how
/// fast a journal is replayed.
package struct LogBench: Sendable {
    /// Appending goes on at so much of the speed of bare rows, at least.
    package static let shareAllowed = 0.8
    /// Of a hundred proofs ninety-nine take so many milliseconds, at most.
    package static let proofAllowed = 1.0

    /// Entries of one transaction: what a busy hub gathers for one fsync.
    private static let batch = 256
    /// Transactions on one side before the other has its turn.
    private static let turn = 16
    private static let measured = 200_000
    private static let proofs = 4000
    private static let replayed = 500_000

    private let entries: Int

    package init(entries: Int) { self.entries = entries }

    package enum Finding: Sendable {
        case filled(entries: Int, seconds: Double)
        /// Entries a second: as the log takes them, and as rows alone.
        case appended(perSecond: Double, barePerSecond: Double, batch: Int)
        /// Facts a second, from the fact to its answer, from many callers at once.
        case noted(perSecond: Double, entriesPerCommit: Double)
        case proved(Latencies, entries: Int64)
        /// Bytes for each entry: in all, of the entry's own, and of the tiles.
        case sized(perEntry: Double, ofText: Double, ofTiles: Double)
        /// The most that was resident, in bytes.
        case remembered(Int64)
        case replayed(ReplayBench.Finding)
    }

    /// - Parameter report: told each finding as it is made.
    /// - Returns: whether all of it stayed within what is allowed.
    package func run(report: @escaping @Sendable (Finding) -> Void) async throws -> Bool {
        let isWithin = try await inBenchFolder { folder in
            let signer = HubSigner(origin: "bench.example.vn", key: .init())
            let store = try SQLiteStore(
                SQLiteStore.Configuration(folder: "\(folder)/data", signer: signer, sealing: .init(size: .bits256)))
            var paper = try LogBenchPaper()
            try await fill(store, &paper, report)
            let share = try await append(to: store, beside: "\(folder)/bare.sqlite", &paper, report)
            let latencies = try await prove(store, key: signer.publicKey)
            report(.proved(latencies, entries: paper.written))
            try await weigh(store, paper, report)
            try await note(in: store, report)
            report(.remembered(try ResidentMemory(of: getpid()).peak))
            try await store.close()
            return share >= Self.shareAllowed && latencies.p99 < Self.proofAllowed
        }
        // Of a journal whose tables are its fold, which those of the entries above are not.
        let isReplayed = try await ReplayBench(entries: min(entries, Self.replayed)).run { report(.replayed($0)) }
        return isWithin && isReplayed
    }

    /// What is beyond the measured entries comes first, and in larger pieces.
    private func fill(_ store: SQLiteStore, _ paper: inout LogBenchPaper, _ report: (Finding) -> Void) async throws {
        let start = ContinuousClock.now
        while paper.written < Int64(entries - Self.measured) {
            try Task.checkCancellation()
            try await store.append(prepared: paper.next(min(8192, entries - Self.measured - Int(paper.written))))
        }
        if paper.written > 0 { report(.filled(entries: Int(paper.written), seconds: seconds(since: start))) }
    }

    /// By turns, so that whatever else the machine does falls on both.
    private func append(
        to store: SQLiteStore, beside bare: String, _ paper: inout LogBenchPaper, _ report: (Finding) -> Void
    ) async throws -> Double {
        let rows = try BareJournal(at: bare)
        var (inLog, alone, count, logIsFirst) = (0.0, 0.0, 0, true)
        while paper.written < Int64(entries) {
            try Task.checkCancellation()
            var pieces: [(index: Int64, entries: [PreparedEntry])] = []
            while pieces.count < Self.turn, paper.written < Int64(entries) {
                pieces.append((paper.written, paper.next(min(Self.batch, entries - Int(paper.written)))))
            }
            func append() async throws {
                let start = ContinuousClock.now
                try await Self.append(pieces.map(\.entries), to: store)
                inLog += seconds(since: start)
            }
            func insert() async throws {
                let start = ContinuousClock.now
                for (index, piece) in pieces { try await rows.insert(piece, from: index) }
                alone += seconds(since: start)
            }
            if logIsFirst {
                try await append()
                try await insert()
            } else {
                try await insert()
                try await append()
            }
            logIsFirst.toggle()
            count += pieces.reduce(0) { $0 + $1.entries.count }
        }
        try rows.close()
        report(
            .appended(perSecond: Double(count) / inLog, barePerSecond: Double(count) / alone, batch: Self.batch))
        return alone / inLog
    }

    /// One transaction each; the next waits while one is made, as a busy hub's do.
    private static func append(_ pieces: [[PreparedEntry]], to store: SQLiteStore) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, piece) in pieces.enumerated() {
                if number > 1 { try await group.next() }
                group.addTask { try await store.append(prepared: piece) }
            }
            try await group.waitForAll()
        }
    }

    /// Random entries, each with what shows that it is in the newest head; all are checked afterwards.
    private func prove(_ store: SQLiteStore, key: NoteKey) async throws -> Latencies {
        var (samples, found) = ([Double](), [LogEvidence]())
        let size = try await store.journalHead().size
        for _ in 0..<Self.proofs {
            let index = Int64.random(in: 0..<size)
            let start = ContinuousClock.now
            found.append(try await store.evidence(of: [index]))
            samples.append(seconds(since: start) * 1000)
        }
        let head = found.first.flatMap { Checkpoint.verify($0.checkpoint, with: key)?.head }
        for entry in found.flatMap(\.entries) {
            let leaf = MerkleFrontier.leafHash(of: Array(entry.entry.utf8))
            guard let head, TreeProof.shows(leaf, at: entry.index, in: head, path: entry.path) else {
                throw BenchFailure("chứng minh sai", "a proof does not hold")
            }
        }
        return Latencies(milliseconds: samples)
    }

    private func weigh(_ store: SQLiteStore, _ paper: LogBenchPaper, _ report: (Finding) -> Void) async throws {
        let size = try await store.size()
        let entries = Double(paper.written)
        // A hash for each leaf, and one for 256 of them at each level above.
        let tiles = Double(Tile.hashLength) * 256 / 255
        report(
            .sized(perEntry: Double(size.database) / entries, ofText: Double(paper.bytes) / entries, ofTiles: tiles))
    }

    /// Facts by the hub's own verb: said, written as canonical JSON, applied, committed together, answered.
    private func note(in store: SQLiteStore, _ report: (Finding) -> Void) async throws {
        let (callers, each, before) = (64, 500, await store.commits)
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    for number in 0..<each {
                        let act = OperatorActed(
                            by: "bench", action: "đo", subject: "\(caller)/\(number)",
                            note: String(repeating: "nhật ký ", count: 40))
                        _ = try await store.note(.operatorActed(act), now: HubClock.system.now())
                    }
                }
            }
            try await group.waitForAll()
        }
        let count = Double(callers * each)
        report(
            .noted(
                perSecond: count / seconds(since: start),
                entriesPerCommit: count / Double(max(1, await store.commits - before))))
    }
}

/// Entries as a hub writes them, one document after the other: accepted, fetched, acknowledged, offered again.
private struct LogBenchPaper {
    private(set) var written: Int64 = 0
    /// Of the entries' text.
    private(set) var bytes: Int64 = 0
    private let templates: [(kind: String, parts: [String])]
    private static let start = Timestamp(milliseconds: 1_795_256_431_123)
    private static let numberless = "0193511e-7c1f-7b2a-9d4e-000000000000"

    init() throws {
        let name = Self.numberless
        guard let document = DocumentID(name), let delivery = DeliveryID("0193511e-7c1f-7b2a-8d4e-5f60718293b5") else {
            throw BenchFailure("mã sai", "a name that is none")
        }
        let digest = String(repeating: "3b2f7c1e", count: 8)
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24.01", name: "Sở Nội vụ"),
            to: [.init(id: "H24.02", name: "Sở Tài chính")],
            code: "1234/SNV-VP", promulgationDate: "2026-11-02",
            subject: "Về việc báo cáo kết quả thực hiện cải cách hành chính quý IV năm 2026", sha256: digest, size: 5120
        )
        let accepted = IncomingDocument(
            id: document, origin: .centre("00.24.H24"), sender: "H24.01", facts: facts,
            deliveries: [
                NewDelivery(
                    id: delivery, recipient: "H24.02", name: "Sở Tài chính", route: .mailbox, state: .available)
            ]
        ).acceptance.first
        let repeated = Repeated(document: document, origin: .centre("00.24.H24"), sha256: digest, size: 5120)
        func moved(_ event: Moved.Event, _ state: TransportState) -> Fact {
            .moved(
                Moved(
                    event: event, document: document, delivery: delivery,
                    now: Transport(state: state, route: .mailbox), by: "00.24.H24"))
        }
        templates = try [
            .accepted(accepted), moved(.fetched, .fetched), moved(.acknowledged, .delivered), .duplicate(repeated),
        ].map { (fact: Fact) in
            let entry = try JournalEntry(at: Self.start, fact: fact).canonical()
            return (fact.kind, String(decoding: entry, as: UTF8.self).split(separator: name).map(String.init))
        }
    }

    /// The next entries.
    mutating func next(_ count: Int) -> [PreparedEntry] {
        (0..<count).map { _ in
            let template = templates[Int(written) % templates.count]
            let number = String(written / Int64(templates.count), radix: 16)
            let name = String(Self.numberless.dropLast(number.count)) + number
            let entry = template.parts.joined(separator: name)
            written += 1
            bytes += Int64(entry.utf8.count)
            return PreparedEntry(at: Self.start, kind: template.kind, document: name, entry: entry)
        }
    }
}

private func seconds(since start: ContinuousClock.Instant) -> Double { (ContinuousClock.now - start) / .seconds(1) }
