import HubCore
import HubStore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `What waits, in the hub's own interface` {
    @Test func `says why, of a document, of its deliveries, and of one`() async throws {
        let province = try await Province { configuration in
            configuration.axis = AxisLink(
                url: "http://127.0.0.1:1/vxp", systemID: Province.centre, secret: .value(HubService.Secret("x")),
                pollInterval: .milliseconds(200))
            configuration.dispatch.breakerFailures = 1
            configuration.dispatch.backoffBase = .seconds(60)
        }
        let letter = try Province.signed(Province.document(to: ["G22", "H24.02"], number: 52), by: "H24.01")
        let id = try #require(try await province.post(letter).receipt?.documentID.text)
        let (_, token) = try await province.token("H24.01")
        try await eventually("the axis is given up for a while") {
            let deliveries = try await province.api(.GET, "documents/\(id)/deliveries", as: token).items
            return deliveries.first?["waiting"]?["because"]?.scalar == "unreachable"
        }
        let document = try await province.api(.GET, "documents/\(id)", as: token).json
        let deliveries = document["deliveries"]?.elements ?? []
        #expect(deliveries.compactMap { $0["waiting"]?["because"]?.scalar } == ["unreachable", "in-mailbox"])
        let delivery = try #require(deliveries.first?["id"]?.scalar)
        let waiting = try #require(try await province.api(.GET, "deliveries/\(delivery)", as: token).json["waiting"])
        #expect(waiting["destination"]?["state"]?.scalar == "unreachable" && waiting["nextAttempt"] != nil)
        #expect(waiting["vi"]?.scalar?.hasPrefix("Trục quốc gia không phục vụ từ") == true)
        let acts = (waiting["mayDo"]?.elements ?? []).compactMap { $0["act"]?.scalar }
        #expect(acts == ["examineDestination", "pause", "cancel"])
        let check = SchemaCheck(document: try await province.api(.GET, "openapi.json").json)
        let faults = check.faults(
            of: document, as: .object([.init("$ref", .string("#/components/schemas/TrackedDocument"))]))
        #expect(faults == [])
        await province.stop()
    }
}
