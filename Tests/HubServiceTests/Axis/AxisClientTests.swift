import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import VXP

@testable import HubService
@testable import HubStore

@Suite struct AxisClientTests {
    private func payload(_ content: StoredPayload.Content, _ bytes: [UInt8]) -> StoredPayload {
        StoredPayload(sha256: FileHash(of: bytes).text(), size: Int64(bytes.count), content: content)
    }

    private func failure(_ call: () async throws -> Void) async throws -> AxisFailure {
        do {
            try await call()
        } catch let failure as AxisFailure {
            return failure
        }
        throw ExpectedAFailure()
    }

    private struct ExpectedAFailure: Error {}

    @Test func `a packet arrives as it was stored, signed, with its length and its hash`() async throws {
        let folder = try TemporaryFolder()
        let bytes = [UInt8]("<edXML>Về việc triển khai</edXML>".utf8) + [UInt8](repeating: 0x20, count: 300_000)
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/p"))
        let contents = [StoredPayload.Content.bytes(bytes), .file(path: folder.path + "/p")]
        try await PlayedAxis.with(reply: PlayedAxis.answer(.sent(docID: "d-1"))) { client, ears in
            for content in contents {
                let docID = try await client.sendEdoc(
                    payload(content, bytes), type: .edoc, from: "H29.01", to: ["G22", "H49"])
                #expect(docID == "d-1")
            }
            for heard in await ears.heard {
                let call = try heard.call.get()
                #expect(heard.path == "/vxp/sendEdoc" && heard.body == bytes)
                #expect(heard.contentLength == "\(bytes.count)")
                #expect(call.parameters["from"] == "H29.01" && call.parameters["messagetype"] == "edoc")
                let recipients = try call.parameters.recipients()
                #expect(recipients == ["G22", "H49"])
                #expect(call.parameters["hash-file"] == FileHash(of: bytes).text())
            }
            #expect(await ears.heard.count == 2)
        }
    }

    @Test func `a damaged copy is not sent whole, and is said to be ours`() async throws {
        let bytes = [UInt8](repeating: 0x20, count: 200_000)
        let damaged = bytes.dropLast() + [0x21]
        try await PlayedAxis.with(reply: PlayedAxis.answer(.sent(docID: "d-1"))) { client, ears in
            let failed = try await failure {
                _ = try await client.sendEdoc(payload(.bytes(Array(damaged)), bytes), type: .edoc, from: "H29")
            }
            guard case .deferred(.ownCopy, _) = failed else { throw failed }
            #expect(await ears.heard.isEmpty)
        }
    }

    @Test func `a fetched packet comes in pieces and whole`() async throws {
        let document = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var stream = StreamedReply()
        let reply = stream.take(document) + stream.finish()
        try await PlayedAxis.with(reply: PlayedAxis.answer(bytes: reply)) { client, ears in
            var pieces: [[UInt8]] = []
            try await client.getEdoc("d-9") { pieces.append($0) }
            #expect(pieces.count > 1 && Array(pieces.joined()) == document)
            let call = try await ears.heard[0].call.get()
            #expect(call.parameters["docId"] == "d-9")
        }
    }

    @Test func `lists and acknowledgements are read`() async throws {
        let row = ReceivedRow(
            docID: "d-1", messageType: .status, createdTime: "", updatedTime: "", from: "G22", to: "H29",
            status: .initial)
        try await PlayedAxis.with(reply: PlayedAxis.answer(.list([row]))) { client, ears in
            let rows = try await client.getReceivedEdocList(.status)
            #expect(rows == [row])
            try await client.updateStatus("d-1", .done)
            let calls = try await ears.heard.map { try $0.call.get() }
            #expect(calls[0].parameters["messagetype"] == "status")
            #expect(calls[1].parameters["docId"] == "d-1" && calls[1].parameters["status"] == "done")
            #expect(calls[0].timestampMilliseconds < calls[1].timestampMilliseconds)
        }
    }

