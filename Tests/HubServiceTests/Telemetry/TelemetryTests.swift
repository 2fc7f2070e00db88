import AsyncHTTPClient
import Foundation
import HubCore
import HubStore
import Logging
import NIOCore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `What a hub measures` {
    private func scrape(_ province: Province, token: OperatorToken?) async throws -> (status: Int, text: String) {
        try await fetch("http://127.0.0.1:\(province.port)/metrics", token?.authorization)
    }

    private func fetch(_ url: String, _ authorization: String? = nil) async throws -> (status: Int, text: String) {
        var request = HTTPClientRequest(url: url)
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        return (Int(response.status.code), String(buffer: try await response.body.collect(upTo: 1 << 20)))
    }

    private func token(_ province: Province) throws -> OperatorToken {
        try OperatorToken(folder: province.folder.path + "/data", orMake: false)
    }

    @Test func `is what its journal says: accepted, repeated, refused by code`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 1), by: "H24.01")
        for _ in 1...2 { _ = try await province.post(document) }
        _ = try await province.post(Province.document(number: 2))
        _ = try await province.post(Province.status("03", from: "H24.02", about: 1, of: "H24.01"))
        let measures = try Exposition(try await scrape(province, token: try token(province)).text)
        #expect(measures[#"lienthong_messages_accepted_total{door="centre",kind="document"}"#] == 1)
        #expect(measures[#"lienthong_messages_accepted_total{door="centre",kind="status"}"#] == 1)
        #expect(measures[#"lienthong_messages_repeated_total{door="centre"}"#] == 1)
        #expect(measures[#"lienthong_refusal_codes_total{code="SIG-REQUIRED"}"#] == 1)
        #expect(measures[#"lienthong_queue_deliveries{destination="mailboxes",urgency="urgent"}"#] == 1)
        #expect(measures[#"lienthong_queue_deliveries{destination="axis",urgency="express"}"#] == 0)
        let journal = try await province.store.journalHead().size
        #expect(measures["lienthong_journal_entries"] == Double(journal))
        #expect(measures["lienthong_inspection_seconds_count"] == 4)
        #expect(measures["lienthong_commit_seconds_count"] == measures["lienthong_commit_writes_count"])
        #expect((measures["process_resident_memory_bytes"] ?? 0) > 1_000_000 && measures["process_open_fds"] != nil)
        #expect(measures[#"lienthong_http_requests_total{interface="api",status="201"}"#] == 2)
        await province.stop()
    }

    @Test func `includes how long a packet took to reach the axis, and how the axis answers`() async throws {
        let province = try await Province(withAxis: true)
        _ = try await province.post(try Province.signed(Province.document(to: ["G22"], number: 3), by: "H24.01"))
        let relayed = #"lienthong_relay_seconds_count{route="axis",urgency="urgent"}"#
        let answering = "lienthong_axis_answering"
        let window = #"lienthong_destination_window{destination="axis"}"#
        var measures = try Exposition(try await scrape(province, token: try token(province)).text)
        // What the journal says is counted a moment before the courier has heard that its first packet was answered.
        while measures[relayed] != 1 || measures[answering] != 1 || measures[window] != 2 {
            try await Task.sleep(for: .milliseconds(20))
            measures = try Exposition(try await scrape(province, token: try token(province)).text)
        }
        #expect(measures[#"lienthong_delivery_events_total{event="delivered",route="axis"}"#] == 1)
        #expect((measures[#"lienthong_relay_seconds_sum{route="axis",urgency="urgent"}"#] ?? -1) >= 0)
        #expect(measures[#"lienthong_relay_seconds_count{route="axis",urgency="ordinary"}"#] == 0)
        #expect(measures[#"lienthong_destination_under_way{destination="axis"}"#] == 0)
        #expect(measures[#"lienthong_destination_out_of_service{destination="axis"}"#] == 0)
        await province.stop()
    }

    @Test func `is told to the operator alone, or to all on a listener of its own`() async throws {
        let port = Int.random(in: 20_000..<30_000)
        let province = try await Province { $0.telemetryListen = ListenAddress(port: port) }
        #expect(try await scrape(province, token: nil).status == 401)
        let own = "http://127.0.0.1:\(port)"
        #expect(try await fetch(own + "/metrics").text.contains("lienthong_build_info{version=\"\(Hub.version)\"} 1\n"))
        #expect(try await fetch(own + "/api/v1/codes").status == 404)
        for base in [own, "http://127.0.0.1:\(province.port)"] {
            #expect(try await fetch(base + "/healthz").text == "ok\n")
            let ready = try await fetch(base + "/readyz")
            #expect(ready.status == 200 && ready.text.contains(#""ready":true"#), "\(ready)")
        }
        await province.stop()
    }

    @Test func `says that the hub is not ready when its disk has too little room, and why`() async throws {
        let province = try await Province { $0.diskFloor = .max }
        let answer = try await province.call("/readyz", [], nil)
        #expect(answer.status == 503 && answer.json["disk"]?["vi"]?.scalar?.contains("data.diskFloor") == true)
        #expect(answer.json["ready"]?.text() == "false" && answer.json["store"]?["ok"]?.text() == "true")
        await province.stop()
    }

    @Test func `counts a long queue no more often than twenty times its counting takes`() async throws {
        let province = try await Province()
        let telemetry = Telemetry()
        let census = Census(
            store: province.store, disk: DiskWatch(floor: 0) { 7 }, telemetry: telemetry, clock: .system,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, interval: .seconds(3600))
        for number in [1, 2] {
            _ = try await province.post(try Province.signed(Province.document(number: number), by: "H24.01"))
            await census.take()
        }
        let measures = try Exposition(ExpositionText(telemetry.board.shelves(), as: .prometheus).text)
        #expect(measures[#"lienthong_queue_deliveries{destination="mailboxes",urgency="urgent"}"#] == 1)
        #expect(measures["lienthong_disk_free_bytes"] == 7)
        await province.stop()
    }
}
