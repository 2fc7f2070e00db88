import HubCore
import HubStore
import Synchronization
import Testing
import VXP

@testable import HubService

@Suite struct `The register follows the axis' list` {
    private typealias Synchronised = RegisterSynchronised

    @Test func `first all of it, then what has changed, and once a day all of it again`() async throws {
        let axis = try ListedAxis()
        axis.set { $0.rows = [ListedAxis.unit(2, "H26.01", parent: "H26"), ListedAxis.unit(1, "H26")] }
        try await axis.with { synchroniser in
            let first = try await synchroniser.synchronise(by: "VXP")
            #expect(first.outcome == .completed && first.isWhole && first.added == 2 && first.listVersion == 2)
            #expect(try await axis.store.agency("H26.01")?.parent == "H26")
            axis.set {
                $0.rows += [ListedAxis.unit(3, "H27"), ListedAxis.unit(4, "H26.01", parent: "H26", deleted: true)]
            }
            let second = try await synchroniser.synchronise(by: "VXP")
            #expect(!second.isWhole && second.rows == 2 && second.added == 1 && second.retired == 1)
            #expect(second.listVersion == 4)
            axis.pass(hours: 25)
            #expect(try await synchroniser.synchronise(by: "VXP").isWhole)
        }
        #expect(axis.asked.withLock { $0 } == ["getSynchronizeUnit", "getSynchronizeUnit 2", "getSynchronizeUnit"])
    }

    @Test func `what is nothing new is not journalled, and shown all the same`() async throws {
        let axis = try ListedAxis()
        axis.set { $0.rows = [ListedAxis.unit(1, "H26")] }
        try await axis.with { synchroniser in
            try await synchroniser.synchronise(by: "VXP")
            let size = try await axis.store.journalHead().size
            axis.pass(hours: 1)
            let again = try await synchroniser.synchronise(by: "VXP")
            #expect(again.outcome == .completed && again.rows == 0)
            #expect(try await axis.store.journalHead().size == size)
            let status = try await synchroniser.status()
            #expect(status.lastCheck?.at == axis.clock.withLock { $0 } && status.list.version == 1)
            #expect(!status.needsAttention && status.text.contains("Phiên bản 1"))
        }
    }

    @Test func `an axis without versions is asked for its plain list, and who is gone from it is retired`() async throws
    {
        let axis = try ListedAxis()
        let byHand = Agency(id: "G22", name: "Văn phòng Chính phủ", centre: "00.00.G22", isLocal: false)
        _ = try await axis.store.put(agencies: [byHand], by: "test", now: axis.clock.withLock { $0 })
        axis.set {
            $0.hasVersions = false
            $0.rows = [ListedAxis.unit(0, "H26"), ListedAxis.unit(0, "H27")]
        }
        try await axis.with { synchroniser in
            let first = try await synchroniser.synchronise(by: "VXP")
            #expect(first.outcome == .completed && first.added == 2 && first.listVersion == nil)
            #expect(first.contradictions == [ListContradiction(.notListed, "G22")])
            axis.set { $0.rows.removeLast() }
            let second = try await synchroniser.synchronise(by: "VXP")
            #expect(second.retired == 1 && second.isWhole)
            #expect(try await axis.store.agency("H27")?.validUntil != nil)
            #expect(try await axis.store.agency("G22") == byHand)
        }
        #expect(axis.asked.withLock { Set($0) } == ["getSynchronizeUnit", "getAgenciesList"])
    }

    @Test func `a list that would retire too many is held until an operator decides`() async throws {
        let axis = try ListedAxis()
        let all = (1...60).map { ListedAxis.unit($0, "H26.\($0)") }
        axis.set { $0.rows = all }
        try await axis.with { synchroniser in
            try await synchroniser.synchronise(by: "VXP")
            axis.set { $0.rows = (1...20).map { ListedAxis.unit(60 + $0, "H26.\($0)", deleted: true) } }
            let held = try await synchroniser.synchronise(by: "VXP")
            #expect(held.outcome == .held && held.retired == 20)
            #expect(try await axis.store.countAgenciesBeyond() == 60)
            let size = try await axis.store.journalHead().size
            _ = try await synchroniser.synchronise(by: "VXP")
            #expect(try await axis.store.journalHead().size == size)
            #expect(try await synchroniser.status().needsAttention)
            let accepted = try await synchroniser.acceptHeld(by: "văn thư")
            #expect(accepted.outcome == .completed && accepted.retired == 20 && accepted.by == "văn thư")
            #expect(try await axis.store.countAgenciesBeyond() == 40)
            await #expect(throws: ListFailure.self) { try await synchroniser.acceptHeld(by: "văn thư") }
        }
    }

