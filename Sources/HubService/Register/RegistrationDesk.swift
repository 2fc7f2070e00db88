import EdXML
import HTTPTypes
import HubCore
import HubStore
import SignedXML
import VXP

/// What becomes of a centre's wish to change the register.
package enum RegistrationPolicy: String, Sendable, CaseIterable {
    case refuse
    /// At once, within the centre.
    case accept
    /// An operator decides.
    case askOperator = "ask-operator"
}

/// Takes what centres ask of the register, and what operators decide about it. A centre can change its own agencies only.
package struct RegistrationDesk: Sendable {
    private let store: any Store
    private let clock: HubClock
    private let policy: RegistrationPolicy

    package init(store: any Store, clock: HubClock, policy: RegistrationPolicy = .refuse) {
        self.store = store
        self.clock = clock
        self.policy = policy
    }

    package enum Outcome: Sendable {
        case done
        case awaitsOperator
    }

    /// Does, or notes, what a centre asks.
    /// - Throws: ``Refusal`` when it may not; ``StoreError``.
    package func take(_ request: AgencyRequest) async throws -> Outcome {
        let changed = try await change(request)
        switch policy {
        case .refuse: throw Refusal(.forbidden, VXPRule.registrationClosed)
        case .accept:
            _ = try await store.put(agencies: [changed], by: request.centre, now: clock.now())
            return .done
        case .askOperator:
            try await store.ask(request, now: clock.now())
            return .awaitsOperator
        }
    }

    /// Decides about an open request; a granted one changes the register.
    /// - Throws: ``StoreError/Code/inconsistent`` when there is no such request, or it can no longer be granted.
    package func decide(agency: String, of centre: String?, isGranted: Bool, note: String, by: String) async throws {
        let open = try await store.openRequests(limit: .max).map(\.request).filter {
            $0.agency == agency.canonicalIdentifier && (centre == nil || $0.centre == centre?.canonicalIdentifier)
        }
        guard let request = open.first, open.count == 1 else {
            throw StoreError(
                .inconsistent,
                open.isEmpty
                    ? "no request about \(agency) is open"
                    : "several centres ask about \(agency): \(open.map(\.centre).joined(separator: ", "))")
        }
        if isGranted {
            do {
                _ = try await store.put(agencies: [try await change(request)], by: by, now: clock.now())
            } catch let refusal as Refusal {
                throw StoreError(.inconsistent, refusal.findings[0].says.en)
            }
        }
        try await store.decide(request, isGranted: isGranted, note: note, by: by, now: clock.now())
    }

    /// What the agency would be when the request is granted.
    /// - Throws: ``Refusal`` when it is another centre's, or not there to be taken out.
    private func change(_ request: AgencyRequest) async throws -> Agency {
        let known = try await store.agency(request.agency)
        guard known == nil || known?.centre == request.centre else { throw Self.notCallers(request) }
        switch (request.kind, known) {
        case (.remove, nil): throw Self.notCallers(request)
        case (.remove, var agency?):
            if agency.isValid(at: clock.now()) { agency.validUntil = clock.now() }
            return agency
        case (.enter, var agency?):
            agency.name = request.name
            agency.parent = request.parent ?? agency.parent
            if !request.mail.isEmpty { agency.contacts.mail = request.mail }
            if !request.telephone.isEmpty { agency.contacts.telephone = request.telephone }
            if !request.fax.isEmpty { agency.contacts.fax = request.fax }
            if !agency.isValid(at: clock.now()) { (agency.validFrom, agency.validUntil) = (nil, nil) }
            return agency
        case (.enter, nil):
            var above: Agency?
            if let parent = request.parent { above = try await store.agency(parent) }
            return Agency(
                id: request.agency, name: request.name, parent: above?.id ?? request.parent,
                level: (above?.level ?? 0) + 1, centre: request.centre, isLocal: true,
                contacts: AgencyContacts(mail: request.mail, telephone: request.telephone, fax: request.fax))
        }
    }

    private static func notCallers(_ request: AgencyRequest) -> Refusal {
        Refusal(.forbidden, VXPRule.agencyNotCallers, ["agency": request.agency, "caller": request.centre])
    }
}

extension AgencyRequest {
    /// What the body of `registerAgency` asks.
    /// - Throws: ``Refusal`` for an identifier that is none.
    init(_ registration: AgencyRegistration, by centre: CentreRecord) throws {
        guard let id = AgencyID(registration.code) else {
            throw Refusal(
                .badRequest, VXPRule.headerInvalid,
                ["name": "code", "allowed": "H24.05, 000.00.05.H24 (≤ 35: A–Z 0–9 . - _)"])
        }
        self.init(
            .enter, agency: id.text, by: centre.id, name: registration.name,
            parent: registration.pcode.isEmpty ? nil : registration.pcode, mail: registration.mail,
            telephone: registration.mobile, fax: registration.fax)
    }
}
