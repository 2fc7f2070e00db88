import HubCore
import HubStore
import Testing

@Suite struct `Answers to what was asked` {
    private let rig = Rig()

    /// A document that the ministry has, and a recall of it.
    private func asked(
        _ store: SQLiteStore, by rig: Rig
    ) async throws -> (letter: DocumentID, recall: DocumentID) {
        let letter = rig.message("letter", to: ["G22"])
        try await store.take(letter)
        try await store.makeOut(letter.document.id)
        let recall = rig.recall(from: ["G22"], at: Rig.start.minutes(1))
        try await store.take(recall, at: Rig.start.minutes(1))
        return (letter.document.id, recall.document.id)
    }

    @Test func `a recall that meets completion is decided once, whichever comes first, and both are shown`()
        async throws
    {
        for order in [["06", "15"], ["15", "06"]] {
            let rig = Rig()
            let store = try await rig.openWithRegister()
            let (letter, _) = try await asked(store, by: rig)
            let minutes = ["06": Int64(3), "15": 4]
            for code in order {
                try await store.take(rig.status(code, by: "G22", at: Rig.start.minutes(minutes[code] ?? 0)))
                if code == "06", code == order[0] {
                    #expect(try await store.recalls(of: letter) == ["G22": .contested])
                }
            }
            let business = try await store.delivery(of: letter, to: "G22").business
            #expect(business.recall == .agreed && business.code == "06" && business.isEnd)
            #expect(business.contradictions.map { "\($0.status.code) \($0.against)" } == ["06 15"], "\(order)")
            #expect(try await store.states(of: letter) == ["G22": .recalled])
        }
    }

    @Test func `an answer to an update gives nothing back`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["H24.01"])
        try await store.take(letter)
        try await store.makeOut(letter.document.id)
        try await store.take(rig.update(to: ["H24.01"], changingDocument: true))
        try await store.take(rig.status("15", by: "H24.01"))
        let delivery = try await store.delivery(of: letter.document.id, to: "H24.01")
        #expect(delivery.business.recall == nil && delivery.business.update == .agreed)
        #expect(delivery.state == .fetched && delivery.business.contradictions.isEmpty)
    }

    @Test func `who does not answer in time may still do so`() async throws {
        let store = try await rig.openWithRegister()
        let (letter, _) = try await asked(store, by: rig)
        let day = Rig.start.minutes(24 * 60)
        #expect(try await store.giveUpWaiting(askedBefore: Rig.start, limit: 9, now: day) == 0)
        #expect(try await store.giveUpWaiting(askedBefore: Rig.start.minutes(1), limit: 9, now: day) == 1)
        #expect(try await store.giveUpWaiting(askedBefore: day, limit: 9, now: day) == 0)
        #expect(try await store.recalls(of: letter) == ["G22": .unanswered])
        try await store.take(rig.status("15", by: "G22", at: day))
        #expect(try await store.recalls(of: letter) == ["G22": .agreed])
    }

    @Test func `an answer that is repeated does not answer what was asked since`() async throws {
        let store = try await rig.openWithRegister()
        let (letter, first) = try await asked(store, by: rig)
        try await store.take(rig.status("16", by: "G22", at: Rig.start.minutes(2)))
        let second = rig.recall(from: ["G22"], at: Rig.start.minutes(3), reason: "Vẫn xin lại")
        try await store.take(second, at: Rig.start.minutes(3))
        try await store.take(rig.status("16", by: "G22", at: Rig.start.minutes(2), description: "gửi lại"))
        #expect(try await store.recalls(of: letter) == ["G22": .asked])
        try await store.take(rig.status("15", by: "G22", at: Rig.start.minutes(4)))
        #expect(try await store.negotiations(about: letter).map(\.state) == [.declined, .agreed])
        #expect(try await store.negotiations(about: letter).map(\.request) == [first, second.document.id])
        #expect(try await store.delivery(of: letter, to: "G22").business.contradictions.isEmpty)
    }

    @Test func `asking again overtakes what is still open`() async throws {
        let store = try await rig.openWithRegister()
        let (letter, first) = try await asked(store, by: rig)
        let second = rig.recall(from: ["G22"], at: Rig.start.minutes(2), reason: "Nhắc lại")
        try await store.take(second, at: Rig.start.minutes(2))
        #expect(try await store.negotiations(askedBy: first).map(\.state) == [.overtaken])
        // An answer that names the first request agrees all the same.
        let named = try await store.delivery(of: first, to: "G22").id.text
        try await store.take(rig.status("15", by: "G22", at: Rig.start.minutes(3), documentID: named))
        #expect(try await store.recalls(of: letter) == ["G22": .agreed])
    }

    @Test func `an answer to nothing is kept and shown as what it is`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["G22"])
        try await store.take(letter)
        try await store.makeOut(letter.document.id)
        try await store.take(rig.status("15", by: "G22"))
        let business = try await store.delivery(of: letter.document.id, to: "G22").business
        #expect(business.recall == nil && business.contradictions.map(\.against) == ["13"])
        #expect(try await store.states(of: letter.document.id) == ["G22": .delivered])
    }

    @Test func `what may answer either of two requests waits until somebody says which`() async throws {
        let store = try await rig.openWithRegister()
        let (letter, recall) = try await asked(store, by: rig)
        let update = rig.update(to: ["G22"], changingDocument: true, at: Rig.start.minutes(2))
        try await store.take(update, at: Rig.start.minutes(2))
        let answer = rig.status("15", by: "G22", at: Rig.start.minutes(3))
        try await store.take(answer)
        let parked = try #require(try await store.parkedStatuses(limit: 9).first)
        #expect(parked.because == .unclear && parked.candidates == [recall, update.document.id])
        #expect(try await store.states(of: letter) == ["G22": .delivered])
        func match(_ request: DocumentID?) async throws -> HandMatch {
            try await store.match(
                answer.document.id, with: letter, answering: request, by: "an", now: Rig.start.minutes(4))
        }
        #expect(try await match(nil) == .unclear)
        #expect(try await match(letter) == .unclear)
        #expect(try await match(update.document.id) == .matched)
        let business = try await store.delivery(of: letter, to: "G22").business
        #expect(business.update == .agreed && business.recall == .asked)
        #expect(try await match(recall) == .notParked)
    }
}
