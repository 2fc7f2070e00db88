import AsyncHTTPClient
import HubCore
import NIOCore
import NIOHTTP1

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

    /// - Throws: ``WitnessFailure``, and nothing else.
    func add(_ request: AddCheckpoint) async throws(WitnessFailure) -> Answer {
        let (head, body): (HTTPClientResponse, String)
        do {
            (head, body) = try await exchange(request.body)
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
            throw .refused(status: Int(head.status.code), retryAfterMilliseconds: head.retryAfterMilliseconds)
        }
    }

    private func exchange(_ body: String) async throws -> (HTTPClientResponse, String) {
        var request = HTTPClientRequest(url: witness.url + "/add-checkpoint")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        request.headers.add(name: "User-Agent", value: "LienThong/\(Hub.version)")
        request.body = .bytes(ByteBuffer(string: body))
        return try await client.execute(request, whollyWithin: timeout) { response in
            (response, String(buffer: try await response.body.collect(upTo: Self.longest)))
        }
    }
}
