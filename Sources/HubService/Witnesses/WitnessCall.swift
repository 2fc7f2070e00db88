import AsyncHTTPClient
import HubCore
import NIOCore
import NIOHTTP1
import NIOSSL

/// One call of a witness (C2SP *tlog-witness*): the client's side.
struct WitnessCall: Sendable {
    let client: HTTPClient
    let witness: WitnessSettings.Witness
    let timeout: Duration

    enum Answer: Sendable {
        /// Verified with the witness' key.
        case cosigned(Cosignature)
        /// It cosigned a head of this size last: the proof must begin there.
        case size(Int64)
    }

    /// More than any answer of use has.
    private static let longest = 16 * 1024

    /// A client for witnesses: it follows nobody elsewhere.
    static func configuration(_ settings: WitnessSettings) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.additionalTrustRoots = settings.authorities.map { .file($0) }
        let patience = TimeAmount(settings.timeout)
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: patience, read: patience, write: patience), decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// - Throws: ``WitnessFailure``, and nothing else.
    func add(_ request: AddCheckpoint) async throws(WitnessFailure) -> Answer {
        let (head, body): (HTTPClientResponse, String)
        do {
            (head, body) = try await exchange(request.body)
        } catch let failure as WitnessFailure {
            throw failure
        } catch {
            throw .unreachable(plain(error))
        }
        switch head.status {
        case .ok:
            guard let parts = NoteParts(request.note),
                let cosignature = Cosignature(
                    by: witness.key, among: body.split(separator: "\n").map(String.init), of: parts.text)
            else { throw .badCosignature }
            return .cosigned(cosignature)
        case .conflict:
            let type = head.headers.first(name: "Content-Type")?.prefix { $0 != ";" }
            guard type.map({ $0 == WitnessInterface.sizeType }) == true else { throw .otherTree }
            guard let size = Int64(body.dropLast()), size >= 0, body == "\(size)\n" else { throw .confused }
            return .size(size)
        case .unprocessableEntity: throw .unproven
        default:
            let seconds = head.headers.first(name: "Retry-After").flatMap { Int64($0) }
            throw .refused(
                status: Int(head.status.code),
                retryAfterMilliseconds: seconds.map { min(max($0, 0), 86_400) * 1000 })
        }
    }

    /// The whole answer within the time: who sends a byte now and then gains nothing by it.
    private func exchange(_ body: String) async throws -> (HTTPClientResponse, String) {
        var request = HTTPClientRequest(url: witness.url + "/add-checkpoint")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        request.headers.add(name: "User-Agent", value: "LienThong/\(Hub.version)")
        request.body = .bytes(ByteBuffer(string: body))
        return try await withThrowingTaskGroup(of: (HTTPClientResponse, String).self) { [request] group in
            group.addTask {
                let response = try await client.execute(request, timeout: TimeAmount(timeout))
                return (response, String(buffer: try await response.body.collect(upTo: Self.longest)))
            }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw WitnessFailure.unreachable("\(timeout)")
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw CancellationError() }
            return answer
        }
    }
}
