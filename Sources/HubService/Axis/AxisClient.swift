import AsyncHTTPClient
import HubStore
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization
import VXP

/// The hub's side of the axis interface.
///
/// Every call either gives what it asks for or throws an ``AxisFailure``; nothing is kept here between calls but
/// connections.
package final class AxisClient: Sendable {
    /// Of a reply without a document: the whole register is some 30 MB.
    private static let replyLimit = 128 * 1024 * 1024
    /// The slowest transfer that is waited for, in bytes per second.
    private static let slowest = 16 * 1024

    let link: AxisLink
    private let secret: Secret
    private let nowMilliseconds: @Sendable () -> Int64
    private let http: HTTPClient
    private let lastTimestamp = Mutex<Int64>(0)

    /// - Parameter nowMilliseconds: the clock of the calls' timestamps.
    /// - Throws: the error of reading the secret's file or an authority's.
    package init(_ link: AxisLink, nowMilliseconds: @escaping @Sendable () -> Int64) throws {
        self.link = link
        self.nowMilliseconds = nowMilliseconds
        secret = try link.secret.load()
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(link.connectTimeout), read: TimeAmount(link.stallTimeout),
                write: TimeAmount(link.stallTimeout)),
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        if !link.authorities.isEmpty {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(try link.authorities.flatMap { try NIOSSLCertificate.fromPEMFile($0) })
            configuration.tlsConfiguration = tls
        }
        // A refused connection is an answer: the dispatcher and the poller know when to try again.
        configuration.connectionPool.retryConnectionEstablishment = false
        // How much is on its way at once, the dispatcher's window and the poller say; a call never waits for a connection.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 2048
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Closes the connections. Must be called before the client is dropped; calls after it fail.
    package func shutDown() async throws {
        try await http.shutdown()
    }
}

// MARK: - The calls

extension AxisClient {
    /// Hands a packet over, as the bytes that were stored.
    /// - Parameter from: the sender's identifier, or our own systemid.
    /// - Returns: the docId the axis gave it.
    package func sendEdoc(
        _ payload: StoredPayload, type: MessageType, from: String, to: [String] = []
    ) async throws(AxisFailure) -> String {
        guard let hash = FileHash(hex: payload.sha256) else {
            throw .deferred(.ownCopy("no digest: “\(payload.sha256)”"), retryAfterSeconds: nil)
        }
        let rendering: Hex.Rendering = link.hashFilePadding == .padded ? .padded : .unpadded
        let parameters = Parameters.sendEdoc(from: from, type, to: to, hash: hash, rendering: rendering)
        let body = HTTPClientRequest.Body.stream(PayloadBody(payload: payload), length: .known(payload.size))
        let patience = link.requestTimeout + .seconds(payload.size / Int64(Self.slowest))
        let reply = try await envelope(
            .sendEdoc, parameters, contentType: "application/octet-stream", body: body, within: patience)
        return try Self.reading { try reply.docID() }
    }

    /// What waits for us.
    /// - Parameters: bounds of the time of arrival, inclusive, as ``AxisTime/display(_:)`` writes them.
    package func getReceivedEdocList(
        _ type: MessageType, from: String? = nil, to: String? = nil
    ) async throws(AxisFailure) -> [ReceivedRow] {
        try await rows(.getReceivedEdocList, .receivedEdocList(type, from: from, to: to))
    }

    /// How far what we sent has got.
    package func getSentEdocList(
        _ type: MessageType, docID: String? = nil
    ) async throws(AxisFailure) -> [SentRow] {
        try await rows(.getSentEdocList, .sentEdocList(type, docID: docID))
    }

    /// Says what became of a packet that was fetched. `done` only when it is held durably.
    package func updateStatus(
        _ docID: String, _ status: TransportStatus, description: String? = nil
    ) async throws(AxisFailure) {
        let reply = try await envelope(.updateStatus, .updateStatus(docID, status, description: description))
        try Self.reading { try reply.ok() }
    }

    /// How many packets of this type wait for us.
    package func countReceived(_ type: MessageType) async throws(AxisFailure) -> Int {
        let reply = try await envelope(type == .edoc ? .countReceiveEdoc : .countReceiveStatus, [:], body: nil)
        return try Self.reading { try reply.count() }
    }

    /// Fetches a packet, a piece at a time.
    ///
    /// When it throws, what the sink has taken is not the document: only a return says that all of it has come.
    /// - Parameter sink: takes the document's bytes, in order.
    /// - Throws: ``AxisFailure``, or what the sink throws.
    package func getEdoc(_ docID: String, into sink: ([UInt8]) async throws -> Void) async throws {
        let response = try await send(.getEdoc, .edoc(docID), within: transferTimeout)
        guard response.status == .ok else { throw await Self.failure(of: response) }
        var data = StreamedData()
        var pieces = response.body.makeAsyncIterator()
        while let piece = try await Self.next(&pieces) {
            let document = try Self.reading { try data.take(Array(piece.readableBytesView)) }
            if !document.isEmpty { try await sink(document) }
        }
        let reply = try Self.reading { try data.finish() }
        try Self.reading { try reply.ok() }
    }

