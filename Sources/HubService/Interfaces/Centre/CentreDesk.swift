import EdXML
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import SignedXML
import VXP

/// What an interconnection centre may do at the hub, whichever face of the axis interface it speaks to: hand in, look into its
/// mailboxes, fetch, say what became of it, look back.
///
/// Everything here is bounded by the centre: what is another's does not exist for it.
struct CentreDesk: Sendable {
    let intake: Intake
    let maxDocumentBytes: Int

    var store: any Store { intake.store }

    /// Bytes that a multipart wrapping or the uncovered line end may add to the document.
    private static let packagingAllowance = 65_536

    /// What is said about a packet beside the packet itself.
    struct Covering {
        /// The part of a multipart body that is the document.
        var documentPart = "file_doc"
        var hashFile: String?
        /// Who the packet is for, where it names nobody itself.
        var addressed: [String] = []
        /// Who the call says it is from.
        var from: String?
        /// What the call says the packet is; `nil` when the body's own part `messageType` says it.
        var kind: MessageFacts.Kind?
    }

    /// Takes a document or a status in.
    /// - Throws: ``Refusal`` for a body that could not be read to its end; what is judged is an outcome.
    func receive(_ request: Request, _ covering: Covering, of centre: CentreRecord) async throws -> IntakeOutcome {
        let arrival = try intake.begin(
            from: .centre(centre.id), addressed: covering.addressed, as: covering.kind)
        var objections: [Finding] = []
        if let from = covering.from, try await isAnothers(from, than: centre) {
            objections.append(Finding(HubRules.senderNotCallers, ["sender": from, "caller": centre.id]))
        }
        var kind = covering.kind
        do {
            var body = try ReceivedBody(
                contentType: request.headers[.contentType], documentPart: covering.documentPart)
            for try await piece in CappedBody(request, cap: maxDocumentBytes + Self.packagingAllowance) {
                try await arrival.take(try body.take(Array(piece.readableBytesView)))
            }
            let fields = body.fields
            try await arrival.take(try body.finish(hashFile: covering.hashFile).rest)
            if kind == nil { kind = try MessageFacts.Kind(messageType: fields["messageType"]) }
        } catch let failure as BodyFailure {
            return try await giveUp(arrival, Refusal(failure))
        } catch let refusal as Refusal {
            return try await giveUp(arrival, refusal)
        } catch let failure as ReceivedBody.Failure {
            return try await arrival.abandon([Finding(failure)])
        }
        guard arrival.size <= Int64(maxDocumentBytes) else {
            return try await giveUp(arrival, Refusal(BodyFailure.tooLarge(cap: maxDocumentBytes)))
        }
        return try await arrival.finish { objections + $0.objections(sentAs: kind) }
    }

    /// Journals that the body was refused, and refuses it.
    private func giveUp(_ arrival: Arrival, _ refusal: Refusal) async throws -> IntakeOutcome {
        _ = try await arrival.abandon(refusal.findings)
        throw refusal.journalled
    }

    /// Whether an identifier is known here as that of another centre, or of an agency of another. What is not known speaks
    /// for nobody, and the packet itself names its sender.
    private func isAnothers(_ identifier: String, than centre: CentreRecord) async throws -> Bool {
        if let agency = try await store.agency(identifier) { return agency.centre != centre.id }
        guard let other = try await store.centre(identifier) else { return false }
        return other.id != centre.id
    }
}

extension MessageFacts.Kind {
    /// - Throws: ``Refusal`` for a message type that is not one of the interface's.
    init(messageType: String?) throws {
        switch messageType?.lowercased() {
        case "edoc": self = .document
        case "status": self = .status
        default: throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "messagetype", "allowed": "edoc, status"])
        }
    }

    var messageType: MessageType {
        switch self {
        case .document: .edoc
        case .status: .status
        }
    }
}

extension Message {
    /// That it is not what it was sent as.
    fileprivate func objections(sentAs kind: MessageFacts.Kind?) -> [Finding] {
        let found: MessageFacts.Kind = document == nil ? .status : .document
        guard let kind, kind != found else { return [] }
        let arguments = ["found": found.messageType.rawValue, "stated": kind.messageType.rawValue]
        return [Finding(VXPRule.messageType, arguments)]
    }
}

extension Finding {
    /// A body that is not what its headers say.
    fileprivate init(_ failure: ReceivedBody.Failure) {
        switch failure {
        case .multipart(let error): self.init(HTTPRule.badRequest, ["what": "multipart/form-data: \(error)"])
        case .hashMismatch(let mismatch):
            self.init(VXPRule.hashFile, ["claimed": mismatch.claimed, "found": mismatch.found.text()])
        }
    }
}
