import AsyncHTTPClient
import Foundation
import NIOCore

/// What the simulated axis says has happened there (`GET /axis/truth`).
struct AxisTruth: Decodable, Sendable {
    /// A document or status that passed through it.
    struct Packet: Decodable, Sendable {
        let docId: String
        /// Who handed it over; absent for what the axis sent itself.
        let system: String?
        let from: String
        let document: String?
        let code: String
        let statusCode: String?
        let sha256: String
        let deliveries: [Delivery]
    }

    struct Delivery: Decodable, Sendable {
        let receiver: String
        /// Who fetches it; absent for an agency that the axis plays.
        let system: String?
        let transport: String
        let businessStatus: String?
    }

    struct Downward: Decodable, Sendable {
        let file: String
        let docId: String
        let problem: String
    }

    let documents: [Packet]
    let statuses: [Packet]
    let documentsDown: [Downward]
    /// Answers that played agencies still have to give.
    let owed: Int

    static func ask(port: Int, _ http: HTTPClient) async throws -> AxisTruth {
        try await persistently {
            let reply = try await http.ask(
                HTTPClientRequest(url: "http://127.0.0.1:\(port)/axis/truth"), within: .minutes(5))
            return try JSONDecoder().decode(AxisTruth.self, from: Data(reply.body))
        }
    }
}
