import HTTPTypes
import HubCore
import HubStore
import SignedXML
import VXP

/// What a centre's agencies have sent, and how far it got.
extension CentreDesk {
    /// What was sent, newest first, one row per recipient; ``Selection/after`` and ``Selection/limit`` count packets.
    func sent(_ selection: Selection, by centre: CentreRecord) async throws -> Page<SentRow> {
        var before: Int64?
        if let after = selection.after {
            guard let last = try await sentDocument(after, by: centre) else {
                throw Refusal(.badRequest, VXPRule.documentUnknown, ["docId": String(after.prefix(64))])
            }
            before = last.journalIndex
        }
        let documents = try await store.sent(
            by: .centre(centre.id), kind: selection.kind, accepted: selection.window, before: before,
            limit: selection.limit + 1)
        let shown = Array(documents.prefix(selection.limit))
        return Page(
            rows: try await rows(of: shown), next: documents.count > selection.limit ? shown.last?.id.text : nil)
    }

    /// The rows of one packet; none when it is not one of the centre's.
    func sent(docID: String, by centre: CentreRecord) async throws -> [SentRow] {
        guard let document = try await sentDocument(docID, by: centre) else { return [] }
        return try await rows(of: [document])
    }

    private func sentDocument(_ docID: String, by centre: CentreRecord) async throws -> DocumentRecord? {
        guard let id = DocumentID(docID), let document = try await store.document(id),
            try await store.agency(document.sender)?.centre == centre.id
        else { return nil }
        return document
    }

    private func rows(of documents: [DocumentRecord]) async throws -> [SentRow] {
        let deliveries = try await store.deliveries(ofEach: documents.map(\.id))
        return documents.flatMap { document in
            (deliveries[document.id] ?? []).map { SentRow(document, $0) }
        }
    }
}

extension SentRow {
    /// One delivery of a document, as its sender sees it: where the packet is, beside what the recipient has done.
    init(_ document: DocumentRecord, _ delivery: DeliveryRecord) {
        let business = delivery.business
        let latest = delivery.statuses.last { $0.code == business.code }
        self.init(
            senderDocID: document.id.text, receiverDocID: delivery.reference ?? delivery.id.text,
            fromCode: document.sender, toCode: delivery.recipient, title: document.facts.subject,
            notation: document.facts.code, sentTime: AxisTime.display(document.acceptedAt.milliseconds),
            receivedTime: delivery.deliveredAt.map { AxisTime.display($0.milliseconds) } ?? "",
            sendStatus: TransportStatus(delivery.state).rawValue,
            sendStatusDescription: delivery.reason ?? delivery.state.name.vi,
            receiveStatus: business.code ?? "", receiveStatusDescription: latest?.description ?? "")
    }
}
