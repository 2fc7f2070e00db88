import AsyncHTTPClient
import Crypto
import EdXML
import Foundation
import HubCore
import HubStore
import NIOCore
import NIOHTTP1
import SignedXML
import Testing
import VXP

@testable import HubService

extension Province {
    /// `POST /api/v1/check`: the answer's body as text.
    fileprivate func check(
        _ document: [UInt8], query: String = "", headers: [(String, String)] = [], token: String = Province.token
    ) async throws -> (status: Int, type: String, body: String) {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/api/v1/check\(query)")
        request.method = .POST
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Content-Type", value: "application/xml")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: document))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let body = String(buffer: try await response.body.collect(upTo: 1 << 20))
        return (Int(response.status.code), response.headers.first(name: "Content-Type") ?? "", body)
    }

    fileprivate func report(_ document: [UInt8]) async throws -> (verdict: String, codes: [String]) {
        let json = try JSON(text: try await check(document).body)
        let findings = (json["findings"]?.elements ?? []) + (json["recipientFindings"]?.elements ?? [])
        return (json["verdict"]?.scalar ?? "", findings.compactMap { $0["code"]?.scalar })
    }
}

@Suite struct `A check over the hub's interface` {
    @Test func `says what sending would say, and leaves no trace`() async throws {
        let province = try await Province()
        let good = try Province.signed(Province.document(number: 60), by: "H24.01")
        let faulty = try Province.signed(Province.document(to: ["H24.02", "H99.99"], number: 61), by: "H24.02")
        let before = try await province.store.journalHead()
        #expect(try await province.report(good) == ("acceptable", []))
        #expect(try await province.report(faulty) == ("refused", ["CRT-NOT-SENDERS", "HUB-RECIPIENT-UNKNOWN"]))
        #expect(
            try await province.report(Province.document(from: "G22", number: 62)).codes.contains(
                "HUB-SENDER-NOT-CALLERS"))
        #expect(try await province.store.journalHead() == before)
        #expect(try await province.store.find("60/SNV-VP", limit: 1).isEmpty)
        #expect(try await province.post(good).status == 201)
        await province.stop()
    }

    @Test func `tells a repeat and a conflict to whoever sent the first, and to nobody else`() async throws {
        let province = try await Province()
        let first = try Province.signed(Province.document(number: 63), by: "H24.01")
        let receipt = try #require(try await province.post(first).receipt)
        let again = try JSON(text: try await province.check(first).body)
        #expect(again["verdict"]?.scalar == "acceptable")
        #expect(again["findings"]?.elements?.first?["vi"]?.scalar?.contains(receipt.documentID.text) == true)
        let other = try Province.signed(Province.document(number: 63, subject: "Về việc khác"), by: "H24.01")
        #expect(try await province.report(other) == ("refused", ["HUB-CONFLICT"]))
        try await province.store.put(
            centre: CentreRecord(id: "00.31.H31", name: "Trục khác"),
            credential: CentreCredential(tokenSHA256: Array(SHA256.hash(data: Array("ma-khac".utf8)))), by: "test",
            now: HubClock.system.now())
        for document in [first, other] {
            let seen = try await province.check(document, token: "ma-khac").body
            #expect(seen.contains("HUB-SENDER-NOT-CALLERS") && !seen.contains(receipt.documentID.text))
        }
        await province.stop()
    }

    @Test func `does not tell a stranger who holds a document that is asked back`() async throws {
        let province = try await Province()
        _ = try await province.post(Province.signed(Province.document(number: 64), by: "H24.01"))
        let request = Province.status("13", from: "H24.01", about: 64, of: "H24.01")
        let own = try JSON(text: try await province.check(request).body)
        #expect(own["to"]?.elements?.compactMap(\.scalar) == ["H24.02"])
        try await province.store.put(
            centre: CentreRecord(id: "00.31.H31", name: "Trục khác"),
            credential: CentreCredential(tokenSHA256: Array(SHA256.hash(data: Array("ma-khac".utf8)))), by: "test",
            now: HubClock.system.now())
        let strange = try await province.check(request, token: "ma-khac").body
        #expect(!strange.contains("H24.02") && strange.contains("\"holders\""))
        await province.stop()
    }

    @Test func `answers in the form and the language that are asked for`() async throws {
        let province = try await Province()
        let document = Province.document(number: 65)
        let json = try await province.check(document)
        #expect(json.status == 200 && json.type.hasPrefix("application/json"))
        let vietnamese = try await province.check(document, headers: [("Accept", "text/plain")])
        #expect(vietnamese.type.hasPrefix("text/plain") && vietnamese.body.hasPrefix("✗ BỊ TỪ CHỐI"))
        let english = try await province.check(
            document, headers: [("Accept", "application/json;q=0.5, text/*"), ("Accept-Language", "fr, en-GB;q=0.8")])
        #expect(english.body.hasPrefix("✗ REFUSED") && english.body.contains("SIG-REQUIRED"))
        let stated = try await province.check(
            document, query: "?format=text&lang=en", headers: [("Accept-Language", "vi")])
        #expect(stated.body.hasPrefix("✗ REFUSED"))
        let unknown = try await province.check(document, query: "?format=pdf")
        #expect(unknown.status == 400 && unknown.body.contains("API-PARAMETER"))
        await province.stop()
    }

    @Test func `is for callers with a token, of documents no larger than may be sent, so many a minute`() async throws {
        let province = try await Province {
            $0.limits.maxDocumentBytes = 50_000
            $0.check.burst = 2
            $0.check.perMinute = 1
        }
        #expect(try await province.check([0x20], token: "sai").body.contains("API-TOKEN"))
        let large = try await province.check(
            Province.document(number: 66, attachment: [UInt8](repeating: 65, count: 50_000)))
        #expect(large.status == 413 && large.body.contains("HTTP-TOO-LARGE"))
        #expect(try await province.check(Province.document(number: 67)).status == 200)
        let refused = try await province.check(Province.document(number: 68))
        #expect(refused.status == 429 && refused.body.contains("API-CHECK-RATE"))
        #expect(try await province.post(Province.signed(Province.document(number: 68), by: "H24.01")).status == 201)
        await province.stop()
    }

    @Test func `waits for no one: beyond the bound it is told to come again`() async throws {
        var limits = CheckLimits()
        limits.concurrency = 1
        let gate = CheckGate(limits)
        let now = HubClock.system.now()
        _ = try await gate.pass("a", now: now) {
            await #expect(throws: Refusal.self) { try await gate.pass("b", now: now) {} }
        }
        try await gate.pass("b", now: now) {}
    }
}

@Suite struct `The catalogue over the hub's interface` {
    @Test func `is open to all, whole and code by code`() async throws {
        let province = try await Province { $0.rules = RuleBook([EdXMLRules.priority: .flag]) }
        let all = try await province.call("/api/v1/codes", [], nil)
        #expect(all.status == 200 && all.json["codes"]?.elements?.count == Catalogue.standard.rules.count)
        let one = try await province.call("/api/v1/codes/EDX-PRIORITY", [], nil)
        #expect(one.json["level"]?.scalar == "flag" && one.json["standardLevel"]?.scalar == "refuse")
        let none = try await province.call("/api/v1/codes/EDX-PRIORTY", [], nil)
        #expect(none.status == 404 && none.codes == ["API-CODE-UNKNOWN"])
        #expect(none.json["detail"]?.scalar?.contains("EDX-PRIORITY") == true)
        await province.stop()
    }

    @Test func `is where a refusal's help leads`() async throws {
        let province = try await Province()
        let answer = try await province.post(Province.document(number: 70))
        let help = try #require(answer.json["help"]?.scalar)
        #expect(try await province.call(help, [], nil).json["code"]?.scalar == "SIG-REQUIRED")
        await province.stop()
    }
}
