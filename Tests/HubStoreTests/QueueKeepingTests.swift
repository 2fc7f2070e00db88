import HubCore
import HubStore
import Testing

@Suite struct `Looking after the queue` {
    private let rig = Rig()

    /// Three documents for G22, one of them dead, and one for G09; ten minutes between each.
    private func fill(_ store: SQLiteStore) async throws -> [DocumentID] {
        var documents: [DocumentID] = []
        for (number, recipient) in [(1, "G22"), (2, "G22"), (3, "G22"), (4, "G09")] {
            let now = Rig.start.minutes(Int64(10 * number))
            let message = rig.message("\(number)", code: "\(number)/VP", to: [recipient], at: now)
            try await store.take(message, at: now)
            documents.append(message.document.id)
            guard number == 1 else { continue }
            let claim = try #require(
                try await store.claim(route: .axis, limit: 1, owner: "a", until: now.minutes(1), now: now).first)
            _ = try await store.settle(claim, .abandoned(reason: "503"), now: now)
        }
        return documents
    }

    @Test func `lists by recipient and age, page after page`() async throws {
        let store = try await rig.openWithRegister()
        _ = try await fill(store)
        var (codes, after) = ([String](), nil as QueuePlace?)
        for _ in 0..<3 {
            let page = try await store.queue(QueueQuery(), after: after, limit: 2)
            codes += page.map(\.code)
            after = page.last?.place ?? after
        }
        #expect(codes == ["4/VP", "1/VP", "2/VP", "3/VP"])
        let dead = QueueQuery(destination: .agency("g22"), states: [.dead])
        #expect(try await store.queue(dead, after: nil, limit: 9).map(\.transport.reason) == ["503"])
        let old = QueueQuery(destination: .axis, states: [.waiting], openSince: Rig.start.minutes(30))
        #expect(try await store.queue(old, after: nil, limit: 9).map(\.code) == ["2/VP", "3/VP"])
        #expect(try await store.count(old) == 2)
        #expect(try await store.count(dead) == 1)
        #expect(try await store.count(QueueQuery(states: [.delivered, .available])) == 0)
    }

    @Test func `tries again whatever is found, piece by piece, each with its operator`() async throws {
        let store = try await rig.openWithRegister()
        let documents = try await fill(store)
        let now = Rig.start.minutes(100)
        let query = QueueQuery(openSince: Rig.start.minutes(99))
        var (retried, place) = (0, nil as QueuePlace?)
        repeat {
            let step = try await store.retry(query, after: place, limit: 3, by: "an", now: now)
            retried += step.retried
            place = step.next
        } while place != nil
        #expect(retried == 4)
        #expect(try await store.kinds().count { $0 == "sentAgain" } == 4)
        let again = try await store.delivery(of: documents[0], to: "G22")
        #expect(again.state == .waiting && again.attempt == 0 && again.notBefore == now)
    }

    @Test func `an operator's word ends what waits, and what arrives all the same is delivered`() async throws {
        let store = try await rig.openWithRegister()
        let documents = try await fill(store)
        let now = Rig.start.minutes(100)
        let claim = try #require(
            try await store.claim(route: .axis, limit: 1, owner: "a", until: now.minutes(1), now: now).first)
        for document in [documents[1], documents[2]] {
            let delivery = try await store.delivery(of: document, to: "G22")
            #expect(try await store.cancel(delivery.id, reason: "gửi nhầm", by: "an", now: now))
            #expect(try await store.cancel(delivery.id, reason: "lại", by: "an", now: now) == false)
            let ended = try await store.delivery(of: document, to: "G22")
            #expect(ended.state == .cancelled && ended.reason == "gửi nhầm")
        }
        let deferred = DispatchOutcome.deferred(reason: "503", notBefore: now)
        let carried = claim.document == documents[1] ? documents[1] : claim.document
        if carried == documents[1] {
            #expect(try await store.settle(claim, deferred, now: now) == .leaseLost)
            #expect(try await store.settle(claim, .delivered(reference: "d"), now: now) == .settled)
            #expect(try await store.delivery(of: carried, to: "G22").state == .delivered)
        }
        #expect(try await store.kinds().count { $0 == "cancelled" } == 2)
    }

    @Test func `the table of ages has a row for each destination, and a column for each age`() async throws {
        let store = try await rig.openWithRegister()
        _ = try await fill(store)
        try await store.take(rig.message("mailbox", code: "5/VP", to: ["H24.01"]), at: Rig.start)
        let ages = try await store.ages(now: Rig.start.minutes(75))
        let rows = ages.map { "\($0.kind.rawValue) \($0.destination) \($0.counts)" }
        #expect(
            rows == [
                "axis axis [0, 0, 3, 0, 0, 0, 0]", "recipient G09 [0, 0, 1, 0, 0, 0, 0]",
                "recipient G22 [0, 0, 2, 0, 0, 0, 0]", "mailbox H24.01 [0, 0, 0, 1, 0, 0, 0]",
            ])
    }
}
