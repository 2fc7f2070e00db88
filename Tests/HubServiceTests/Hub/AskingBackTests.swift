import EdXML
import Foundation
import HubCore
import HubStore
import Testing
import VXP

@testable import HubService

@Suite struct AskingBackTests {
    /// What each recipient's delivery shows of a recall.
    private func recalls(_ province: Province, _ id: String) async throws -> [String: String?] {
        let tracked = try await province.get("/api/v1/documents/\(id)")
        let deliveries = tracked.json["deliveries"]?.elements ?? []
        return Dictionary(
            uniqueKeysWithValues: deliveries.map { ($0["recipient"]?.scalar ?? "", $0["recall"]?.scalar) })
    }

    private func sendLetter(_ province: Province, number: Int) async throws -> String {
        let document = Province.document(to: ["H24", "H24.02"], number: number)
        let answer = try await province.post(try Province.signed(document, by: "H24.01"))
        return try #require(answer.receipt).documentID.text
    }

    /// Has the recipients' systems fetch it.
    private func fetch(_ id: String, in province: Province) async throws {
        for delivery in try await province.store.deliveries(of: try #require(DocumentID(id))) {
            _ = try await province.store.markFetched(delivery.id, by: "test", now: HubClock.system.now())
        }
    }

    /// Statuses that wait in mailboxes: to whom.
    private func addressees(_ province: Province) async throws -> [String] {
        let mailbox = try await province.get("/api/v1/mailbox?kind=status")
        return mailbox.json["items"]?.elements?.compactMap { $0["to"]?.scalar } ?? []
    }

    @Test func `a request to give back reaches the recipient it names, and concerns that delivery alone`() async throws
    {
        let province = try await Province()
        let id = try await sendLetter(province, number: 1)
        try await fetch(id, in: province)
        let request = Province.status("13", from: "H24.01", about: 1, of: "H24.02")
        // The document's own DocumentId is its issuer's, whoever is named beside it.
        let named = String(decoding: request, as: UTF8.self)
            .replacingOccurrences(of: "H24.02,2026/11/04", with: "H24.01,2026/11/04")
        #expect(try await province.post(Array(named.utf8)).status == 201)
        #expect(try await addressees(province) == ["H24.02"])
        #expect(try await recalls(province, id) == ["H24": nil, "H24.02": "asked"])
        #expect(try await province.store.parkedStatuses(limit: 10).isEmpty)
        await province.stop()
    }

    @Test func `a request to give back that names nobody goes to everyone who has the document`() async throws {
        let province = try await Province()
        let id = try await sendLetter(province, number: 2)
        try await fetch(id, in: province)
        let request = Province.status("13", from: "H24.01", about: 2, of: "H24.01")
        #expect(try await province.post(request).status == 201)
        #expect(try await addressees(province).sorted() == ["H24", "H24.02"])
        #expect(try await recalls(province, id) == ["H24": "asked", "H24.02": "asked"])
        await province.stop()
    }

    @Test func `what nobody has fetched comes back with the receipt of the request`() async throws {
        let province = try await Province()
        let id = try await sendLetter(province, number: 3)
        let request = Province.status("13", from: "H24.01", about: 3, of: "H24.01")
        let receipt = try #require(try await province.post(request).receipt)
        let delivery = try await province.store.deliveries(of: try #require(DocumentID(id)))[0]
        let answers = try await province.store.negotiations(askedBy: receipt.documentID)
        #expect(answers.map(\.state) == [.takenBack, .takenBack] && answers.map(\.reason) == ["Lý do", "Lý do"])
        #expect(try await recalls(province, id) == ["H24": "takenBack", "H24.02": "takenBack"])
        #expect(try await addressees(province).isEmpty)
        let tracked = try await province.get("/api/v1/documents/\(id)").json["deliveries"]?.elements?.first
        #expect(tracked?["transport"]?.scalar == "recalled")
        #expect(try await province.get("/api/v1/mailbox/\(delivery.id.text)/content").status == 404)
        await province.stop()
    }

    @Test func `a clerk's act is a packet like any other`() async throws {
        let province = try await Province()
        let id = try #require(DocumentID(try await sendLetter(province, number: 4)))
        let desk = province.clerks()
        let clerk = ClerkDesk.Clerk(name: "Trần Thị Bình", department: "Văn thư", login: "binh@snv")
        let office = try #require(try await province.store.deliveries(of: id).first { $0.recipient == "H24.02" })
        _ = try await desk.report(.arrived, on: office.id, saying: nil, by: clerk)
        guard case .accepted(let receipt, _) = try await desk.recall(id, reason: "Sai số liệu", by: clerk) else {
            throw StoreError(.inconsistent, "the recall was not accepted")
        }
        #expect(try await recalls(province, id.text) == ["H24": "takenBack", "H24.02": "asked"])
        // The report for the sender, and the request for the one recipient that has it.
        #expect(try await addressees(province).sorted() == ["H24.01", "H24.02"])
        _ = try await desk.report(.recallAgreed, on: office.id, saying: "Đã hủy", by: clerk)
        let answer = try await province.store.negotiations(askedBy: receipt.documentID).last?.answer
        #expect(answer?.description == "Đã hủy" && answer?.staff == "Trần Thị Bình")
        #expect(try await province.store.document(receipt.documentID)?.origin == .hub(by: "binh@snv"))
        await province.stop()
    }

    @Test func `an update brings the document to those it adds, and back from those it removes`() async throws {
        let province = try await Province()
        let letter = Province.document(to: ["H24.02"], number: 6)
        let id = try #require(try await province.post(Province.signed(letter, by: "H24.01")).receipt?.documentID)
        let receivers = [("000.00.00.H24", 1), ("H99.99", 1), ("H24.02", 0)].map { agency, type in
            "<edXML:Receiver><edXML:OrganId>\(agency)</edXML:OrganId>"
                + "<edXML:ReceiverType>\(type)</edXML:ReceiverType></edXML:Receiver>"
        }
        let update = String(decoding: Province.document(to: ["H24"], number: 6), as: UTF8.self).replacingOccurrences(
            of: "<edXML:BussinessDocType>0</edXML:BussinessDocType>",
            with: """
                <edXML:DocumentId>H24.01,2026/11/04,6/SNV-VP</edXML:DocumentId>\
                <edXML:BussinessDocType>2</edXML:BussinessDocType><edXML:BussinessDocumentInfo>\
                <edXML:DocumentInfo>1</edXML:DocumentInfo><edXML:DocumentReceiver>1</edXML:DocumentReceiver>\
                <edXML:ReceiverList>\(receivers.joined())</edXML:ReceiverList></edXML:BussinessDocumentInfo>
                """)
        let answer = try await province.post(Province.signed(Array(update.utf8), by: "H24.01"))
        #expect(answer.status == 201 && answer.codes.contains("HUB-RECIPIENT-UNKNOWN"), "\(answer.codes)")
        let deliveries = try await province.store.deliveries(of: id)
        #expect(
            deliveries.map { "\($0.recipient) \($0.state)" }
                == ["H24.02 recalled", "H24 available", "H99.99 refused"])
        #expect(deliveries[1].route == .mailbox && deliveries[1].business.update == nil)
        let packet = try #require(answer.receipt?.documentID)
        #expect(try await province.store.document(id)?.amendedBy == [packet])
        #expect(try await province.store.deliveries(of: packet).map(\.recipient) == ["H24"])
        await province.stop()
    }
}
