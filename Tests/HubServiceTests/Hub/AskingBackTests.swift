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

    /// Statuses that wait in mailboxes: to whom.
    private func addressees(_ province: Province) async throws -> [String] {
        let mailbox = try await province.get("/api/v1/mailbox?kind=status")
        return mailbox.json["items"]?.elements?.compactMap { $0["to"]?.scalar } ?? []
    }

    @Test func `a request to give back reaches the recipient it names, and concerns that delivery alone`() async throws
    {
        let province = try await Province()
        let id = try await sendLetter(province, number: 1)
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
        let request = Province.status("13", from: "H24.01", about: 2, of: "H24.01")
        #expect(try await province.post(request).status == 201)
        #expect(try await addressees(province).sorted() == ["H24", "H24.02"])
        #expect(try await recalls(province, id) == ["H24": "asked", "H24.02": "asked"])
        await province.stop()
    }
}
