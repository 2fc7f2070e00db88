import AsyncHTTPClient
import EdXML
import Foundation
import Glibc
import HubCore
import HubStore
import Synchronization

/// One trial on its own ground: a hub under a fault, its clients, the same hub without the fault, and the comparison.
struct FaultStand: Sendable {
    let trial: FaultTrial
    let ground: FaultGround
    /// The hub's configuration.
    let file: String
    let program: String
    let http: HTTPClient

    private var place: String { URL(filePath: file).deletingLastPathComponent().path }
    private var log: String { "\(place)/hub.log" }

    /// What clients saw while the fault was on.
    private struct Seen: Sendable {
        var receipts: [String: Receipt] = [:]
        var refused = 0
        var unanswered = 0
    }

    /// - Throws: what goes wrong with the trial itself.
    func run() async throws -> FaultRow {
        let (seen, status) = try await underFault()
        var row = FaultRow(
            trial: trial, accepted: seen.receipts.count, refused: seen.refused, unanswered: seen.unanswered,
            status: status)
        let hub: Process
        do {
            hub = try await start(way: nil)
        } catch let failure as NotStarted {
            row.ending = failure.status == ProcessFailure.Status.storage.rawValue ? .refusesToStart : .failed
            row.remark = failure.said
            return row
        }
        let (receipts, effects, keptBack) = try await afterwards(seen, at: hub.url)
        await hub.child.stop()
        row.flaws = try await flaws(receipts, effects)
        if keptBack > 0 {
            // They wait for somebody who brings the right bytes.
            row.flaws.removeAll { $0.kind == .undelivered }
            row.remark = "\(keptBack)"
        }
        row.ending = ending(row, keptBack: keptBack)
        return row
    }

    private func ending(_ row: FaultRow, keptBack: Int) -> FaultTrial.Ending {
        if !row.flaws.isEmpty { return .failed }
        if keptBack > 0 { return .namesTheDamage }
        if row.status != nil { return .stoppedAndRecovered }
        return row.refused + row.unanswered > 0 ? .refusedAndWentOn : .tookAll
    }

    // MARK: While the fault is on

    /// - Returns: what clients saw, and the status with which the hub ended by itself.
    private func underFault() async throws -> (Seen, Int32?) {
        var seen = Seen()
        let hub: Process
        do {
            hub = try await start(way: trial.way)
        } catch let failure as NotStarted {
            return (seen, failure.status)
        }
        let disturber = try await disturb(hub.child)
        seen = try await send(ground.papers, to: hub)
        await disturber?.stop()
        // A hub that is to stop does so when what it has begun is over.
        try await Task.sleep(for: .milliseconds(seen.refused + seen.unanswered > 0 ? 1_500 : 100))
        let status = hub.child.status
        if case .flipped(let damaged) = trial.way {
            // A log that was checkpointed would hide what is wrong with the database, and one that was not what is in it.
            if damaged == .database { await hub.child.stop() } else { await hub.child.kill() }
            try flip(damaged)
            return (seen, nil)
        }
        await hub.child.stop()
        if case .smallDisk = trial.way { try takeOut() }
        return (seen, status)
    }

    private func send(_ papers: [FaultGround.Paper], to hub: Process) async throws -> Seen {
        let line = OwnLine(base: hub.url, token: ground.token.value, http: http)
        let clients = Clients(papers)
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    while hub.child.status == nil, let paper = clients.next() {
                        do {
                            clients.heard(try await line.send(paper.bytes, as: .document), of: paper)
                        } catch LineFailure.unreachable(let why) {
                            clients.heardNothing(isAnswer: why.hasPrefix("HTTP"))
                        }
                    }
                }
            }
        }
        return clients.seen
    }

    /// Four clients share the documents.
    private final class Clients: Sendable {
        private let state: Mutex<(left: [FaultGround.Paper], seen: Seen)>

        init(_ papers: [FaultGround.Paper]) { state = Mutex((papers.reversed(), Seen())) }

        var seen: Seen { state.withLock { $0.seen } }

        func next() -> FaultGround.Paper? { state.withLock { $0.left.popLast() } }

        func heard(_ sent: Sent, of paper: FaultGround.Paper) {
            guard case .accepted(let receipt) = sent else { return }
            state.withLock { $0.seen.receipts[paper.sha256] = receipt }
        }

        func heardNothing(isAnswer: Bool) {
            state.withLock { if isAnswer { $0.seen.refused += 1 } else { $0.seen.unanswered += 1 } }
        }
    }

    // MARK: When it is over

    /// Everything that was not taken is sent again; then the mailbox is emptied.
    private func afterwards(
        _ seen: Seen, at url: String
    ) async throws -> (receipts: [String: Receipt], effects: [History.Effect], keptBack: Int) {
        let line = OwnLine(base: url, token: ground.token.value, http: http)
        var receipts = seen.receipts
        for paper in ground.papers where receipts[paper.sha256] == nil {
            if case .accepted(let receipt) = try await line.send(paper.bytes, as: .document) {
                receipts[paper.sha256] = receipt
            }
        }
        var effects: [History.Effect] = []
        var keptBack = 0
        for item in try await line.waiting() {
            do {
                let bytes = try await line.fetch(item.delivery)
                let sha256 = FaultGround.Paper(name: "", bytes: bytes).sha256
                effects.append(History.Effect(recipient: item.recipient, sha256: sha256))
                try await line.acknowledge(item.delivery)
            } catch LineFailure.unreachable {
                keptBack += 1
            }
        }
        return (receipts, effects, keptBack)
    }

    private func flaws(_ receipts: [String: Receipt], _ effects: [History.Effect]) async throws -> [Flaw] {
        let configuration = try HubConfiguration.load(file, environment: [:])
        let identity = configuration.identity
        let store = try HubStorage.open(configuration)
        let account = try await HubAccount.read(store)
        try await store.close()
        let history = History(
            submissions: ground.papers.map { paper in
                History.Submission(
                    name: paper.name, sha256: paper.sha256, isValid: true,
                    outcome: receipts[paper.sha256].map { .accepted($0) } ?? .unknown)
            }, effects: effects, kept: account.documents.map(History.Kept.init), size: account.size,
            key: HubSigner(origin: identity.origin, key: try KeyFile(identity.signingKey).signingKey()).publicKey)
        return HistoryChecker(history).flaws
    }
}

