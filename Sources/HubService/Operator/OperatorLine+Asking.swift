import HubCore
import SignedXML

/// The hub will not do what its operator asked.
package struct OperatorRefusal: Error, Sendable, CustomStringConvertible {
    package let says: Bilingual

    package var description: String { "\(says.vi)\n\(says.en)" }
}

extension OperatorLine {
    /// Asks, and has a refusal as an error.
    /// - Throws: ``OperatorRefusal``, ``Unreachable``, or what a store that stands still throws.
    package func asked(_ act: OperatorAct) async throws -> OperatorReply {
        let reply = try await perform(act)
        if case .refused(let vi, let en) = reply { throw OperatorRefusal(says: Bilingual(vi: vi, en: en)) }
        return reply
    }

    /// - Returns: the documents that `text` names (hub's id, sender's DocumentId or full code), newest first; statuses
    ///   only where it names no document.
    package func track(_ text: String) async throws -> [TrackedDocument] {
        guard case .tracked(let documents) = try await asked(.track(text)) else {
            throw Unreachable(unexpectedReplyTo: "track")
        }
        let others = documents.filter { $0.kind != MessageFacts.Kind.status.rawValue }
        return others.isEmpty ? documents : others
    }
}

extension OperatorLine.Unreachable {
    init(unexpectedReplyTo act: String) {
        self.init(description: "Trục trả lời sai loại cho \(act). / The hub's answer to \(act) is of another kind.")
    }
}