    @Test func `a list with nobody in it is held, however few there are`() async throws {
        let axis = try ListedAxis()
        axis.set {
            $0.hasVersions = false
            $0.rows = [ListedAxis.unit(0, "H26")]
        }
        try await axis.with { synchroniser in
            try await synchroniser.synchronise(by: "VXP")
            axis.set { $0.rows = [] }
            #expect(try await synchroniser.synchronise(by: "VXP").outcome == .held)
            #expect(try await axis.store.countAgenciesBeyond() == 1)
        }
    }

    @Test func `what is held can be discarded, and is let go when the list is well again`() async throws {
        let axis = try ListedAxis()
        let all = (1...60).map { ListedAxis.unit($0, "H26.\($0)") }
        let none = all.map { ListedAxis.unit(61, $0.code, deleted: true) }
        axis.set { $0.rows = all }
        try await axis.with { synchroniser in
            try await synchroniser.synchronise(by: "VXP")
            axis.set { $0.rows = none }
            try await synchroniser.synchronise(by: "VXP")
            #expect(try await synchroniser.discardHeld(by: "văn thư").outcome == .discarded)
            #expect(try await axis.store.axisList().held == nil)
            try await synchroniser.synchronise(by: "VXP")
            #expect(try await axis.store.axisList().held != nil)
            axis.set { $0.rows = all }
            #expect(try await synchroniser.synchronise(by: "VXP").outcome == .completed)
            #expect(try await axis.store.axisList().held == nil)
            #expect(try await axis.store.countAgenciesBeyond() == 60)
        }
    }

    @Test(arguments: [20, 300, 3000]) func `a list cut short changes nothing`(bytes: Int) async throws {
        let axis = try ListedAxis()
        axis.set {
            $0.rows = (1...60).map { ListedAxis.unit($0, "H26.\($0)") }
            $0.cut = bytes
        }
        try await axis.with { synchroniser in
            #expect(try await synchroniser.synchronise(by: "VXP").outcome == .failed)
            #expect(try await axis.store.countAgenciesBeyond() == 0)
            let size = try await axis.store.journalHead().size
            #expect(try await synchroniser.synchronise(by: "VXP").outcome == .failed)
            #expect(try await axis.store.journalHead().size == size && size == 1)
            axis.set { $0.cut = nil }
            #expect(try await synchroniser.synchronise(by: "VXP").added == 60)
        }
    }

    @Test func `a refusal is a failure, never an empty list`() async throws {
        let axis = try ListedAxis()
        axis.set { $0.answer = Envelope(failure: .wrongHMAC) }
        try await axis.with { synchroniser in
            let result = try await synchroniser.synchronise(by: "VXP")
            #expect(result.outcome == .failed && result.reason?.contains("AUTH-HMAC") == true)
            #expect(try await synchroniser.status().needsAttention)
        }
    }

    @Test func `a run that was broken off goes on from where it got`() async throws {
        let axis = try ListedAxis()
        axis.set { $0.rows = (1...1800).map { ListedAxis.unit($0, "H26.\($0)") } }
        try await axis.with { synchroniser in
            let walk = ListWalk(
                store: axis.store, ourCentre: "00.24.H24", by: "VXP", tentatively: false,
                now: { axis.clock.withLock { $0 } })
            let reply = String(decoding: Envelope.list(axis.play.withLock { $0.rows }).bytes, as: UTF8.self)
            let file = ListFile(path: try axis.folder.write("list.json", reply))
            let survey = try await ListSurvey(of: file, isWhole: true, in: axis.store)
            let run = Task {
                // Cancelled as a shutdown does it, once two steps are made.
                var steps = 0
                return try await walk.run(file, survey, resumes: true) { _ in
                    steps += 1
                    if steps == 2 { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            await #expect(throws: CancellationError.self) { _ = try await run.value }
            #expect(try await axis.store.axisList().version == 1000)
            let rest = try await synchroniser.synchronise(by: "VXP")
            #expect(rest.added == 800 && rest.outcome == .completed && rest.listVersion == 1800)
        }
        #expect(axis.asked.withLock { $0 } == ["getSynchronizeUnit"])
    }
}
