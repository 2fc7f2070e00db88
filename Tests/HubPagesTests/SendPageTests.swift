import Foundation
import HubCore
import HubStore
import NIOHTTP1
import Testing

/// Sending by upload.
@Suite(.timeLimit(.minutes(5)))
struct SendPageTests {
    private func upload(
        _ town: Town, _ path: String, as person: String, _ packet: [UInt8], token: String = Town.formToken
    ) async throws -> Town.Answer {
        let boundary = "----lienthong"
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n\(token)\r\n"
            + "--\(boundary)\r\nContent-Disposition: form-data; name=\"packet\"; filename=\"công văn.edxml\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n"
        let body = Array(head.utf8) + packet + Array("\r\n--\(boundary)--\r\n".utf8)
        return try await town.call(
            .POST, path, as: person, ["content-type": "multipart/form-data; boundary=\(boundary)"], body: body)
    }

    @Test func `a clerk checks a packet without a trace, and sends it`() async throws {
        let town = try await Town()
        let packet = try Town.letter(from: "H24.01", to: ["H24.02"], number: 7)
        let entries = try await town.store.journalHead().size
        let checked = try await upload(town, "/send/check", as: "binh", packet)
        #expect(checked.status == 200 && checked.text.contains("Trục sẽ nhận gói tin này"), "\(checked.text)")
        #expect(try await town.store.journalHead().size == entries)
        let sent = try await upload(town, "/send", as: "binh", packet)
        let location = try #require(sent.location)
        #expect(sent.status == 303 && location.hasSuffix("?done=sent"))
        #expect(try await town.get(location, as: "binh").text.contains("7/CV-SNV"))
        await town.stop()
    }

    @Test func `nobody sends for another agency, whatever the packet says`() async throws {
        let town = try await Town()
        let packet = try Town.letter(from: "H24.01", to: ["H24.02"], number: 7)
        #expect(try await upload(town, "/send/check", as: "chau", packet).text.contains("HUB-SENDER-NOT-CALLERS"))
        let answer = try await upload(town, "/send", as: "chau", packet)
        #expect(answer.status == 422 && answer.text.contains("HUB-SENDER-NOT-CALLERS"))
        #expect(try await upload(town, "/send", as: "giang", packet).status == 404)
        #expect(try await upload(town, "/send", as: "binh", packet, token: "another").status == 403)
        #expect(try await town.store.find("7/CV-SNV", limit: 10).isEmpty)
        await town.stop()
    }

    @Test func `what is no packet is refused in words`() async throws {
        let town = try await Town()
        #expect(try await upload(town, "/send", as: "binh", []).status == 422)
        let answer = try await upload(town, "/send", as: "binh", Array("không phải xml".utf8))
        #expect(answer.status == 422 && answer.text.contains("XML-"))
        await town.stop()
    }
}
