import AsyncHTTPClient
import EdXML
import HubCore
import NIOCore
import NIOHTTP1

/// How an agency's own system reaches the hub: one of its two interfaces, in the name of one centre.
protocol AgencyLine: Sendable {
    /// For the log: `VXP`, `API`.
    var name: String { get }
    func send(_ packet: [UInt8], as kind: Message.Kind) async throws(LineFailure) -> Sent
    /// What waits in the mailboxes of the centre's agencies: documents and statuses.
    func waiting() async throws(LineFailure) -> [Waiting]
    func fetch(_ delivery: String) async throws(LineFailure) -> [UInt8]
    /// Says that it is held durably.
    func acknowledge(_ delivery: String) async throws(LineFailure)
}

/// What the hub made of a packet.
enum Sent: Sendable, Hashable {
    /// Accepted, now or when the same bytes came before.
    case accepted(Receipt)
    /// With the codes of all reasons.
    case refused([String])
}

/// One packet in a mailbox.
struct Waiting: Sendable, Hashable {
    let delivery: String
    /// In the register's form.
    let recipient: String
}

/// A call that gave no answer to what it asked.
enum LineFailure: Error, CustomStringConvertible {
    /// No connection, a broken one, a server in trouble, an unreadable reply: try again.
    case unreachable(String)
    /// The hub says no to something that it should not say no to.
    case refused(String)
    case cancelled

    var description: String {
        switch self {
        case .unreachable(let what): "unreachable: \(what)"
        case .refused(let what): "refused: \(what)"
        case .cancelled: "cancelled"
        }
    }
}

extension HTTPClient {
    /// One call; what says nothing about the request itself is ``LineFailure/unreachable(_:)``.
    func ask(
        _ request: HTTPClientRequest, within limit: TimeAmount = .seconds(20)
    ) async throws(LineFailure) -> (status: Int, body: [UInt8]) {
        let status: Int
        let body: [UInt8]
        do {
            let response = try await execute(request, timeout: limit)
            status = Int(response.status.code)
            body = Array(try await response.body.collect(upTo: 64 << 20).readableBytesView)
        } catch is CancellationError {
            throw .cancelled
        } catch let error as HTTPClientError where error == .cancelled {
            throw .cancelled
        } catch {
            throw .unreachable("\(error)")
        }
        guard status < 500, status != 408, status != 429 else { throw .unreachable("HTTP \(status)") }
        return (status, body)
    }

    /// Does something with a client for lines, which is closed after it, whatever came of it.
    static func withLines<Value>(
        isolation: isolated (any Actor)? = #isolation, _ body: (HTTPClient) async throws -> Value
    ) async throws -> Value {
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .lines)
        return try await ending(with: http.shutdown) { try await body(http) }
    }
}

extension HTTPClient.Configuration {
    /// For lines that lose their peer now and then: a refused connection is known at once.
    fileprivate static var lines: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(20)),
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}

/// A finding as callers read it.
struct StatedFinding: Decodable {
    let code: String
    let level: String
}

/// Calls again, at growing intervals, as long as nobody answers: what an agency's system does when the hub is away.
/// - Throws: what else the call throws.
func persistently<Value>(_ call: () async throws -> Value) async throws -> Value {
    var pause = Duration.milliseconds(20)
    while true {
        do {
            return try await call()
        } catch LineFailure.unreachable {
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(1))
        }
    }
}
