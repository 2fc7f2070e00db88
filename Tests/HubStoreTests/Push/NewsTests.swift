import HubCore
import HubStore
import SeededRandom
import Testing

struct NewsTests {
    private let rig = Rig()

    private func webhook(
        _ number: UInt64, of agency: String, _ filter: PushFilter = PushFilter(), in store: SQLiteStore
    ) async throws -> Webhook {
        var dice = SplitMix(number)
        let webhook = Webhook(
            id: WebhookID(at: Rig.start.minutes(Int64(number)), using: &dice), agency: agency,
            url: "https://a.example/\(number)", filter: filter, createdAt: Rig.start)
        try await store.put(webhook: webhook, secret: "whsec_\(number)", overlap: 0, by: "test", now: Rig.start)
        return webhook
    }

    private func claim(
        _ store: SQLiteStore, limit: Int = 9, perWebhook: Int = 9, at now: Timestamp = Rig.start,
        expiry: Int64 = 86_400_000
    ) async throws -> [News] {
        try await store.claimNews(
            limit: limit, perWebhook: perWebhook, owner: "run", until: now.minutes(1), expiry: expiry, now: now)
    }

    @Test func `arrivals go to the recipient, statuses and ends to the sender`() async throws {
        let store = try await rig.openWithRegister()
        let (mine, theirs) = (
            try await webhook(1, of: "H24", in: store), try await webhook(2, of: "H24.01", in: store)
        )
        let receipt = try await store.take(rig.message("d", from: "H24", to: ["H24.01", "H24.02"]))
        try await store.take(rig.status("03", by: "H24.01"))
        let delivery = try await store.delivery(of: receipt.documentID, to: "H24.01")
        _ = try await store.acknowledge(delivery.id, .done, description: nil, by: "x", now: Rig.start)
        var told: [String] = []
        while case let news = try await claim(store), !news.isEmpty {
            for one in news {
                told.append("\(one.webhook.agency) \(one.event.topic.rawValue) \(one.event.status ?? "–")")
                #expect(try await store.settle(one, .delivered(reference: nil), now: Rig.start) == .settled)
            }
        }
        // The status message itself lies in the sender's mailbox, too.
        #expect(
            told.sorted() == [
                "H24 delivery.changed –", "H24 mailbox.arrived 03", "H24 status.recorded 03",
                "H24.01 mailbox.arrived –",
            ])
        #expect(try await store.webhooks(of: nil).map(\.delivered) == [3, 1])
        #expect(mine.id != theirs.id)
    }

    @Test func `a filter keeps out what is not wanted`() {
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24"), to: [], code: "1/A", priority: 1, sha256: "", size: 0)
        let event = PushEvent(
            .statusRecorded, at: Rig.start, agency: "H24", facts: facts, sender: "H24", status: "02")
        let wanted: [PushFilter] = [
            PushFilter(), PushFilter(topics: [.statusRecorded]), PushFilter(messageTypes: [.document]),
            PushFilter(senders: ["h24"]), PushFilter(leastPriority: 1), PushFilter(statuses: ["02", "06"]),
        ]
        let unwanted: [PushFilter] = [
            PushFilter(topics: [.mailboxArrived]), PushFilter(messageTypes: [.status]), PushFilter(senders: ["H24.01"]),
            PushFilter(leastPriority: 2), PushFilter(statuses: ["06"]),
        ]
        #expect(wanted.allSatisfy { $0.admits(event) } && !unwanted.contains { $0.admits(event) })
        let ping = PushEvent(.ping, at: Rig.start, agency: "H24")
        #expect(unwanted.allSatisfy { $0.admits(ping) })
    }

    @Test func `news about one document go out one after the other, with the same name at every attempt`() async throws
    {
        let store = try await rig.openWithRegister()
        _ = try await webhook(1, of: "H24", PushFilter(topics: [.statusRecorded]), in: store)
        try await store.take(rig.message("d", from: "H24", to: ["H24.01"]))
        for (minute, code) in ["01", "03"].enumerated() {
            try await store.take(rig.status(code, by: "H24.01", at: Rig.start.minutes(Int64(minute))))
        }
        let first = try await claim(store)
        #expect(first.map(\.event.status) == ["01"] && first[0].attempt == 1)
        #expect(try await claim(store).isEmpty)
        let later = Rig.start.minutes(2)
        _ = try await store.settle(first[0], .deferred(reason: "HTTP 503", notBefore: later), now: Rig.start)
        #expect(try await claim(store).isEmpty)
        #expect(try await store.nextNewsDue() == later)
        let again = try await claim(store, at: later)
        #expect(again.map(\.id) == first.map(\.id) && again[0].attempt == 2 && again[0].openSince == Rig.start)
        _ = try await store.settle(again[0], .delivered(reference: nil), now: later)
        let second = try await claim(store, at: later)
        #expect(second.map(\.event.status) == ["03"] && second[0].attempt == 1)
    }

    @Test func `a failing webhook gets one attempt at a time, and never holds up another`() async throws {
        let store = try await rig.openWithRegister()
        _ = try await webhook(1, of: "H24.01", in: store)
        for number in 1...3 { try await store.take(rig.message("\(number)", code: "\(number)/A", to: ["H24.01"])) }
        _ = try await webhook(2, of: "H24.02", in: store)
        try await store.take(rig.message("9", code: "9/A", to: ["H24.02"]))
        let all = try await claim(store, perWebhook: 2)
        #expect(all.map(\.webhook.agency) == ["H24.01", "H24.01", "H24.02"])
        for news in all {
            _ = try await store.settle(news, .deferred(reason: "HTTP 500", notBefore: Rig.start), now: Rig.start)
        }
        #expect(try await claim(store, perWebhook: 2).map(\.webhook.agency) == ["H24.01", "H24.02"])
    }

    @Test func `a suspension is journalled, and what waits goes out when it ends`() async throws {
        let store = try await rig.openWithRegister()
        let hook = try await webhook(1, of: "H24.01", in: store)
        try await store.take(rig.message("1", code: "1/A", to: ["H24.01"]))
        let news = try #require(try await claim(store).first)
        _ = try await store.settle(news, .abandoned(reason: "HTTP 500"), now: Rig.start)
        try await store.take(rig.message("2", code: "2/A", to: ["H24.01"]))
        let standing = try #require(try await store.webhooks(of: "H24.01").first)
        #expect(standing.webhook.suspension?.reason == "HTTP 500" && standing.waiting == 2)
        #expect(try await claim(store, at: Rig.start.minutes(9)).isEmpty)
        #expect(try await store.nextNewsDue() == nil)
        try await store.change(webhook: hook.id, to: .resume, by: "văn thư", now: Rig.start.minutes(9))
        #expect(try await claim(store, at: Rig.start.minutes(9)).map(\.event.code) == ["1/A", "2/A"])
        #expect(try await store.kinds().filter { $0 == "webhookChanged" }.count == 3)
    }

    @Test func `too old news are counted and dropped; a removed webhook takes its news along`() async throws {
        let store = try await rig.openWithRegister()
        let hook = try await webhook(1, of: "H24.01", in: store)
        try await store.take(rig.message("1", code: "1/A", to: ["H24.01"]))
        #expect(try await claim(store, at: Rig.start.minutes(2), expiry: 60_000).isEmpty)
        #expect(try await store.webhooks(of: nil).first?.expired == 1)
        try await store.take(rig.message("2", code: "2/A", to: ["H24.01"]))
        let held = try #require(try await claim(store).first)
        try await store.change(webhook: hook.id, to: .remove, by: "test", now: Rig.start)
        #expect(try await store.settle(held, .delivered(reference: nil), now: Rig.start) == .leaseLost)
        #expect(try await store.webhooks(of: nil).isEmpty)
        #expect(try await claim(store).isEmpty)
    }

    @Test func `secrets are sealed, and the one before signs on for a while`() async throws {
        let store = try await rig.openWithRegister()
        let hook = try await webhook(1, of: "H24.01", in: store)
        try await store.put(webhook: hook, secret: "whsec_mới", overlap: 60_000, by: "test", now: Rig.start)
        #expect(try await store.secrets(of: hook.id, now: Rig.start) == ["whsec_mới", "whsec_1"])
        #expect(try await store.secrets(of: hook.id, now: Rig.start.minutes(1)) == ["whsec_mới"])
        try await store.close()
        #expect(try rig.sqlite3("SELECT count(*) FROM webhook_secret WHERE instr(sealed, 'whsec')") == "0")
        #expect(try rig.sqlite3("SELECT count(*) FROM journal WHERE instr(entry, 'whsec')") == "0")
    }

    @Test func `a claim does not outlive its process`() async throws {
        let store = try await rig.openWithRegister()
        _ = try await webhook(1, of: "H24.01", in: store)
        try await store.take(rig.message("1", code: "1/A", to: ["H24.01"]))
        let held = try await claim(store)
        try await store.close()
        let next = try rig.open()
        #expect(try await claim(next).map(\.id) == held.map(\.id))
    }
}
