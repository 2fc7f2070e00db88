import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The control of the simulated axis, from outside.
struct AxisSwitchboard: Sendable {
    /// `http://127.0.0.1:8091`
    let base: String
    let http: HTTPClient

    /// How things stand there.
    struct Standing: Decodable, Sendable {
        struct Activity: Decodable, Sendable, Hashable {
            let received: Int
            let handedOver: Int
            let owed: Int
            let waiting: Int
        }

        /// How often each fault has struck.
        let struck: [String: Int]
        let activity: Activity
    }

    private struct Clock: Encodable { let skewMilliseconds: Int64 }
    private struct Connections: Encodable { let refusedForMilliseconds: Int64 }
    private struct Certificate: Encodable { let present: String }
    private struct Memory: Encodable { let `do`: String }

    /// - Throws: ``RehearsalFailure`` when the axis does not obey.
    func order(_ wish: CampaignProgramme.Wish) async throws {
        switch wish {
        case .faults(let order): try await send(.PUT, "faults", order)
        case .clock(let skew): try await send(.POST, "clock", Clock(skewMilliseconds: skew))
        case .connectionsRefused(let time):
            try await send(.POST, "connections", Connections(refusedForMilliseconds: time))
        case .certificate(let isExpired):
            try await send(.POST, "certificate", Certificate(present: isExpired ? "expired" : "valid"))
        case .backup: try await send(.POST, "memory", Memory(do: "backup"))
        case .restore: try await send(.POST, "memory", Memory(do: "restore"))
        }
    }

    func standing() async throws -> Standing {
        try await persistently {
            let reply = try await http.ask(HTTPClientRequest(url: "\(base)/control/v1/faults"))
            return try JSONDecoder().decode(Standing.self, from: Data(reply.body))
        }
    }

    private func send(_ method: HTTPMethod, _ path: String, _ order: some Encodable) async throws {
        var request = HTTPClientRequest(url: "\(base)/control/v1/\(path)")
        request.method = method
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(order)))
        let reply = try await http.ask(request)
        guard reply.status == 200 else {
            let text = String(decoding: reply.body, as: UTF8.self)
            throw RehearsalFailure(
                vi: "Trục mô phỏng không nhận lệnh \(path): \(text)", en: "the simulated axis does not obey.")
        }
    }
}
