import Crypto
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML
import Synchronization

/// Answers a repeated request as it was answered the first time (`Idempotency-Key`).
///
/// The key is durable before the work begins and the answer before it leaves. What a crash cuts off is done again when it is
/// asked for again; all of it is harmless to repeat.
final class KeyedAnswers: Sendable {
    private struct Name: Hashable {
        let caller: String
        let key: String
    }

    private let store: any Store
    private let clock: HubClock
    private let keep: Duration
    /// Requests of this process that are under way.
    private let underWay = Mutex<Set<Name>>([])

    init(store: any Store, clock: HubClock, keep: Duration) {
        self.store = store
        self.clock = clock
        self.keep = keep
    }

    /// Does a call's work, unless it was done before under the call's key.
    /// - Parameters:
    ///   - body: SHA-256 of the request's body.
    ///   - work: told whether an earlier attempt may have been cut off.
    func answer(
        _ call: APICall, body: some Sequence<UInt8>, _ work: (_ isResumed: Bool) async throws -> Response
    ) async throws -> Response {
        guard let key = call[.idempotencyKey] else { return try await work(false) }
        return try await once(key, of: try call.caller.name, request: call.fingerprint(body: body)) { isResumed in
            do {
                return try await work(isResumed)
            } catch let refusal as Refusal {
                return Response(refusal.of(call.knownCaller), to: call.request, call.context)
            }
        }
    }

    /// - Parameters:
    ///   - request: SHA-256 over all that matters in the request.
    ///   - work: throws only when the machine fails; then the request counts as never made.
    /// - Throws: ``Refusal`` when the key is in use for the same, or was for another request.
    func once(
        _ key: String, of caller: String, request: [UInt8], _ work: (_ isResumed: Bool) async throws -> Response
    ) async throws -> Response {
        let name = Name(caller: caller, key: key)
        guard underWay.withLock({ $0.insert(name).inserted }) else {
            throw Refusal(.conflict, APIRule.keyBusy, ["seconds": "1"], retryAfterSeconds: 1)
        }
        defer { _ = underWay.withLock { $0.remove(name) } }
        let now = clock.now()
        let begun = try await store.begin(
            key: key, of: caller, request: request, keptUntil: now.adding(milliseconds: keep.milliseconds), now: now)
        switch begun {
        case .answered(let answer): return Response(answer)
        case .another: throw Refusal(.unprocessableContent, APIRule.keyReused)
        case .new, .begun: return try await first(name) { try await work(begun == .begun) }
        }
    }

    private func first(_ name: Name, _ work: () async throws -> Response) async throws -> Response {
        var response: Response
        do {
            response = try await work()
        } catch {
            try await store.end(key: name.key, of: name.caller, answer: nil)
            throw error
        }
        let collector = BodyCollector()
        try await response.body.write(collector)
        let body = collector.bytes
        if body.readableBytes > 0 { response.body = ResponseBody(byteBuffer: body) }
        try await store.end(key: name.key, of: name.caller, answer: KeptAnswer(final: response, body))
        return response
    }
}

extension APICall {
    /// SHA-256 over what makes this request this one: method, address and body.
    fileprivate func fingerprint(body: some Sequence<UInt8>) -> [UInt8] {
        var digest = SHA256()
        for part in [request.method.rawValue, request.uri.path, request.uri.query ?? ""] {
            digest.update(data: Array("\(part.utf8.count):\(part)".utf8))
        }
        digest.update(data: Array(body))
        return Array(digest.finalize())
    }
}

extension KeptAnswer {
    /// `nil` for an answer that is not the request's last word: who calls, how often, and faults of the machine.
    fileprivate init?(final response: Response, _ body: ByteBuffer) {
        guard ![401, 403, 408, 429].contains(response.status.code), response.status.code < 500 else { return nil }
        let names: [HTTPField.Name] = [.contentType, .location, .cacheControl]
        let fields = names.compactMap { name in
            response.headers[name].map { KeptAnswer.Field(name: name.rawName, value: $0) }
        }
        self.init(status: response.status.code, fields: fields, body: String(buffer: body))
    }
}

extension Response {
    fileprivate init(_ kept: KeptAnswer) {
        var fields = HTTPFields()
        for field in kept.fields {
            if let name = HTTPField.Name(field.name) { fields[name] = field.value }
        }
        if let replayed = HTTPField.Name("Idempotency-Replayed") { fields[replayed] = "true" }
        self.init(
            status: HTTPResponse.Status(code: kept.status), headers: fields,
            body: kept.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(string: kept.body)))
    }
}

/// Takes a small body in, so that it can be kept as well as sent.
private final class BodyCollector: ResponseBodyWriter {
    private(set) var bytes = ByteBuffer()

    func write(_ buffer: ByteBuffer) async throws { bytes.writeImmutableBuffer(buffer) }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
