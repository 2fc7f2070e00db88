import GRDB
import HubCore
import Testing

@testable import HubStore

struct AgencyIdentifierTests {
    private let rig = Rig()
    private let later = Rig.start.minutes(60)

    private func agency(_ id: String, _ former: [FormerIdentifier] = [], until: Timestamp? = nil) -> Agency {
        Agency(
            id: id, formerIdentifiers: former, name: "Cơ quan \(id)", centre: "c", isLocal: false, validUntil: until)
    }

    @Test func `an agency answers to all of its identifiers`() async throws {
        let store = try rig.open()
        let former = ["000.00.01.H24", "H24.11", "00.01.H24"].map { FormerIdentifier($0) }
        _ = try await store.put(agencies: [agency("H24.01", former)], by: "test", now: Rig.start)
        for id in former.map(\.id) + ["h24.01"] {
            #expect(try await store.agency(id)?.id == "H24.01", "\(id)")
        }
        var fewer = agency("H24.01", [former[0]])
        _ = try await store.put(agencies: [fewer], by: "test", now: Rig.start)
        #expect(try await store.agency("H24.11") == nil)
        fewer.formerIdentifiers = []
        _ = try await store.put(agencies: [fewer], by: "test", now: Rig.start)
        #expect(try await store.agency("000.00.01.H24") == nil)
    }

