import EdXML
import HubCore
import HubStore
import SignedXML
import Testing

@testable import HubService

@Suite struct `The operator at the queue` {
    private let backlog: Backlog
    private let watch = DestinationWatch(concurrency: 2, breaker: .init(failures: 1, firstProbe: 60_000))

    init() async throws { backlog = try await Backlog(4) }

    private func perform(_ act: QueueAct) async throws -> OperatorReply {
        try await OperatorDesk(store: backlog.store, clock: .system, axis: watch).perform(.queue(act), by: "an")
    }

    private func ask(_ act: QueueAct) async throws -> QueueReply {
        guard case .queue(let reply) = try await perform(act) else { throw StoreError(.inconsistent, "another reply") }
        return reply
    }

    private func lines() async throws -> [QueueList.Line] {
        guard case .list(let list) = try await ask(.list(QueueQuery(), after: nil, limit: 10)) else { return [] }
        return list.lines
    }

    private func shown(_ delivery: String) async throws -> WaitingExplained? {
        guard case .shown(let documents, _) = try await ask(.show(delivery)) else { return nil }
        return documents.first?.deliveries.first?.waiting
    }

    @Test func `is told of each delivery why it waits, and what may be done`() async throws {
        let delivery = try #require(try await lines().first?.delivery)
        #expect(try await shown(delivery)?.because == "in-turn")
        let carriage = watch.began(isBulk: false, at: HubClock.system.now())
        _ = watch.ended(carriage, .failed(reason: "HTTP 503"), at: HubClock.system.now())
        let unreachable = try #require(try await shown(delivery))
        #expect(unreachable.because == "unreachable" && unreachable.destination?.state == .unreachable)
        #expect(unreachable.vi.contains("không phục vụ từ") && unreachable.en.contains("HTTP 503"))
        #expect(unreachable.nextAttempt == unreachable.destination?.nextProbe && unreachable.nextAttempt != nil)
        _ = try await ask(.pause(.agency("G22"), reason: "nâng cấp"))
        let paused = try #require(try await shown(delivery))
        #expect(paused.because == "paused" && paused.vi.contains("nâng cấp") && paused.nextAttempt == nil)
        #expect(paused.mayDo.first?.vi == "Cho gửi tiếp: lienthong queue release G22")
        let text = try await ask(.list(QueueQuery(), after: nil, limit: 2)).text(in: .vi)
        #expect(text.contains("✗ Trục quốc gia: không phục vụ từ") && text.contains("‖ G22: an tạm dừng từ"))
        #expect(text.contains("chờ gửi") && text.hasSuffix("… còn nữa; thêm --limit"))
    }

    @Test func `ends a delivery with a reason, and never without one`() async throws {
        let delivery = try #require(try await lines().first.flatMap { DeliveryID($0.delivery) })
        guard case .refused(let vi, _) = try await perform(.cancel([delivery], reason: "  ")) else {
            return #expect(Bool(false), "cancelled without a reason")
        }
        #expect(vi.contains("lý do"))
        guard case .cancelled(1) = try await ask(.cancel([delivery], reason: "gửi nhầm")) else {
            return #expect(Bool(false), "not cancelled")
        }
        #expect(try await shown(delivery.text)?.vi == "Người vận hành đã hủy: gửi nhầm.")
        let text = try await ask(.show(delivery.text)).text(in: .vi)
        #expect(text.contains("hủy (0)  – gửi nhầm") && text.contains("→ Gửi lại khi đã xử lý nguyên nhân"))
        guard case .refused = try await perform(.cancel([delivery], reason: "lại")) else {
            return #expect(Bool(false), "cancelled twice")
        }
        let entries = try await backlog.store.journal(from: 0, limit: 10)
        let last = try #require(entries.last)
        #expect(try JournalEntry(canonical: last.entry.utf8).fact.vietnamese.hasPrefix("an hủy …"))
    }

    @Test func `counts what would be tried again before anything is, and releases nothing twice`() async throws {
        let query = QueueQuery(destination: .axis, states: [.waiting])
        guard case .found(4) = try await ask(.retry(query, after: nil, tentatively: true)) else {
            return #expect(Bool(false), "miscounted")
        }
        #expect(try await backlog.store.journal(from: 0, limit: 10).count == 1)
        try await Task.sleep(for: .milliseconds(5))
        guard case .retried(4, next: nil) = try await ask(.retry(query, after: nil, tentatively: false)) else {
            return #expect(Bool(false), "not tried again")
        }
        #expect(try await backlog.store.journal(from: 0, limit: 10).suffix(4).allSatisfy { $0.kind == "sentAgain" })
        guard case .refused = try await perform(.release(.axis, reason: "")) else {
            return #expect(Bool(false), "released what was not paused")
        }
    }

    @Test func `sees how old what waits is`() async throws {
        let reply = try await ask(.ages)
        let rows = reply.text(in: .vi).split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(rows[0] == "<1m <10m <1h <6h <1d <5d ≥5d tất cả")
        #expect(rows[1] == "trục quốc gia axis 4 · · · · · · 4" && rows[2] == "nơi nhận G22 4 · · · · · · 4")
        #expect(reply.json.contains(#""bandsEndAfterSeconds":[60,600,3600,21600,86400,432000]"#))
    }

    @Test func `reads in the journal who paused what, and why`() {
        let facts: [(Fact, String)] = [
            (
                .destinationPaused(.init(destination: .axis, by: "an", reason: "bảo trì")),
                "an tạm dừng gửi tới trục quốc gia: bảo trì"
            ),
            (.destinationReleased(.init(destination: .agency("G22"), by: "an")), "an cho gửi tiếp tới G22"),
        ]
        for (fact, words) in facts { #expect(fact.vietnamese == words) }
    }
}
