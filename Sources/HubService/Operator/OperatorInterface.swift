import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SignedXML

/// The operator's door, `POST /operator/v1/acts`: an ``OperatorAct`` in, an ``OperatorReply`` out.
struct OperatorInterface: Sendable {
    let desk: OperatorDesk
    let token: OperatorToken

    static let path = "/operator/v1/acts"
    /// A register of 120,000 agencies comes in pages.
    private static let largestAct = 16 * 1024 * 1024

    func addRoutes(to router: Router<HubRequestContext>) {
        router.post(RouterPath(Self.path)) { request, context in
            guard token.admits(request.headers[.authorization]) else {
                let refusal = Refusal(.unauthorized, APIRule.token).of(request.headers[Self.operatorName])
                return Response(refusal, to: request, context)
            }
            let body = try await CappedBody(request, cap: Self.largestAct).collected()
            guard let act = WireJSON.decode(OperatorAct.self, from: body) else {
                return Response(
                    Refusal(.badRequest, HTTPRule.badRequest, ["what": "OperatorAct"]), to: request, context)
            }
            let name = request.headers[Self.operatorName] ?? "operator"
            return Response(try await desk.perform(act, by: String(name.prefix(100))), status: .ok)
        }
    }

    /// Says on whose behalf the command line acts.
    static let operatorName = HTTPField.Name("X-LienThong-Operator") ?? .from
}
