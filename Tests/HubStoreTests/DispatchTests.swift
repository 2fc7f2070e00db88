import HubCore
import HubStore
import Testing

struct DispatchTests {
    private let rig = Rig()

    private func claim(
        _ store: SQLiteStore, at minutes: Int64, by owner: String = "a", limit: Int = 10
    ) async throws -> [Claim] {
        let now = Rig.start.minutes(minutes)
        return try await store.claim(route: .axis, limit: limit, owner: owner, until: now.minutes(5), now: now)
    }

    @Test func `a claim is one document with all of its deliveries on the route`() async throws {
        let store = try await rig.openWithRegister()
        let message = rig.message("packet", to: ["G22", "H24.01", "G09"])
        try await store.take(message)
        let claims = try await claim(store, at: 0)
        #expect(claims.map(\.document) == [message.document.id])
        #expect(claims.first?.deliveries.map(\.recipient) == ["G22", "G09"])
        #expect(claims.first?.sha256 == message.payload.sha256 && claims.first?.attempt == 1)
        #expect(try await claim(store, at: 1).isEmpty)
    }

    @Test func `the urgent goes first, then the oldest`() async throws {
        let store = try await rig.openWithRegister()
        for (code, priority) in [("1/A", 0), ("2/A", 3), ("3/A", 0), ("4/A", 3)] {
            try await store.take(rig.message(code, code: code, to: ["G22"]) { $0.priority = priority })
        }
        var codes: [String] = []
        for claim in try await claim(store, at: 0, limit: 3) + claim(store, at: 0, limit: 3) {
            codes.append(try await store.document(claim.document)?.facts.code ?? "")
        }
        #expect(codes == ["2/A", "4/A", "1/A", "3/A"])
    }

    @Test func `a lease that ran out is claimed again, and its first holder cannot refuse any more`() async throws {
        let store = try await rig.openWithRegister()
        let message = rig.message("packet", to: ["G22"])
        try await store.take(message)
        let first = try #require(try await claim(store, at: 0).first)
        #expect(try await store.nextDue(route: .axis) == Rig.start.minutes(5))
        let second = try #require(try await claim(store, at: 5, by: "b").first)
        #expect(second.attempt == 2)
        #expect(try await store.settle(first, .refused(reason: "18"), now: Rig.start.minutes(6)) == .leaseLost)
        #expect(try await store.settle(second, .delivered(reference: "d1"), now: Rig.start.minutes(6)) == .settled)
        let delivery = try await store.delivery(of: message.document.id, to: "G22")
        #expect(delivery.state == .delivered && delivery.reference == "d1")
        #expect(delivery.deliveredAt == Rig.start.minutes(6))
    }

    @Test func `a lease ends with the process that held it`() async throws {
        let first = try await rig.openWithRegister()
        try await first.take(rig.message("packet", to: ["G22"]))
        #expect(try await claim(first, at: 0).count == 1)
        try await first.close()
        let second = try rig.open()
        #expect(try await claim(second, at: 0).map(\.attempt) == [2])
        try await second.close()
    }

    @Test func `who delivered it says so, lease or not`() async throws {
        let store = try await rig.openWithRegister()
        let message = rig.message("packet", to: ["G22"])
        try await store.take(message)
        let first = try #require(try await claim(store, at: 0).first)
        let second = try #require(try await claim(store, at: 5, by: "b").first)
        #expect(try await store.settle(first, .delivered(reference: "d1"), now: Rig.start.minutes(6)) == .settled)
        let late = DispatchOutcome.deferred(reason: "timeout", notBefore: Rig.start.minutes(9))
        #expect(try await store.settle(second, late, now: Rig.start.minutes(7)) == .leaseLost)
        #expect(try await store.delivery(of: message.document.id, to: "G22").state == .delivered)
        #expect(try await store.kinds().suffix(2) == ["accepted", "delivered"])
    }

    @Test func `an extended lease outlasts its first end`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.message("packet", to: ["G22"]))
        let held = try #require(try await claim(store, at: 0).first)
        #expect(try await store.extend(held, until: Rig.start.minutes(20)) == .settled)
        #expect(try await claim(store, at: 10, by: "b").isEmpty)
        #expect(try await claim(store, at: 20, by: "b").count == 1)
        #expect(try await store.extend(held, until: Rig.start.minutes(60)) == .leaseLost)
    }

    @Test func `a deferred delivery waits its time, and a dead one until somebody sends it again`() async throws {
        let store = try await rig.openWithRegister()
        let message = rig.message("packet", to: ["G22"])
        try await store.take(message)
        let first = try #require(try await claim(store, at: 0).first)
        let deferred = DispatchOutcome.deferred(reason: "503", notBefore: Rig.start.minutes(7))
        #expect(try await store.settle(first, deferred, now: Rig.start.minutes(1)) == .settled)
        #expect(try await store.nextDue(route: .axis) == Rig.start.minutes(7))
        #expect(try await claim(store, at: 6).isEmpty)
        let second = try #require(try await claim(store, at: 7).first)
        #expect(try await store.settle(second, .abandoned(reason: "503"), now: Rig.start.minutes(8)) == .settled)
        #expect(try await store.nextDue(route: .axis) == nil)
        let dead = try await store.delivery(of: message.document.id, to: "G22")
        #expect(dead.state == .dead && dead.reason == "503" && dead.attempt == 2)
        #expect(try await store.sendAgain(dead.id, by: "clerk", now: Rig.start.minutes(9)))
        let again = try #require(try await claim(store, at: 9).first)
        #expect(first.openSince == Rig.start && again.openSince == Rig.start.minutes(9) && again.attempt == 1)
    }

    @Test func `what was refused for the register's sake is sent by the way the register now gives`() async throws {
        let store = try await rig.openWithRegister()
        var message = rig.message("packet", to: ["H24.09"])
        let unknown = NewDelivery(
            id: message.document.deliveries[0].id, recipient: "H24.09", name: "", route: .axis, state: .refused,
            refusal: "HUB-RECIPIENT-UNKNOWN", reason: "không có trong danh mục")
        message.document = IncomingDocument(
            id: message.document.id, origin: message.document.origin, sender: "H24", facts: message.document.facts,
            deliveries: [unknown])
        try await store.take(message)
        let agency = Agency(id: "H24.09", name: "Sở Y tế", centre: "00.24.H24", isLocal: true)
        _ = try await store.put(agencies: [agency], by: "clerk", now: Rig.start)
        #expect(try await store.sendAgain(unknown.id, by: "clerk", now: Rig.start))
        let delivery = try await store.delivery(of: message.document.id, to: "H24.09")
        #expect(delivery.state == .available && delivery.route == .mailbox)
    }

    @Test func `whoever waits is woken by an acceptance that has something to send`() async throws {
        let store = try await rig.openWithRegister()
        var rings = store.wakeUps().makeAsyncIterator()
        _ = await rings.next()
        try await store.take(rig.message("local", code: "1/A", to: ["H24.01"]))
        try await store.take(rig.message("remote", code: "2/A", to: ["G22"]))
        _ = await rings.next()
        #expect(try await claim(store, at: 0).count == 1)
        try await store.close()
        #expect(await rings.next() == nil)
    }
}
