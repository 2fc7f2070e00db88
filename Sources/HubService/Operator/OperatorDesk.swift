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
            return .parked(
                try await store.parkedStatuses(limit: 1000).map {
                    OperatorReply.Parked(
                        message: $0.message.text, replier: $0.replier, issuer: $0.about.organID, code: $0.about.code,
                        status: $0.status.code, parkedAt: $0.parkedAt)
                })
        case .tokens(let act): return try await perform(act, by: by, now: now)
        case .webhooks(let act): return try await perform(act, by: by, now: now)
        case .checkpoint:
            return .checkpoint(try await store.checkpoint())
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
