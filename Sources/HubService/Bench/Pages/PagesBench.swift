import Foundation
import HubCore
import HubStore
import Logging

/// Measures what the pages ask of the lists, with as many documents as a province has in a year: the making of the lists, then each list,
/// filter, count and search, by agencies as they have documents, by the largest, and by somebody who has five of them.
package struct PagesBench: Sendable {
    /// In 95 of 100 cases, in milliseconds.
    package static let allowed = 100.0

    private let documents: Int
    private let agencies: Int
    private let rounds: Int
    private let seed: UInt64
    private let plan = DutyPlan(calendar: .plainWeek, terms: DutyTerms(processingDays: 10))

    /// - Parameter rounds: how often each question is put.
    package init(documents: Int, agencies: Int = 3400, rounds: Int = 60, seed: UInt64 = 1) {
        (self.documents, self.agencies, self.rounds, self.seed) = (documents, agencies, rounds, seed)
    }

    package enum Finding: Sendable {
        case filled(seconds: Double, documents: Int, agencies: Int, bytes: Int64)
        /// - Parameter stretch: in milliseconds.
        case made(seconds: Double, documents: Int, stretch: Latencies, bytes: Int64)
        /// - Parameter first: when it was asked first, in milliseconds.
        /// - Parameter again: when the same was asked again.
        /// - Parameter rows: found in all.
        case asked(String, first: Latencies, again: Latencies, rows: Int)
        case all(Latencies)
    }

    /// - Returns: whether every question was answered within what is allowed.
    package func run(report: @escaping @Sendable (Finding) -> Void) async throws -> Bool {
        try await inBenchFolder { folder in
            let file = "\(folder)/hub.yaml"
            let text = "data: {folder: data}\nhub: {name: bench.example}\nschemas: {folder: Schemas}\n"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let configuration = try HubConfiguration.load(file, environment: [:])
            let store = try HubStorage.open(configuration)
            return try await ending(with: store.close) {
                var ground = PagesGround(
                    documents: documents, agencies: agencies, now: HubClock.system.now(), seed: seed)
                try await fill(store, &ground, report, configuration.dataFolder)
                try await make(of: store, in: configuration.dataFolder, report)
                // Opened anew, so that nothing is in its memory.
                let listing = try SQLiteListing(of: store, folder: configuration.dataFolder)
                return try await ending(with: listing.close) { try await ask(listing, &ground, report) }
            }
        }
    }

    private func fill(
        _ store: SQLiteStore, _ ground: inout PagesGround, _ report: @Sendable (Finding) -> Void, _ folder: String
    ) async throws {
        let (start, now) = (ContinuousClock.now, HubClock.system.now())
        _ = try await store.put(agencies: ground.agencies + ground.beyond, by: "bench", now: now)
        while case let batch = ground.next(5000), !batch.isEmpty { try await store.fill(batch) }
        report(
            .filled(
                seconds: (ContinuousClock.now - start).seconds, documents: documents, agencies: ground.agencies.count,
                bytes: try Self.size(of: "\(folder)/hub.sqlite")))
    }

    private func make(of store: SQLiteStore, in folder: String, _ report: @Sendable (Finding) -> Void) async throws {
        let listing = try SQLiteListing(of: store, folder: folder)
        try await ending(with: listing.close) {
            var stretches: [Double] = []
            let start = ContinuousClock.now
            var goesOn = true
            while goesOn {
                let begun = ContinuousClock.now
                goesOn = try await listing.keepListing(by: plan, limit: ListingKeeper.stretch) == .goesOn
                stretches.append((ContinuousClock.now - begun).seconds * 1000)
            }
            report(
                .made(
                    seconds: (ContinuousClock.now - start).seconds, documents: documents,
                    stretch: Latencies(milliseconds: stretches),
                    bytes: try Self.size(of: "\(folder)/listing.sqlite")))
        }
    }

    private static func size(of path: String) throws -> Int64 {
        (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? 0
    }

    private func ask(
        _ listing: SQLiteListing, _ ground: inout PagesGround, _ report: @Sendable (Finding) -> Void
    ) async throws -> Bool {
        var (all, isWithin) = ([Double](), true)
        for question in PagesCase.all {
            let requests = (0..<rounds).map { request($0, &ground) }
            var (times, rows) = ([[Double]](), 0)
            for _ in 0..<2 {
                var samples: [Double] = []
                for request in requests {
                    let start = ContinuousClock.now
                    rows += try await question.ask(listing, request)
                    samples.append((ContinuousClock.now - start).seconds * 1000)
                }
                times.append(samples)
            }
            all += times.flatMap { $0 }
            let (first, again) = (Latencies(milliseconds: times[0]), Latencies(milliseconds: times[1]))
            report(.asked(question.name, first: first, again: again, rows: rows / 2))
            isWithin = isWithin && max(first.percentile(0.95), again.percentile(0.95)) < Self.allowed
        }
        report(.all(Latencies(milliseconds: all)))
        return isWithin
    }

    /// By one agency, more likely one with many documents; each fifth by the largest, each fifth by five together.
    private func request(_ number: Int, _ ground: inout PagesGround) -> PagesCase.Request {
        let agencies: [Agency] =
            switch number % 5 {
            case 0: [ground.agencies[0]]
            case 1: (0..<5).map { _ in ground.agency() }
            default: [ground.agency()]
            }
        return PagesCase.Request(
            agencies: agencies.map(\.id), counterpart: ground.agency().id, word: ground.word(),
            number: 17 + number * 37,
            now: HubClock.system.now())
    }
}

extension PagesBench.Finding {
    /// One line, in both languages.
    package var text: String {
        switch self {
        case .filled(let seconds, let documents, let agencies, let bytes):
            "đã làm \(documents) văn bản của \(agencies) đơn vị trong \(seconds.rounded(places: 1)) s · documents made, "
                + "\((Double(bytes) / 1e6).rounded(places: 0)) MB"
        case .made(let seconds, let documents, let stretch, let bytes):
            "đã lập danh sách · lists made: \(seconds.rounded(places: 1)) s, \(Int(Double(documents) / max(seconds, 0.001))) văn bản/s, "
                + "mỗi chặng · a stretch \(stretch.text(places: 1)), \((Double(bytes) / 1e6).rounded(places: 0)) MB"
        case .asked(let name, let first, let again, let rows):
            "\(name): \(Self.percentiles(first)) · lần hai · again \(Self.percentiles(again)) · \(rows)"
        case .all(let times): "tất cả · all (\(times.count)): \(Self.percentiles(times))"
        }
    }

    private static func percentiles(_ times: Latencies) -> String {
        let shares = [("p50", times.p50), ("p95", times.percentile(0.95)), ("p99", times.p99)]
        return shares.map { "\($0) \($1.rounded(places: 1))" }.joined(separator: " ") + " ms"
    }
}
