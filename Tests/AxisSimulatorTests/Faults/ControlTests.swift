import AsyncHTTPClient
import AxisSimulator
import EdXML
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import Testing
import VXP

/// Switching faults while the axis runs.
@Suite(.timeLimit(.minutes(5)))
struct ControlTests {
    private func rehearsal(token: String? = nil) throws -> Rehearsal {
        try Rehearsal { configuration, _ in configuration.control = AxisControl(port: 0, token: token) }
    }

    @Test func `faults are switched on and off, and counted`() async throws {
        try await rehearsal().run { caller in
            try await caller.order("PUT", "faults", #"{"seed": 1, "rules": [{"fault": "html"}]}"#)
            await #expect(throws: EnvelopeError.self) { try await caller.call(.getAgenciesList) }
            let standing = try await caller.order("PUT", "faults", #"{"seed": 1, "rules": []}"#)
            #expect(standing["struck"]?["html"]?.scalar == "1")
            #expect(try await caller.call(.getAgenciesList).isOK)
        }
    }

    @Test(arguments: [
        #"{"seed": 1, "rules": [{"fault": "earthquake"}]}"#, #"{"rules": []}"#, "",
        #"{"seed": 1, "rules": [{"fault": "html", "operations": ["getEverything"]}]}"#,
        #"{"seed": 1, "rules": [{"fault": "html", "probability": 2}]}"#,
    ])
    func `what it does not understand it refuses`(order: String) async throws {
        try await rehearsal().run { caller in
            let reply = try await caller.control("PUT", "faults", order)
            #expect([400, 409].contains(reply.status))
            #expect(try await caller.call(.getAgenciesList).isOK)
        }
    }

    @Test func `nobody switches anything without the token`() async throws {
        try await rehearsal(token: "mở-cửa").run { caller async throws in
            #expect(try await caller.control("GET", "faults", "").status == 401)
            #expect(try await caller.control("GET", "faults", "", token: "mở-cửa").status == 200)
        }
    }

    @Test func `a control that anybody could reach is not opened`() throws {
        let open = try Rehearsal { configuration, _ in
            configuration.control = AxisControl(host: "0.0.0.0", port: 0)
        }
        #expect(throws: (any Error).self) {
            try Axis(configuration: open.configuration, logger: Logger(label: "axis"))
        }
    }

    @Test func `a clock that is wrong refuses calls, and set right takes them`() async throws {
        try await rehearsal().run { caller in
            try await caller.order("POST", "clock", #"{"skewMilliseconds": 900000}"#)
            #expect(try await caller.call(.getAgenciesList).code == .timestampStale)
            try await caller.order("POST", "clock", #"{"skewMilliseconds": 0}"#)
            #expect(try await caller.call(.getAgenciesList).isOK)
        }
    }

    @Test func `connections are refused for a while, and then taken at the same port`() async throws {
        try await rehearsal().run { caller in
            _ = try await caller.call(.getAgenciesList)
            let client = caller.impatient()
            // An hour first: a short refusal may be over before anybody looks, on a machine that has much else to do.
            try await caller.order("POST", "connections", #"{"refusedForMilliseconds": 3600000}"#)
            try await client.waits(until: false)
            try await caller.order("POST", "connections", #"{"refusedForMilliseconds": 200}"#)
            try await client.waits(until: true)
            try await client.http.shutdown()
        }
    }

    @Test func `without TLS there is no certificate to present`() async throws {
        try await rehearsal().run { caller async throws in
            #expect(try await caller.control("POST", "certificate", #"{"present": "expired"}"#).status == 409)
        }
    }

    @Test func `a restored axis has forgotten what came since, and its history has not`() async throws {
        try await rehearsal().run { caller in
            #expect(try await caller.control("POST", "memory", #"{"do": "restore"}"#).status == 409)
            let first = try await caller.push(try Papers.document(to: ["H49"])).docID()
            try await caller.order("POST", "memory", #"{"do": "backup"}"#)
            let second = try await caller.push(try Papers.document(to: ["H49"], number: "13")).docID()
            try await caller.order("POST", "memory", #"{"do": "restore"}"#)
            func sent(_ docID: String) async throws -> Int {
                try await caller.call(.getSentEdocList, .sentEdocList(.edoc, docID: docID)).rows(SentRow.self).count
            }
            #expect(try await sent(first) == 1)
            #expect(try await sent(second) == 0)
            #expect(try await caller.push(try Papers.document(to: ["H49"], number: "13")).docID() != second)
            let history = try JSON(try await caller.raw("/axis/history", method: "GET", headers: []).body)
            let received = history["received"]?.elements ?? []
            #expect(received.compactMap { $0["docId"]?.scalar }.prefix(2) == [first, second])
            #expect(received.compactMap { $0["outcome"]?.scalar } == ["accepted", "accepted", "accepted"])
        }
    }

    @Test func `what an agency said and a restored axis has forgotten it says again, word for word`() async throws {
        try await rehearsal().run { caller in
            try await caller.order("POST", "memory", #"{"do": "backup"}"#)
            _ = try await caller.push(try Papers.document()).docID()
            func said() async throws -> [[UInt8]] {
                var packets: [[UInt8]] = []
                for row in try await caller.list(.status, count: 5) {
                    packets.append(try await caller.fetch(row.docID))
                }
                return packets
            }
            let before = try await said()
            try await caller.order("POST", "memory", #"{"do": "restore"}"#)
            #expect(try await said() == before)
        }
    }
}

/// Somebody who takes a refused connection for an answer.
private struct ImpatientCaller: Sendable {
    let url: String
    let http: HTTPClient

    /// Asks again and again, for as long as the suite may run.
    func waits(until isAnswered: Bool) async throws {
        while await answers() != isAnswered { try await Task.sleep(for: .milliseconds(20)) }
    }

    private func answers() async -> Bool {
        do {
            let reply = try await http.execute(HTTPClientRequest(url: url), timeout: .seconds(1))
            _ = try await reply.body.collect(upTo: 1 << 20)
            return true
        } catch {
            return false
        }
    }
}

extension AxisCaller {
    fileprivate func impatient() -> ImpatientCaller {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        return ImpatientCaller(
            url: base + "/axis/truth",
            http: HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration))
    }

    struct NotObeyed: Error { let reply: String }

    func control(
        _ method: String, _ path: String, _ body: String, token: String? = nil
    ) async throws -> (status: UInt, body: [UInt8]) {
        var request = HTTPClientRequest(url: "\(control ?? "")/control/v1/\(path)")
        request.method = .init(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if method != "GET" { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        return (response.status.code, Array(try await response.body.collect(upTo: 1 << 20).readableBytesView))
    }

    /// An order that must be obeyed.
    @discardableResult
    func order(_ method: String, _ path: String, _ body: String) async throws -> JSON {
        let reply = try await control(method, path, body)
        guard reply.status == 200 else { throw NotObeyed(reply: String(decoding: reply.body, as: UTF8.self)) }
        return try JSON(reply.body)
    }
}
