import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import VXP

@testable import HubService

/// A system of an agency that listens for news, and answers as it is told.
final class Listener: Sendable {
    struct Heard: Sendable {
        let id: String
        let seconds: Int64
        let signature: String
        let body: [UInt8]
        var trace: TraceParent?

        var json: JSON { (try? JSON(body)) ?? .null }
        var type: String { json["type"]?.scalar ?? "" }
    }

    private let state = Mutex<(heard: [Heard], answers: [HTTPResponse.Status])>(([], []))
    private let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)

    var heard: [Heard] { state.withLock { $0.heard } }

    /// What is answered next; 204 when nothing is said.
    func answer(_ statuses: [HTTPResponse.Status]) { state.withLock { $0.answers = statuses } }

    func routes() -> Router<HubRequestContext> {
        let router = HubRouter.make()
        router.post("/tin") { request, _ in
            let field = { (name: String) in HTTPField.Name(name).flatMap { request.headers[$0] } ?? "" }
            let body = try await CappedBody(request, cap: 65_536).collected()
            let one = Heard(
                id: field("webhook-id"), seconds: Int64(field("webhook-timestamp")) ?? 0,
                signature: field("webhook-signature"), body: Array(body.readableBytesView),
                trace: request.head.traceParent)
            let status = self.state.withLock { state in
                state.heard.append(one)
                return state.answers.isEmpty ? .noContent : state.answers.removeFirst()
            }
            self.arrival.yield()
            return Response(status: status, headers: [.location: "/elsewhere"])
        }
        router.post("/elsewhere") { _, _ in
            self.state.withLock { $0.heard.append(Heard(id: "followed", seconds: 0, signature: "", body: [])) }
            return HTTPResponse.Status.noContent
        }
        return router
    }

    /// Returns when so many calls have come.
    func waits(for count: Int) async {
        if heard.count >= count { return }
        for await _ in arrivals where heard.count >= count { return }
    }
}
