import EdXML
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML

extension APIInterface {
    func postStatus(_ call: APICall) async throws -> Response {
        if call.request.hasJSON { return try await postWrittenStatus(call) }
        try requireXML(call.request)
        let arrival = try await received(call, as: .status)
        return try await keyed.answer(call, body: await arrival.digest()) { isResumed in
            try await finish(arrival, call, isResumed: isResumed) { kind in
                kind == .status ? nil : Finding(APIRule.notAStatus)
            }
        }
    }

    /// A status whose message the hub writes on its replier's behalf.
    private func postWrittenStatus(_ call: APICall) async throws -> Response {
        try await keyed.answer(call, body: call.bodyDigest) { isResumed in
            let arrival = try intake.begin(from: call.caller.origin, as: .status)
            try await arrival.take(try MessageWriter.bytes(of: try await status(call)))
            return try await finish(arrival, call, isResumed: isResumed)
        }
    }

    private func status(_ call: APICall) async throws -> StatusMessage {
        guard let code = call[.status].flatMap(StatusCode.init(rawValue:)),
            let id = call[.document].flatMap(DocumentID.init),
            let document = try await store.document(id), document.facts.kind == .document
        else { throw Refusal(.notFound, APIRule.documentUnknown, ["id": call[.document] ?? ""]) }
        let deliveries = try await visibleDeliveries(of: document, to: call.caller)
        let isSenders = try await store.agency(document.sender).map(call.caller.owns) ?? false
        guard isSenders || !deliveries.isEmpty else {
            throw Refusal(.notFound, APIRule.documentUnknown, ["id": id.text])
        }
        let replier = try await replier(code, on: document, deliveries, call)
        let facts = document.facts
        guard let issuer = AgencyID(facts.from.id), let from = AgencyID(replier.id) else {
            throw Refusal(.unprocessableContent, APIRule.statusAbout, ["agency": replier.id, "code": code.rawValue])
        }
        let now = (call.moment(.statedAt) ?? clock.now()).milliseconds
        return StatusMessage(
            from: Organization(id: from, name: replier.name),
            responseFor: ResponseFor(
                agency: issuer, code: facts.code, documentID: facts.documentID,
                date: facts.promulgationDate.flatMap { LocalDate($0.replacing("-", with: "/")) }),
            code: code, description: call[.description],
            staff: StaffInfo(department: call[.department], staff: call[.staff]),
            at: LocalDateTime(atMilliseconds: now))
    }

    /// The agency that reports: the one named, or the only one of the caller's that may.
    private func replier(
        _ code: StatusCode, on document: DocumentRecord, _ deliveries: [DeliveryRecord], _ call: APICall
    ) async throws -> Agency {
        let named = call[.replier]
        let candidates = code.isFromOriginalSender ? [document.sender] : deliveries.map(\.recipient)
        let known = try await store.agencies(candidates)
        let mine = try candidates.compactMap { known[$0] }.filter { agency in
            guard try call.caller.owns(agency) else { return false }
            guard let named = named?.canonicalIdentifier else { return true }
            return named == agency.id || named == agency.oldID
        }
        guard let agency = mine.first, mine.count == 1 else {
            throw Refusal(
                .unprocessableContent, APIRule.statusAbout, ["agency": named ?? "–", "code": code.rawValue])
        }
        return agency
    }

    // MARK: Reading

    private struct Entry: Encodable {
        let document: String
        let delivery: String
        let recipient: String
        let message: String
        let code: String
        let at: Timestamp
        let recordedAt: Timestamp
        let description: String
        let staff: String
        let department: String

        init(_ entry: StatusEntry) {
            document = entry.document.text
            delivery = entry.delivery.text
            recipient = entry.recipient
            message = entry.message.text
            code = entry.status.code
            at = entry.status.at
            recordedAt = entry.status.recordedAt
            description = entry.status.description
            staff = entry.status.staff
            department = entry.status.department
        }
    }

    func listStatuses(_ call: APICall) async throws -> Response {
        let page = try await store.statuses(
            of: call.caller.owner, after: call.cursorPosition ?? -1, limit: call.limit)
        return Response(page: page.elements.map(Entry.init), next: page.next.map { APICursor(at: $0) }, of: call)
    }

    private struct Parked: Encodable {
        let message: String
        let replier: String
        let issuer: String
        let code: String
        let documentId: String?
        let date: String?
        let status: String
        let at: Timestamp
        let description: String
        let parkedAt: Timestamp
        /// Why no document was found.
        let because: String
        /// Documents it may be about, or requests it may answer.
        let candidates: [String]

        init(_ parked: ParkedStatus) {
            message = parked.message.text
            replier = parked.replier
            issuer = parked.about.organID
            code = parked.about.code
            documentId = parked.about.documentID
            date = parked.about.promulgationDate
            status = parked.status.code
            at = parked.status.at
            description = parked.status.description
            parkedAt = parked.parkedAt
            because = parked.because.rawValue
            candidates = parked.candidates.map(\.text)
        }
    }

    func listParked(_ call: APICall) async throws -> Response {
        let page = try await store.parkedStatuses(
            of: call.caller.owner, after: call.cursorPosition ?? -1, limit: call.limit)
        return Response(page: page.elements.map(Parked.init), next: page.next.map { APICursor(at: $0) }, of: call)
    }
}
