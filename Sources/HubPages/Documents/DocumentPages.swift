import EdXML
import HTTPTypes
import HubCore
import HubService
import HubStore
import Hummingbird
import NIOCore
import SignedXML

/// One document: what it is, what was found about it, where it stands with each recipient, and what may be done.
struct DocumentPages: Sendable {
    let desk: PageDesk

    /// Who may come near documents at all; which of them, ``DocumentReader`` decides.
    static let audience = Audience.holders(of: [.clerk, .auditor])

    func add(to pages: PageRouter) {
        pages.get("documents/:id", for: Self.audience) { page in
            page.answer(page.document(try await view(page)))
        }
        pages.get("documents/:id/packet", for: Self.audience) { page in try await packet(page) }
        pages.get("documents/:id/files/:number", for: Self.audience) { page in try await file(page) }
        ReceiptPages(desk: desk).add(to: pages)
        DocumentActs(desk: desk).add(to: pages)
    }

    /// Everything that the page shows.
    private func view(_ page: PageContext) async throws -> DocumentView {
        guard let visitor = page.visitor else { throw PageRefusal.notFound }
        let seen = try await desk.documents.document(page.parameters.get("id"), for: visitor)
        let answered = try await answered(by: seen.record, visitor)
        return DocumentView(
            seen: seen, waiting: try await desk.waiting.explain(seen.deliveries),
            standings: try await desk.deadlines.standings(of: seen.record.id),
            relations: try await desk.store.relations(of: seen.record.id), answers: answered,
            content: try await content(of: seen.record, isAsked: page.query["look"] != nil), done: page.query["done"])
    }

    /// The documents it answers, as far as the visitor may see them.
    private func answered(by record: DocumentRecord, _ visitor: Visitor) async throws -> [DocumentView.Answered] {
        var answered: [DocumentView.Answered] = []
        for reference in record.facts.responseFor.prefix(10) {
            let found = try await desk.store.referenced(by: reference)
            var isSeen = false
            if let found {
                do {
                    _ = try await desk.documents.document(found.id.text, for: visitor)
                    isSeen = true
                } catch is PageRefusal {}
            }
            answered.append(.init(reference: reference, document: isSeen ? found?.id : nil))
        }
        return answered
    }

    // MARK: The packet

    /// Packets up to this size, in bytes, are looked into whenever their page is shown; larger ones when that is asked for.
    static let lookedInto: Int64 = 4_194_304

    private func content(of record: DocumentRecord, isAsked: Bool) async throws -> DocumentView.Content {
        let payload: StoredPayload?
        do {
            payload = try await desk.store.payload(record.facts.sha256)
        } catch let error as StoreError where error.code == .retired {
            return .retired
        }
        guard let payload else { return .retired }
        guard isAsked || payload.size <= Self.lookedInto else { return .notLookedInto(size: payload.size) }
        let check = try desk.intake.checker.begin(from: record.origin)
        for try await piece in PayloadBody(payload: payload) { check.take(Array(piece.readableBytesView)) }
        return .looked(try await check.finish())
    }

    private func packet(_ page: PageContext) async throws -> Response {
        guard let visitor = page.visitor else { throw PageRefusal.notFound }
        let seen = try await desk.documents.document(page.parameters.get("id"), for: visitor)
        let payload = try await kept(seen.record)
        try await note(seen, by: visitor)
        let name = seen.facts.code.isEmpty ? seen.record.id.text : seen.facts.code
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/xml", .contentDisposition: ContentDisposition.attachment("\(name).edxml"),
            ],
            body: ResponseBody(contentLength: Int(payload.size)) { writer in
                for try await piece in PayloadBody(payload: payload) { try await writer.write(piece) }
                try await writer.finish(nil)
            })
    }

    /// Journals that a recipient has it, before the first byte goes out: what somebody reads here was handed over.
    private func note(_ seen: SeenDocument, by visitor: Visitor) async throws {
        for delivery in seen.own where delivery.state == .available {
            _ = try await desk.store.markFetched(delivery.id, by: visitor.account.login, now: desk.clock.now())
        }
    }

    private func kept(_ record: DocumentRecord) async throws -> StoredPayload {
        guard let payload = try await desk.store.payload(record.facts.sha256) else { throw PageRefusal.notFound }
        return payload
    }

    /// One attachment, decoded. PDF files and pictures may be shown in the page; everything else is saved: what others attach is
    /// never run under this hub's name.
    private func file(_ page: PageContext) async throws -> Response {
        guard let visitor = page.visitor, let number = page.parameters.get("number").flatMap(Int.init) else {
            throw PageRefusal.notFound
        }
        let seen = try await desk.documents.document(page.parameters.get("id"), for: visitor)
        guard case .looked(let report) = try await content(of: seen.record, isAsked: true),
            let attachment = report.content?.attachments.first(where: { $0.content.index == number })
        else { throw PageRefusal.notFound }
        let file = AttachedFile(attachment, in: try await kept(seen.record))
        try await note(seen, by: visitor)
        return file.response(isShown: page.query["show"] != nil)
    }
}
