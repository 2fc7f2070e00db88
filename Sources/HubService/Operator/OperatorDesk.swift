import Crypto
import HubCore
import HubStore
import SignedXML

/// Carries out what an operator asks, on the store. Every change is journalled with who asked for it.
package struct OperatorDesk: Sendable {
    let store: any Store
    /// `nil` when the register follows no list.
    private let synchroniser: RegisterSynchroniser?
    /// The centre as which the hub calls the axis; empty without one.
    private let ourCentre: String
    private let clock: HubClock
    /// Tries webhooks.
    let caller: WebhookCaller
    /// Tells why deliveries wait.
    let waiting: WaitingDesk
    /// Tells what is owed.
    let deadlines: DeadlineDesk
    /// What ``CareAct/retire(tentatively:)`` goes by.
    let retention: RetentionPolicy
    /// Makes one-time passwords for people.
    let passwords: PasswordDesk
    private let witnesses: WitnessWatch

    package init(
        store: any Store, synchroniser: RegisterSynchroniser? = nil, ourCentre: String = "", clock: HubClock,
        push: PushSettings = PushSettings(), axis: DestinationWatch? = nil,
        retention: RetentionPolicy = RetentionPolicy(), deadlines: DeadlineBook? = nil,
        witnesses: WitnessWatch = WitnessWatch(WitnessSettings()), accounts: AccountSettings = AccountSettings()
    ) {
        self.store = store
        (self.retention, self.witnesses) = (retention, witnesses)
        passwords = PasswordDesk(accounts)
        self.ourCentre = ourCentre
        self.synchroniser = synchroniser
        self.clock = clock
        waiting = WaitingDesk(store: store, axis: axis, clock: clock)
        self.deadlines = DeadlineDesk(store: store, book: deadlines, clock: clock)
        caller = WebhookCaller(store: store, settings: push, clock: clock)
    }

    /// - Parameter by: the operator's name, for the journal.
    /// - Throws: ``StoreError`` when the machine fails; what makes no sense is `.refused`.
    package func perform(_ act: OperatorAct, by: String) async throws -> OperatorReply {
        do {
            return try await carryOut(act, by: by)
        } catch let refusal as OperatorRefusal {
            return .refused(vi: refusal.says.vi, en: refusal.says.en)
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
        case .stateAgencies(let statements, let tentatively):
            let changes = try await store.state(statements, by: by, tentatively: tentatively, now: now)
            return .differences(RegisterDifferences(changes))
        case .listAgencies(let rows, let isLast, let tentatively):
            let step = try await store.follow(
                rows, as: ourCentre, isLast: isLast, upTo: nil, by: by, tentatively: tentatively,
                now: now)
            return .differences(
                RegisterDifferences(step.changes, contradictions: step.contradictions, unresolved: step.unresolved))
        case .agency(let id):
            return .agencies(try await [store.agency(id, at: now)].compactMap(\.self))
        case .searchAgencies(let text, let limit):
            return .agencies(try await store.agencies(matching: text, limit: min(limit, 1000)))
        case .synchronise(let act):
            return .synchronisation(try await synchronise(act, by: by))
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
            let statement = AgencyStatement(agency, says: [.documentSignatures, .statusSignatures])
            return .changed(try await store.state([statement], by: by, tentatively: false, now: now).count)
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
        case .care(let act): return .care(try await perform(act, by: by, now: now))
        case .queue(let act): return try await perform(act, by: by, now: now)
        case .deadlines(let act): return .deadlines(try await perform(act))
        case .users(let act): return .users(try await perform(act, by: by, now: now))
        case .noteRedelivery(let order, let note): return try await perform(order, note, by: by, now: now)
        case .noteExport(let subject, let note):
            let act = OperatorActed(by: by, action: "export", subject: subject, note: note)
            _ = try await store.note(.operatorActed(act), now: now)
            return .changed(0)
        case .checkpoint:
            return .checkpoint(try await store.checkpoint())
        case .key: return .key(store.publicKey.text)
        case .witnesses: return .witnesses(try await witnesses.report(store, now: now))
        case .receipt(let id): return .receipt(try await receipt(id))
        }
    }

    /// A run is begun and not waited for: a caller over the network asks again how it stands.
    private func synchronise(_ act: SynchronisationAct, by: String) async throws -> RegisterSynchroniser.Status {
        guard let synchroniser else { throw OperatorRefusal(says: Self.followsNothing) }
        do {
            switch act {
            case .status: break
            case .now: await synchroniser.begin(by: by, whole: false)
            case .whole: await synchroniser.begin(by: by, whole: true)
            case .acceptHeld: try await synchroniser.acceptHeld(by: by)
            case .discardHeld: try await synchroniser.discardHeld(by: by)
            }
        } catch let failure as ListFailure {
            throw OperatorRefusal(says: Bilingual(vi: failure.description, en: failure.description))
        }
        return try await synchroniser.status()
    }

    private static let followsNothing = Bilingual(
        vi: "Danh mục không theo trục quốc gia nào: cấu hình không có nhóm axis, hoặc axis.synchronise.mode là off.",
        en: "The register follows no list: there is no axis in the configuration, or axis.synchronise.mode is off.")

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

    func track(_ text: String) async throws -> [TrackedDocument] {
        var tracked: [TrackedDocument] = []
        for document in try await store.find(text, limit: 20) {
            tracked.append(try await track(document))
        }
        return tracked
    }

    func track(_ document: DocumentRecord) async throws -> TrackedDocument {
        let deliveries = try await store.deliveries(of: document.id)
        return TrackedDocument(
            document, deliveries, waiting: try await waiting.explain(deliveries),
            deadlines: try await deadlines.standings(of: document.id))
    }
}
