import HubCore
import HubStore
import Testing

struct MailboxTests {
    private let rig = Rig()

    private func open(_ store: SQLiteStore, of owner: MailboxOwner, after: Int64 = 0) async throws -> [MailboxItem] {
        try await store.mailbox(of: owner, kind: .document, accepted: .init(), openOnly: true, after: after, limit: 2)
    }

    @Test func `a mailbox is read on from where one stopped`() async throws {
        let store = try await rig.openWithRegister()
        for number in 1...3 {
            try await store.take(rig.message("\(number)", code: "\(number)/A", to: ["H24.01", "G22", "H24.02"]))
        }
        let first = try await open(store, of: .centre("00.24.h24"))
        let second = try await open(store, of: .centre("00.24.H24"), after: first[1].position)
        #expect((first + second).map(\.code) == ["1/A", "1/A", "2/A", "2/A"])
        #expect((first + second).map(\.recipient) == ["H24.01", "H24.02", "H24.01", "H24.02"])
        #expect(first.allSatisfy { $0.recipientCentre == "00.24.H24" && $0.state == .available })
        #expect(try await open(store, of: .agencies(["h24.02"])).map(\.code) == ["1/A", "2/A"])
        #expect(try await open(store, of: .centre("00.00.G22")).isEmpty)
        #expect(try await open(store, of: .agencies([])).isEmpty)
    }

    @Test func `what waits is counted, and what is acknowledged is not`() async throws {
        let store = try await rig.openWithRegister()
        for number in 1...3 {
            try await store.take(rig.message("\(number)", code: "\(number)/A", to: ["H24.01", "G22"]))
        }
        #expect(try await store.mailboxCount(of: .centre("00.24.h24"), kind: .document) == 3)
        #expect(try await store.mailboxCount(of: .centre("00.24.H24"), kind: .status) == 0)
        #expect(try await store.mailboxCount(of: .agencies(["H24.02"]), kind: .document) == 0)
        let item = try await open(store, of: .centre("00.24.H24"))[0]
        _ = try await store.markFetched(item.delivery, by: "c", now: Rig.start)
        #expect(try await store.mailboxCount(of: .centre("00.24.H24"), kind: .document) == 3)
        _ = try await store.acknowledge(item.delivery, .done, description: nil, by: "c", now: Rig.start)
        #expect(try await store.mailboxCount(of: .centre("00.24.H24"), kind: .document) == 2)
    }

    @Test func `the deliveries of many documents are those of each`() async throws {
        let store = try await rig.openWithRegister()
        for number in 1...3 {
            try await store.take(rig.message("\(number)", code: "\(number)/A", to: ["H24.01", "G22"]))
        }
        try await store.take(rig.status("03", by: "H24.01", document: "2/A"))
        let sent = try await store.sent(
            by: .centre("00.24.H24"), kind: .document, accepted: .init(), before: nil, limit: 9
        ).map(\.id)
        let all = try await store.deliveries(ofEach: sent)
        #expect(all.count == 3 && all.values.flatMap(\.self).flatMap(\.statuses).map(\.code) == ["03"])
        for id in sent { #expect(try await store.deliveries(of: id) == all[id]) }
        #expect(try await store.deliveries(ofEach: []).isEmpty)
    }

    @Test func `the window is that of acceptance`() async throws {
        let store = try await rig.openWithRegister()
        for number in 0..<4 {
            let now = Rig.start.minutes(Int64(number))
            try await store.take(rig.message("\(number)", code: "\(number)/A", to: ["H24.01"], at: now), at: now)
        }
        let window = AcceptanceWindow(from: Rig.start.minutes(1), to: Rig.start.minutes(2))
        let items = try await store.mailbox(
            of: .agencies(["H24.01"]), kind: nil, accepted: window, openOnly: false, after: 0, limit: 9)
        #expect(items.map(\.code) == ["1/A", "2/A"])
        let sent = try await store.sent(by: .centre("00.24.H24"), kind: nil, accepted: window, before: nil, limit: 9)
        #expect(sent.map(\.facts.code) == ["2/A", "1/A"])
        let older = try await store.sent(
            by: .agencies(["H24"]), kind: .document, accepted: .init(), before: sent[1].journalIndex, limit: 9)
        #expect(older.map(\.facts.code) == ["0/A"])
    }

    @Test func `what was acknowledged leaves the open mailbox and stays in the whole one`() async throws {
        let store = try await rig.openWithRegister()
        let message = rig.message("packet", to: ["H24.01"])
        try await store.take(message)
        let id = try #require(try await open(store, of: .centre("00.24.H24")).first?.delivery)
        #expect(try await store.markFetched(id, by: "00.24.H24", now: Rig.start.minutes(1)) == .recorded)
        #expect(try await open(store, of: .centre("00.24.H24")).map(\.state) == [.fetched])
        let done = try await store.acknowledge(id, .done, description: nil, by: "00.24.H24", now: Rig.start.minutes(2))
        #expect(done == .recorded)
        #expect(try await open(store, of: .centre("00.24.H24")).isEmpty)
        #expect(try await store.mailboxItem(id)?.state == .delivered)
        let record = try await store.delivery(of: message.document.id, to: "H24.01")
        #expect(record.fetchedAt == Rig.start.minutes(1) && record.deliveredAt == Rig.start.minutes(2))
    }

    @Test func `a repeated word changes nothing, a contradicting one is told so`() async throws {
        let store = try await rig.openWithRegister()
        let message = rig.message("packet", to: ["H24.01", "G22"])
        try await store.take(message)
        let (local, remote) = (message.document.deliveries[0].id, message.document.deliveries[1].id)
        func say(_ word: Acknowledgement, of id: DeliveryID) async throws -> AcknowledgeOutcome {
            try await store.acknowledge(id, word, description: nil, by: "c", now: Rig.start)
        }
        #expect(try await say(.processing, of: local) == .recorded)
        #expect(try await say(.done, of: local) == .recorded)
        let size = try await store.journalHead().size
        #expect(try await say(.done, of: local) == .repeated)
        #expect(try await say(.fail, of: local) == .contradicts(.delivered))
        #expect(try await store.markFetched(local, by: "c", now: Rig.start) == .repeated)
        #expect(try await say(.done, of: remote) == .unknown)
        #expect(try await store.mailboxItem(remote) == nil)
        #expect(try await store.journalHead().size == size)
    }

    @Test func `a document is found by any of its names`() async throws {
        let store = try await rig.openWithRegister()
        let message = rig.message("packet", to: ["G22"]) { $0.documentID = "H24,2026/11/02,12/QĐ-UBND" }
        try await store.take(message)
        for name in [message.document.id.text.uppercased(), "h24,2026/11/02,12/qđ-ubnd", " 12/qđ-ubnd"] {
            #expect(try await store.find(name, limit: 5).map(\.id) == [message.document.id])
        }
        #expect(try await store.find("13/QĐ-UBND", limit: 5).isEmpty)
    }
}
