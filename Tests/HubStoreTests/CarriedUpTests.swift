import HubCore
import HubStore
import Testing

struct CarriedUpTests {
    private let rig = Rig()

    /// Takes a document in and has the axis take it.
    private func carry(
        _ bytes: String, code: String, to recipients: [String] = ["G22", "G09"], at now: Timestamp,
        in store: SQLiteStore
    ) async throws -> DocumentID {
        let receipt = try await store.take(rig.message(bytes, code: code, to: recipients, at: now), at: now)
        for claim in try await store.claim(
            route: .axis, limit: 9, owner: "a", until: now.minutes(1), now: now)
        {
            _ = try await store.settle(claim, .delivered(reference: "ref \(code)"), now: now)
        }
        return receipt.documentID
    }

    @Test func `what the axis took is told in order, forwards and backwards`() async throws {
        let store = try await rig.openWithRegister()
        for number in 1...3 {
            _ = try await carry("d\(number)", code: "\(number)", at: Rig.start.minutes(Int64(number)), in: store)
        }
        let all = try await store.carriedUp(after: .first, limit: 9)
        #expect(all.map(\.reference) == ["ref 1", "ref 2", "ref 3"])
        #expect(try await store.carriedUp(after: all[0].mark, limit: 1).map(\.reference) == ["ref 2"])
        #expect(try await store.carriedUp(upTo: all[1].mark, limit: 9).map(\.reference) == ["ref 2", "ref 1"])
        #expect(try await store.carriedUp(upTo: .last, limit: 1) == [all[2]])
    }

    @Test func `what was forgotten is due again, but for those who have answered`() async throws {
        let store = try await rig.openWithRegister()
        let id = try await carry("d", code: "12/QĐ-UBND", at: Rig.start, in: store)
        _ = try await store.take(rig.status("01", by: "G09"), at: Rig.start)
        let packet = try #require(try await store.carriedUp(after: .first, limit: 9).first)
        #expect(try await store.forgottenUpstream(packet, by: "recheck", now: Rig.start.minutes(5)) == 1)
        #expect(try await store.delivery(of: id, to: "G22").state == .waiting)
        #expect(try await store.delivery(of: id, to: "G09").state == .delivered)
        #expect(try await store.kinds().last == "forgotten")
        let claims = try await store.claim(
            route: .axis, limit: 9, owner: "b", until: Rig.start.minutes(9), now: Rig.start.minutes(5))
        #expect(claims.map { $0.deliveries.map(\.recipient) } == [["G22"]])
        // Its age counts from now on.
        #expect(claims.first?.openSince == Rig.start.minutes(5))
        #expect(try await store.forgottenUpstream(packet, by: "recheck", now: Rig.start.minutes(6)) == 0)
    }
}
