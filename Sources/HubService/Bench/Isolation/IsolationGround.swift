import AsyncHTTPClient
import EdXML
import Foundation
import HubCore
import NIOCore
import NIOPosix
import SignedXML

/// Where isolation is measured: a hub and an axis as processes, the agencies that send and receive, and what they will send.
final class IsolationGround: Sendable {
    /// Whoever has a part, each of a centre of its own.
    private enum Agency {
        static let sender = "H24.01"
        static let recipient = "H24.02"
        static let flooder = "H24.03"
        static let neighbour = "H24.04"
        static let sendsLarge = "H24.05"
        static let sendsToHanging = "H24.06"
        static let all = [sender, recipient, flooder, neighbour, sendsLarge, sendsToHanging]
        static let beyond = "G20"
        static let beyondForLarge = "G30"
        static let beyondForFlood = (10...17).map { "G\($0)" }

        static func centre(of agency: String) -> String { "00.\(agency.suffix(2)).H24" }
        static func token(of agency: String) -> Secret { BenchHub.token(of: centre(of: agency)) }
    }

    private let settings: IsolationBench.Settings
    private let program: String
    private let hub: BenchHub
    private let axis: BenchAxis
    private let http: HTTPClient
    private let bodies: SignedBodies
    private let flood: [[UInt8]]
    private let largeFiles: [String]
    private let silence: any Channel

    init(
        _ settings: IsolationBench.Settings, in folder: String, program: String, schemas: String, http: HTTPClient
    ) async throws {
        self.settings = settings
        self.program = program
        self.http = http
        let remote = [Agency.beyond, Agency.beyondForLarge] + Agency.beyondForFlood
        axis = try await BenchAxis(
            in: folder, program: program, schemas: schemas, local: Agency.all, remote: remote, http: http)
        let hub: BenchHub
        do {
            hub = try await BenchHub(
                in: folder, program: program, schemas: schemas, largest: settings.megabytes * 1_000_000 + 16_777_216,
                agencies: Agency.all,
                centres: Dictionary(uniqueKeysWithValues: Agency.all.map { ($0, Agency.centre(of: $0)) }),
                remote: remote + [BenchAxis.hanging],
                sections: (settings.liftsLimits ? AcceptBench.unboundedCalls + "\n" : "") + axis.section)
        } catch {
            try await axis.close()
            throw error
        }
        self.hub = hub
        bodies = SignedBodies(pki: hub.pki, agencies: Agency.all, now: HubClock.system.now().milliseconds)
        do {
            silence = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .bind(host: "127.0.0.1", port: 0).get()
            flood = try await Self.flood(settings, bodies)
            largeFiles = try (0..<4).map { try Self.largeFile($0, settings, hub) }
        } catch {
            await hub.process.stop()
            try await axis.close()
            throw error
        }
    }

    func close() async throws {
        await hub.process.stop()
        try await axis.close()
        try await silence.close()
    }

    // MARK: What is sent

    /// One in four goes beyond the axis, the others to a neighbour. Sent over and over, as a broken program would.
    private static func flood(
        _ settings: IsolationBench.Settings, _ bodies: SignedBodies
    ) async throws -> [[UInt8]] {
        let first = 1_000_000
        return try await bodies.documents(first..<first + 500 * settings.seconds, size: 8_000) { number in
            let beyond = Agency.beyondForFlood
            return BenchDocument.Way(
                from: Agency.flooder,
                to: [number % 4 == 0 ? beyond[number / 4 % beyond.count] : Agency.neighbour])
        }
    }

    private static func largeFile(
        _ number: Int, _ settings: IsolationBench.Settings, _ hub: BenchHub
    ) throws -> String {
        let path = "\(hub.folder)/large-\(number).edxml"
        let way = BenchDocument.Way(from: Agency.sendsLarge, to: [Agency.beyondForLarge])
        try BenchDocument.write(
            to: path, size: settings.megabytes * 1_000_000, number: 2_000_000 + number, on: way,
            at: HubClock.system.now().milliseconds)
        let identity = hub.pki.agency(Agency.sendsLarge)
        let findings = try FileSigner(keyFile: identity.key, certificateFile: identity.certificates).sign(
            path, into: path)
        guard findings.isEmpty else { throw BenchFailure("không ký được", explanation(of: findings)) }
        return path
    }

    private func line(of agency: String) -> OwnLine {
        OwnLine(base: hub.url, token: Agency.token(of: agency).value, http: http)
    }

    // MARK: A measurement

    /// Sends urgent documents for a while, under some trouble, which has begun a moment before and ends with them.
    func measure(_ trouble: IsolationBench.Trouble) async throws -> IsolationBench.Row {
        let index = IsolationBench.Trouble.allCases.firstIndex(of: trouble) ?? 0
        let count = settings.seconds * settings.urgentPerSecond
        let papers = try await bodies.documents(index * count..<(index + 1) * count, size: 8_000) { _ in
            BenchDocument.Way(from: Agency.sender, to: [Agency.beyond, Agency.recipient], priority: .express)
        }
        if trouble == .hangingDestination { try await registerSilentWebhook() }
        try await untilIdle()
        let urgent = UrgentTraffic(
            sender: line(of: Agency.sender), recipient: line(of: Agency.recipient), papers: papers,
            interval: .seconds(1) / settings.urgentPerSecond)
        try ResidentMemory.forgetPeak(of: hub.process.number)
        let end = ContinuousClock.now + .seconds(settings.seconds + 1)
        async let load = beset(by: trouble, index, until: end)
        try await Task.sleep(for: .seconds(1))
        let sendings = try await urgent.run()
        let offered = try await load
        let memory = try hub.memory().peak
        return IsolationBench.Row(
            trouble: trouble, toAxis: try await wayToAxis(of: sendings),
            toMailbox: Latencies(milliseconds: sendings.map(\.shownAfter)), load: offered, memory: memory)
    }

