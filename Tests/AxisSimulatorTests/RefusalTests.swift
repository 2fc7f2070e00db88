import AxisSimulator
import EdXML
import Testing
import VXP

@Suite(.timeLimit(.minutes(5)))
struct RefusalTests {
    @Test func `whoever cannot prove who calls is told why`() async throws {
        try await Rehearsal().run { caller in
            var wrong = caller
            wrong.secret = "khác"
            #expect(try await wrong.call(.getAgenciesList).code == .wrongHMAC)
            var stranger = caller
            stranger.systemID = "00.99.H99"
            #expect(try await stranger.call(.getAgenciesList).code == .unknownSystem)
            var late = caller
            late.skewMilliseconds = -301_000
            #expect(try await late.call(.getAgenciesList).code == .timestampStale)
            let bare = try Envelope(try await caller.raw("/vxp/getAgenciesList", headers: []).body)
            #expect(bare.code == .headerMissing)
        }
    }

    @Test func `a call made twice counts once`() async throws {
        try await Rehearsal().run { caller in
            let headers = caller.headers([:], contentType: "application/json")
            #expect(try Envelope(try await caller.raw("/vxp/getAgenciesList", headers: headers).body).isOK)
            let again = try await caller.raw("/vxp/getAgenciesList", headers: headers)
            #expect(try Envelope(again.body).code == .replayed)
            #expect(again.status == 200)
        }
    }

    @Test func `a packet with unknown parties is refused whole, and they are named`() async throws {
        try await Rehearsal().run { caller in
            let unknown = try await caller.push(try Papers.document(to: ["G22", "H98", "H99"]))
            #expect(unknown.code == .unknownReceiver && unknown.description.hasSuffix("H98, H99"))
            #expect(try await caller.push(try Papers.document(from: "H49")).code == .unknownSender)
            #expect(try await caller.push(try Papers.document(from: "G22", to: ["H49"])).code == .unknownSender)
            #expect(try await caller.truth()["documents"] == .array([]))
        }
    }

    @Test(arguments: ["hello", "<a/>", "<edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">", ""])
    func `what is no packet is refused with the rule it breaks`(text: String) async throws {
        try await Rehearsal().run { caller in
            let reply = try await caller.push(Array(text.utf8))
            #expect(reply.code == .invalidEdXML)
            #expect(reply.description.contains(/(XML|EDX)-/))
        }
    }

    @Test func `a body that is not what was signed is refused`() async throws {
        try await Rehearsal { configuration, _ in configuration.maxDocumentBytes = 300_000 }.run { caller in
            let document = try Papers.document()
            let parameters = Parameters.sendEdoc(from: "H24.01", .edoc, hash: FileHash(of: [1]))
            #expect(try await caller.call(.sendEdoc, parameters, body: document).code == .wrongHash)
            #expect(
                try await caller.call(.sendEdoc, parameters, contentType: "multipart/form-data").code == .bodyMalformed)
            #expect(try await caller.push(document, .status).code == .invalidEdXML)
            let large = try Papers.document(attachment: [UInt8](repeating: 7, count: 300_000))
            #expect(try await caller.push(large).code == .bodyTooLarge)
        }
    }

    @Test func `parameters are missed and misread by name`() async throws {
        try await Rehearsal().run { caller in
            let missing = try await caller.call(.updateStatus, ["docId": "x"])
            #expect(missing.code == .parameterMissing && missing.description.hasSuffix("status"))
            #expect(try await caller.call(.updateStatus, ["docId": "x", "status": "eaten"]).code == .parameterInvalid)
            #expect(try await caller.call(.getReceivedEdocList, ["messagetype": "fax"]).code == .parameterInvalid)
            let dates: Parameters = .receivedEdocList(.edoc, from: "2026/11/21", to: "2026/11/20")
            #expect(try await caller.call(.getReceivedEdocList, dates).code == .parameterInvalid)
            #expect(try await caller.call(.getEdoc, .edoc("x")).code == .unknownDocument)
            let unknown = try await caller.raw("/vxp/formatDisk", headers: [])
            #expect(try Envelope(unknown.body).code == .unknownOperation)
        }
    }
}
