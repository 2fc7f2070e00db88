import HubCore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `Every refusal of /api/v1` {
    @Test func `is a problem that says what to mend, whatever goes wrong`() async throws {
        let province = try await Province { $0.limits.maxDocumentBytes = 5000 }
        let large = [UInt8](repeating: 0x20, count: 6000)
        let calls: [(status: Int, code: String, answer: APIAnswer)] = [
            (404, "HTTP-NOT-FOUND", try await province.api(.GET, "khong-co")),
            (405, "API-METHOD", try await province.api(.DELETE, "documents")),
            (401, "API-TOKEN", try await province.api(.GET, "documents", as: "sai")),
            (413, "HTTP-TOO-LARGE", try await province.api(.POST, "documents", packet: large)),
            (415, "API-MEDIA-TYPE", try await province.api(.POST, "documents", json: "{}")),
            (415, "API-MEDIA-TYPE", try await province.api(.POST, "mailbox/locks", packet: [0x20])),
            (400, "API-EMPTY", try await province.api(.POST, "documents", packet: [])),
            (400, "API-PARAMETER", try await province.api(.GET, "documents?cursor=ffffffffffffffff")),
            (400, "API-PARAMETER", try await province.api(.GET, "documents?acceptedFrom=h%C3%B4m%20nay")),
            (400, "API-PARAMETER-UNKNOWN", try await province.api(.GET, "documents?kind=status&kind=status")),
        ]
        for (status, code, answer) in calls {
            #expect(answer.status == status && answer.codes == [code], "\(answer.text)")
            #expect(answer.header("Content-Type")?.hasPrefix("application/problem+json") == true, "\(code)")
            #expect(
                answer.json["status"]?.scalar == "\(status)" && answer.json["findings"]?.elements?[0]["mend"] != nil)
        }
        #expect(calls[1].answer.header("Allow") == "GET, POST")
        #expect(calls[2].answer.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
        await province.stop()
    }

    @Test func `for calling too often says when to come again, and is each token's own`() async throws {
        let province = try await Province {
            $0.api.calls.burst = 2
            $0.api.calls.perMinute = 1
        }
        let (one, other) = (try await province.token("H24.01").secret, try await province.token("H24.01").secret)
        var statuses: [Int] = []
        for _ in 0..<3 { statuses.append(try await province.api(.GET, "token", as: one).status) }
        let refused = try await province.api(.GET, "token", as: one)
        #expect(statuses.prefix(2) == [200, 200] && refused.status == 429)
        #expect(refused.header("Retry-After").flatMap { Int($0) } ?? 0 >= 1)
        #expect(try await province.api(.GET, "token", as: other).status == 200)
        await province.stop()
    }

    @Test func `comes late to whoever goes on calling and does not listen`() async throws {
        let province = try await Province {
            $0.api.calls.burst = 1
            $0.api.calls.perMinute = 1
        }
        let token = try await province.token("H24.01").secret
        for _ in 0...CallGate.patience { _ = try await province.api(.GET, "token", as: token) }
        let start = ContinuousClock.now
        #expect(try await province.api(.GET, "token", as: token).status == 429)
        #expect(ContinuousClock.now - start >= CallGate.lateness)
        await province.stop()
    }

    @Test func `keeps a cursor to what a page gave`() throws {
        for position in [0, 1, 255, Int64.max] {
            let cursor = try #require(APICursor(APICursor(at: position).text, of: .position))
            #expect(cursor.position == position)
        }
        #expect(APICursor(APICursor(after: "H24.Đ").text, of: .name)?.name == "H24.Đ")
        for bad in ["", "0", "zz", "8000000000000000", "00000000000000AA", String(repeating: "0", count: 18)] {
            #expect(APICursor(bad, of: .position) == nil, "\(bad)")
        }
        #expect(APICursor("", of: .name) == nil && APICursor(String(repeating: "41", count: 36), of: .name) == nil)
    }
}
