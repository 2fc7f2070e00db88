import AxisSimulator
import EdXML
import Testing
import VXP

@Suite(.timeLimit(.minutes(5)))
struct DeliveryTests {
    @Test func `a packet is handed to the other system byte for byte until it is acknowledged`() async throws {
        try await Rehearsal().run { caller in
            let document = try Papers.document(to: ["H49"])
            _ = try await caller.push(document).docID()
            var other = caller
            other.systemID = "00.49.H49"
            let row = try #require(try await other.list(.edoc).first)
            #expect(row.status == .initial && row.from == "H24.01" && row.to == "H49")
            #expect(try await other.fetch(row.docID) == document)
            #expect(try await other.list(.edoc).map(\.status) == [.processing])
            let headers = other.headers(.edoc(row.docID), contentType: "application/json")
            #expect(try await other.raw("/vxp/downloadEdoc", headers: headers).body == document)
            #expect(try await other.call(.countReceiveEdoc).count() == 1)

            try await other.call(.updateStatus, .updateStatus(row.docID, .done, description: "Đã lưu")).ok()
            #expect(try await other.list(.edoc).isEmpty)
            #expect(try await other.call(.countReceiveEdoc).count() == 0)
        }
    }

    @Test func `nobody fetches or acknowledges what was delivered to another`() async throws {
        try await Rehearsal().run { caller in
            _ = try await caller.push(try Papers.document(to: ["H49"])).docID()
            var other = caller
            other.systemID = "00.49.H49"
            let row = try #require(try await other.list(.edoc).first)
            #expect(try await caller.call(.getEdoc, .edoc(row.docID)).code == .unknownDocument)
            #expect(try await caller.call(.updateStatus, .updateStatus(row.docID, .done)).code == .unknownDocument)
            #expect(try await other.list(.edoc).count == 1)
        }
    }

    @Test func `a status travels back and is shown beside the delivery`() async throws {
        try await Rehearsal().run { caller in
            _ = try await caller.push(try Papers.document(to: ["H49"])).docID()
            var other = caller
            other.systemID = "00.49.H49"
            let status = try Papers.status(.registered, from: "H49", answering: "H24.01")
            _ = try await other.push(status, .status).docID()
            let row = try #require(try await caller.list(.status).first)
            #expect(try await caller.fetch(row.docID) == status)
            let sent = try await caller.call(.getSentEdocList, .sentEdocList(.edoc)).rows(SentRow.self)
            #expect(sent.map(\.receiveStatus) == ["03"])
        }
    }

    @Test func `a document larger than any piece comes through whole`() async throws {
        try await Rehearsal().run { caller in
            let attachment = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
            let document = try Papers.document(to: ["H49"], attachment: attachment)
            _ = try await caller.push(document).docID()
            var other = caller
            other.systemID = "00.49.H49"
            let row = try #require(try await other.list(.edoc).first)
            #expect(try await other.fetch(row.docID) == document)
        }
    }

    @Test func `without “to” the sender's own centre is left out, with it the named ones alone are served`()
        async throws
    {
        try await Rehearsal().run { caller in
            _ = try await caller.push(try Papers.document(to: ["H24", "G22", "H49"])).docID()
            #expect(try await caller.list(.edoc).isEmpty)
            _ = try await caller.push(try Papers.document(to: ["H24", "G22", "H49"], number: "13"), to: ["H24"]).docID()
            #expect(try await caller.list(.edoc).map(\.to) == ["H24"])
            let stranger = try await caller.push(try Papers.document(number: "14"), to: ["H49"])
            #expect(stranger.code == .parameterInvalid)
        }
    }

    @Test func `an agency is reached by its old code too, once however it is named`() async throws {
        let adjust: (inout AxisConfiguration, String) -> Void = { configuration, _ in
            configuration.remoteAgencies[0].oldCode = Rehearsal.id("000.00.00.G22")
        }
        try await Rehearsal(adjust).run { caller in
            let document = try Papers.document(to: ["000.00.00.G22"])
            _ = try await caller.push(document, to: ["G22"]).docID()
            _ = try await caller.push(try Papers.document(to: ["G22", "000.00.00.G22"], number: "15")).docID()
            let truth = try await caller.truth()["documents"]?.elements ?? []
            let receivers = truth.map { $0["deliveries"]?.elements?.compactMap { $0["receiver"]?.scalar } }
            #expect(receivers == [["G22"], ["G22"]])
        }
    }

    @Test func `the same bytes are the same packet, other bytes under the same key are not`() async throws {
        try await Rehearsal().run { caller in
            let document = try Papers.document(to: ["H49"])
            let first = try await caller.push(document).docID()
            #expect(try await caller.push(document).docID() == first)
            #expect(try await caller.push(try Papers.document(to: ["H49"], subject: "V/v khác")).code == .conflict)
            var other = caller
            other.systemID = "00.49.H49"
            #expect(try await other.list(.edoc).count == 1)
        }
    }
}