    private func wayToAxis(of sendings: [UrgentTraffic.Sending]) async throws -> Latencies {
        try await untilIdle()
        let arrivals = try await axis.arrivals()
        return Latencies(
            milliseconds: try sendings.map { sending in
                guard let arrived = arrivals[sending.sha256] else {
                    throw BenchFailure("văn bản khẩn không tới trục quốc gia", "an urgent document has not arrived")
                }
                return max(0, Double(arrived) - sending.begunAt)
            })
    }

    /// Returns when neither the hub nor the axis has anything to do: less than a tenth of a processor for half a second.
    private func untilIdle() async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        var before = try worked()
        while ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(500))
            let now = try worked()
            if now - before < 0.05 { return }
            before = now
        }
    }

    private func worked() throws -> Double {
        try ProcessorTime(of: hub.process.number).seconds + ProcessorTime(of: axis.process.number).seconds
    }

    // MARK: Trouble

    /// Brings all of the trouble over the hub until a time.
    private func beset(
        by trouble: IsolationBench.Trouble, _ index: Int, until end: ContinuousClock.Instant
    ) async throws -> IsolationBench.OfferedLoad {
        async let flood = trouble.includes(.flood) ? pour(until: end) : nil
        async let large = trouble.includes(.largeFiles) ? sendLarge(index, until: end) : nil
        async let hanging = trouble.includes(.hangingDestination) ? sendToHanging(index, until: end) : 0
        return IsolationBench.OfferedLoad(
            flood: try await flood, largeFiles: try await large, toHanging: try await hanging)
    }

    private func pour(until end: ContinuousClock.Instant) async throws -> LoadResult {
        let token = Agency.token(of: Agency.flooder)
        return try await Load.run(
            flood, port: hub.port, connections: settings.floodConnections, for: end - ContinuousClock.now, niceness: 10
        ) { HTTPPush($0, path: "/api/v1/documents", token: token) }
    }

    /// One after the other, two for each measurement and then the same ones again, by one shell: to start a process takes this
    /// one long enough to be seen in what it measures.
    private func sendLarge(
        _ index: Int, until end: ContinuousClock.Instant
    ) async throws -> IsolationBench.LargeFiles {
        let start = ContinuousClock.now
        let files = largeFiles.suffix(from: index == IsolationBench.Trouble.allCases.count - 1 ? 2 : 0).prefix(2)
        let tokenFile = "\(hub.folder)/token-of-large"
        let tally = "\(hub.folder)/sent-\(index)"
        try Data(Agency.token(of: Agency.sendsLarge).value.utf8).write(to: URL(filePath: tokenFile))
        try Data().write(to: URL(filePath: tally))
        let executable = try FileManager.default.destinationOfSymbolicLink(atPath: program)
        let sending = files.map {
            "nice -n 10 '\(executable)' send '\($0)' --to \(hub.url) --token-file '\(tokenFile)' && echo sent >> '\(tally)'"
        }
        let seconds = Int(((end - ContinuousClock.now) / .seconds(1)).rounded())
        let shell = try ChildProcess(
            "sh", program: "/bin/sh",
            arguments: [
                "-c",
                """
                end=$(( $(date +%s) + \(seconds) ))
                while true; do
                    for step in 0 1; do
                        [ $(date +%s) -lt $end ] || exit 0
                        case $step in 0) \(sending[0]) ;; 1) \(sending[1]) ;; esac || exit 1
                    done
                done
                """,
            ], folder: hub.folder, log: "\(hub.folder)/send.log")
        do {
            while shell.status == nil { try await Task.sleep(for: .milliseconds(50)) }
        } catch {
            await shell.kill()
            throw error
        }
        guard shell.status == 0 else { throw BenchFailure("tệp lớn không được nhận", "a large file was not taken") }
        let sent = FileManager.default.contents(atPath: tally) ?? Data()
        let count = sent.split(separator: UInt8(ascii: "\n")).count
        let time = (ContinuousClock.now - start) / .seconds(1)
        return IsolationBench.LargeFiles(count: count, speed: Double(count * settings.megabytes) / time)
    }

    /// Ten ordinary documents a second to somebody to whom no packet gets through.
    private func sendToHanging(_ index: Int, until end: ContinuousClock.Instant) async throws -> Int {
        let first = 3_000_000 + index * 10_000
        let papers = try await bodies.documents(first..<first + 10 * (settings.seconds + 1), size: 8_000) { _ in
            BenchDocument.Way(from: Agency.sendsToHanging, to: [BenchAxis.hanging])
        }
        let line = line(of: Agency.sendsToHanging)
        for paper in papers where ContinuousClock.now < end {
            _ = try await persistently { try await line.send(paper, as: .document) }
            try await Task.sleep(for: .milliseconds(100))
        }
        return papers.count
    }

    /// A program of the urgent documents' recipient wants to be told of them from now on, and never answers.
    private func registerSilentWebhook() async throws {
        var configuration = try HubConfiguration.load(hub.file, environment: [:])
        configuration.listen.port = hub.port
        let line = OperatorLine(configuration, name: "bench")
        _ = try await line.asked(
            .add(
                agency: Agency.recipient, url: "http://127.0.0.1:\(silence.localAddress?.port ?? 0)/",
                filter: PushFilter()))
    }
}
