import AsyncHTTPClient
import HubCore
import HubStore
import NIOCore
import NIOHTTP1

@testable import HubService

extension Province {
    /// One call below `/log/`.
    func log(
        _ path: String, as token: String? = Province.token, _ method: HTTPMethod = .GET,
        _ headers: [(String, String)] = []
    ) async throws -> APIAnswer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/log/\(path)")
        request.method = method
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 32 << 20)
        return APIAnswer(
            status: Int(response.status.code), headers: response.headers, bytes: Array(body.readableBytesView))
    }

    /// Entries of no great interest, committed together as they come.
    func note(_ count: Int) async throws { try await Province.note(count, in: store) }

    static func note(_ count: Int, in store: SQLiteStore) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                let act = OperatorActed(by: "thử", action: "ghi", subject: "\(number)", note: "")
                group.addTask { _ = try await store.note(.operatorActed(act), now: HubClock.system.now()) }
            }
            try await group.waitForAll()
        }
    }

    func head() async throws -> TreeHead? {
        Checkpoint.verify(try await log("checkpoint").text, with: store.publicKey)?.head
    }
}
