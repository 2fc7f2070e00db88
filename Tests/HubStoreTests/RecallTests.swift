import HubCore
import HubStore
import Testing

@Suite struct `Asking for a document back` {
    private let rig = Rig()

    @Test(arguments: Rig.RecallForm.allCases)
    func `what has not left comes back at once, and nothing goes out`(form: Rig.RecallForm) async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["G22", "H24.01"])
        try await store.take(letter)
        let recall = rig.recall(form, from: ["G22", "H24.01"], at: Rig.start.minutes(1))
        try await store.take(recall, at: Rig.start.minutes(1))
        #expect(try await store.states(of: letter.document.id) == ["G22": .recalled, "H24.01": .recalled])
        #expect(try await store.states(of: recall.document.id) == ["G22": .recalled, "H24.01": .recalled])
        let answers = try await store.negotiations(askedBy: recall.document.id)
        #expect(answers.map(\.state) == [.takenBack, .takenBack] && answers.map(\.reason) == ["Gửi nhầm", "Gửi nhầm"])
        #expect(try await store.mail(of: "H24.01").isEmpty)
        let now = Rig.start.minutes(2)
        #expect(try await store.claim(route: .axis, limit: 9, owner: "a", until: now.minutes(1), now: now).isEmpty)
        #expect(try await store.nextDue(route: .axis) == nil)
        let delivery = try await store.delivery(of: letter.document.id, to: "H24.01")
        #expect(delivery.reason == "Gửi nhầm" && delivery.business.isEnd)
        #expect(try await store.markFetched(delivery.id, by: "c", now: now) == .unknown)
        #expect(try await store.sendAgain(delivery.id, by: "operator", now: now) == false)
    }

    @Test(arguments: Rig.RecallForm.allCases)
    func `what has left is asked for, and each recipient answers for itself`(form: Rig.RecallForm) async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["G22", "H24.01", "H24.02"])
        try await store.take(letter)
        try await store.makeOut(letter.document.id)
        let recall = rig.recall(form, from: ["G22", "H24.01"])
        try await store.take(recall)
        #expect(try await store.recalls(of: letter.document.id) == ["G22": .asked, "H24.01": .asked])
        #expect(try await store.states(of: recall.document.id) == ["G22": .waiting, "H24.01": .available])
        try await store.take(rig.status("16", by: "G22", at: Rig.start.minutes(2), description: "Đã xử lý"))
        try await store.take(rig.status("15", by: "H24.01", at: Rig.start.minutes(2), description: "Đã hủy"))
        #expect(try await store.recalls(of: letter.document.id) == ["G22": .declined, "H24.01": .agreed])
        let answers = try await store.negotiations(askedBy: recall.document.id)
        #expect(answers.map(\.answer?.description) == ["Đã xử lý", "Đã hủy"])
        #expect(try await store.states(of: letter.document.id)["H24.01"] == .recalled)
        #expect(try await store.mail(of: "H24.01") == [recall.document.id])
        #expect(try await store.mail(of: "H24.02") == [letter.document.id])
        #expect(try await store.payload(letter.payload.sha256)?.isIntact() == true)
    }

    @Test func `what is being sent at this moment counts as having left`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["G22", "G09"])
        try await store.take(letter)
        let lease = Rig.start.minutes(5)
        let claim = try #require(
            try await store.claim(route: .axis, limit: 1, owner: "a", until: lease, now: Rig.start).first)
        try await store.take(rig.recall(from: ["G22", "G09"]))
        #expect(try await store.recalls(of: letter.document.id) == ["G22": .asked, "G09": .asked])
        let later = DispatchOutcome.deferred(reason: "timeout", notBefore: Rig.start.minutes(9))
        #expect(try await store.settle(claim, later, now: Rig.start.minutes(1)) == .settled)
        // Unknown whether it arrived: so it still is.
        try await store.take(rig.recall(from: ["G22"], reason: "Lần hai"))
        #expect(try await store.recalls(of: letter.document.id) == ["G22": .asked, "G09": .asked])
        #expect(try await store.states(of: letter.document.id)["G22"] == .waiting)
        // Who agrees needs it no more: what still waited is not sent again.
        try await store.take(rig.status("15", by: "G22", at: Rig.start.minutes(3)))
        #expect(try await store.states(of: letter.document.id) == ["G22": .recalled, "G09": .waiting])
    }

    @Test func `who reports on a document has it, whatever the mailbox says`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["H24.01"])
        try await store.take(letter)
        try await store.take(rig.status("01", by: "H24.01"))
        try await store.take(rig.recall(from: ["H24.01"]))
        #expect(try await store.recalls(of: letter.document.id) == ["H24.01": .asked])
    }

    @Test func `one packet recalls many documents, each as it stands`() async throws {
        let store = try await rig.openWithRegister()
        let out = rig.message("1", code: "1/A", to: ["H24.01"])
        let here = rig.message("2", code: "2/A", to: ["H24.01", "H24.02"])
        for letter in [out, here] { try await store.take(letter) }
        try await store.makeOut(out.document.id)
        let recall = rig.recall(from: ["H24.01", "H24.02"]) { facts in
            facts.responseFor = [
                .init(organID: "H24.01", code: "2/A"), .init(organID: "H24.01", code: "1/A"),
                .init(organID: "H24.02", code: "2/A"),
            ]
        }
        try await store.take(recall)
        #expect(try await store.recalls(of: here.document.id) == ["H24.01": .takenBack, "H24.02": .takenBack])
        #expect(try await store.recalls(of: out.document.id) == ["H24.01": .asked])
        #expect(try await store.states(of: recall.document.id) == ["H24.01": .available, "H24.02": .recalled])
    }

    @Test func `a recipient that a recall names without addressing it is told all the same`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["H24.01", "G22"])
        try await store.take(letter)
        try await store.makeOut(letter.document.id)
        let recall = rig.recall(from: ["H24.01"]) {
            $0.responseFor.append(.init(organID: "G22", code: "12/QĐ-UBND", promulgationDate: "2026/11/02"))
        }
        try await store.take(recall)
        #expect(try await store.states(of: recall.document.id) == ["H24.01": .available, "G22": .waiting])
        #expect(try await store.recalls(of: letter.document.id) == ["H24.01": .asked, "G22": .asked])
    }

    @Test func `what came down the axis is asked for, though nobody has fetched it`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", from: "G22", to: ["H24.01"], origin: .axis(docID: "d1"))
        try await store.take(letter)
        let recall = rig.recall(by: "G22", from: ["H24.01"], origin: .axis(docID: "d2"))
        try await store.take(recall)
        #expect(try await store.recalls(of: letter.document.id) == ["H24.01": .asked])
        #expect(try await store.mail(of: "H24.01") == [letter.document.id, recall.document.id])
    }

    @Test func `only its sender asks for a document back`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["H24.01", "G22"]) { $0.documentID = "same" }
        try await store.take(letter)
        try await store.take(rig.status("13", by: "G22", documentID: "same", to: ["H24.01"]))
        try await store.take(
            rig.recall(by: "G22", from: ["H24.01"], origin: .axis(docID: "d3")) {
                $0.responseFor[0].documentID = "same"
            })
        #expect(try await store.recalls(of: letter.document.id).isEmpty)
        #expect(try await store.parkedStatuses(limit: 9).map(\.because) == [.notConcerned])
        #expect(try await store.parkedRequests(limit: 9).map(\.because) == [.unknown])
        #expect(try await store.states(of: letter.document.id) == ["H24.01": .available, "G22": .waiting])
    }

    @Test func `a recall that comes first finds its document, which nobody then sees`() async throws {
        let store = try await rig.openWithRegister()
        let recall = rig.recall(from: ["H24.01"])
        try await store.take(recall)
        #expect(try await store.parkedRequests(limit: 9).map(\.because) == [.unknown])
        #expect(try await store.mail(of: "H24.01") == [recall.document.id])
        let letter = rig.message("letter", to: ["H24.01", "H24.02"])
        try await store.take(letter)
        #expect(try await store.parkedRequests(limit: 9).isEmpty)
        #expect(try await store.states(of: letter.document.id) == ["H24.01": .recalled, "H24.02": .available])
        #expect(try await store.mail(of: "H24.01").isEmpty)
    }
}
