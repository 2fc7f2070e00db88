import Foundation
import HubCore
import HubStore
import Testing
import VXP

@testable import HubService

/// A systemid may act only for the agencies of its centre: every operation, tried by another.
@Suite struct `A system that reaches for another's` {
    private static func parameters(_ operation: VXP.Operation, _ docID: String, _ sent: String) -> VXP.Parameters {
        switch operation {
        case .getEdoc, .downloadEdoc: .edoc(docID)
        case .updateStatus: .updateStatus(docID, .done)
        case .getReceivedEdocList: .receivedEdocList(.edoc)
        case .getSentEdocList: .sentEdocList(.edoc, docID: sent)
        case .deleteAgency: .deleteAgency("H24.02")
        default: [:]
        }
    }

    @Test func `gets nothing, and changes nothing`() async throws {
        let province = try await Province { $0.registration = .accept }
        try await province.addOtherSystem()
        let sent = try await province.deliver(number: 1)
        let row = try #require(try await province.waiting().first)
        let before = try await province.store.journalHead().size
        func other(_ operation: VXP.Operation, body: [UInt8] = Array("{}".utf8)) async throws -> Envelope {
            let parameters = Self.parameters(operation, row.docID, sent)
            return try await province.ask(operation, parameters, as: .other, body: body).envelope
        }
        for operation in [VXP.Operation.getEdoc, .downloadEdoc, .updateStatus] {
            #expect(try await other(operation).code == .unknownDocument, "\(operation)")
        }
        #expect(try await other(.getReceivedEdocList).rows(ReceivedRow.self).isEmpty)
        #expect(try await other(.getSentEdocList).rows(SentRow.self).isEmpty)
        #expect(try await other(.countReceiveEdoc).count() == 0)
        #expect(try await other(.countReceiveStatus).count() == 0)
        #expect(try await other(.deleteAgency).code == .notAuthorised)
        let theirs = AgencyRegistration(id: "H24.02", pcode: "", code: "H24.02", name: "Của tôi")
        #expect(try await other(.registerAgency, body: theirs.json.bytes).code == .notAuthorised)
        for parameter in ["after", "docId"] {
            let parameters = VXP.Parameters([("messagetype", "edoc"), (parameter, row.docID)])
            let reply = try await province.ask(.getReceivedEdocList, parameters, as: .other).envelope
            #expect(parameter == "after" ? reply.code == .unknownDocument : try reply.rows(ReceivedRow.self).isEmpty)
        }
        // Nothing but that it was refused.
        let after = try await province.store.journal(from: before, limit: 100)
        #expect(after.allSatisfy { $0.kind == Fact.Kind.callsRefused.rawValue })
        #expect(try await province.waiting().map(\.status) == [.initial])
        await province.stop()
    }

    @Test func `cannot send for them, in the packet or beside it`() async throws {
        let province = try await Province()
        try await province.addOtherSystem()
        func send(_ document: [UInt8], from: String, as type: MessageType) async throws -> Envelope {
            let parameters = VXP.Parameters.sendEdoc(from: from, type, hash: FileHash(of: document))
            return try await province.ask(
                .sendEdoc, parameters, as: .other, body: document, type: "application/octet-stream"
            ).envelope
        }
        let document = try Province.signed(Province.document(number: 2), by: "H24.01")
        #expect(try await send(document, from: "H24.01", as: .edoc).code == .unknownSender)
        #expect(try await send(document, from: Province.System.other.id, as: .edoc).code == .unknownSender)
        let status = Province.status("03", from: "H25", about: 2, of: "H24.01")
        for from in ["H24.02", "000.00.02.H24", Province.centre] {
            let refused = try await send(status, from: from, as: .status)
            #expect(refused.code == .unknownSender && refused.description.contains("HUB-SENDER-NOT-CALLERS"), "\(from)")
        }
        for from in ["H25", Province.System.other.id] {
            #expect(try await send(status, from: from, as: .status).isOK, "\(from)")
        }
        await province.stop()
    }

    @Test func `learns the same of another's packet as of none`() async throws {
        let province = try await Province()
        try await province.addOtherSystem()
        try await province.deliver(number: 3)
        let row = try #require(try await province.waiting().first)
        func reply(_ docID: String) async throws -> String {
            let reply = try await province.ask(.getEdoc, .edoc(docID), as: .other)
            return String(decoding: reply.bytes, as: UTF8.self).replacing(docID, with: "…")
        }
        #expect(try await reply(row.docID) == reply(UUID().uuidString.lowercased()))
        await province.stop()
    }
}
