import HubCore
import HubStore
import Testing

@Suite struct `A hub as it stood` {
    private struct Moment {
        let at: Timestamp
        let documents: [DocumentRecord]
        let deliveries: [DocumentID: [DeliveryRecord]]
        let mail: [String: [MailboxItem]]
    }

    private static let agencies = ["H24", "H24.01", "H24.02", "G22", "G09"]

    private func moment(of store: SQLiteStore, at now: Timestamp) async throws -> Moment {
        let documents = try await store.sent(
            by: .agencies(Self.agencies), kind: nil, accepted: .init(), before: nil, limit: 1000)
        var mail: [String: [MailboxItem]] = [:]
        for agency in Self.agencies { mail[agency] = try await lying(in: agency, store) }
        return Moment(
            at: now, documents: documents, deliveries: try await store.deliveries(ofEach: documents.map(\.id)),
            mail: mail)
    }

    private func lying(in agency: String, _ store: SQLiteStore) async throws -> [MailboxItem] {
        try await store.mailbox(
            of: .agencies([agency]), kind: nil, accepted: .init(), openOnly: true, after: 0, limit: 1000)
    }

    /// What is leased at a moment is not known by the journal.
    private func settled(_ deliveries: [DeliveryRecord]) -> Bool {
        !deliveries.contains { $0.state == .leased || ($0.state == .waiting && $0.attempt > 0) }
    }

    @Test(arguments: [11, 12] as [UInt64]) func `shows every document as it was looked at then`(seed: UInt64)
        async throws
    {
        let history = try await RandomHistory(seed: seed)
        var moments: [Moment] = []
        for _ in 0..<4 {
            try await history.go(50)
            moments.append(try await moment(of: history.store, at: history.now))
        }
        let hindsight = Hindsight(try ReplaySource(dataFolder: history.rig.folder))
        var compared = 0
        for moment in moments {
            for document in moment.documents where document.journalIndex % 3 == 0 {
                let deliveries = moment.deliveries[document.id] ?? []
                guard settled(deliveries) else { continue }
                let then = try #require(try await hindsight.document(document.id, at: .moment(moment.at)))
                #expect(then.document == document)
                #expect(then.deliveries.map(\.withoutPlace) == deliveries.map(\.withoutPlace))
                compared += 1
            }
        }
        #expect(compared > 40)
        try await history.store.close()
    }

    @Test func `shows mailboxes and counters as they were looked at then`() async throws {
        let history = try await RandomHistory(seed: 21)
        try await history.go(120)
        let moment = try await moment(of: history.store, at: history.now)
        try await history.go(60)
        let hindsight = Hindsight(try ReplaySource(dataFolder: history.rig.folder))
        for agency in ["H24", "H24.01"] {
            let then = try await hindsight.mailbox(of: agency, at: .moment(moment.at), limit: 1000)
            #expect(then.items == moment.mail[agency] && then.count == moment.mail[agency]?.count)
        }
        let counters = try await hindsight.counters(at: .moment(moment.at))
        #expect(counters.documents + counters.messages == Int64(moment.documents.count))
        #expect(counters.statuses == Int64(moment.deliveries.values.joined().reduce(0) { $0 + $1.statuses.count }))
        #expect(counters.standing.last == moment.at || (counters.standing.last ?? moment.at) < moment.at)
        let before = try await hindsight.counters(at: .moment(Timestamp(milliseconds: 0)))
        #expect(before.standing.entries == 0 && before.documents == 0 && before.agencies == 0)
        try await history.store.close()
    }

    @Test func `knows nothing of a document before it came`() async throws {
        let history = try await RandomHistory(seed: 2)
        try await history.go(40)
        let document = try #require(try await moment(of: history.store, at: history.now).documents.first)
        let hindsight = Hindsight(try ReplaySource(dataFolder: history.rig.folder))
        let before = document.acceptedAt.adding(milliseconds: -1)
        #expect(try await hindsight.document(document.id, at: .moment(before)) == nil)
        #expect(try await hindsight.document(document.id, at: .now) != nil)
        #expect(try await hindsight.find(document.facts.code).contains(document.id))
        try await history.store.close()
    }
}

extension DeliveryRecord {
    /// Where it stands in the whole of all deliveries, a fold of one document's entries does not know.
    fileprivate var withoutPlace: [String] {
        [
            id.text, document.text, recipient, name, route.rawValue, "\(lane)", state.rawValue, "\(attempt)",
            "\(String(describing: notBefore))", "\(String(describing: reason))", "\(String(describing: reference))",
            "\(createdAt)", "\(changedAt)", "\(String(describing: fetchedAt))", "\(String(describing: deliveredAt))",
            "\(statuses)", "\(negotiations)",
        ]
    }
}
