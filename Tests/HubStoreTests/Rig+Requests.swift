import HubCore
import HubStore

/// Packets that ask about a document sent before.
extension Rig {
    typealias Message = (document: IncomingDocument, payload: SpooledPayload)

    /// A packet of type 1 or a status 13, which must come to the same.
    enum RecallForm: CaseIterable { case packet, status }

    /// Asks for a document back from `recipients`.
    func recall(
        _ form: RecallForm = .packet, of code: String = "12/QĐ-UBND", by sender: String = "H24",
        from recipients: [String],
        at now: Timestamp = Rig.start, reason: String = "Gửi nhầm", origin: Origin = .centre("00.24.H24"),
        _ change: (inout MessageFacts) -> Void = { _ in }
    ) -> Message {
        let bytes = "recall \(form) \(code) \(recipients) \(now) \(reason)"
        return completed(
            message(bytes, code: code, from: sender, to: recipients, origin: origin, at: now) { facts in
                switch form {
                case .packet:
                    facts.businessType = 1
                    facts.businessReason = reason
                    facts.responseFor = recipients.map {
                        .init(organID: $0, code: code, promulgationDate: "2026/11/02")
                    }
                case .status:
                    facts.kind = .status
                    facts.responseFor = [.init(organID: sender, code: code, promulgationDate: "2026/11/02")]
                    facts.status = StatedStatus(code: "13", at: now, description: reason)
                }
                change(&facts)
            }, at: now)
    }

    /// Changes the recipients of ``message(_:code:from:to:origin:at:_:)``.
    func update(
        to recipients: [String], adding added: [String] = [], removing removed: [String] = [],
        changingDocument: Bool = false, named documentID: String? = nil, at now: Timestamp = Rig.start,
        words: String = "", origin: Origin = .centre("00.24.H24"), from sender: String = "H24"
    ) -> Message {
        completed(
            message(
                "update \(added) \(removed) \(now) \(words)", from: sender, to: recipients, origin: origin, at: now
            ) {
                $0.businessType = 2
                $0.businessDocumentID = documentID
                $0.businessReason = "Cập nhật nơi nhận"
                $0.changes = .init(changesDocument: changingDocument, added: added, removed: removed)
            }, at: now)
    }

    func replacement(_ code: String, of documentID: String, heldBy holders: [String], to recipients: [String])
        -> Message
    {
        completed(
            message("replacement \(code)", code: code, to: recipients) {
                $0.businessType = 3
                $0.documentID = "H24,2026/11/02,\(code)"
                $0.replaces = [.init(documentID: documentID, holders: holders)]
            }, at: Rig.start)
    }

    /// With the deliveries that the decision prepares for those added and concerned.
    private func completed(_ message: Message, at now: Timestamp) -> Message {
        func deliveries(to parties: [MessageFacts.Party]) -> [NewDelivery] {
            self.message("", to: parties.map(\.id), at: now).document.deliveries
        }
        let plain = message.document
        let document = IncomingDocument(
            id: plain.id, origin: plain.origin, sender: plain.sender, facts: plain.facts,
            deliveries: plain.deliveries, copies: deliveries(to: plain.facts.addedRecipients),
            notices: deliveries(to: plain.facts.concerned))
        return (document, message.payload)
    }
}

extension SQLiteStore {
    /// Where a document's deliveries are, by recipient.
    func states(of document: DocumentID) async throws -> [String: TransportState] {
        try await Dictionary(uniqueKeysWithValues: deliveries(of: document).map { ($0.recipient, $0.state) })
    }

    /// How a document's newest requests stand, by recipient.
    func recalls(of document: DocumentID) async throws -> [String: Negotiation.State] {
        let standing = try await deliveries(of: document).compactMap { delivery in
            delivery.business.recall.map { (delivery.recipient, $0) }
        }
        return Dictionary(uniqueKeysWithValues: standing)
    }

    /// What lies in a mailbox: the packets' names.
    func mail(of agency: String) async throws -> [DocumentID] {
        try await mailbox(
            of: .agencies([agency]), kind: nil, accepted: .init(), openOnly: false, after: 0, limit: 100
        ).map(\.document)
    }
}
