import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import VXP

/// Where faults are switched on and off while the axis runs: a listener of its own, so that it answers also while the
/// axis's own is closed.
///
/// ```
/// GET  /control/v1/faults                 what is on, and how often each fault has struck
/// PUT  /control/v1/faults                 {"seed": 7, "rules": [{"fault": "delay", "probability": 0.1, …}]}
/// POST /control/v1/clock                  {"skewMilliseconds": -900000}
/// POST /control/v1/connections            {"refusedForMilliseconds": 5000}
/// POST /control/v1/certificate            {"present": "expired" | "valid"}
/// POST /control/v1/memory                 {"do": "backup" | "restore"}
/// GET  /axis/truth, /axis/history
/// ```
struct ControlRoutes: Sendable {
    let configuration: AxisControl
    let desk: FaultDesk
    let listener: AxisListener
    let store: AxisStore
    let logger: Logger

    private static let bodyLimit = 1 << 20

    func router() -> Router<AxisRequestContext> {
        let router = Router(context: AxisRequestContext.self)
        router.addMiddleware { TokenMiddleware(token: configuration.token) }
        let control = router.group("/control/v1")
        control.get("/faults") { _, _ in try await standing() }
        control.put("/faults") { request, _ in
            try await act(on: request) { (plan: FaultPlan) in
                try plan.check()
                desk.plan = plan
            }
        }
        control.post("/clock") { request, _ in
            try await act(on: request) { (clock: Clock) in desk.clockSkewMilliseconds = clock.skewMilliseconds }
        }
        control.post("/connections") { request, _ in
            try await act(on: request) { (connections: Connections) in
                await listener.close(for: .milliseconds(connections.refusedForMilliseconds))
            }
        }
        control.post("/certificate") { request, _ in
            try await act(on: request) { (certificate: Certificate) in
                guard await listener.present(certificate.present) else {
                    throw ControlRefusal("the axis serves no TLS")
                }
            }
        }
        control.post("/memory") { request, _ in
            try await act(on: request) { (memory: Memory) in
                switch memory.do {
                case .backup: try await store.backUp()
                case .restore: try await store.restore()
                }
            }
        }
        AxisRoutes.addTruth(to: router, store)
        return router
    }

    private struct Clock: Decodable { let skewMilliseconds: Int64 }
    private struct Connections: Decodable { let refusedForMilliseconds: Int64 }
    private struct Certificate: Decodable { let present: AxisTLS.Choice }
    private struct Memory: Decodable {
        enum Act: String, Decodable { case backup, restore }
        let `do`: Act
    }

    /// Everything that is on.
    private struct Standing: Encodable {
        let seed: UInt64
        let rules: [FaultRule]
        let clockSkewMilliseconds: Int64
        let certificate: AxisTLS.Choice?
        let struck: [String: Int]
        let activity: AxisStore.Activity
    }

    private func standing() async throws -> Response {
        let plan = desk.plan
        let struck = Dictionary(uniqueKeysWithValues: desk.struck.map { ($0.key.rawValue, $0.value) })
        let standing = Standing(
            seed: plan.seed, rules: plan.rules, clockSkewMilliseconds: desk.clockSkewMilliseconds,
            certificate: listener.certificate, struck: struck,
            activity: try await store.activity())
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return Response(json: Array(try encoder.encode(standing)))
    }

    private func act<Wish: Decodable>(
        on request: Request, _ body: (Wish) async throws -> Void
    ) async throws -> Response {
        do {
            let bytes = try await request.body.collect(upTo: Self.bodyLimit)
            let wish = try JSONDecoder().decode(Wish.self, from: Data(bytes.readableBytesView))
            try await body(wish)
            logger.notice("control", metadata: ["path": "\(request.uri.path)", "wish": "\(wish)"])
            return try await standing()
        } catch let error as DecodingError {
            return Response(json: JSON.strings([("error", "\(error)")]).bytes, status: .badRequest)
        } catch let refusal as ControlRefusal {
            return Response(json: JSON.strings([("error", refusal.problem)]).bytes, status: .conflict)
        }
    }
}

/// A wish that cannot be granted.
struct ControlRefusal: Error {
    let problem: String
    init(_ problem: String) { self.problem = problem }
}

extension FaultPlan {
    /// - Throws: ``ControlRefusal`` for an operation that there is not, or a probability that is none.
    fileprivate func check() throws(ControlRefusal) {
        for rule in rules {
            if let unknown = rule.operations.first(where: { Operation(rawValue: $0) == nil }) {
                throw ControlRefusal("there is no operation \(unknown)")
            }
            guard 0...1 ~= rule.probability, 0...3_600_000 ~= rule.milliseconds else {
                throw ControlRefusal("probability is from 0 to 1, milliseconds from 0 to 3600000")
            }
        }
    }
}

/// Where the control is reached, and by whom.
package struct AxisControl: Sendable, Hashable {
    package var host: String
    /// 0 lets the system choose one.
    package var port: Int
    /// The bearer token; only a listener on the loopback interface may do without.
    package var token: String?

    package init(host: String = "127.0.0.1", port: Int, token: String? = nil) {
        self.host = host
        self.port = port
        self.token = token
    }

    /// Whether nobody but this machine, or somebody with the token, can reach it.
    package var isGuarded: Bool { token != nil || ["127.0.0.1", "::1", "localhost"].contains(host) }
}

/// Lets nobody in who does not have the token.
private struct TokenMiddleware: RouterMiddleware {
    typealias Context = AxisRequestContext
    let token: String?

    func handle(
        _ request: Request, context: AxisRequestContext,
        next: (Request, AxisRequestContext) async throws -> Response
    ) async throws -> Response {
        if let token {
            let given = SHA256.hash(data: Data((request.headers[.authorization] ?? "").utf8))
            guard given == SHA256.hash(data: Data("Bearer \(token)".utf8)) else {
                return Response(status: .unauthorized)
            }
        }
        return try await next(request, context)
    }
}
