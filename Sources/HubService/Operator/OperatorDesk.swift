import Crypto
import HubCore
import HubStore

/// Carries out what an operator asks, on the store. Every change is journalled with who asked for it.
package struct OperatorDesk: Sendable {
    let store: any Store
    private let clock: HubClock
    /// Tries webhooks.
    let caller: WebhookCaller

    package init(store: any Store, clock: HubClock, push: PushSettings = PushSettings()) {
        self.store = store
        self.clock = clock
        caller = WebhookCaller(store: store, settings: push, clock: clock)
    }

    /// - Parameter by: the operator's name, for the journal.
    /// - Throws: ``StoreError`` when the machine fails; what makes no sense is `.refused`.
    package func perform(_ act: OperatorAct, by: String) async throws -> OperatorReply {
        do {
            return try await carryOut(act, by: by)
        } catch let error as StoreError where error.code == .inconsistent {
            return .refused(
                vi: "Yêu cầu không hợp lệ: \(error.message)", en: "The request makes no sense: \(error.message)")
        }
    }

    private func carryOut(_ act: OperatorAct, by: String) async throws -> OperatorReply {
        let now = clock.now()
        switch act {
        case .putAgencies(let agencies):
            return .changed(try await store.put(agencies: agencies, by: by, now: now))
        case .putCertificate(let certificate):
            try await store.put(certificate: certificate, by: by, now: now)
            return .changed(1)
        case .putSubjectRule(let rule):
            try await store.put(rule: rule, by: by, now: now)
            return .changed(1)
        case .withdraw(let registration):
            try await store.withdraw(registration, from: now, by: by, now: now)
            return .changed(1)
        case .restore(let registration):
            try await store.withdraw(registration, from: nil, by: by, now: now)
            return .changed(1)
        case .registrations(let agency):
            return .registrations(
                certificates: try await store.certificates(of: agency), rules: try await store.subjectRules(of: agency))
        case .setPolicy(let id, let documents, let statuses):
            guard var agency = try await store.agency(id) else {
                throw StoreError(.inconsistent, "the agency \(id) is unknown")
            }
            (agency.documentSignatures, agency.statusSignatures) = (documents, statuses)
            return .changed(try await store.put(agencies: [agency], by: by, now: now))
        case .putCentre(let id, let name, let secret, let token):
            let digest = token.map { Array(SHA256.hash(data: Array($0.utf8))) }
            try await store.put(
                centre: CentreRecord(id: id, name: name),
                credential: CentreCredential(secret: secret, tokenSHA256: digest),
                by: by, now: now)
            return .changed(1)
        case .rotateSecret(let id, let secret, let oldUntil):
            try await store.rotateSecret(ofCentre: id, to: secret, oldUntil: oldUntil, by: by, now: now)
            return .changed(1)
        case .agencyRequests:
            return .agencyRequests(try await store.openRequests(limit: 1000))
        case .decide(let agency, let centre, let isGranted, let note):
            try await RegistrationDesk(store: store, clock: clock)
                .decide(agency: agency, of: centre, isGranted: isGranted, note: note, by: by)
            return .changed(1)
        case .agencies(let after, let limit):
            return .agencies(try await store.allAgencies(after: after, limit: min(limit, 1000)))
        case .track(let text):
            return .tracked(try await track(text))
        case .journal(let from, let limit):
            return .journal(
                try await store.journal(from: from, limit: min(limit, 1000)).map {
                    OperatorReply.Entry(index: $0.index, at: $0.at, kind: $0.kind, entry: $0.entry)
                })
        case .parked:
            return .parked(try await parked())
        case .match(let packet, let document, let request):
            return try await match(packet, with: document, answering: request, by: by, now: now)
        case .tokens(let act): return try await perform(act, by: by, now: now)
        case .webhooks(let act): return try await perform(act, by: by, now: now)
        case .checkpoint:
            return .checkpoint(try await store.checkpoint())
        }
    }

    /// Statuses and requests, oldest first.
    private func parked() async throws -> [OperatorReply.Parked] {
        let statuses = try await store.parkedStatuses(limit: 1000).map(OperatorReply.Parked.init)
        let requests = try await store.parkedRequests(limit: 1000).map(OperatorReply.Parked.init)
        return (statuses + requests).sorted { $0.parkedAt < $1.parkedAt }
    }

    private func match(
        _ packet: String, with document: String, answering request: String?, by: String, now: Timestamp
    ) async throws -> OperatorReply {
        let answered = request.map(DocumentID.init)
        guard let packet = DocumentID(packet), let document = DocumentID(document), answered != .some(nil) else {
            return .refused(
                vi: "Mã tại trục phải có dạng UUID, như lienthong log parked in ra.",
                en: "The hub's identifiers are UUIDs, as `lienthong log parked` prints them.")
        }
        let outcome = try await store.match(
            packet, with: document, answering: answered ?? nil, by: by, now: now)
        switch outcome {
        case .matched: return .changed(1)
        case .notParked:
            return .refused(vi: "Không có gói nào như vậy đang chờ.", en: "No such packet is parked.")
        case .notConcerned:
            return .refused(
                vi: "Trục không có văn bản ấy, hoặc bên gửi gói không phải nơi gửi, nơi nhận của nó.",
                en: "There is no such document, or the packet's sender neither sent nor received it.")
        case .unclear:
            return .refused(
                vi: "Đang có hai yêu cầu chưa trả lời; ghi rõ --answering với mã của một trong hai.",
                en: "Two requests are open; name the one answered with --answering.")
        }
    }

    private func track(_ text: String) async throws -> [TrackedDocument] {
        var tracked: [TrackedDocument] = []
        for document in try await store.find(text, limit: 20) {
            tracked.append(TrackedDocument(document, try await store.deliveries(of: document.id)))
        }
        return tracked
    }
}
