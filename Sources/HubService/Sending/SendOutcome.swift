import HubCore
import NIOCore
import SignedXML
import VXP

/// What became of a file that was sent.
package enum SendOutcome: Sendable {
    case taken(Taken)
    case refused(Refused)

    package struct Taken: Sendable {
        /// The receiver's name for it.
        package let id: String
        /// A hub gives one; other axes do not.
        package let receipt: Receipt?
        /// Whether the receiver said that it had these bytes before; `nil` when it does not say.
        package let isRepeat: Bool?
        /// Remarks, and what was refused for single recipients.
        package let findings: [FindingOnTheWire]
    }

    package struct Refused: Sendable {
        /// The receiver's own words.
        package let summary: String
        package let findings: [FindingOnTheWire]
        /// Whether the same file may well be taken later.
        package let isTransient: Bool
    }
}

// MARK: - Replies

extension SendOutcome {
    private struct APIReply: Decodable {
        let receipt: Receipt
        let findings: [FindingOnTheWire]
    }

    private struct ProblemReply: Decodable {
        let title: String
        let findings: [FindingOnTheWire]
    }

    /// `nil` when it is no reply of the hub's own interface.
    init?(api body: ByteBuffer, status: Int) {
        if status < 300, let reply = WireJSON.decode(APIReply.self, from: body) {
            self = .taken(
                Taken(
                    id: reply.receipt.documentID.text, receipt: reply.receipt, isRepeat: status == 200,
                    findings: reply.findings))
        } else if status >= 400, let problem = WireJSON.decode(ProblemReply.self, from: body) {
            self = .refused(
                Refused(
                    summary: problem.title, findings: problem.findings, isTransient: status == 408 || status == 429))
        } else {
            return nil
        }
    }

    /// `nil` when it is no envelope of the axis interface.
    init?(vxp body: ByteBuffer) {
        guard let envelope = try? Envelope(Array(body.readableBytesView)) else { return nil }
        func extra<Value: Decodable>(_ name: String, as type: Value.Type) -> Value? {
            let text = envelope.extra.first { $0.name == name }?.value.scalar
            return text.flatMap { WireJSON.decode(type, from: ByteBuffer(string: $0)) }
        }
        let findings = extra("reasons", as: [FindingOnTheWire].self) ?? []
        if envelope.isOK {
            guard let id = try? envelope.docID() else { return nil }
            self = .taken(Taken(id: id, receipt: extra("receipt", as: Receipt.self), isRepeat: nil, findings: findings))
        } else {
            self = .refused(
                Refused(
                    summary: "\(envelope.code.number) \(envelope.description)", findings: findings,
                    isTransient: envelope.code.isTransient))
        }
    }
}
