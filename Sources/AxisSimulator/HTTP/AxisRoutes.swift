import EdXML
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SignedXML
import Synchronization
import VXP

/// The axis interface over HTTP, `GET /axis/truth` and `/axis/history`.
struct AxisRoutes: Sendable {
    let configuration: AxisConfiguration
    let secrets: [String: String]
    let store: AxisStore
    let inspector: Inspector
    let replays: Replays
    let now: @Sendable () -> Int64
    let newIdentifier: @Sendable () -> String
    let logger: Logger

    /// The calls made of late, shared by all connections.
    final class Replays: Sendable {
        private let memory: Mutex<ReplayGuard>
        init(toleranceMilliseconds: Int64) {
            memory = Mutex(ReplayGuard(toleranceMilliseconds: toleranceMilliseconds))
        }

        func admit(_ call: VerifiedCall, nowMilliseconds: Int64) -> Bool {
            memory.withLock { $0.admit(call, nowMilliseconds: nowMilliseconds) }
        }
    }

    func router(behind faults: FaultMiddleware) -> Router<AxisRequestContext> {
        let router = Router(context: AxisRequestContext.self)
        router.addMiddleware { faults }
        for operation in Operation.allCases {
            let path = RouterPath(configuration.basePath + operation.path)
            let method: HTTPRequest.Method = operation.method == "GET" ? .get : .post
            router.on(path, method: method) { request, _ in await answer(operation, request) }
        }
        Self.addTruth(to: router, store)
        router.post("\(configuration.basePath)/**") { request, _ in
            Response(Envelope(failure: .unknownOperation, detail: request.uri.path))
        }
        return router
    }

    static func addTruth(to router: Router<AxisRequestContext>, _ store: AxisStore) {
        router.get("/axis/truth") { _, _ in Response(json: try await store.truth().bytes) }
        router.get("/axis/history") { _, _ in Response(json: try await store.history().bytes) }
    }

    /// Every outcome is an envelope: the vendor's client throws at anything else.
    private func answer(_ operation: Operation, _ request: Request) async -> Response {
        do {
            let call = try verify(request)
            let missing = operation.missing(in: call.parameters)
            guard missing.isEmpty else { throw AxisRefusal(.parameterMissing, missing.joined(separator: ", ")) }
            return try await perform(operation, call, request)
        } catch let refusal as AxisRefusal {
            logger.debug(
                "refused",
                metadata: ["operation": "\(operation)", "code": "\(refusal.code.name)", "detail": "\(refusal.detail)"])
            return Response(Envelope(failure: refusal.code, detail: refusal.detail))
        } catch {
            logger.error("failed", metadata: ["operation": "\(operation)", "error": "\(error)"])
            return Response(Envelope(failure: .systemError))
        }
    }

    private func verify(_ request: Request) throws -> VerifiedCall {
        let headers = request.headers.map { (name: $0.name.canonicalName, value: $0.value) }
        let verdict = HeaderAuthentication.verify(
            headers: headers, secretFor: { secrets[$0] }, nowMilliseconds: now(),
            toleranceMilliseconds: configuration.clockToleranceMilliseconds)
        switch verdict {
        case .failure(let failure): throw AxisRefusal(failure.errorCode, failure.detail)
        case .success(let call):
            guard replays.admit(call, nowMilliseconds: now()) else { throw AxisRefusal(.replayed) }
            return call
        }
    }

    private func perform(_ operation: Operation, _ call: VerifiedCall, _ request: Request) async throws -> Response {
        switch operation {
        case .sendEdoc: return Response(try await receive(call, request))
        case .getEdoc, .downloadEdoc: return try await handOver(call, asJSON: operation == .getEdoc)
        case .getReceivedEdocList:
            let rows = try await store.waiting(
                for: call.systemID, try type(call), arrived: try bounds(call.parameters))
            return Response(Envelope.list(rows))
        case .updateStatus: return Response(try await update(call))
        case .getSentEdocList:
            let rows = try await store.sent(by: call.systemID, try type(call), docID: call.parameters["docId"])
            return Response(Envelope.list(rows))
        case .countReceiveEdoc: return Response(.count(try await store.waitingCount(for: call.systemID, .edoc)))
        case .countReceiveStatus: return Response(.count(try await store.waitingCount(for: call.systemID, .status)))
        case .getAgenciesList: return Response(Envelope.list(try await store.agencies()))
        case .getSynchronizeUnit:
            let version = call.parameters["fromVersion"].flatMap { Int($0) } ?? 0
            return Response(Envelope.list(try await store.units(after: version)))
        case .registerAgency: return Response(try await register(call, request))
        case .deleteAgency:
            try await store.delete(
                agency: call.parameters["AgencyCode"] ?? "", centre: call.systemID, atMilliseconds: now())
            return Response(.done)
        }
    }
}
