import HubCore
import HubStore
import NIOCore
import SignedXML

extension OperatorLine {
    /// What waits for the document it is about, oldest first.
    package func parked() async throws -> [OperatorReply.Parked] {
        guard case .parked(let parked) = try await asked(.parked) else {
            throw Unreachable(unexpectedReplyTo: "parked")
        }
        return parked
    }

    /// Matches a parked packet with a document by hand.
    /// - Throws: ``OperatorRefusal`` when that cannot be.
    package func match(packet: String, with document: String, answering request: String?) async throws {
        guard case .changed = try await asked(.match(packet: packet, document: document, answering: request)) else {
            throw Unreachable(unexpectedReplyTo: "match")
        }
    }
}

extension OperatorReply.Parked {
    init(_ parked: ParkedStatus) {
        self.init(
            message: parked.message.text, replier: parked.replier, issuer: parked.about.organID,
            code: parked.about.code, status: parked.status.code, parkedAt: parked.parkedAt,
            because: parked.because.rawValue, reason: parked.status.description,
            candidates: parked.candidates.map(\.text))
    }

    init(_ parked: ParkedRequest) {
        let about = parked.request.about
        self.init(
            message: parked.message.text, replier: parked.sender, issuer: about.organID,
            code: about.code.isEmpty ? about.documentID ?? "" : about.code, status: "", parkedAt: parked.parkedAt,
            kind: parked.request.kind.rawValue, because: parked.because.rawValue,
            candidates: parked.candidates.map(\.text))
    }

    /// One line, and one more for each candidate.
    package var text: String {
        let what = Related.Kind(rawValue: kind)?.name.vi ?? "trạng thái \(status)"
        let why = ParkedBecause(rawValue: because)?.name.vi ?? because
        let words = reason.isEmpty ? "" : " “\(reason)”"
        let lines = candidates.map { "    ? \($0)" }
        return
            (["\(parkedAt.shown)  \(message)  \(what) của \(replier) về \(code) (\(issuer))\(words): \(why)"] + lines)
            .joined(separator: "\n")
    }

    /// One JSON array on one line.
    package static func json(_ parked: [OperatorReply.Parked]) -> String { String(buffer: WireJSON.encode(parked)) }
}