    /// Fetches a packet as it is, a piece at a time; as with ``getEdoc(_:into:)``, only a return says that all has come.
    package func downloadEdoc(_ docID: String, into sink: ([UInt8]) async throws -> Void) async throws {
        let response = try await send(.downloadEdoc, .edoc(docID), within: transferTimeout)
        guard response.status == .ok else { throw await Self.failure(of: response) }
        // A refusal is a 200 with an envelope, and an edXML file is no JSON.
        if response.headers.first(name: "Content-Type")?.lowercased().hasPrefix("application/json") == true {
            let bytes = try await Self.collected(response)
            try Self.reading { try Envelope(bytes).ok() }
            throw AxisFailure.deferred(.unreadable("an envelope instead of a document"), retryAfterSeconds: nil)
        }
        var pieces = response.body.makeAsyncIterator()
        while let piece = try await Self.next(&pieces) { try await sink(Array(piece.readableBytesView)) }
    }

    /// For a transfer of unknown length; ``AxisLink/stallTimeout`` ends one that stands still.
    var transferTimeout: Duration { link.requestTimeout + .seconds(3600) }
}

// MARK: - One call

extension AxisClient {
    func rows<Row: ReplyRow>(
        _ operation: Operation, _ parameters: Parameters
    ) async throws(AxisFailure) -> [Row] {
        let reply = try await envelope(operation, parameters)
        return try Self.reading { try reply.rows(Row.self) }
    }

    func envelope(
        _ operation: Operation, _ parameters: Parameters, contentType: String = "application/json",
        body: HTTPClientRequest.Body? = .bytes(ByteBuffer(string: "{}")), within patience: Duration? = nil
    ) async throws(AxisFailure) -> Envelope {
        let response = try await send(
            operation, parameters, contentType: contentType, body: body, within: patience ?? link.requestTimeout)
        guard response.status == .ok else { throw await Self.failure(of: response) }
        let bytes = try await Self.collected(response)
        return try Self.reading { try Envelope(bytes) }
    }

    func send(
        _ operation: Operation, _ parameters: Parameters, contentType: String = "application/json",
        body: HTTPClientRequest.Body? = .bytes(ByteBuffer(string: "{}")), within patience: Duration
    ) async throws(AxisFailure) -> HTTPClientResponse {
        var request = HTTPClientRequest(url: link.url + operation.path)
        request.method = HTTPMethod(rawValue: operation.method)
        let headers = HeaderAuthentication.sign(
            parameters: parameters, systemID: link.systemID, secret: secret.value,
            timestampMilliseconds: nextTimestamp(), contentType: contentType)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.headers.add(name: "Content-Type", value: contentType)
        if let trace = CallContext.headerOfChild { request.headers.add(name: CallContext.headerName, value: trace) }
        request.body = body
        do {
            return try await http.execute(request, timeout: TimeAmount(patience))
        } catch {
            throw AxisFailure(connection: error)
        }
    }

    /// Strictly growing, so that no two calls have the same signature: the second would be taken for a replay.
    private func nextTimestamp() -> Int64 {
        let now = nowMilliseconds()
        return lastTimestamp.withLock { last in
            last = max(now, last + 1)
            return last
        }
    }
}

// MARK: - Reading replies

extension AxisClient {
    static func next(
        _ pieces: inout HTTPClientResponse.Body.AsyncIterator
    ) async throws(AxisFailure) -> ByteBuffer? {
        do { return try await pieces.next() } catch { throw AxisFailure(connection: error) }
    }

    static func collected(_ response: HTTPClientResponse) async throws(AxisFailure) -> [UInt8] {
        do {
            return Array(try await response.body.collect(upTo: replyLimit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw .deferred(.unreadable("more than \(replyLimit) bytes"), retryAfterSeconds: nil)
        } catch {
            throw AxisFailure(connection: error)
        }
    }

    /// What a reply with another status than 200 means. The envelope in it counts only below 500: a gateway may well
    /// wrap its own trouble in one.
    static func failure(of response: HTTPClientResponse) async -> AxisFailure {
        let status = Int(response.status.code)
        let later = response.headers.first(name: "Retry-After").flatMap { Int($0) }
        guard (400..<500).contains(status), status != 408, status != 429 else {
            return .deferred(.status(status), retryAfterSeconds: later)
        }
        do {
            let reply = try Envelope(try await collected(response))
            return reply.isOK
                ? .deferred(.status(status), retryAfterSeconds: later)
                : AxisFailure(reply.code, description: reply.description, retryAfterSeconds: later)
        } catch {
            return .deferred(.status(status), retryAfterSeconds: later)
        }
    }

    /// Runs what reads a reply: a refusal is classified, and whatever cannot be read is deferred.
    static func reading<Value>(_ body: () throws -> Value) throws(AxisFailure) -> Value {
        do {
            return try body()
        } catch EnvelopeError.refused(let code, let description) {
            throw AxisFailure(code, description: description, retryAfterSeconds: nil)
        } catch {
            throw .deferred(.unreadable("\(error)"), retryAfterSeconds: nil)
        }
    }
}

extension AxisFailure {
    /// What the HTTP client throws.
    fileprivate init(connection error: any Error) {
        switch error {
        case let error as HTTPClientError where Self.timeouts.contains(error):
            self = .deferred(.timedOut, retryAfterSeconds: nil)
        case let error as HTTPClientError where error == .cancelled:
            self = .deferred(.cancelled, retryAfterSeconds: nil)
        case let error as StoreError:
            self = .deferred(.ownCopy("\(error)"), retryAfterSeconds: nil)
        case is CancellationError:
            self = .deferred(.cancelled, retryAfterSeconds: nil)
        default:
            self = .deferred(.connection("\(error)"), retryAfterSeconds: nil)
        }
    }

    private static let timeouts: [HTTPClientError] = [
        .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
        .getConnectionFromPoolTimeout,
    ]
}