    @Test func `one identifier may name two agencies, one after the other`() async throws {
        let store = try rig.open()
        let first = agency("H24.01", [FormerIdentifier("H24.31", validUntil: later)])
        let second = agency("H24.02", [FormerIdentifier("H24.31", validFrom: later)])
        _ = try await store.put(agencies: [first, second], by: "test", now: Rig.start)
        #expect(try await store.agency("H24.31", at: Rig.start)?.id == "H24.01")
        #expect(try await store.agency("H24.31", at: later)?.id == "H24.02")
        #expect(try await store.agencies(["h24.31"], at: later).mapValues(\.id) == ["h24.31": "H24.02"])
        let third = agency("H24.03", [FormerIdentifier("H24.31", validFrom: Rig.start.minutes(30))])
        let error = await #expect(throws: StoreError.self) {
            try await store.put(agencies: [third], by: "test", now: Rig.start)
        }
        #expect(error?.code == .inconsistent)
    }

    @Test func `the identifier of a retired agency may pass to its successor`() async throws {
        let store = try rig.open()
        let old = agency("H24.01", until: Rig.start)
        let new = agency("H24.41", [FormerIdentifier("H24.01", validFrom: Rig.start)])
        _ = try await store.put(agencies: [old, new], by: "test", now: Rig.start)
        #expect(try await store.agency("H24.01", at: later)?.id == "H24.41")
        #expect(try await store.agency("H24.01", at: Rig.start.minutes(-1))?.id == "H24.01")
    }

    @Test func `statements change one property in one transaction, or nothing`() async throws {
        let store = try await rig.openWithRegister()
        func lock(_ id: String) -> AgencyStatement {
            AgencyStatement(Agency(id: id, name: "", centre: "", isLocal: false, isLocked: true), says: [.locked])
        }
        let tried = try await store.state([lock("H24")], by: "test", tentatively: true, now: Rig.start)
        #expect(tried.map(\.kind) == [.changed] && tried[0].after.isLocked)
        #expect(try await store.agency("H24") == Rig.agencies[0])
        #expect(try await store.journalHead().size == 5)
        await #expect(throws: StoreError.self) {
            try await store.state([lock("H24"), lock("H99")], by: "test", tentatively: false, now: Rig.start)
        }
        #expect(try await store.agency("H24")?.isLocked == false)
        _ = try await store.state([lock("H24"), lock("G22")], by: "test", tentatively: false, now: Rig.start)
        var locked = Rig.agencies[0]
        locked.isLocked = true
        #expect(try await store.agency("H24") == locked)
        #expect(try await store.journal(from: 5, limit: 9).map(\.kind) == ["agenciesChanged"])
    }

    @Test func `a register from before the table of identifiers keeps its agencies`() throws {
        let database = try DatabaseQueue()
        try Schema.migrator.migrate(database, upTo: "5 subject rules")
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO agency VALUES ('H24', '000.00.00.H24', 'C',
                        '{"centre":"C","id":"H24","isLocal":true,"isLocked":false,"level":1,"name":"Hải Phòng","oldID":"000.00.00.H24"}');
                    INSERT INTO certificate VALUES ('\(String(repeating: "a", count: 64))', 'H24', '{}');
                    """)
        }
        try Schema.migrator.migrate(database)
        try database.read { (db: Database) throws in
            #expect(try db.agency("000.00.00.h24")?.name == "Hải Phòng")
            #expect(try db.text("SELECT skeleton FROM agency_identifier WHERE is_former = 1") == "H24")
            #expect(try db.text("SELECT id FROM agency WHERE words = 'hai phong' AND is_local = 1") == "H24")
            #expect(try db.number("SELECT count(*) FROM agency_name WHERE agency_name MATCH 'phong'") == 1)
        }
    }
}

struct AdviceTests {
    private let rig = Rig()

    private func open() async throws -> SQLiteStore {
        let store = try await rig.openWithRegister()
        var agencies = (1...300).map {
            Agency(id: "H26.\($0 + 100)", name: "Phòng \($0)", centre: "00.26.H26", isLocal: false)
        }
        agencies.append(Agency(id: "H26.01", name: "Sở Nội vụ", centre: "00.26.H26", isLocal: false))
        agencies.append(
            Agency(
                id: "H26.02", name: "Cũ", centre: "00.26.H26", isLocal: false, validUntil: Rig.start,
                successors: ["H26.01"]))
        _ = try await store.put(agencies: agencies, by: "test", now: Rig.start)
        return store
    }

    @Test func `on unknown and retired identifiers comes from the whole register`() async throws {
        let store = try await open()
        let parties: [MessageFacts.Party] = [
            .init(id: "H24O1"), .init(id: "H26.1O1"), .init(id: "H26.99", name: "so noi vu"), .init(id: "H26.02"),
            .init(id: "H26.3044"), .init(id: "000.00.00.H 24"), .init(id: "''\"*"), .init(id: "", name: "\" OR *"),
        ]
        let advice = try await store.advice(on: parties, at: Rig.start)
        func nearest(_ id: String) -> [String]? { advice[id]?.nearest.map(\.id) }
        #expect(nearest("H24O1") == ["H24.01"] && nearest("H26.1O1")?.first == "H26.101")
        #expect(nearest("H26.99")?.prefix(2) == ["H26.01", "H24.01"] && nearest("H26.3044") == ["H26.344", "H26.304"])
        #expect(nearest("000.00.00.H 24") == ["H24"])
        #expect(advice["H26.02"]?.successors.map(\.name) == ["Sở Nội vụ"] && nearest("''\"*") == [])
    }

    @Test func `finds by identifier, its beginning, and words of the name`() async throws {
        let store = try await open()
        #expect(try await store.agencies(matching: "000.00.00.h24", limit: 5).map(\.id).first == "H24")
        #expect(try await store.agencies(matching: "G", limit: 5).map(\.id) == ["G09", "G22"])
        #expect(try await Set(store.agencies(matching: "noi vu so", limit: 5).map(\.id)) == ["H24.01", "H26.01"])
        #expect(try await store.agencies(matching: "Bộ nội", limit: 5).map(\.id) == ["G09"])
        #expect(try await store.agencies(matching: "*", limit: 5).isEmpty)
    }

    @Test func `follows names as they change`() async throws {
        let store = try await open()
        var renamed = Rig.agencies[4]
        renamed.name = "Bộ Công an"
        _ = try await store.put(agencies: [renamed], by: "test", now: Rig.start)
        #expect(try await store.agencies(matching: "bo noi vu", limit: 5).isEmpty)
        #expect(try await store.agencies(matching: "bo cong an", limit: 5) == [renamed])
    }
}
