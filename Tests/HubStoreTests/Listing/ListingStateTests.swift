import HubCore
import HubStore
import Testing

@Suite struct `A list` {
    private let morning = DutyRig.morning

    @Test func `shows a document to its sender and to each recipient here, and to nobody else`() async throws {
        let rig = try await ListingRig()
        let letter = try await rig.letter(to: ["H24.01", "G22"]) {
            ($0.subject, $0.typeName, $0.priority, $0.from.name) = ("Về việc trồng cây", "Quyết định", 3, "UBND TP")
        }
        #expect(try await rig.listing.all(.sent, of: "H24").isEmpty)
        try await rig.listing.follow()
        let sent = try #require(try await rig.listing.all(.sent, of: "H24").first)
        #expect(sent.document == letter && sent.subject == "Về việc trồng cây" && sent.typeName == "Quyết định")
        #expect(sent.counterpart?.id == "H24.01" && sent.recipients == 2 && sent.priority == 3 && !sent.isSigned)
        #expect(sent.state == .waiting && sent.progress[.waiting] == 1 && sent.progress[.untouched] == 1)
        let received = try #require(try await rig.listing.all(.received, of: "H24.01").first)
        #expect(received.counterpart == .init(id: "H24", name: "UBND TP") && received.state == .untouched)
        #expect(try await received.delivery == rig.store.delivery(of: letter, to: "H24.01").id)
        for (tray, agency) in [(Tray.received, "G22"), (.received, "H24.02"), (.sent, "H24.01"), (.received, "H24")] {
            #expect(try await rig.listing.all(tray, of: agency).isEmpty, "\(tray) \(agency)")
        }
        try await rig.close()
    }

    @Test func `follows what recipients say and what becomes of packets`() async throws {
        let rig = try await ListingRig()
        let letter = try await rig.letter()
        let claims = try await rig.store.claim(
            route: .axis, limit: 9, owner: "test", until: morning.minutes(1), now: morning)
        for claim in claims { _ = try await rig.store.settle(claim, .refused(reason: "sai"), now: morning) }
        try await rig.store.take(rig.rig.status("03", by: "H24.01", at: morning), at: morning)
        try await rig.store.take(rig.rig.status("02", by: "H24.02", at: morning), at: morning)
        try await rig.listing.follow()
        let sent = try #require(try await rig.listing.all(.sent, of: "H24").first)
        #expect(sent.state == .received && sent.steps == 2)
        #expect((sent.progress[.received], sent.progress[.returned], sent.progress[.failed]) == (1, 1, 1))
        #expect(try await rig.listing.all(.failed, of: "H24").map(\.document) == [letter])
        #expect(try await rig.listing.all(.returned, of: "H24").map(\.document) == [letter])
        #expect(try await rig.listing.all(.unsent, of: "H24").isEmpty)
        #expect(try await rig.listing.states(.received, of: "H24.02") == ["12/QĐ-UBND returned"])
        #expect(try await rig.listing.states(.toDo, of: "H24.02") == [])
        #expect(try await rig.listing.states(.toDo, of: "H24.01") == ["12/QĐ-UBND received"])
        try await rig.store.take(rig.rig.status("06", by: "H24.01", at: morning.minutes(1)), at: morning.minutes(1))
        try await rig.listing.follow()
        #expect(try await rig.listing.states(.toDo, of: "H24.01") == [])
        #expect(try await rig.listing.states(.sent, of: "H24") == ["12/QĐ-UBND done"])
        try await rig.close()
    }

    @Test func `has what is asked back among what is to do, until it is answered`() async throws {
        let rig = try await ListingRig()
        let letter = try await rig.letter(to: ["H24.01"])
        try await rig.store.makeOut(letter, at: morning)
        try await rig.store.take(rig.rig.status("06", by: "H24.01", at: morning), at: morning)
        try await rig.store.take(rig.rig.recall(from: ["H24.01"], at: morning.minutes(1)), at: morning.minutes(1))
        try await rig.listing.follow()
        let asked = try #require(try await rig.listing.all(.toDo, of: "H24.01").first)
        #expect(asked.document == letter && asked.state == .recallAsked && asked.awaitsAnswer && asked.steps == 5)
        let answer = rig.rig.status("15", by: "H24.01", at: morning.minutes(2))
        try await rig.store.take(answer, at: morning.minutes(2))
        try await rig.listing.follow()
        #expect(try await rig.listing.all(.toDo, of: "H24.01").isEmpty)
        #expect(try await rig.listing.all(.received, of: "H24.01").contains { $0.state == .recalled })
        try await rig.close()
    }

    @Test func `puts what is due first on top, and counts what is late on both sides`() async throws {
        let rig = try await ListingRig()
        try await rig.letter("1/A", to: ["H24.01"]) { $0.dueDate = "2026/11/30" }
        try await rig.letter("2/A", to: ["H24.01"], at: morning.minutes(1)) { $0.priority = 3 }
        let done = try await rig.letter("3/A", to: ["H24.01"], at: morning.minutes(2))
        try await rig.store.take(
            rig.rig.status("03", by: "H24.01", document: "3/A", at: morning.minutes(3)), at: morning.minutes(3))
        try await rig.listing.follow()
        let toDo = try await rig.listing.all(.toDo, of: "H24.01")
        #expect(toDo.map(\.code) == ["2/A", "1/A", "3/A"])
        #expect(toDo.map { $0.due?.duty } == [.receipt, .receipt, .processing])
        let (noon, night) = (morning.minutes(60), morning.minutes(600))
        #expect(try await rig.listing.all(.lateHere, of: "H24.01", now: noon).map(\.code) == ["2/A"])
        #expect(try await rig.listing.all(.lateThere, of: "H24", now: night).map(\.code) == ["2/A", "1/A"])
        let counts = try await rig.listing.trayCounts(of: ["H24", "H24.01"], now: night)
        #expect((counts[.lateThere], counts[.lateHere], counts[.toDo], counts[.unsent]) == (2, 2, 3, 0))
        #expect(toDo.last?.document == done && toDo.first?.isOverdue(now: noon) == true)
        try await rig.listing.follow(nil)
        #expect(try await rig.listing.all(.lateThere, of: "H24", now: night).isEmpty)
        #expect(try await rig.listing.all(.toDo, of: "H24.01").map(\.code) == ["1/A", "2/A", "3/A"])
        try await rig.close()
    }
}
