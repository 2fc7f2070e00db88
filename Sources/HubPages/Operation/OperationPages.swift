import EdXML
import Foundation
import HTTPTypes
import HubCore
import HubService
import HubStore
import Hummingbird
import SignedXML

/// For whoever keeps the hub alive: how it goes with each destination, what is stuck, who may come in. Every act is the one that
/// the command line has, carried out by the same desk and journalled with the person's name.
struct OperationPages: Sendable {
    let desk: PageDesk
    let acts: OperatorDesk
    let witnesses: WitnessWatch

    /// Rows of a list.
    static let rows = 100

    func add(to pages: PageRouter) {
        pages.get("operation", for: .operator) { page in page.answer(page.overview(try await overview())) }
        pages.post("operation/pause", for: .operator) { form, page in
            let destination = Destination(form["destination"] ?? "")
            try await perform(.queue(.pause(destination, reason: form["reason"] ?? "")), page)
            return page.leadOn(to: "/operation")
        }
        pages.post("operation/release", for: .operator) { form, page in
            let destination = Destination(form["destination"] ?? "")
            try await perform(.queue(.release(destination, reason: form["reason"] ?? "")), page)
            return page.leadOn(to: "/operation")
        }
        addQueue(to: pages)
        addParked(to: pages)
        AgencyPages(desk: desk, acts: acts).add(to: pages)
    }

    @discardableResult
    private func perform(_ act: OperatorAct, _ page: PageContext) async throws -> OperatorReply {
        try await acts.done(act, by: page.login)
    }

    private func overview() async throws -> OperationOverview {
        let now = desk.clock.now()
        return OperationOverview(
            axis: try await desk.waiting.destination(), pauses: try await desk.store.pauses(),
            ages: try await desk.store.ages(now: now), size: try await desk.store.size(),
            witnesses: try await witnesses.report(desk.store, now: now), checkpoint: try await desk.store.checkpoint(),
            refusals: try await refusals(since: now.adding(milliseconds: -3_600_000)),
            parked: try await desk.store.parkedStatuses(limit: 1000).count
                + (try await desk.store.parkedRequests(limit: 1000).count),
            stuck: try await desk.store.count(QueueQuery(states: Self.stuck)))
    }

    /// How far back the journal is read for what was refused: beyond that, the count is a least.
    private static let reach = 20_000

    /// What was refused, by its first code, newest hour.
    private func refusals(since moment: Timestamp) async throws -> OperationOverview.Refusals {
        var counts: [String: Int] = [:]
        var end = try await desk.store.journalHead().size
        let furthest = max(0, end - Int64(Self.reach))
        while end > furthest {
            let start = max(furthest, end - 1_000)
            let records = try await desk.store.journal(from: start, limit: Int(end - start))
            for record in records where record.kind == Fact.Kind.refused.rawValue && record.at >= moment {
                if case .refused(let refusal) = try JournalEntry(canonical: record.entry.utf8).fact {
                    counts[refusal.codes.first ?? "–", default: 0] += 1
                }
            }
            end = start
            if let first = records.first, first.at < moment { break }
        }
        return .init(
            byCode: counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }, isWhole: end == 0 || end > furthest)
    }

    // MARK: What is stuck

    /// At an end without having arrived: for a person to look at.
    static let stuck: [TransportState] = [.dead, .failed, .refused]

    private func addQueue(to pages: PageRouter) {
        pages.get("operation/queue", for: .operator) { page in
            let states = page.query.all("state").compactMap(TransportState.init(rawValue:))
            let query = QueueQuery(
                destination: page.query["destination"].map { Destination($0) },
                states: states.isEmpty ? Self.stuck : states)
            let found = try await desk.store.queue(query, after: nil, limit: Self.rows)
            return page.answer(
                page.queue(query, found, count: try await desk.store.count(query), done: page.query["retried"]))
        }
        pages.post("operation/queue/retry", for: .operator) { form, page in
            if form["all"] != nil {
                let query = QueueQuery(
                    destination: form["destination"].map { Destination($0) },
                    states: form.all("state").compactMap(TransportState.init(rawValue:)))
                return page.leadOn(to: "/operation/queue?retried=\(try await retryAll(query, page))")
            }
            let these = form.all("delivery").compactMap { DeliveryID($0) }
            guard case .queue(.retried(let count, _)) = try await perform(.queue(.retryThese(these)), page) else {
                throw PageRefusal.fault
            }
            return page.leadOn(to: "/operation/queue?retried=\(count)")
        }
    }

    private func retryAll(_ query: QueueQuery, _ page: PageContext) async throws -> Int {
        var (count, place): (Int, QueuePlace?) = (0, nil)
        repeat {
            let act = OperatorAct.queue(.retry(query, after: place, tentatively: false))
            guard case .queue(.retried(let some, let next)) = try await perform(act, page) else { break }
            (count, place) = (count + some, next)
        } while place != nil
        return count
    }

    // MARK: What waits for its document

    private func addParked(to pages: PageRouter) {
        pages.get("operation/parked", for: .operator) { page in
            guard case .parked(let parked) = try await perform(.parked, page) else { throw PageRefusal.fault }
            var candidates: [String: DocumentRecord] = [:]
            for id in Set(parked.flatMap(\.candidates)).prefix(200) {
                candidates[id] = try await DocumentID(id).asyncFlatMap { try await desk.store.document($0) }
            }
            return page.answer(page.parked(parked, candidates))
        }
        pages.post("operation/parked/match", for: .operator) { form, page in
            guard let packet = form["packet"], let document = form["document"] else { throw PageRefusal.notFound }
            try await perform(.match(packet: packet, document: document, answering: form["answering"]), page)
            return page.leadOn(to: "/operation/parked")
        }
    }
}

extension OperatorDesk {
    /// Carries an act out for a page.
    /// - Throws: ``PageRefusal`` with the desk's own words when it makes no sense.
    func done(_ act: OperatorAct, by: String) async throws -> OperatorReply {
        let reply = try await perform(act, by: by)
        if case .refused(let vi, let en) = reply { throw PageRefusal(.unprocessableContent, vi: vi, en: en) }
        return reply
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncFlatMap<Value>(_ make: (Wrapped) async throws -> Value?) async rethrows -> Value? {
        guard let self else { return nil }
        return try await make(self)
    }
}
