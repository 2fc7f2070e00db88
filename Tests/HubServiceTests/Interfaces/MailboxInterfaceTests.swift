import HubCore
import HubStore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `The mailbox over /api/v1` {
    @Test func `is shared by locks, fetched, and acknowledged under them`() async throws {
        let province = try await Province()
        for number in 1...3 { _ = try await province.accepted(number) }
        let token = try await province.token("H24.02").secret
        let mine = try await province.api(.POST, "mailbox/locks", as: token, json: #"{"limit": 2, "seconds": 60}"#)
        let rest = try await province.api(.POST, "mailbox/locks", as: token, json: "{}")
        #expect(mine.status == 201 && mine.items.count == 2 && rest.items.count == 1)
        let lock = try #require(mine.json["lock"]?.scalar)
        let delivery = try #require(mine.items[0]["delivery"]?.scalar)
        let content = try await province.api(.GET, "mailbox/\(delivery)/content", as: token)
        #expect(content.status == 200 && content.header("ETag") == "\"\(mine.items[0]["sha256"]?.scalar ?? "")\"")
        let unlocked = try await province.api(.POST, "mailbox/\(delivery)", as: token, json: #"{"status": "done"}"#)
        #expect(unlocked.status == 409 && unlocked.codes == ["API-LOCKED"])
        let word = #"{"status": "done", "lock": "\#(lock)"}"#
        #expect(try await province.api(.POST, "mailbox/\(delivery)", as: token, json: word).status == 204)
        #expect(try await province.api(.POST, "mailbox/\(delivery)", as: token, json: word).status == 204)
        let state = try await province.api(.GET, "mailbox/\(delivery)", as: token).json
        #expect(state["state"]?.scalar == "delivered" && state["lockedUntil"] == nil)
        #expect(try await province.api(.GET, "mailbox", as: token).items.count == 2)
        await province.stop()
    }

    @Test func `frees what a crashed worker held, and what is released`() async throws {
        let province = try await Province()
        _ = try await province.accepted(1)
        let token = try await province.token("H24.02").secret
        _ = try await province.api(.POST, "mailbox/locks", as: token, json: #"{"seconds": 1}"#)
        #expect(try await province.api(.POST, "mailbox/locks", as: token, json: "{}").items.isEmpty)
        try await Task.sleep(for: .milliseconds(1100))
        let again = try await province.api(.POST, "mailbox/locks", as: token, json: "{}")
        let lock = try #require(again.json["lock"]?.scalar)
        let prolonged = try await province.api(.POST, "mailbox/locks/\(lock)", as: token, json: #"{"seconds": 600}"#)
        #expect(again.items.count == 1 && prolonged.json["items"]?.scalar == "1")
        let stranger = try await province.token("H24.02").secret
        #expect(try await province.api(.DELETE, "mailbox/locks/\(lock)", as: stranger).status == 404)
        #expect(try await province.api(.DELETE, "mailbox/locks/\(lock)", as: token).status == 204)
        #expect(try await province.api(.DELETE, "mailbox/locks/\(lock)", as: token).codes == ["API-LOCK-UNKNOWN"])
        #expect(try await province.api(.POST, "mailbox/locks", as: token, json: "{}").items.count == 1)
        await province.stop()
    }

    @Test func `is read page by page along the links`() async throws {
        let province = try await Province()
        for number in 1...5 { _ = try await province.accepted(number) }
        var (codes, next): ([String], String?) = ([], "mailbox?kind=document&limit=2")
        while let path = next {
            let page = try await province.api(.GET, path)
            codes += page.items.compactMap { $0["code"]?.scalar }
            next = page.json["next"]?.scalar
            #expect(page.header("Link") == next.map { "<\($0)>; rel=\"next\"" })
        }
        #expect(codes == (1...5).map { "\($0)/SNV-VP" })
        await province.stop()
    }

    @Test func `gives nothing away twice: tags, HEAD, and what is read by HEAD is not fetched`() async throws {
        let province = try await Province()
        let document = try await province.accepted(1)
        let item = try await province.api(.GET, "mailbox").items[0]
        let path = "mailbox/\(item["delivery"]?.scalar ?? "")/content"
        let head = try await province.api(.HEAD, path)
        #expect(head.status == 200 && head.bytes.isEmpty && head.header("Content-Length") == item["size"]?.scalar)
        #expect(try await province.api(.GET, "mailbox").items[0]["state"]?.scalar == "available")
        let tag = try #require(head.header("ETag"))
        let known = try await province.api(.GET, path, [("If-None-Match", "\"x\", W/\(tag)")])
        #expect(known.status == 304 && known.bytes.isEmpty)
        let whole = try await province.api(.GET, path)
        #expect(whole.status == 200 && whole.bytes.count == Int(item["size"]?.scalar ?? ""))
        #expect(try await province.api(.GET, "mailbox").items[0]["state"]?.scalar == "fetched")
        let receipt = try await province.api(.GET, "documents/\(document)/receipt")
        let same = try await province.api(
            .GET, "documents/\(document)/receipt", [("If-None-Match", receipt.header("ETag") ?? "")])
        #expect(receipt.json["documentId"]?.scalar == document && same.status == 304)
        await province.stop()
    }
}
