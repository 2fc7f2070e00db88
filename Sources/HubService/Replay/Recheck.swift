import EdXML
import HubCore
import HubStore
import SignedXML

/// Judges documents that were accepted in the past as if they came now: by today's schemas, rules, register and trust. The
/// dry run before a policy changes: nothing is journalled, and nothing is stored.
package struct Recheck: Sendable {
    private let store: SQLiteStore
    private let inspector: Inspector
    private let judge: Judge
    private let clock: HubClock

    init(store: SQLiteStore, inspector: Inspector, judge: Judge, clock: HubClock) {
        self.store = store
        self.inspector = inspector
        self.judge = judge
        self.clock = clock
    }

    /// So many documents are looked up at once.
    private static let page = 256

    /// - Parameters:
    ///   - sender: by any of its identifiers; `nil` for all.
    ///   - limit: how many that are judged differently are named; all are counted.
    ///   - report: told how many it has been, of how many.
    /// - Throws: when the machine fails, and `CancellationError`; a bad document never throws.
    package func run(
        _ window: AcceptanceWindow, of sender: String?, limit: Int,
        report: @Sendable (Int64, Int64) -> Void
    ) async throws -> RecheckReport {
        var sender = sender?.canonicalIdentifier
        if let named = sender, let agency = try await store.agency(named) { sender = agency.id }
        let all = try await store.countAccepted(window, by: sender)
        var (found, last, done): (RecheckReport, Int64, Int64) = (RecheckReport(limit: limit), -1, 0)
        while case let records = try await store.accepted(window, by: sender, after: last, limit: Self.page),
            let end = records.last?.journalIndex
        {
            for record in records {
                try Task.checkCancellation()
                found.take(try await verdict(on: record), on: record)
                done += 1
                report(done, all)
            }
            last = end
        }
        return found
    }

    /// What is said of a document now.
    private func verdict(on record: DocumentRecord) async throws -> RecheckReport.Verdict {
        do {
            guard let payload = try await store.payload(record.facts.sha256) else { return .damaged }
            var judgement = try await judgement(on: record, payload, pdfAlgorithms: [.sha256])
            if case .accept = judgement.decision, case let missing = judgement.missingAlgorithms, !missing.isEmpty {
                judgement = try await self.judgement(
                    on: record, payload, pdfAlgorithms: missing.union([.sha256]))
            }
            switch judgement.decision {
            case .refuse(let findings): return .refused(findings.filter { $0.level == .refuse }.map(\.rule.code))
            case .accept(let acceptance):
                return .accepted(flags: acceptance.facts.flags, unserved: acceptance.routes.count { $0.refusal != nil })
            }
        } catch let error as StoreError where error.code == .retired {
            return .retired
        } catch let error as StoreError where error.code == .payloadDamaged {
            return .damaged
        }
    }

    private func judgement(
        on record: DocumentRecord, _ payload: StoredPayload, pdfAlgorithms: Set<HashAlgorithm>
    ) async throws -> Judgement {
        let now = clock.now()
        let session = try inspector.begin(at: now.milliseconds, pdfAlgorithms: pdfAlgorithms)
        for try await piece in payload.pieces() { session.feed(piece) }
        // Whom the caller named, where the packet names nobody.
        let addressed = record.facts.kind == .status ? record.facts.to.map(\.id) : []
        let offer = Judge.Offer(
            origin: record.origin, addressed: addressed, payload: (sha256: payload.sha256, size: payload.size))
        return try await judge.judge(session.finish(), offer, .decision, now: now)
    }
}

extension Recheck {
    /// On the store of a hub that may run: it is only read.
    /// - Throws: what opening the store, the schemas or the trust throws.
    package static func with<Value>(
        _ configuration: HubConfiguration, clock: HubClock = .system, _ work: (Recheck) async throws -> Value
    ) async throws -> Value {
        let store = try HubStorage.openToRead(configuration)
        let result: Result<Value, any Error>
        do {
            let trust = TrustKeeper(
                try TrustStore(configuration.trust), at: clock.now().milliseconds / 1000)
            let judge = Judge(
                register: StoredRegister(store: store), keeper: trust, policy: HubPolicy(configuration.policies),
                rules: configuration.rules)
            let recheck = Recheck(
                store: store, inspector: try Inspector(schemaFolder: configuration.schemasFolder), judge: judge,
                clock: clock)
            result = .success(try await work(recheck))
        } catch {
            result = .failure(error)
        }
        try await store.closeReading()
        return try result.get()
    }
}
