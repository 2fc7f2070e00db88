import HubCore
import HubStore
import Testing

struct StatusTests {
    private let rig = Rig()

    @Test func `a status is recorded on its replier's delivery, and goes to the original sender`() async throws {
        let store = try await rig.openWithRegister()
        let document = rig.message("packet", to: ["G22", "G09"])
        try await store.take(document)
        let status = rig.status("03", by: "G22")
        try await store.take(status, at: Rig.start.minutes(1))
        let delivery = try await store.delivery(of: document.document.id, to: "G22")
        #expect(delivery.business.code == "03" && delivery.statuses.map(\.recordedAt) == [Rig.start.minutes(1)])
        #expect(try await store.delivery(of: document.document.id, to: "G09").statuses.isEmpty)
        let mail = try await store.mailbox(
            of: .agencies(["000.00.00.H24"]), kind: .status, accepted: .init(), openOnly: true, after: 0, limit: 9)
        #expect(mail.map(\.document) == [status.document.id])
    }

    @Test func `late, repeated and unordered statuses are all kept, each once`() async throws {
        let store = try await rig.openWithRegister()
        let document = rig.message("packet", to: ["G22"])
        try await store.take(document)
        for (code, minute, words) in [("06", 9, "xong"), ("03", 2, ""), ("06", 9, "đã xong"), ("01", 1, "")] {
            try await store.take(rig.status(code, by: "G22", at: Rig.start.minutes(Int64(minute)), description: words))
        }
        let delivery = try await store.delivery(of: document.document.id, to: "G22")
        #expect(delivery.statuses.map(\.code) == ["06", "03", "01"])
        #expect(delivery.business.code == "06" && delivery.business.contradictions.isEmpty)
    }

    @Test func `a status that comes first is parked, and found by its document`() async throws {
        let store = try await rig.openWithRegister()
        let status = rig.status("03", by: "H24.01", about: "G22", document: "7/VPCP")
        try await store.take(status)
        let parked = try await store.parkedStatuses(limit: 9)
        #expect(parked.map(\.message) == [status.document.id] && parked.first?.replier == "H24.01")
        let document = rig.message(
            "packet", code: "7/VPCP", from: "G22", to: ["H24.01"], origin: .axis(docID: "d1"))
        try await store.take(document)
        #expect(try await store.parkedStatuses(limit: 9).isEmpty)
        #expect(try await store.delivery(of: document.document.id, to: "H24.01").business.code == "03")
        #expect(try await store.kinds().suffix(3) == ["statusParked", "accepted", "statusMatched"])
    }

    @Test func `a status of somebody who never got the document stays parked`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.message("packet", to: ["G22"]))
        try await store.take(rig.status("06", by: "G09"))
        #expect(try await store.parkedStatuses(limit: 9).map(\.replier) == ["G09"])
    }

    @Test func `a reference matches by DocumentId, old identifier, or code without a date when it names one`()
        async throws
    {
        let store = try await rig.openWithRegister()
        let old = rig.message("1", to: ["G22"]) { $0.promulgationDate = "2025-03-01" }
        let new = rig.message("2", to: ["G22"]) { $0.documentID = "H24,2026/11/02,12/QĐ-UBND" }
        try await store.take(old)
        func find(_ id: String?, _ date: String?) async throws -> DocumentID? {
            try await store.referenced(
                by: .init(organID: "000.00.00.h24", code: "12/qđ-ubnd", documentID: id, promulgationDate: date))?.id
        }
        #expect(try await find(nil, nil) == old.document.id)
        try await store.take(new)
        #expect(try await find("h24,2026/11/02,12/qđ-ubnd", "2025/03/01") == new.document.id)
        #expect(try await find("unknown", "2025/03/01") == old.document.id)
        #expect(try await find(nil, nil) == nil)
        #expect(try await find(nil, "2024/03/01") == nil)
    }

    @Test func `nobody can answer for a document by borrowing its DocumentId`() async throws {
        let store = try await rig.openWithRegister()
        let victim = rig.message("packet", to: ["G22"]) { $0.documentID = "same" }
        try await store.take(victim)
        try await store.take(rig.status("02", by: "G22", about: "G09", document: "1/X", documentID: "same"))
        #expect(try await store.delivery(of: victim.document.id, to: "G22").statuses.isEmpty)
    }

    @Test func `a recall request of the sender lies on the deliveries it goes to, a stranger's on none`() async throws {
        let store = try await rig.openWithRegister()
        let document = rig.message("packet", to: ["G22", "H24.01", "G09"])
        try await store.take(document)
        try await store.makeOut(document.document.id)
        try await store.take(rig.status("13", by: "H24", to: ["G22", "H24.01"]))
        try await store.take(rig.status("13", by: "G11", to: ["G22"]))
        let recalls = try await store.deliveries(of: document.document.id).map(\.business.recall)
        #expect(recalls == [.asked, .asked, nil])
        #expect(try await store.parkedStatuses(limit: 9).map(\.replier) == ["G11"])
    }
}
