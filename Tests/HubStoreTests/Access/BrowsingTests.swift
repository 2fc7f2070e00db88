import HubCore
import HubStore
import Testing

struct BrowsingTests {
    private let rig = Rig()

    private func all(_ store: SQLiteStore, _ query: DocumentQuery, limit: Int = 2) async throws -> [String] {
        var (codes, before): ([String], Int64?) = ([], nil)
        repeat {
            let page = try await store.documents(query, before: before, limit: limit)
            codes += page.elements.map(\.facts.code)
            before = page.next
        } while before != nil
        return codes
    }

    @Test func `pages show every document once, to its sender and to its recipients`() async throws {
        let store = try await rig.openWithRegister()
        for number in 1...5 {
            try await store.take(
                rig.message("\(number)", code: "\(number)/A", from: "H24", to: ["H24.01", "G22", "H24.02"]))
        }
        let newestFirst = ["5/A", "4/A", "3/A", "2/A", "1/A"]
        #expect(try await all(store, DocumentQuery(owner: .agencies(["H24"]))) == newestFirst)
        #expect(try await all(store, DocumentQuery(owner: .agencies(["H24.01"]), role: .recipient)) == newestFirst)
        #expect(try await all(store, DocumentQuery(owner: .centre("00.24.H24"), role: .recipient)) == newestFirst)
        #expect(try await all(store, DocumentQuery(owner: .agencies(["H24.01"]))) == [])
        #expect(try await all(store, DocumentQuery(owner: .agencies(["G22"]), role: .recipient)) == [])
    }

    @Test func `a search is by code or DocumentId, and by words of the subject in any case`() async throws {
        let store = try await rig.openWithRegister()
        for (number, subject) in ["Về việc Kiểm Tra cải cách", "Về nghỉ lễ"].enumerated() {
            try await store.take(
                rig.message("\(number)", code: "\(number)/QĐ", from: "H24", to: ["H24.01"]) {
                    $0.subject = subject
                    $0.documentID = "H24,2026,\(number)"
                })
        }
        func found(_ change: (inout DocumentQuery) -> Void) async throws -> [String] {
            var query = DocumentQuery(owner: .agencies(["H24"]))
            change(&query)
            return try await all(store, query)
        }
        #expect(try await found { $0.name = "1/qđ" } == ["1/QĐ"])
        #expect(try await found { $0.name = "h24,2026,0" } == ["0/QĐ"])
        #expect(try await found { $0.words = ["CẢI", "kiểm"] } == ["0/QĐ"])
        #expect(try await found { $0.words = ["cải", "lễ"] } == [])
        #expect(try await found { $0.accepted = AcceptanceWindow(from: Rig.start.minutes(1)) } == [])
        #expect(try await found { $0.kind = .status } == [])
    }

    @Test func `statuses are read on in the order recorded, by the sender alone`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.message("d", from: "H24", to: ["H24.01"]))
        for (minute, code) in ["01", "03", "06"].enumerated() {
            try await store.take(rig.status(code, by: "H24.01", at: Rig.start.minutes(Int64(minute))))
        }
        let first = try await store.statuses(of: .agencies(["H24"]), after: -1, limit: 2)
        let rest = try await store.statuses(of: .agencies(["H24"]), after: try #require(first.next), limit: 2)
        #expect(first.elements.map(\.status.code) == ["01", "03"] && rest.elements.map(\.status.code) == ["06"])
        #expect(rest.next == nil && rest.elements[0].recipient == "H24.01")
        #expect(try await store.statuses(of: .agencies(["H24.01"]), after: -1, limit: 9).elements.isEmpty)
    }

    @Test func `a parked status is shown to whom it concerns`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.status("03", by: "H24.01", about: "H24.02", document: "9/X"))
        for (owner, count) in [("H24.01", 1), ("H24.02", 1), ("H24", 0)] {
            let parked = try await store.parkedStatuses(of: .agencies([owner]), after: -1, limit: 9)
            #expect(parked.elements.count == count, "\(owner)")
        }
    }

    @Test func `agencies are found by the beginning of an identifier or a part of the name`() async throws {
        let store = try await rig.openWithRegister()
        func found(_ text: String) async throws -> [String] {
            try await store.agencies(matching: text, after: "", limit: 9).map(\.id)
        }
        #expect(try await found("h24.") == ["H24.01", "H24.02"])
        #expect(try await found("000.00.00.h") == ["H24"])
        #expect(try await found("NỘI VỤ") == ["G09", "H24.01"])
        #expect(try await found("tai chi") == ["H24.02"])
        #expect(try await found("%").isEmpty)
        #expect(try await store.agencies(matching: "h24", after: "H24.01", limit: 9).map(\.id) == ["H24.02"])
    }
}
