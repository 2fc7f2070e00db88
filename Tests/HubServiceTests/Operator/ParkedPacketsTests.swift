import Foundation
import HubCore
import HubStore
import Logging
import Testing
import VXP

@testable import HubService

@Suite struct `Parked packets` {
    private func desk(_ province: Province) -> OperatorDesk { OperatorDesk(store: province.store, clock: .system) }

    private func parked(_ province: Province) async throws -> [OperatorReply.Parked] {
        guard case .parked(let parked) = try await desk(province).perform(.parked, by: "test") else { return [] }
        return parked
    }

    private func match(_ province: Province, _ packet: String, _ document: String) async throws -> OperatorReply {
        try await desk(province).perform(.match(packet: packet, document: document, answering: nil), by: "an")
    }

    @Test func `are shown with the reason and what they may be about, and matched by hand`() async throws {
        let province = try await Province()
        let letter = try await province.post(Province.signed(Province.document(number: 6), by: "H24.01"))
        let id = try #require(letter.receipt?.documentID.text)
        let status = String(decoding: Province.status("03", from: "H24.02", about: 6, of: "H24.01"), as: UTF8.self)
        // As a system writes it that puts its own day there.
        let misdated = status.replacingOccurrences(of: "2026/11/04", with: "2026/11/05")
        #expect(try await province.post(Array(misdated.utf8)).status == 201)
        let waiting = try #require(try await parked(province).first)
        #expect(waiting.because == "unknown" && waiting.candidates == [id] && waiting.kind == "status")
        let lines = waiting.text.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasSuffix(": chưa có văn bản") && lines[1].hasSuffix(id))
        guard case .refused = try await match(province, waiting.message, waiting.message),
            case .refused = try await match(province, "x", id)
        else { throw StoreError(.inconsistent, "what makes no sense was done") }
        guard case .changed(1) = try await match(province, waiting.message, id) else {
            throw StoreError(.inconsistent, "it was not matched")
        }
        #expect(try await parked(province).isEmpty)
        let seen = try await province.get("/api/v1/documents/\(id)").json["deliveries"]?.elements?.first
        let shown = seen?["statuses"]?.elements?.first
        #expect(shown?["matchedBy"]?.scalar == "byHand" && seen?["status"]?.scalar == "03")
        await province.stop()
    }
}

@Suite struct `Requests that nobody answers` {
    @Test func `are given up when their time is over`() async throws {
        let province = try await Province()
        let letter = try await province.post(Province.signed(Province.document(number: 5), by: "H24.01"))
        let id = try #require(letter.receipt?.documentID)
        let delivery = try await province.store.deliveries(of: id)[0]
        _ = try await province.store.markFetched(delivery.id, by: "test", now: HubClock.system.now())
        _ = try await province.post(Province.status("13", from: "H24.01", about: 5, of: "H24.01"))
        func look(after days: Int64) async throws -> Negotiation.State? {
            let later = HubClock { HubClock.system.now().adding(milliseconds: days * 86_400_000) }
            try await NegotiationWatch(
                store: province.store, answerWithin: .seconds(5 * 86_400), clock: later, logger: Logger(label: "test")
            ).look()
            return try await province.store.deliveries(of: id)[0].business.recall
        }
        #expect(try await look(after: 4) == .asked)
        #expect(try await look(after: 6) == .unanswered)
        await province.stop()
    }
}
