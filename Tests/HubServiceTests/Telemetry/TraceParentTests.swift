import AsyncHTTPClient
import HubCore
import HubStore
import NIOCore
import Testing
import VXP

@testable import HubService

@Suite struct `A distributed trace` {
    private static let given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test func `is read from a header that is valid, also one of a version to come`() throws {
        let trace = try #require(TraceParent(Self.given))
        #expect(trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736" && trace.spanID == "00f067aa0ba902b7")
        #expect(trace.isSampled && trace.text == Self.given)
        #expect(TraceParent("cc" + Self.given.dropFirst(2) + "-what-the-future-brings")?.traceID == trace.traceID)
        #expect(TraceParent(Self.given.dropLast(2) + "fe")?.isSampled == false)
    }

    @Test(arguments: [
        "", "00", given + "-more", given + " ", "ff" + given.dropFirst(2), given.uppercased(),
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-011", "cc" + given.dropFirst(2) + "x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    ])
    func `is not read from one that is not`(header: String) {
        #expect(TraceParent(header) == nil)
    }

    @Test func `goes on in children that keep its name`() throws {
        let trace = try #require(TraceParent(Self.given))
        var generator = SystemRandomNumberGenerator()
        let child = trace.child(using: &generator)
        #expect(child.traceID == trace.traceID && child.spanID != trace.spanID && child.isSampled)
        #expect(TraceParent(child.text) == child)
    }

    @Test func `is kept with the document, and the document gives its name to one that nobody began`() async throws {
        let province = try await Province()
        let headers = [
            ("Authorization", "Bearer \(Province.token)"), ("Content-Type", "application/xml"),
            ("traceparent", Self.given),
        ]
        let signed = try Province.signed(Province.document(number: 1), by: "H24.01")
        let receipt = try #require(try await province.call("/api/v1/documents", headers, signed).receipt)
        let kept = try await province.store.trace(of: receipt.documentID)
        #expect(kept == Self.given)
        #expect(CallContext(document: receipt.documentID, keptTrace: kept).trace?.text == Self.given)
        let other = try await province.post(try Province.signed(Province.document(number: 2), by: "H24.01"))
        let document = try #require(other.receipt?.documentID)
        #expect(try await province.store.trace(of: document) == nil)
        let own = try #require(CallContext(document: document, keptTrace: nil).trace)
        #expect(own.traceID == document.text.filter { $0 != "-" } && TraceParent(own.text) == own)
        await province.stop()
    }

    @Test func `is passed to the axis as a child of ours`() async throws {
        try await PlayedAxis.with(reply: PlayedAxis.answer(.done)) { axis, ears in
            try await CallContext.$current.withValue(
                CallContext(request: nil, trace: TraceParent(Self.given))
            ) { try await axis.updateStatus("1", .done) }
            try await axis.updateStatus("2", .done)
            let heard = await ears.heard.map(\.trace)
            #expect(heard.count == 2 && heard[1] == nil)
            let child = try #require(heard[0].flatMap(TraceParent.init))
            #expect(child.traceID == TraceParent(Self.given)?.traceID && child.text != Self.given)
        }
    }
}
