import HubCore
import HubStore
import Testing

@Suite struct `The register in versions` {
    private let rig = Rig()

    private func changes(_ store: SQLiteStore, after position: RegisterPosition = .start) async throws -> [String] {
        try await store.agencies(changedAfter: position, limit: 100).map(\.agency.id)
    }

    @Test func `has every agency once, in the version of its last change`() async throws {
        let store = try await rig.openWithRegister()
        #expect(try await changes(store).count == 5)
        let newest = try #require(try await store.agencies(changedAfter: .start, limit: 100).last)
        #expect(try await changes(store, after: .after(version: newest.version)) == [])
        var agency = Rig.agencies[1]
        agency.name = "Sở Nội vụ và Lao động"
        _ = try await store.put(agencies: [agency] + Rig.agencies[2...], by: "test", now: Rig.start.minutes(5))
        let change = try await store.agencies(changedAfter: .after(version: newest.version), limit: 100)
        #expect(change.map(\.agency.name) == [agency.name] && change[0].changedAt == Rig.start.minutes(5))
        let all = try await changes(store)
        #expect(all.count == 5 && all.last == "H24.01")
    }

    @Test func `is read a page at a time`() async throws {
        let store = try await rig.openWithRegister()
        var seen: [String] = []
        var position = RegisterPosition.start
        while let page = try await store.agencies(changedAfter: position, limit: 2).nonEmpty {
            #expect(page.count <= 2)
            seen += page.map(\.agency.id)
            position = page[page.count - 1].position
        }
        #expect(seen.sorted() == Rig.agencies.map(\.id).sorted())
    }
}

@Suite struct `What a centre asks of the register` {
    private let rig = Rig()
    private let request = AgencyRequest(
        .enter, agency: "h24.09", by: "00.24.h24", name: "Sở Y tế", parent: "H24", mail: "a@b.vn")

    @Test func `waits until it is decided, across a restart`() async throws {
        var store = try await rig.openWithRegister()
        try await store.ask(request, now: Rig.start)
        try await store.close()
        store = try rig.open()
        #expect(try await store.openRequests(limit: 9) == [OpenAgencyRequest(request: request, askedAt: Rig.start)])
        try await store.decide(request, isGranted: false, note: "Chưa có quyết định", by: "lan", now: Rig.start)
        #expect(try await store.openRequests(limit: 9) == [])
        #expect(try rig.sqlite3("SELECT group_concat(kind) FROM journal WHERE idx > 4") == "agencyAsked,agencyDecided")
    }

    @Test func `is journalled once for a repeat, and replaced by another about the same agency`() async throws {
        let store = try await rig.openWithRegister()
        try await store.ask(request, now: Rig.start)
        try await store.ask(request, now: Rig.start.minutes(1))
        #expect(try await store.journalHead().size == 6)
        let removal = AgencyRequest(.remove, agency: "H24.09", by: "00.24.H24")
        try await store.ask(removal, now: Rig.start.minutes(2))
        #expect(try await store.openRequests(limit: 9).map(\.request) == [removal])
        let error = await #expect(throws: StoreError.self) {
            try await store.decide(request, isGranted: true, note: "", by: "lan", now: Rig.start)
        }
        #expect(error?.code == .inconsistent)
    }
}

extension Array {
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
