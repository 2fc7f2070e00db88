import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `A call that its caller has named` {
    private func key(_ text: String) -> [(String, String)] { [("Idempotency-Key", text)] }

    @Test func `is answered the same when it is repeated, and refused when it is another`() async throws {
        let province = try await Province()
        let packet = try Province.signed(Province.document(number: 1), by: "H24.01")
        let first = try await province.api(.POST, "documents", packet: packet, key("a"))
        let again = try await province.api(.POST, "documents", packet: packet, key("a"))
        #expect(first.status == 201 && again.status == 201 && again.bytes == first.bytes)
        #expect(again.header("Location") == first.header("Location"))
        #expect(first.header("Idempotency-Replayed") == nil && again.header("Idempotency-Replayed") == "true")
        let other = try Province.signed(Province.document(number: 2), by: "H24.01")
        let refused = try await province.api(.POST, "documents", packet: other, key("a"))
        #expect(refused.status == 422 && refused.codes == ["API-KEY-REUSED"])
        let elsewhere = try await province.api(
            .POST, "documents", as: province.token("H24.01").secret, packet: other, key("a"))
        #expect(elsewhere.status == 201)
        await province.stop()
    }

    @Test func `gets a lock once, and a refusal again`() async throws {
        let province = try await Province()
        _ = try await province.accepted(3)
        let lock = { try await province.api(.POST, "mailbox/locks", json: "{}", self.key("l")) }
        let (first, again) = (try await lock(), try await lock())
        #expect(first.items.count == 1 && again.bytes == first.bytes)
        let unsigned = Province.document(number: 4)
        let refused = try await province.api(.POST, "documents", packet: unsigned, key("r"))
        let still = try await province.api(.POST, "documents", packet: unsigned, key("r"))
        #expect(refused.status == 422 && still.bytes == refused.bytes && still.header("Idempotency-Replayed") == "true")
        await province.stop()
    }

    @Test func `waits for nobody: while the first is under way, the second is told to come again`() async throws {
        let province = try await Province()
        let keyed = KeyedAnswers(store: province.store, clock: .system, keep: .seconds(60))
        let request = [UInt8](repeating: 1, count: 32)
        let response = try await keyed.once("k", of: "a", request: request) { _ in
            await #expect(throws: Refusal.self) {
                try await keyed.once("k", of: "a", request: request) { _ in Response(status: .ok) }
            }
            return Response(status: .created, body: ResponseBody(byteBuffer: ByteBuffer(string: "{}")))
        }
        #expect(response.status == .created)
        let again = try await keyed.once("k", of: "a", request: request) { _ in Response(status: .ok) }
        #expect(again.status == .created)
        await province.stop()
    }

    @Test func `is done again after a crash or a fault, and knows it`() async throws {
        let province = try await Province()
        let keyed = KeyedAnswers(store: province.store, clock: .system, keep: .seconds(60))
        let (request, now) = ([UInt8](repeating: 1, count: 32), HubClock.system.now())
        _ = try await province.store.begin(
            key: "k", of: "a", request: request, keptUntil: now.adding(milliseconds: 60_000), now: now)
        var resumed: [Bool] = []
        _ = try await keyed.once("k", of: "a", request: request) { isResumed in
            resumed.append(isResumed)
            return Response(status: .ok)
        }
        await #expect(throws: CancellationError.self) {
            try await keyed.once("f", of: "a", request: request) { _ in throw CancellationError() }
        }
        _ = try await keyed.once("f", of: "a", request: request) { isResumed in
            resumed.append(isResumed)
            return Response(status: .tooManyRequests)
        }
        // What is not the last word is not kept.
        _ = try await keyed.once("f", of: "a", request: request) { isResumed in
            resumed.append(isResumed)
            return Response(status: .ok)
        }
        #expect(resumed == [true, false, false])
        await province.stop()
    }
}
