import EdXML
import VXP

/// A packet that has been read whole, as far as the axis cares what is in it. Nothing is verified about its signature:
/// that is its receiver's to judge.
struct IncomingPacket: Sendable {
    /// Who hands it over; `nil` for the axis itself.
    let system: String?
    let message: Message
    /// The recipients named beside the packet, in the parameter `to`.
    let narrowedTo: [AgencyID]?
    let hash: FileHash
    let size: Int
    let payload: PendingPayload

    var type: MessageType {
        switch message {
        case .document: .edoc
        case .status: .status
        }
    }

    /// The document it is, or speaks of; `nil` for a status that does not give the document's date.
    var documentKey: String? {
        switch message {
        case .document(let document): document.naturalKey.canonical
        case .status(let status): status.responseFor.naturalKey?.canonical
        }
    }

    /// Under which key a second packet is the same one, or a conflict.
    ///
    /// A new or replacing document may be handed over once with one content. Recalls, updates and statuses can rightly come
    /// again with another content, so theirs is part of the key.
    func duplicateKey(receivers: [String]) -> String {
        let parties =
            "\(message.from.id.canonical)>\(receivers.map { $0.uppercased() }.sorted().joined(separator: ","))"
        switch message {
        case .document(let document):
            let type = document.business.type
            let once = type == .new || type == .replace
            return "\(document.naturalKey.canonical)|\(type.rawValue)|\(parties)" + (once ? "" : "|\(hash.text())")
        case .status: return "status|\(parties)|\(hash.text())"
        }
    }

    /// What an agency played by the axis is to answer; `nil` for nothing.
    var occasion: AnswerScript.Occasion? {
        switch message {
        case .document(let document):
            switch document.business.type {
            case .new, .replace: .document
            case .recall, .update: .request
            }
        case .status(let status): status.code == .recallRequested ? .request : nil
        }
    }
}