    @Test func `an empty list is empty`() async throws {
        try await PlayedAxis.with(reply: PlayedAxis.answer(.done)) { client, _ in
            let received = try await client.getReceivedEdocList(.edoc)
            let sent = try await client.getSentEdocList(.edoc)
            let agencies = try await client.getAgenciesList()
            #expect(received.isEmpty && sent.isEmpty && agencies.isEmpty)
        }
    }

    @Test(arguments: [
        "", "[]", "null", "<html><body>Bad gateway</body></html>", "{}", #"{"status":"OK"}"#,
        #"{"status":"OK","ErrorCode":"0","ErrorDesc":""}"#, #"{"status":"OK","ErrorCode":"0","data":"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"docId":""}]}"#, #"{"status":"FAIL","ErrorCode":"0","data":[]}"#,
    ])
    func `a reply that cannot be read is never an empty list and never a success`(text: String) async throws {
        try await PlayedAxis.with(reply: PlayedAxis.answer(text: text)) { client, _ in
            for call in [
                { _ = try await client.getReceivedEdocList(.edoc) },
                { _ = try await client.sendEdoc(payload(.bytes([1]), [1]), type: .edoc, from: "H29") },
                { try await client.getEdoc("d") { _ in } },
            ] {
                let failed = try await failure(call)
                guard case .deferred(.unreadable, _) = failed else { throw failed }
            }
        }
    }

    @Test func `a business code is final, and a code that asks for patience is not`() async throws {
        try await PlayedAxis.with(reply: PlayedAxis.answer(Envelope(failure: .unknownReceiver))) { client, _ in
            let failed = try await failure { _ = try await client.getReceivedEdocList(.edoc) }
            guard case .refused(.unknownReceiver, _) = failed else { throw failed }
        }
        try await PlayedAxis.with(reply: PlayedAxis.answer(Envelope(failure: .busy))) { client, _ in
            let failed = try await failure { try await client.updateStatus("d", .done) }
            guard case .deferred(.busy(.busy, _), _) = failed else { throw failed }
        }
    }

    @Test func `an axis that does not believe us has not refused the document`() async throws {
        try await PlayedAxis.with(reply: PlayedAxis.answer(Envelope(failure: .wrongHMAC), .badRequest)) { client, _ in
            let failed = try await failure {
                _ = try await client.sendEdoc(payload(.bytes([1]), [1]), type: .edoc, from: "H29")
            }
            guard case .deferred(.credentials(.wrongHMAC, _), _) = failed else { throw failed }
        }
    }

    @Test(arguments: [500, 502, 503, 429, 404, 302])
    func `a status that says nothing about the document defers it`(status: Int) async throws {
        try await PlayedAxis.with(reply: PlayedAxis.trouble(status, retryAfter: "7")) { client, _ in
            let failed = try await failure { _ = try await client.getReceivedEdocList(.edoc) }
            #expect(failed == .deferred(.status(status), retryAfterSeconds: 7))
        }
    }

    @Test func `a silent axis is given up, and nobody there is said so`() async throws {
        let turnstile = Turnstile()
        try await PlayedAxis.with(patience: .milliseconds(300), reply: await PlayedAxis.silence(turnstile)) {
            client, _ in
            let failed = try await failure { _ = try await client.getReceivedEdocList(.edoc) }
            turnstile.open()
            #expect(failed == .deferred(.timedOut, retryAfterSeconds: nil))
        }
        let client = try AxisClient(
            PlayedAxis.link(1, patience: .milliseconds(300)), nowMilliseconds: PlayedAxis.now)
        let failed = try await failure { _ = try await client.getReceivedEdocList(.edoc) }
        try await client.shutDown()
        guard case .deferred = failed else { throw failed }
    }

    @Test func `a transfer that breaks off is not a document, and the sink's own failure comes through`() async throws {
        var stream = StreamedReply()
        let reply = stream.take([UInt8](repeating: 1, count: 90_000))
        try await PlayedAxis.with(reply: PlayedAxis.answer(bytes: reply)) { client, _ in
            let failed = try await failure { try await client.getEdoc("d") { _ in } }
            guard case .deferred(.unreadable, _) = failed else { throw failed }
            await #expect(throws: ExpectedAFailure.self) {
                try await client.getEdoc("d") { _ in throw ExpectedAFailure() }
            }
        }
    }
}
