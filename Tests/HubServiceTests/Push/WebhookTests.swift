import HTTPTypes
import HubCore
import HubStore
import NIOCore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `A webhook` {
    /// A hub in a hurry, and somebody who listens.
    private func play(
        suspendAfter: Duration = .seconds(60),
        _ scene: @Sendable @escaping (Province, Listener, OperatorDesk, _ url: String) async throws -> Void
    ) async throws {
        let listener = Listener()
        try await TestListener.with(router: listener.routes()) { port, _ in
            var push = PushSettings()
            push.backoffBase = .milliseconds(20)
            push.backoffCap = .milliseconds(40)
            push.suspendAfter = suspendAfter
            let province = try await Province { [push] in $0.push = push }
            let desk = OperatorDesk(store: province.store, clock: .system, push: push)
            try await scene(province, listener, desk, "http://127.0.0.1:\(port)/tin")
            await province.stop()
        }
    }

    private func added(
        _ desk: OperatorDesk, _ agency: String, _ url: String, _ filter: PushFilter = PushFilter()
    ) async throws -> (Webhook, secret: String) {
        let reply = try await desk.perform(
            .webhooks(.add(agency: agency, url: url, filter: filter)), by: "văn thư")
        guard case .access(.webhook(let webhook, let secret)) = reply else { throw Unexpected(reply: "\(reply)") }
        return (webhook, secret)
    }

    private struct Unexpected: Error { let reply: String }

    private func standing(_ province: Province) async throws -> WebhookStanding {
        try #require(try await province.store.webhooks(of: nil).first)
    }

    @Test func `tells of an arrival in names and codes, signed`() async throws {
        try await play { province, listener, desk, url in
            let (_, secret) = try await added(desk, "H24.02", url, PushFilter(topics: [.mailboxArrived]))
            let document = try await province.accepted(1)
            await listener.waits(for: 1)
            let news = try #require(listener.heard.first)
            let expected = WebhookSignature.header(
                id: news.id, seconds: news.seconds, body: news.body, secrets: [secret])
            #expect(news.signature == expected && news.id.hasPrefix("msg_"))
            #expect(news.trace?.traceID == document.filter { $0 != "-" })
            let data = try #require(news.json["data"])
            #expect(news.type == "mailbox.arrived" && data["document"]?.scalar == document)
            #expect(data["code"]?.scalar == "1/SNV-VP" && data["sender"]?.scalar == "H24.01")
            let link = try #require(data["link"]?.scalar)
            #expect(try await province.api(.GET, link).json["document"]?.scalar == document)
            #expect(!String(decoding: news.body, as: UTF8.self).contains("cải cách"))
            let schema = JSON.object([.init("$ref", .string("#/components/schemas/News"))])
            let check = SchemaCheck(document: try JSON(Array(OpenAPIDocument.bytes.readableBytesView)))
            #expect(check.faults(of: news.json, as: schema) == [])
        }
    }

    @Test func `is told again until it answers 2xx, with the same name, and in order`() async throws {
        try await play { province, listener, desk, url in
            let filter = PushFilter(topics: [.statusRecorded])
            _ = try await added(desk, "H24.01", url, filter)
            let document = try await province.accepted(1)
            listener.answer([.internalServerError, .found, .tooManyRequests])
            for code in ["01", "03"] {
                let wish = #"{"document": "\#(document)", "status": "\#(code)"}"#
                #expect(try await province.api(.POST, "statuses", json: wish).status == 201)
            }
            await listener.waits(for: 5)
            let heard = listener.heard
            #expect(Set(heard.prefix(4).map(\.id)).count == 1 && heard[4].id != heard[0].id)
            #expect(heard.map { $0.json["data"]?["status"]?.scalar } == ["01", "01", "01", "01", "03"])
            #expect(!heard.contains { $0.id == "followed" })
        }
    }

    @Test func `is suspended after sustained failure, and goes on without loss when it is enabled`() async throws {
        try await play(suspendAfter: .milliseconds(100)) { province, listener, desk, url in
            let (webhook, _) = try await added(desk, "H24.02", url)
            listener.answer([HTTPResponse.Status](repeating: .serviceUnavailable, count: 1000))
            _ = try await province.accepted(1)
            while try await standing(province).webhook.suspension == nil {
                try await Task.sleep(for: .milliseconds(10))
            }
            _ = try await province.accepted(2)
            #expect(try await standing(province).waiting == 2)
            let journal = try await province.store.journal(from: 0, limit: 1000)
            let last = journal.last { $0.kind == "webhookChanged" }
            #expect(last?.entry.contains("HTTP 503") == true && last?.entry.contains("lienthong") == true)
            let before = listener.heard.count
            listener.answer([])
            _ = try await desk.perform(.webhooks(.enable(webhook.id)), by: "văn thư")
            await listener.waits(for: before + 2)
            #expect(Set(listener.heard.dropFirst(before).compactMap { $0.json["data"]?["code"]?.scalar }).count == 2)
        }
    }

    @Test func `that is gone is not called again`() async throws {
        try await play { province, listener, desk, url in
            _ = try await added(desk, "H24.02", url)
            listener.answer([.gone])
            _ = try await province.accepted(1)
            await listener.waits(for: 1)
            while try await standing(province).webhook.suspension == nil {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await standing(province).waiting == 1 && listener.heard.count == 1)
        }
    }

    @Test func `can be tried, and its secret changed while the old one still signs`() async throws {
        try await play { province, listener, desk, url in
            let (webhook, old) = try await added(desk, "H24.02", url)
            let renewed = try await desk.perform(.webhooks(.renewSecret(webhook.id)), by: "văn thư")
            guard case .access(.webhook(_, let new)) = renewed else { throw Unexpected(reply: "\(renewed)") }
            let tried = try await desk.perform(.webhooks(.ping(webhook.id)), by: "văn thư")
            guard case .access(.pinged(nil)) = tried else { throw Unexpected(reply: "\(tried)") }
            let ping = try #require(listener.heard.first)
            let expected = WebhookSignature.header(
                id: ping.id, seconds: ping.seconds, body: ping.body, secrets: [new, old])
            #expect(ping.type == "ping" && ping.signature == expected)
            listener.answer([.badRequest])
            guard case .access(.pinged("HTTP 400")) = try await desk.perform(.webhooks(.ping(webhook.id)), by: "x")
            else { throw Unexpected(reply: "ping") }
            let list = try await desk.perform(.webhooks(.list(agency: "H24.02")), by: "x")
            guard case .access(let reply) = list else { throw Unexpected(reply: "\(list)") }
            #expect(reply.text(at: HubClock.system.now()).contains("đang gọi") && !reply.json.contains(new))
        }
    }
}
