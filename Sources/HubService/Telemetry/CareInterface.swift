import HTTPTypes
import Hummingbird
import NIOCore

/// For those who watch the hub: `GET /healthz` (it lives), `GET /readyz` (it can take documents), `GET /metrics`.
///
/// The first two are open on every listener, and say nothing that an agency may not know. The measures are for operators: on
/// the hub's listener they want the operator's token, on the listener of their own (`telemetry.listen`) nothing.
struct CareInterface: Sendable {
    let telemetry: Telemetry
    let census: Census
    let readiness: ReadinessProbe

    /// - Parameter token: what the measures want; `nil` for nothing.
    func addRoutes(to router: Router<HubRequestContext>, token: OperatorToken?) {
        router.get("/healthz") { _, _ in Response(text: "ok\n", type: "text/plain; charset=utf-8") }
        router.get("/readyz") { _, _ in
            let readiness = await readiness.readiness()
            return Response(readiness, status: readiness.ready ? .ok : .serviceUnavailable)
        }
        router.get("/metrics") { request, context in
            if let token, !token.admits(request.headers[.authorization]) {
                return Response(Refusal(.unauthorized, APIRule.token), to: request, context)
            }
            await census.take()
            let format = ExpositionText.Format(accept: request.headers[.accept])
            let text = ExpositionText(telemetry.board.shelves(), as: format).text
            return Response(text: text, type: format.contentType)
        }
    }
}

extension Response {
    fileprivate init(text: String, type: String) {
        self.init(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
