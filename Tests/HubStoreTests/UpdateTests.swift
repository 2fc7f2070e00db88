import HubCore
import HubStore
import Testing

@Suite struct `Updates and replacements` {
    private let rig = Rig()

    @Test func `who is added gets the document, who is removed is asked for it, and the others are told`() async throws
    {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["H24.01", "H24.02", "G22"]) { $0.documentID = "the letter" }
        try await store.take(letter)
        try await store.makeOut(letter.document.id)
        let update = rig.update(
            to: ["H24.01", "G09"], adding: ["G09"], removing: ["H24.02", "G22"], named: "THE LETTER")
        try await store.take(update)
        let deliveries = try await store.deliveries(of: letter.document.id)
        #expect(deliveries.map(\.recipient) == ["H24.01", "H24.02", "G22", "G09"])
        #expect(deliveries.map(\.business.recall) == [nil, .asked, .asked, nil])
        #expect(deliveries.map(\.business.update) == [.asked, nil, nil, nil])
        // The removed are not addressed by the update, and get it none the less.
        #expect(try await Set(store.states(of: update.document.id).keys) == ["H24.01", "G09", "H24.02", "G22"])
        let now = Rig.start.minutes(1)
        let claims = try await store.claim(route: .axis, limit: 9, owner: "a", until: now.minutes(1), now: now)
        let copy = try #require(claims.first { $0.document == letter.document.id })
        #expect(copy.deliveries.map(\.recipient) == ["G09"] && copy.sha256 == letter.payload.sha256)
        #expect(try await store.relations(of: letter.document.id).map(\.match.quality) == [.documentID])
    }

    @Test func `who is removed before it left is not troubled, and gets it anew when it is added again`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["H24.01", "H24.02"])
        try await store.take(letter)
        let away = rig.update(to: ["H24.01"], removing: ["H24.02"])
        try await store.take(away)
        #expect(try await store.states(of: letter.document.id) == ["H24.01": .available, "H24.02": .recalled])
        #expect(try await store.states(of: away.document.id) == ["H24.01": .available])
        try await store.take(rig.update(to: ["H24.01"], adding: ["H24.02"], words: "again"))
        #expect(try await store.mail(of: "H24.02") == [letter.document.id])
        let again = try await store.delivery(of: letter.document.id, to: "H24.02")
        #expect(again.business.recall == nil && again.negotiations.map(\.isPast) == [true])
        // It has not left a second time either.
        try await store.take(rig.recall(from: ["H24.02"]))
        #expect(try await store.recalls(of: letter.document.id) == ["H24.02": .takenBack])
    }

    @Test func `a changed description is noted on the document, and told to those who have it`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["H24.01", "G22"])
        try await store.take(letter)
        let update = rig.update(to: ["H24.01", "G22", "G09"], changingDocument: true)
        try await store.take(update)
        #expect(try await store.document(letter.document.id)?.amendedBy == [update.document.id])
        #expect(
            try await store.negotiations(askedBy: update.document.id).map { "\($0.recipient) \($0.kind) \($0.state)" }
                == ["H24.01 update asked", "G22 update asked"])
    }

    @Test func `a replacement is linked both ways, and told to whoever holds what it replaces`() async throws {
        let store = try await rig.openWithRegister()
        let old = rig.message("old", to: ["H24.01", "G22", "G09"]) { $0.documentID = "old one" }
        try await store.take(old)
        try await store.take(rig.recall(from: ["G09"]))
        let new = rig.replacement("13/QĐ-UBND", of: "Old One", heldBy: ["H24.01", "G22", "G09"], to: ["H24.01"])
        try await store.take(new)
        #expect(try await store.document(old.document.id)?.replacedBy == [new.document.id])
        #expect(try await store.document(new.document.id)?.replaces == [old.document.id])
        #expect(try await store.states(of: new.document.id) == ["H24.01": .available, "G22": .waiting])
        #expect(try await store.negotiations(about: old.document.id).map(\.recipient) == ["G09"])
    }

    @Test func `an update or a replacement that comes first finds its document`() async throws {
        let store = try await rig.openWithRegister()
        let new = rig.replacement("13/QĐ-UBND", of: "the letter", heldBy: ["H24.01"], to: ["H24.02"])
        try await store.take(new)
        let many = (0..<25).map { "H24.1\($0)" }
        try await store.take(rig.update(to: ["H24.01"], adding: many, removing: ["H24.02"], named: "the letter"))
        #expect(try await store.parkedRequests(limit: 99).map(\.request.copies.count) == [0, 10, 10, 5])
        let letter = rig.message("letter", to: ["H24.01", "H24.02"]) { $0.documentID = "The Letter" }
        try await store.take(letter)
        #expect(try await store.parkedRequests(limit: 9).isEmpty)
        let states = try await store.states(of: letter.document.id)
        #expect(states.count == 27 && states["H24.02"] == .recalled && states["H24.124"] == .available)
        #expect(try await store.document(letter.document.id)?.replacedBy == [new.document.id])
        #expect(try await store.states(of: new.document.id) == ["H24.02": .available, "H24.01": .available])
    }

    @Test func `nobody updates or replaces another's document`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["H24.01"]) { $0.documentID = "the letter" }
        try await store.take(letter)
        let named = try await store.delivery(of: letter.document.id, to: "H24.01").id.text
        try await store.take(
            rig.update(
                to: ["H24.01"], adding: ["H24.02"], named: named, origin: .axis(docID: "u"), from: "G22"))
        #expect(try await store.parkedRequests(limit: 9).map(\.because) == [.notConcerned])
        #expect(try await store.states(of: letter.document.id) == ["H24.01": .available])
    }
}
