import HubCore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `Statuses over /api/v1` {
    @Test func `are written by the hub from a few words, and reach the sender`() async throws {
        let province = try await Province()
        let document = try await province.accepted(1, to: ["H24.02", "H24"])
        let (sender, recipient) = (try await province.token("H24.01").secret, try await province.token("H24.02").secret)
        let wish =
            #"{"document": "\#(document)", "status": "02", "description": "Không thuộc thẩm quyền", "staff": "Lê Văn C"}"#
        let said = try await province.api(.POST, "statuses", as: recipient, json: wish)
        #expect(said.status == 201, "\(said.text)")
        let feed = try await province.api(.GET, "statuses", as: sender).items
        #expect(feed.compactMap { $0["code"]?.scalar } == ["02"] && feed[0]["recipient"]?.scalar == "H24.02")
        #expect(feed[0]["description"]?.scalar == "Không thuộc thẩm quyền")
        let tracked = try await province.api(.GET, "documents/\(document)", as: sender).json
        let standing = tracked["deliveries"]?.elements?.first { $0["recipient"]?.scalar == "H24.02" }
        #expect(standing?["status"]?.scalar == "02")
        let delivery = try #require(standing?["id"]?.scalar)
        #expect(try await province.api(.GET, "deliveries/\(delivery)", as: recipient).status == 200)
        #expect(try await province.api(.GET, "statuses", as: recipient).items.isEmpty)
        await province.stop()
    }

    @Test func `are an agency's to give: the sender asks back, recipients report`() async throws {
        let province = try await Province()
        let document = try await province.accepted(1, to: ["H24.02", "H24"])
        let wish = { (code: String, agency: String) in
            #"{"document": "\#(document)", "status": "\#(code)"\#(agency.isEmpty ? "" : #", "agency": "\#(agency)""#)}"#
        }
        let sender = try await province.token("H24.01").secret
        #expect(
            try await province.api(.POST, "statuses", as: sender, json: wish("03", "")).codes == ["API-STATUS-ABOUT"])
        // The centre's token stands for both recipients, so that it must say for whom it speaks.
        #expect(try await province.api(.POST, "statuses", json: wish("03", "")).codes == ["API-STATUS-ABOUT"])
        #expect(try await province.api(.POST, "statuses", json: wish("03", "000.00.00.h24")).status == 201)
        #expect(try await province.api(.POST, "statuses", as: sender, json: wish("13", "")).status == 201)
        let stranger = try await province.token("H24").secret
        let unseen = try await province.accepted(2)
        let hidden = try await province.api(
            .POST, "statuses", as: stranger, json: #"{"document": "\#(unseen)", "status": "03"}"#)
        #expect(hidden.status == 404 && hidden.codes == ["API-DOCUMENT-UNKNOWN"])
        await province.stop()
    }

    @Test func `are taken as packets too, parked when their document is not there, and nothing else is taken`()
        async throws
    {
        let province = try await Province()
        let token = try await province.token("H24.02").secret
        let packet = Province.status("03", from: "H24.02", about: 9, of: "H24.01")
        #expect(try await province.api(.POST, "statuses", as: token, packet: packet).status == 201)
        #expect(try await province.api(.POST, "statuses", as: token, packet: packet).status == 200)
        let parked = try await province.api(.GET, "statuses/parked", as: token).items
        #expect(parked.count == 1 && parked[0]["code"]?.scalar == "9/SNV-VP")
        let document = try Province.signed(Province.document(from: "H24.02", number: 9), by: "H24.02")
        let refused = try await province.api(.POST, "statuses", as: token, packet: document)
        #expect(refused.status == 422 && refused.codes == ["API-NOT-A-STATUS"])
        await province.stop()
    }
}
