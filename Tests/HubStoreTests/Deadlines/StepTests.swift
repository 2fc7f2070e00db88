import HubCore
import HubStore
import SeededRandom
import Testing

@Suite struct `Steps of the ladder` {
    private let duty = DutyRig()
    private var rig: Rig { duty.rig }
    private func at(_ text: String) -> Timestamp { DutyRig.at(text) }
    private let receipts = DutyPlan(calendar: .plainWeek)

    private func one(in store: SQLiteStore) async throws -> Receipt {
        try await store.take(
            rig.message("one", to: ["H24.01"], at: DutyRig.morning) { $0.dueDate = nil }, at: DutyRig.morning)
    }

    @Test func `are raised once each, and tell whom they name`() async throws {
        let store = try await duty.open()
        _ = try await one(in: store)
        for moment in [
            "2026-11-20T10:59", "2026-11-20T11:00", "2026-11-20T12:00", "2026-11-20T17:00", "2026-11-23T17:00",
        ] {
            try await store.look(receipts, at: at(moment))
            try await store.look(receipts, at: at(moment))
        }
        let raised = try await store.escalations()
        #expect(raised.map(\.step) == ["-4h", "0", "+1d"])
        #expect(raised.map { $0.told.map(\.agency) } == [["H24.01"], ["H24.01", "H24"], ["H24.01", "H24"]])
        #expect(raised[0].told[0].by == [.page, .webhook] && raised[2].told[1].by == [.page, .webhook, .mail])
        #expect(raised[2].nextAt == at("2026-11-25T17:00"))
        // The parent sees from now on what its department owes.
        #expect(try await store.owed(DutyQuery(.agencies(["H24"])), receipts) == ["H24.01 receipt 2026-11-20T17:00"])
        try await store.take(rig.status("03", by: "H24.01", at: at("2026-11-24T08:00")), at: at("2026-11-24T08:00"))
        #expect(try await store.look(receipts, at: at("2027-01-01T08:00")) == 0)
        #expect(try await store.escalations().count == 3)
        #expect(try await store.owed(DutyQuery(.agencies(["H24"])), receipts).isEmpty)
    }

    @Test func `of which several have come are one: the furthest`() async throws {
        let store = try await duty.open()
        _ = try await one(in: store)
        try await store.look(receipts, at: at("2026-12-20T08:00"))
        #expect(try await store.escalations().map(\.step) == ["+3d"])
        #expect(try await store.escalations().map(\.nextAt) == [nil])
    }

    @Test func `are not raised for what was done while they came`() async throws {
        let store = try await duty.open()
        _ = try await one(in: store)
        try await store.follow(receipts)
        // The status is in the store; the keeper has not followed so far.
        try await store.take(rig.status("03", by: "H24.01", at: DutyRig.morning), at: DutyRig.morning)
        #expect(try await store.raiseSteps(by: receipts, limit: 10, now: at("2026-11-21T08:00")) == 1)
        #expect(try await store.escalations().isEmpty)
        #expect(try await store.owed(DutyQuery(), receipts).isEmpty)
    }

    @Test func `survive a crash right after, and are not raised again`() async throws {
        let store = try await duty.open()
        let receipt = try await one(in: store)
        try await store.look(receipts, at: at("2026-11-20T17:00"))
        try await store.close()
        let again = try rig.open()
        try await again.look(receipts, at: at("2026-11-20T17:01"))
        #expect(try await again.escalations().map(\.step) == ["0"])
        // What was to be told by mail is still on its way.
        #expect(try await claim(again, at: at("2026-11-20T17:05")).map(\.lines.count) == [1, 1])
        let shown = try await again.duties(of: receipt.documentID, by: receipts)
        #expect(shown.values.first?.first?.raised.map(\.step) == ["0"])
        try await again.close()
    }

