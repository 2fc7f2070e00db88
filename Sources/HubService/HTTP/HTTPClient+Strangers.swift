import AsyncHTTPClient
import HubCore
import NIOCore
import NIOHTTP1
import NIOSSL

/// Calls of others whose servers nobody here looks after: recipients of news, witnesses, authorities.
extension HTTPClient.Configuration {
    /// Follows nobody elsewhere, and does nothing twice.
    /// - Parameters:
    ///   - timeout: for connecting, and for each wait for bytes.
    ///   - authorities: certificates that are trusted beside the system's: PEM files.
    static func forStrangers(timeout: Duration, authorities: [String]) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.additionalTrustRoots = authorities.map { .file($0) }
        let patience = TimeAmount(timeout)
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: patience, read: patience, write: patience), decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}

extension HTTPClient {
    /// The answer had not come whole in time.
    struct TooSlow: Error, CustomStringConvertible {
        let limit: Duration
        var description: String { "\(limit)" }
    }

    /// One call with all of its answer within the time: who sends a byte now and then gains nothing by it.
    /// - Parameter take: reads the answer, to its end where that is wanted.
    /// - Throws: ``TooSlow``; what `take` throws.
    func execute<Value: Sendable>(
        _ request: HTTPClientRequest, whollyWithin limit: Duration,
        _ take: @escaping @Sendable (HTTPClientResponse) async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { [request] group in
            group.addTask { try await take(try await self.execute(request, timeout: TimeAmount(limit))) }
            group.addTask {
                try await ContinuousClock().sleep(for: limit)
                throw TooSlow(limit: limit)
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}

extension HTTPClientResponse {
    /// When to ask again, as its `Retry-After` says in seconds; no later than in a day.
    var retryAfterMilliseconds: Int64? {
        headers.first(name: "Retry-After").flatMap { Int64($0) }.map { min(max($0, 0), 86_400) * 1000 }
    }
}
