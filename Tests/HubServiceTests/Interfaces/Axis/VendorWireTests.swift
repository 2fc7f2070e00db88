import Foundation
import HubCore
import Testing
import VXP

@testable import HubService

/// What the vendor's SDK puts on the wire, byte for byte.
@Suite struct `The vendor's client` {
    private func head(
        _ operation: VXP.Operation, _ parameters: VXP.Parameters, _ type: String, _ fields: String
    ) -> String {
        let headers = HeaderAuthentication.sign(
            parameters: parameters, systemID: Province.centre, secret: Province.secret,
            timestampMilliseconds: HubClock.system.now().milliseconds, contentType: type)
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return "POST /vxp\(operation.path) HTTP/1.1\r\n\(lines)Content-Type: \(type)\r\n\(fields)Host: 127.0.0.1\r\n"
            + "Connection: close\r\n\r\n"
    }

    private func envelope(_ answer: RawConnection.Answer) throws -> Envelope {
        let start = try #require(answer.text.ranges(of: "\r\n\r\n").last).upperBound
        return try Envelope(answer.text[start...].utf8)
    }

    @Test func `is told to continue at once, and then answered`() async throws {
        let province = try await Province()
        for operation in [VXP.Operation.getReceivedEdocList, .updateStatus, .getEdoc] {
            let parameters: VXP.Parameters = ["messagetype": "edoc", "docId": "0", "status": "done"]
            let head = head(operation, parameters, "application/json", "Expect: 100-continue\r\nContent-Length: 2\r\n")
            let answer = try await RawConnection(port: province.port).exchange([head, "{}"], pause: .milliseconds(50))
            #expect(answer.text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), "\(operation)")
            #expect(try envelope(answer).isOK == (operation == .getReceivedEdocList))
        }
        await province.stop()
    }

    @Test func `has its documents taken without the tail, by a hash without its zeros`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 1), by: "H24.01")
        let hash = FileHash(of: document)
        for (number, rendering) in [Hex.Rendering.unpadded, .padded].enumerated() {
            let parameters = VXP.Parameters.sendEdoc(from: "H24.01", .edoc, hash: hash, rendering: rendering)
            let head = head(
                .sendEdoc, parameters, "application/octet-stream", "Content-Length: \(document.count + 2)\r\n")
            let body = String(decoding: document, as: UTF8.self) + "\r\n"
            let answer = try await RawConnection(port: province.port).exchange([head, body])
            let reply = try envelope(answer)
            #expect(reply.isOK && reply.json["DocId"]?.scalar?.isEmpty == false, "\(answer.text)")
            #expect(try await province.waiting().count == 1, "\(number)")
        }
        let row = try #require(try await province.waiting().first)
        #expect(try await province.ask(.downloadEdoc, .edoc(row.docID)).bytes == document)
        await province.stop()
    }

    @Test func `is answered for an empty body as for an empty object, in strings alone`() async throws {
        let province = try await Province()
        try await province.deliver(number: 1)
        for body in ["", "{}"] {
            for operation in [
                VXP.Operation.getAgenciesList, .getReceivedEdocList, .getSentEdocList, .getSynchronizeUnit,
            ] {
                let reply = try await province.ask(operation, ["messagetype": "edoc"], body: Array(body.utf8))
                let json = try JSON(reply.bytes)
                #expect(json["ErrorCode"] == .string("0") && json["status"] == .string("OK"))
                let rows = try #require(json["data"]?.elements)
                #expect(!rows.isEmpty && rows.allSatisfy(Self.isOfStrings), "\(operation)")
            }
        }
        await province.stop()
    }

    private static func isOfStrings(_ row: JSON) -> Bool {
        guard case .object(let members) = row else { return false }
        return members.allSatisfy { if case .string = $0.value { true } else { false } }
    }

    @Test func `may name a packet by docId or by docid`() async throws {
        let province = try await Province()
        try await province.deliver(number: 1)
        let row = try #require(try await province.waiting().first)
        for name in ["docId", "docid", "DOCID"] {
            let parameters = VXP.Parameters([(name, row.docID), ("status", "processing")])
            #expect(try await province.ask(.getEdoc, parameters).envelope.isOK)
            #expect(try await province.ask(.downloadEdoc, parameters).status == 200)
            #expect(try await province.ask(.updateStatus, parameters).envelope.isOK)
        }
        await province.stop()
    }
}
