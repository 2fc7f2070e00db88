import Foundation
import HubCore
import HubStore
import Testing
import VXP

@testable import HubService

@Suite struct `Operations of the axis interface` {
    @Test func `a list is read on, and its end is known`() async throws {
        let province = try await Province()
        for number in 1...5 { try await province.deliver(number: number) }
        var seen: [String] = []
        var after: [(name: String, value: String)] = []
        var pages = 0
        while true {
            let parameters = VXP.Parameters([("messagetype", "edoc"), ("limit", "2")] + after)
            let page = try await province.ask(.getReceivedEdocList, parameters).envelope
            seen += try page.rows(ReceivedRow.self).map(\.docID)
            pages += 1
            guard let next = page.json["next"]?.scalar else { break }
            after = [("after", next)]
        }
        #expect(pages == 3 && Set(seen).count == 5)
        let sent = try await province.ask(.getSentEdocList, ["messagetype": "edoc", "limit": "4"]).envelope
        let rest = try await province.ask(
            .getSentEdocList, ["messagetype": "edoc", "after": try #require(sent.json["next"]?.scalar)]
        ).envelope
        #expect(try sent.rows(SentRow.self).map(\.notation) == ["5/SNV-VP", "4/SNV-VP", "3/SNV-VP", "2/SNV-VP"])
        #expect(try rest.rows(SentRow.self).map(\.notation) == ["1/SNV-VP"] && rest.json["next"] == nil)
        await province.stop()
    }

    @Test func `dates bound a list, and a date alone is a whole day`() async throws {
        let province = try await Province()
        try await province.deliver(number: 1)
        let today = String(AxisTime.display(HubClock.system.now().milliseconds).prefix(10))
        #expect(try await province.waiting(.edoc, [("fromDate", today), ("toDate", today)]).count == 1)
        #expect(try await province.waiting(.edoc, [("fromDate", "2020/01/01 00:00:00")]).count == 1)
        #expect(try await province.waiting(.edoc, [("toDate", "2020/01/01")]).isEmpty)
        let shouted = try await province.ask(.getReceivedEdocList, ["servicetype": "EDOC", "messagetype": "EDOC"])
        #expect(try shouted.envelope.rows(ReceivedRow.self).count == 1)
        for wrong in [
            ["fromDate": "hôm nay"], ["toDate": "2026/02/31"], ["fromDate": "2026/01/02", "toDate": "2026/01/01"],
            ["limit": "0"], ["limit": "nhiều"], ["servicetype": "fax"],
        ] {
            let parameters = VXP.Parameters([("messagetype", "edoc")] + wrong.map { ($0.key, $0.value) })
            let refused = try await province.ask(.getReceivedEdocList, parameters).envelope
            #expect(refused.code == .parameterInvalid, "\(wrong)")
        }
        await province.stop()
    }

    @Test func `a packet is downloaded under its own name, by either method`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 12), by: "H24.01")
        _ = try await province.send(document)
        let row = try #require(try await province.waiting().first)
        for method in ["GET", "POST"] {
            let reply = try await province.ask(.downloadEdoc, .edoc(row.docID), method: method)
            #expect(reply.bytes == document && reply["Content-Length"] == "\(document.count)")
            #expect(
                reply["Content-Disposition"] == "attachment; filename=\"12-SNV-VP.edxml\"")
        }
        #expect(try await province.waiting().map(\.status) == [.processing])
        let unknown = try await province.ask(.downloadEdoc, .edoc(UUID().uuidString), method: "GET")
        #expect(try unknown.status == 200 && unknown.envelope.code == .unknownDocument)
        await province.stop()
    }

    @Test func `what waits is counted by GET and by POST`() async throws {
        let province = try await Province()
        for number in 1...3 { try await province.deliver(number: number) }
        _ = try await province.send(
            Province.status("01", from: "H24.02", about: 1, of: "H24.01"), as: .status, from: "H24.02")
        for method in ["GET", "POST"] {
            #expect(try await province.ask(.countReceiveEdoc, method: method).envelope.count() == 3)
            #expect(try await province.ask(.countReceiveStatus, method: method).envelope.count() == 1)
        }
        await province.stop()
    }

    @Test func `a packet that is not of its message type is refused, and journalled`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 1), by: "H24.01")
        let before = try await province.store.journalHead().size
        #expect(try await province.send(document, as: .status).codes.first == "VXP-MESSAGE-TYPE")
        let status = Province.status("01", from: "H24.02", about: 1, of: "H24.01")
        #expect(try await province.send(status, as: .edoc, from: "H24.02").codes.first == "VXP-MESSAGE-TYPE")
        #expect(try await province.store.journal(from: before, limit: 9).map(\.kind) == ["refused", "refused"])
        #expect(try await province.send(document).json["ErrorCode"]?.scalar == "0")
        await province.stop()
    }

    @Test func `the sender sees where each packet is, in the interface's own words`() async throws {
        let province = try await Province()
        let id = try await province.deliver(number: 1, to: ["H24", "H24.02"])
        let row = try #require(try await province.waiting().first { $0.to == "H24.02" })
        _ = try await province.ask(.getEdoc, .edoc(row.docID))
        _ = try await province.ask(.updateStatus, .updateStatus(row.docID, .done))
        let status = Province.status("03", from: "H24.02", about: 1, of: "H24.01")
        _ = try await province.send(status, as: .status, from: "H24.02")
        let rows = try await province.ask(.getSentEdocList, .sentEdocList(.edoc, docID: id)).envelope.rows(SentRow.self)
        #expect(rows.map(\.toCode) == ["H24", "H24.02"] && rows.map(\.sendStatus) == ["initial", "done"])
        #expect(rows.map(\.receiveStatus) == ["", "03"] && rows.map(\.receiveStatusDescription) == ["", "Lý do"])
        #expect(rows[1].receiverDocID == row.docID && rows.allSatisfy { $0.senderDocID == id })
        await province.stop()
    }
}