    @Test func `that were raised stay so when the calendar changes, and the others move`() async throws {
        let store = try await duty.open()
        _ = try await one(in: store)
        try await store.look(receipts, at: at("2026-11-20T17:00"))
        let holiday = WorkingCalendar.NamedDay(
            day: WorkingCalendar.day(of: at("2026-11-23T08:00")), name: "Ngày nghỉ mới")
        let calendar = try #require(
            WorkingCalendar(
                weekdays: [1, 2, 3, 4, 5], sessions: WorkingCalendar.plainWeek.sessions, years: [], holidays: [holiday],
                makeUpDays: []))
        let longer = DutyPlan(calendar: calendar)
        try await store.look(longer, at: at("2026-11-23T17:00"))
        #expect(try await store.escalations().map(\.step) == ["0"])
        try await store.look(longer, at: at("2026-11-24T17:00"))
        #expect(try await store.escalations().map(\.step) == ["0", "+1d"])
        #expect(try await store.kinds().filter { $0 == "dutyPlanChanged" }.count == 2)
    }

    // MARK: What is told

    private func claim(_ store: SQLiteStore, gatherFor: Int64 = 60_000, at now: Timestamp) async throws -> [ClaimedMail]
    {
        try await store.claimMail(limit: 9, gatherFor: gatherFor, owner: "run", until: now.minutes(1), now: now)
    }

    @Test func `go into one mail for each agency, which is the same until it is sent`() async throws {
        let store = try await duty.open()
        for number in 1...3 {
            try await store.take(duty.letter("\(number)/QĐ", at: DutyRig.morning), at: DutyRig.morning)
        }
        let due = at("2026-11-20T17:00")
        try await store.look(receipts, at: due)
        #expect(try await store.nextMailDue(gatherFor: 60_000) == due.minutes(1))
        #expect(try await claim(store, at: due).isEmpty)
        let mails = try await claim(store, at: due.minutes(1))
        #expect(mails.map { $0.agency?.id } == ["H24", "H24.01", "H24.02"] && mails.map(\.lines.count) == [6, 3, 3])
        #expect(try await claim(store, at: due.minutes(1)).isEmpty)
        let later = DispatchOutcome.deferred(reason: "the server has hung up", notBefore: due.minutes(5))
        #expect(try await store.settle(mails[0], later, now: due.minutes(1)) == .settled)
        #expect(try await store.settle(mails[1], .delivered(reference: "250"), now: due.minutes(1)) == .settled)
        #expect(try await store.settle(mails[2], .refused(reason: "550"), now: due.minutes(1)) == .settled)
        #expect(try await store.settle(mails[2], .delivered(reference: nil), now: due.minutes(1)) == .leaseLost)
        let again = try await claim(store, at: due.minutes(5))
        #expect(again.map(\.id) == [mails[0].id] && again[0].lines == mails[0].lines && again[0].attempt == 2)
        _ = try await store.settle(again[0], .delivered(reference: nil), now: due.minutes(5))
        #expect(try await store.kinds().filter { $0 == "reminderMailed" }.count == 3)
        #expect(try await store.nextMailDue(gatherFor: 0) == nil)
    }

    @Test func `go by mail to nobody beyond the axis`() async throws {
        let store = try await duty.open()
        var ministry = try #require(Rig.agencies.first { $0.id == "G22" })
        ministry.contacts.mail = "vanthu@vpcp.example"
        _ = try await store.put(agencies: [ministry], by: "test", now: Rig.start)
        let receipt = try await store.take(duty.letter(), at: DutyRig.morning)
        try await store.makeOut(receipt.documentID, at: DutyRig.morning)
        try await store.look(receipts, at: at("2026-11-20T17:00"))
        let told = try await store.escalations().first { $0.recipient == "G22" }?.told
        #expect(told?.map(\.agency) == ["G22", "H24"] && told?.map { $0.by.contains(.mail) } == [false, true])
    }

    @Test func `are news for webhooks, with what is owed and by when`() async throws {
        let store = try await duty.open()
        var dice = SplitMix(1)
        let webhook = Webhook(
            id: WebhookID(at: Rig.start, using: &dice), agency: "H24.01", url: "https://a.example",
            filter: PushFilter(topics: [.deadlineRaised]), createdAt: Rig.start)
        try await store.put(webhook: webhook, secret: "whsec_1", overlap: 0, by: "test", now: Rig.start)
        _ = try await one(in: store)
        let due = at("2026-11-20T17:00")
        try await store.look(receipts, at: due)
        let news = try await store.claimNews(
            limit: 9, perWebhook: 9, owner: "run", until: due.minutes(1), expiry: 86_400_000, now: due)
        #expect(news.map(\.event.deadline) == [PushEvent.Deadline(duty: .receipt, dueAt: due, step: "0")])
        #expect(news.map(\.event.recipient) == ["H24.01"])
    }
}
