import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import VXP

/// Stands before the axis's routes, and lets befall a call what the plan says. Everything else about a fault (the plan, what a
/// spoiled answer looks like) is pure and elsewhere; the listener's own faults are ``AxisListener``'s.
struct FaultMiddleware: RouterMiddleware {
    typealias Context = AxisRequestContext
    typealias Next = (Request, AxisRequestContext) async throws -> Response

    let desk: FaultDesk
    let basePath: String
    let lists = EarlierLists()
    let newIdentifier: @Sendable () -> String
    let logger: Logger

    /// A call whose answer is spoiled as a whole is held in memory up to this size; a larger one passes unharmed.
    private static let held = 16 << 20

    /// Ends a request without an answer.
    private struct Dropped: Error {}

    func handle(_ request: Request, context: AxisRequestContext, next: Next) async throws -> Response {
        guard request.uri.path.hasPrefix(basePath + "/"),
            let operation = Operation(rawValue: String(request.uri.path.dropFirst(basePath.count + 1)))
        else { return try await next(request, context) }
        let caller = request.parameter("systemid") ?? ""
        let agencies = [request.parameter("from"), request.parameter("to")].compactMap(\.self).flatMap { text in
            (try? JSON(text: text))?.elements?.compactMap(\.scalar) ?? [text]
        }
        let injection = desk.injection(operation: operation.rawValue, caller: caller, agencies: agencies)
        guard let injection else {
            return try await remembering(try await next(request, context), operation, request)
        }
        logger.debug(
            "fault", metadata: ["operation": "\(operation)", "fault": "\(injection.fault.rawValue)", "by": "\(caller)"])
        return try await strike(injection, operation, request, context, next)
    }

    private func strike(
        _ injection: Injection, _ operation: Operation, _ request: Request, _ context: AxisRequestContext, _ next: Next
    ) async throws -> Response {
        switch injection.fault {
        case .delay:
            try await Task.sleep(for: .milliseconds(injection.milliseconds))
            return try await next(request, context)
        case .trickle:
            return try await next(request, context).trickling(over: injection.milliseconds)
        case .dropBefore:
            throw drop(context)
        case .dropAfter:
            _ = try await read(try await next(request, context))
            throw drop(context)
        case .serverError:
            let status = injection.choice(of: [500, 502, 503, 504] as [Int])
            return Response(status: HTTPResponse.Status(code: status))
        case .lostAcknowledgement:
            _ = try await read(try await next(request, context))
            return Response(status: .gatewayTimeout)
        case .html:
            return Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: SpoiledReply.page)))
        case .truncated:
            let reply = try await next(request, context)
            return injection.chance < 0.5
                ? reply.cut(onceWritten: { context.channel.close(promise: nil) })
                : Response(json: Array(try await read(reply).bytes.dropLast(9)))
        case .duplicate, .reorder, .wrongDocID, .wrongHash, .staleList:
            return try await mislead(injection, operation, request, context, next)
        }
    }

    /// The faults that answer well-formed, and wrong.
    private func mislead(
        _ injection: Injection, _ operation: Operation, _ request: Request, _ context: AxisRequestContext, _ next: Next
    ) async throws -> Response {
        let isList = operation == .getReceivedEdocList || operation == .getSentEdocList
        switch (injection.fault, operation) {
        case (.staleList, _):
            let reply = try await next(request, context)
            guard isList, let earlier = lists.oldest(of: key(operation, request)) else { return reply }
            return Response(json: earlier)
        case (.duplicate, _) where isList:
            return try await changing(try await next(request, context)) { SpoiledReply.doubled($0) }
        case (.duplicate, _):
            var request = request
            let body = try await request.body.collect(upTo: Self.held)
            request.body = RequestBody(buffer: body)
            _ = try await read(try await next(request, context))
            request.body = RequestBody(buffer: body)
            return try await next(request, context)
        case (.reorder, _) where isList:
            return try await changing(try await next(request, context)) {
                SpoiledReply.shuffled($0, chance: injection.chance)
            }
        case (.reorder, _):
            await untilPassed(operation, injection.milliseconds)
            return try await next(request, context)
        case (.wrongDocID, .getEdoc), (.wrongDocID, .downloadEdoc), (.wrongDocID, .updateStatus):
            return Response(Envelope(failure: .unknownDocument, detail: newIdentifier()))
        case (.wrongDocID, _):
            return try await changing(try await next(request, context)) {
                SpoiledReply.renamed($0, to: newIdentifier())
            }
        case (.wrongHash, .sendEdoc):
            _ = try await request.body.collect(upTo: Self.held)
            return Response(Envelope(failure: .wrongHash, detail: "hash-file"))
        case (.wrongHash, .getEdoc):
            return try await changing(try await next(request, context)) {
                SpoiledReply.altered($0, chance: injection.chance)
            }
        default:
            return try await next(request, context)
        }
    }

    /// Waits for a later call of the operation to have passed, at most so long.
    private func untilPassed(_ operation: Operation, _ milliseconds: Int64) async {
        let begun = desk.passed(operation.rawValue)
        for _ in 0..<max(1, milliseconds / 10) where desk.passed(operation.rawValue) == begun {
            do { try await Task.sleep(for: .milliseconds(10)) } catch { return }
        }
    }

    private func remembering(_ reply: Response, _ operation: Operation, _ request: Request) async throws -> Response {
        guard operation == .getReceivedEdocList || operation == .getSentEdocList else { return reply }
        let read = try await read(reply)
        lists.remember(read.bytes, of: key(operation, request))
        return read.reply
    }

    private func key(_ operation: Operation, _ request: Request) -> String {
        let parameters = ["systemid", "messagetype", "docId"].map { request.parameter($0) ?? "" }
        return ([operation.rawValue] + parameters).joined(separator: " ")
    }

    private func drop(_ context: AxisRequestContext) -> Dropped {
        context.channel.close(promise: nil)
        return Dropped()
    }

    // MARK: Whole answers

    private func changing(_ reply: Response, _ change: ([UInt8]) -> [UInt8]) async throws -> Response {
        guard let length = reply.body.contentLength, length <= Self.held else { return reply }
        let read = try await read(reply)
        return Response(json: change(read.bytes), status: read.reply.status)
    }

    /// The whole of an answer, and an answer that can still be given.
    private func read(_ reply: Response) async throws -> (bytes: [UInt8], reply: Response) {
        let collected = CollectedBody()
        try await reply.body.write(CollectingWriter(body: collected))
        let bytes = collected.bytes
        var again = reply
        again.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        return (bytes, again)
    }
}

extension Request {
    /// A parameter of the call, as its header says it.
    fileprivate func parameter(_ name: String) -> String? {
        HTTPField.Name("XroadVnpt-" + name).flatMap { headers[$0] }
    }
}
