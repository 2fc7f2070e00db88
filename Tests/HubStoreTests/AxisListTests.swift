import HubCore
import HubStore
import Testing

struct AxisListTests {
    private let rig = Rig()

    private func row(
        _ number: Int, _ code: String, below parent: Int? = nil, name: String = "Cơ quan", deleted: Bool = false
    ) -> ListedAgency {
        ListedAgency(
            row: "r\(number)", parentRow: parent.map { "r\($0)" } ?? "", code: code, name: name, centre: "00.26.H26",
            isDeleted: deleted)
    }

    private func follow(
        _ rows: [ListedAgency], in store: SQLiteStore, isLast: Bool = false, upTo version: Int64? = nil,
        tentatively: Bool = false
    ) async throws -> ListStep {
        try await store.follow(
            rows, as: "00.24.H24", isLast: isLast, upTo: version, by: "VXP", tentatively: tentatively, now: Rig.start)
    }

    @Test func `rows become agencies with their parents, in few entries`() async throws {
        let store = try await rig.openWithRegister()
        let rows = [row(1, "H26")] + (2...1200).map { row($0, "H26.\($0)", below: 1) }
        let step = try await follow(rows, in: store, upTo: 1200)
        #expect(step.changes.count == 1200 && step.unresolved.isEmpty && step.contradictions.isEmpty)
        #expect(try await store.agency("H26.700")?.parent == "H26")
        let entries = try await store.journal(from: 5, limit: 100)
        #expect(entries.count <= 5 && entries.allSatisfy { $0.entry.utf8.count <= 65_535 })
        #expect(try await store.axisList().version == 1200)
        #expect(try await follow(rows, in: store, upTo: 1200).changes.isEmpty)
        #expect(try await store.journalHead().size == 5 + Int64(entries.count))
        #expect(try await store.countAgenciesBeyond() == 1202)
    }

    @Test func `a row whose parent has not come waits, and then holds the version back`() async throws {
        let store = try await rig.openWithRegister()
        let child = row(2, "H26.01", below: 1)
        let first = try await follow([child, row(3, "H27")], in: store, upTo: 3)
        #expect(first.unresolved == [child] && first.changes.map(\.after.id) == ["H27"])
        #expect(try await store.axisList().version == nil)
        let orphan = try await follow([child], in: store, isLast: true)
        #expect(orphan.contradictions.map(\.kind) == [.parentUnknown] && orphan.changes[0].after.parent == nil)
        _ = try await follow([row(1, "H26"), child], in: store)
        #expect(try await store.agency("H26.01")?.parent == "H26")
    }

    @Test func `a code given twice is one agency, and what is only tried changes nothing`() async throws {
        let store = try await rig.openWithRegister()
        let rows = [row(1, "H26", name: "Trước"), row(1, "h26", name: "Sau")]
        #expect(try await follow(rows, in: store, tentatively: true).changes.map(\.after.name) == ["Sau"])
        #expect(try await store.agency("H26") == nil)
        #expect(try await follow(rows, in: store).changes.map(\.kind) == [.added])
        #expect(try await store.agency("H26")?.name == "Sau")
    }

    @Test func `a lock made meanwhile stays, and ours are left alone`() async throws {
        let store = try await rig.openWithRegister()
        var locked = Rig.agencies[3]
        locked.isLocked = true
        _ = try await store.put(agencies: [locked], by: "test", now: Rig.start)
        let step = try await follow(
            [row(1, "G22", name: "VPCP"), row(2, "H24", name: "Khác", deleted: true)], in: store)
        #expect(step.contradictions == [ListContradiction(.oursDeleted, "H24", Rig.agencies[0].name)])
        #expect(try await store.agency("G22")?.isLocked == true)
        #expect(try await store.agency("G22")?.name == "VPCP")
        #expect(try await store.agency("H24") == Rig.agencies[0])
    }

    @Test func `its state is a fold of the journal`() async throws {
        let store = try await rig.openWithRegister()
        func note(_ outcome: RegisterSynchronised.Outcome, isWhole: Bool = true, _ kinds: [ListContradiction])
            async throws
        {
            let fact = RegisterSynchronised(
                outcome: outcome, isWhole: isWhole, listVersion: 9, contradictions: kinds, sha256: "ab", by: "VXP")
            _ = try await store.note(.registerSynchronised(fact), now: Rig.start)
        }
        try await note(.held, [])
        #expect(try await store.axisList().held?.sha256 == "ab")
        #expect(try await store.axisList().version == nil)
        try await note(.discarded, [])
        #expect(try await store.axisList().held == nil)
        try await note(.completed, [.init(.oursDeleted, "H24"), .init(.notListed, "G22")])
        try await note(.completed, isWhole: false, [.init(.notListed, "G09")])
        #expect(try await store.listContradictions(limit: 9).map(\.agency) == ["G09", "G22", "H24"])
        try await note(.completed, [.init(.notListed, "G22")])
        #expect(try await store.listContradictions(limit: 9).map(\.agency) == ["G22"])
        let state = try await store.axisList()
        #expect(state.version == 9 && state.comparedAt == Rig.start && state.last?.outcome == .completed)
    }
}
