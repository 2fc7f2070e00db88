import HTTPTypes
import HubCore
import Hummingbird
import NIOCore

/// The witness' one call, `POST /add-checkpoint` (C2SP *tlog-witness*), and `GET /healthz`.
struct WitnessInterface: Sendable {
    let desk: WitnessDesk

    /// Of an answer that is nothing but a size.
    static let sizeType = "text/x.tlog.size"

    func addRoutes(to router: Router<HubRequestContext>) {
        router.post("add-checkpoint") { try await addCheckpoint($0, $1) }
        for method in APIInterface.methods where method != .post {
            router.on("add-checkpoint", method: method) { Response(noMethod: [.post], for: $0, $1) }
        }
        router.get("healthz") { _, _ in Response(text: "ok\n", type: "text/plain; charset=utf-8") }
    }

    private func addCheckpoint(_ request: Request, _ context: HubRequestContext) async throws -> Response {
        let body = try await CappedBody(request, cap: AddCheckpoint.largestBody).collected()
        switch try await desk.answer(Array(body.readableBytesView)) {
        case .cosigned(let line): return Response(text: line, type: "text/plain; charset=utf-8")
        case .size(let size): return Response(text: "\(size)\n", type: Self.sizeType, .conflict)
        case .refused(let refusal): return Response(refusal, to: request, context)
        }
    }
}

extension Response {
    fileprivate init(text: String, type: String, _ status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
