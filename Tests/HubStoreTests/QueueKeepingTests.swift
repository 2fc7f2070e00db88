import Foundation
import GRDB
import HubCore
import Testing

@testable import HubStore

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
            let step = try await store.retry(query, after: place, limit: 3, by: "an", reason: "mạng đã thông", now: now)
            retried += step.retried
            place = step.next
        } while place != nil
        #expect(retried == 4)
        let entries = try await store.journal(from: 0, limit: 100).filter { $0.kind == "sentAgain" }
        #expect(entries.count == 4 && entries.allSatisfy { $0.entry.contains(#""note":"mạng đã thông""#) })
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

@Suite struct `A queue from before there were lanes` {
    @Test func `keeps its deliveries, each in the lane and with the sender that its document says`() async throws {
        let rig = Rig()
        try FileManager.default.createDirectory(atPath: rig.folder, withIntermediateDirectories: true)
        let earlier = try DatabaseQueue(path: rig.database)
        try Schema.migrator.migrate(earlier, upTo: "10 carried up")
        try await earlier.write { db in
            for (number, priority, size) in [(1, 3, 64), (2, 0, 1 << 20), (3, 4, (1 << 20) + 1)] {
                let digest = String(repeating: "\(number)", count: 64)
                try db.execute(
                    sql: """
                        INSERT INTO payload (sha256, size) VALUES (:sha256, :size);
                        INSERT INTO document (journal_index, id, kind, business_type, sender, code_key, date_key, sha256,
                            accepted_at, origin, facts, receipt)
                        VALUES (:number, 'd' || :number, 'document', 0, 'H24.' || :number, '', '', :sha256, 0, '', '', '');
                        INSERT INTO delivery (id, document, kind, priority, recipient, name, route, state, attempt, due_at,
                            lease_owner, created_at, open_since, changed_at)
                        VALUES ('v' || :number, 'd' || :number, 'document', :priority, 'G22', '', 'axis', 'leased', 1, 5,
                            'a', 0, 0, 0);
                        """, arguments: ["number": number, "priority": priority, "size": size, "sha256": digest])
            }
        }
        try earlier.close()
        try await rig.open().close()
        #expect(
            try rig.sqlite3("SELECT id, sender, lane, state, due_at FROM delivery ORDER BY id")
                == "v1|H24.1|7|leased|0\nv2|H24.2|1|leased|0\nv3|H24.3|8|leased|0")
        #expect(
            try rig.sqlite3("SELECT position, lower(hex(sha256)), size FROM payload")
                == "1|\(String(repeating: "1", count: 64))|64\n2|\(String(repeating: "2", count: 64))|1048576\n"
                + "3|\(String(repeating: "3", count: 64))|1048577")
        #expect(Lane(priority: 3, size: 64).rawValue == 7 && Lane(priority: 4, size: (1 << 20) + 1).rawValue == 8)
    }
}
