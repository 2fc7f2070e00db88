import AsyncHTTPClient
import Foundation
import NIOCore

/// What the simulated axis says ever happened there (`GET /axis/history`), also what it has forgotten since.
struct AxisHistory: Decodable, Sendable {
    /// One attempt to hand a packet to the axis.
    struct Reception: Decodable, Sendable, Hashable {
        /// Milliseconds since 1970.
        let at: Int64
        let type: String
        let sha256: String
        let docId: String?
        /// `accepted`, `repeated`, or the name of the refusal.
        let outcome: String
    }

    /// One step of a packet towards its receiver.
    struct HandOver: Decodable, Sendable, Hashable {
        let receiver: String
        /// Who fetches it; absent for an agency that the axis plays.
        let system: String?
        let docId: String
        let sha256: String
        let type: String
        /// `offered`, `played`, `fetched`, `processing`, `done`, `fail`.
        let event: String
    }

    /// A status that an agency played by the axis says, or will say.
    struct Answer: Decodable, Sendable, Hashable {
        let speaker: String
        let listener: String
        /// Of the packet spoken of, as it was received.
        let sha256: String
        /// The code of the document spoken of; of a stray status, one that was never sent.
        let about: String
        let code: String
        let given: Bool
    }

    var received: [Reception]
    var handedOver: [HandOver]
    var answers: [Answer]

    static func ask(port: Int, _ http: HTTPClient) async throws -> AxisHistory {
        try await persistently {
            let reply = try await http.ask(
                HTTPClientRequest(url: "http://127.0.0.1:\(port)/axis/history"), within: .minutes(5))
            return try JSONDecoder().decode(AxisHistory.self, from: Data(reply.body))
        }
    }
}
