import HTTPTypes
import HubCore
import Hummingbird
import SignedXML
import VXP

/// One operation of `/api/v1`: where it is, who may call it, what it takes, what it answers, and what does it.
///
/// The router, the checks on a request and the OpenAPI document are all made from these.
struct APIOperation: Sendable {
    enum Access: Sendable, Hashable {
        /// For whoever asks.
        case open
        /// For every good token.
        case token
        case scope(Scope)
    }

    enum Group: String, Sendable, CaseIterable { case documents, statuses, mailbox, register, explaining }

    /// What is taken as body.
    enum Body: Sendable {
        case none
        /// A packet, streamed.
        case packet
        /// A packet, or a JSON object of these members.
        case packetOrJSON([APIParameter])
        /// A JSON object of these members.
        case json([APIParameter])
    }

    /// What is answered when all goes well.
    struct Reply: Sendable {
        enum Content: Sendable {
            case none
            case json(String)
            case jsonOrText(String)
            case packet
            /// JSON of no schema of ours.
            case anyJSON
        }

        let status: Int
        let says: Bilingual
        let content: Content
        /// Header fields that come with it.
        var fields: [String] = []
    }

    /// Its name in the OpenAPI document, and in clients made from it.
    let id: String
    let method: HTTPRequest.Method
    /// Below `/api/v1/`.
    let path: String
    let group: Group
    let access: Access
    let title: Bilingual
    var detail: Bilingual?
    var parameters: [APIParameter] = []
    var body = Body.none
    let replies: [Reply]
    /// What it refuses of itself, beside what every operation may.
    var refusals: [(status: Int, rules: [Rule])] = []
    /// Whether the same can be asked for without its body.
    var hasHead = false
    let act: @Sendable (APIInterface, APICall) async throws -> Response

    /// Whether it changes something, so that a caller may name the call (`Idempotency-Key`).
    var changesSomething: Bool { parameters.contains { $0.name == APIParameter.idempotencyKey.name } }
}

extension APIOperation {
    /// All of them, in the order in which a supplier reads them.
    static let all: [APIOperation] = documents + receipts + statuses + mailbox + register + explaining

    /// By path: what can be done there.
    static let methods: [String: [HTTPRequest.Method]] = Dictionary(grouping: all, by: \.path).mapValues { operations in
        operations.flatMap { $0.hasHead ? [$0.method, .head] : [$0.method] }
    }
}