// MARK: Processes

extension FaultStand {
    private struct Process: Sendable {
        let child: ChildProcess
        let url: String
    }

    private struct NotStarted: Error {
        let status: Int32
        let said: String
    }

    private func start(way: FaultTrial.Way?) async throws -> Process {
        let (program, arguments) = command(way)
        if FileManager.default.fileExists(atPath: log) { try FileManager.default.removeItem(atPath: log) }
        let child = try ChildProcess("hub", program: program, arguments: arguments, folder: place, log: log)
        do {
            return Process(child: child, url: "http://127.0.0.1:\(try await BenchHub.port(of: child, log: log))")
        } catch is BenchFailure {
            let said = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
            let status = child.status
            await child.stop()
            throw NotStarted(status: status ?? -1, said: said.split(separator: "\n").last.map(String.init) ?? "")
        }
    }

    private func command(_ way: FaultTrial.Way?) -> (String, [String]) {
        let hub = [program, "serve", "--config", file]
        let line = hub.map { "'\($0)'" }.joined(separator: " ")
        switch way {
        case .smallDisk(let size):
            let script = """
                cp -a data data.begun && mount -t tmpfs -o size=\(size)k tmpfs data && cp -a data.begun/. data/ || exit 99
                \(line) & hub=$!
                trap 'kill -TERM $hub' TERM
                wait $hub; status=$?
                [ $status -gt 128 ] && { wait $hub; status=$?; }
                cp -a data data.ended
                exit $status
                """
            return ("/usr/bin/env", ["unshare", "-m", "sh", "-c", script])
        case .limited(let limits): return ("/usr/bin/env", ["sh", "-c", "\(limits); exec \(line)"])
        case .injected, .busy, .flipped, nil: return (program, Array(hub.dropFirst()))
        }
    }

    /// Whoever disturbs a hub from outside; returns when it has begun.
    private func disturb(_ hub: ChildProcess) async throws -> ChildProcess? {
        let command: [String]
        switch trial.way {
        case .busy(let seconds):
            command = ["sh", "-c", "(echo 'BEGIN IMMEDIATE;'; sleep \(seconds)) | sqlite3 data/hub.sqlite"]
        case .injected(let faults):
            let injections = faults.flatMap { ["-e", "inject=\($0)"] }
            command = ["strace", "-f", "-qq", "-o", "/dev/null"] + injections + ["-p", "\(hub.number)"]
        case .smallDisk, .limited, .flipped: return nil
        }
        let disturber = try ChildProcess(
            "disturber", program: "/usr/bin/env", arguments: command, folder: place, log: "\(place)/disturber.log")
        guard case .injected = trial.way else { return disturber }
        for _ in 0..<400 where disturber.status == nil {
            let status = try String(contentsOfFile: "/proc/\(hub.number)/status", encoding: .utf8)
            if !status.contains("TracerPid:\t0\n") { return disturber }
            try await Task.sleep(for: .milliseconds(10))
        }
        await disturber.stop()
        throw RehearsalFailure(vi: "strace không theo dõi được trục.", en: "strace could not join the hub.")
    }

    /// The data that the small disk held take the place of those it began with.
    private func takeOut() throws {
        try FileManager.default.removeItem(atPath: "\(place)/data")
        try FileManager.default.moveItem(atPath: "\(place)/data.ended", toPath: "\(place)/data")
    }

    /// Turns bits over at places spread over a file.
    private func flip(_ damaged: FaultTrial.DamagedFile) throws {
        let handle = try FileHandle(forUpdating: URL(filePath: "\(place)/data/\(damaged.rawValue)"))
        defer { handle.closeFile() }
        let size = try handle.seekToEnd()
        for eighth in 1...7 as ClosedRange<UInt64> {
            let offset = size / 8 * eighth + eighth
            try handle.seek(toOffset: offset)
            guard let byte = try handle.read(upToCount: 1)?.first else { continue }
            try handle.seek(toOffset: offset)
            try handle.write(contentsOf: Data([byte ^ 0x10]))
        }
    }
}
