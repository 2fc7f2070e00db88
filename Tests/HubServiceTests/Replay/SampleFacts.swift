import HubCore
import SeededRandom
import SignedXML

/// One fact of each kind, about things whose names are the same in every language.
struct SampleFacts {
    private let now = Timestamp(milliseconds: 1_795_256_431_123)
    let document: DocumentID
    let delivery: DeliveryID
    private let token: TokenID
    private let webhook: WebhookID
    private let account: AccountID
    private let session: SessionID

    init() {
        var dice = SplitMix(6)
        document = DocumentID(at: now, using: &dice)
        delivery = DeliveryID(at: now, using: &dice)
        token = TokenID(at: now, using: &dice)
        webhook = WebhookID(at: now, using: &dice)
        account = AccountID(at: now, using: &dice)
        session = SessionID(at: now, using: &dice)
    }

    var all: [Fact] {
        get throws {
            documents + movements + answers + requests + register + interfaces + hub + people + settings + refusedCalls
                + [try trust]
        }
    }

    private var status: StatedStatus { StatedStatus(code: "03", at: now, description: "ok", staff: "An") }

    private var added: NewDelivery {
        NewDelivery(id: delivery, recipient: "G22", name: "n", route: .axis, state: .waiting)
    }

    private var accepted: IncomingDocument {
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24"), to: [.init(id: "G22")], code: "1/CV", subject: "S",
            businessType: 2, sha256: "ab", size: 1)
        return IncomingDocument(
            id: document, origin: .agency("H24", token: token), sender: "H24", facts: facts, deliveries: [added])
    }

    private var many: IncomingDocument {
        let deliveries = Array(repeating: added, count: IncomingDocument.perEntry + 1)
        return IncomingDocument(
            id: document, origin: .centre("00.24.H24"), sender: "H24", facts: accepted.facts, deliveries: deliveries)
    }

    /// As the journal has it: it is made of a trust store only.
    private var trust: Fact {
        get throws {
            let policies = ["documents", "statuses", "axisDocuments", "axisStatuses"].map { #""\#($0)":"required""# }
            let entry = #"""
                {"at":"2026-11-21T17:20:31.123+07:00","fact":{"anchors":[],"intermediates":[],"lists":[],\#
                "policy":{\#(policies.joined(separator: ",")),"revocationGraceSeconds":0,"revocationUnknown":"refuse",\#
                "rules":[]},"policyVersion":"ab","timestampAnchors":[],"versions":{"anchors":"a","lists":"b"}},\#
                "kind":"trustChanged","v":1}
                """#
            return try JournalEntry(canonical: entry.utf8).fact
        }
    }

    private var documents: [Fact] {
        var message = accepted.facts
        (message.kind, message.status) = (.status, status)
        let said = IncomingDocument(
            id: document, origin: .axis(docID: "d1"), sender: "G22", facts: message, deliveries: [])
        let repeated = Repeated(document: document, origin: .hub(by: "an"), sha256: "ab", size: 2)
        return [
            .accepted(accepted.acceptance.first), .accepted(said.acceptance.first),
        ] + many.acceptance.rest.map(Fact.continued) + [
            .refused(
                Refusal(origin: .centre("00.24.H24"), sha256: "ab", size: 1, codes: ["SIG-REQUIRED"], from: "H24")),
            .duplicate(repeated), .conflict(repeated),
        ]
    }

    private var movements: [Fact] {
        let events: [(Moved.Event, TransportState)] = [
            (.delivered, .delivered), (.deferred, .waiting), (.deliveryRefused, .refused), (.dead, .dead),
            (.fetched, .fetched), (.acknowledged, .delivered), (.acknowledged, .failed), (.sentAgain, .waiting),
            (.forgotten, .waiting), (.cancelled, .cancelled), (.recalled, .recalled), (.readdressed, .waiting),
        ]
        return events.map { event, state in
            .moved(
                Moved(
                    event: event, document: document, delivery: delivery,
                    now: Transport(state: state, route: .axis, attempt: 2, notBefore: now, reason: "503"),
                    reference: "up-1"))
        }
    }

    private var answers: [Fact] {
        let about = MessageFacts.Reference(organID: "H24", code: "1/CV")
        let recorded = StatusRecorded(
            document: document, delivery: delivery, message: document, status: status,
            match: Match(.tolerant, disagrees: ["date"]), by: "an")
        return [.statusRecorded(recorded), .statusMatched(recorded)]
            + [ParkedBecause.unknown, .ambiguous, .notConcerned, .unclear].map {
                .statusParked(
                    StatusParked(message: document, replier: "G22", about: about, status: status, because: $0))
            }
    }

    private var requests: [Fact] {
        let about = MessageFacts.Reference(organID: "H24", code: "1/CV")
        let kinds: [Negotiation.Kind] = [.recall, .update]
        let asked = kinds.flatMap { kind in
            [Negotiation.State.asked, .takenBack].map { state -> Fact in
                .requested(
                    Requested(
                        request: document, document: document, delivery: delivery, recipient: "G22", kind: kind,
                        state: state, reason: "r", at: now))
            }
        }
        return asked + [
            .related(
                Related(
                    packet: document, document: document, kind: .update, match: Match(.docID), changesDocument: true)),
            .negotiated(
                Negotiated(
                    request: document, document: document, delivery: delivery, kind: .recall, state: .agreed,
                    message: document, status: status, over: "06")),
            .addressed(Addressed(document: document, because: document, deliveries: [added])),
            .requestParked(
                RequestParked(
                    message: document, request: DocumentRequest(kind: .recall, about: about, from: ["G22"]),
                    because: .unknown)),
            .requestMatched(RequestMatched(message: document, parked: 7, document: document, by: "an")),
        ]
    }

    private var register: [Fact] {
        let agency = Agency(id: "H24.01", name: "N", centre: "00.24.H24", isLocal: true)
        var certificate = RegisteredCertificate(
            fingerprint: "ab", agency: "H24", der: "AA==", subject: "CN=A", issuer: "CN=B", serial: "01",
            notBefore: now, notAfter: now)
        var rule = SubjectRule(id: "r", agency: "H24", issuer: "CN=B", attributes: [.init(type: "OU", value: "A")])
        let request = AgencyRequest(.enter, agency: "H24.02", by: "00.24.H24", name: "M")
        let entered: [Fact] = [
            .certificateChanged(CertificateChanged(certificate: certificate, by: "an")),
            .subjectRuleChanged(SubjectRuleChanged(rule: rule, by: "an")),
        ]
        (certificate.revokedAt, rule.revokedAt) = (now, now)
        return entered + [
            .certificateChanged(CertificateChanged(certificate: certificate, by: "an")),
            .subjectRuleChanged(SubjectRuleChanged(rule: rule, by: "an")),
            .agencyChanged(AgencyChanged(agency: agency, by: "an")),
            .agenciesChanged(AgenciesChanged(agencies: [agency], by: "VXP")),
            .registerSynchronised(RegisterSynchronised(outcome: .held, isWhole: true, rows: 2, by: "VXP")),
            .agencyAsked(AgencyAsked(request: request)),
            .agencyAsked(AgencyAsked(request: AgencyRequest(.remove, agency: "H24.02", by: "00.24.H24"))),
            .agencyDecided(AgencyDecided(request, isGranted: true, note: "n", by: "an")),
            .credentialChanged(
                CredentialChanged(
                    centre: "00.24.H24", name: "n", isLocked: true, secretSet: true, tokenSet: true,
                    oldSecretUntil: now, by: "an")),
        ]
    }

    private var interfaces: [Fact] {
        var token = AgencyToken(
            id: token, agency: "H24", name: "t", scopes: [.check], createdAt: now, expiresAt: now)
        var webhook = Webhook(id: webhook, agency: "H24", url: "https://a.example", createdAt: now)
        let made: [Fact] = [
            .tokenChanged(TokenChanged(token: token, by: "an")),
            .webhookChanged(WebhookChanged(webhook: webhook, secretSet: true, by: "an")),
        ]
        token.revokedAt = now
        webhook.suspension = .init(since: now, reason: "r")
        let ended: [Fact] = [
            .tokenChanged(TokenChanged(token: token, by: "an")),
            .webhookChanged(WebhookChanged(webhook: webhook, secretSet: false, by: "an")),
        ]
        webhook.removedAt = now
        return made + ended + [
            .webhookChanged(WebhookChanged(webhook: webhook, secretSet: false, by: "an")),
            .axisAcknowledged(AxisAcknowledged(docID: "d1", word: nil)),
            .axisAcknowledged(AxisAcknowledged(docID: "d1", word: .done)),
            .axisAcknowledged(AxisAcknowledged(docID: "d1", word: .fail)),
            .destinationPaused(DestinationPaused(destination: .axis, by: "an", reason: "r")),
            .destinationReleased(DestinationReleased(destination: .axis, by: "an", reason: "r")),
        ]
    }

    private var people: [Fact] {
        var person = Account(
            id: account, login: "hoa.nt", name: "N", grants: [Grant(.clerk, agency: "H24.01"), Grant(.auditor)],
            createdAt: now)
        let made = AccountChanged(
            account: person, set: [.password, .oneTimePassword, .secondFactor, .noSecondFactor, .recoveryCodes],
            by: "an")
        person.closedAt = now
        let facts: [Fact] = [
            .accountChanged(made), .accountChanged(AccountChanged(account: person, by: "an")),
        ]
        let entered = LoggedIn.Method.allCases.map { method -> Fact in
            .loggedIn(LoggedIn(person, session: session, method: method, peer: "10.0.0.1"))
        }
        let refused = LogInRefused.Reason.allCases.map { reason -> Fact in
            .logInRefused(LogInRefused(login: "adm…", because: reason, peer: "10.0.0.1", count: 2))
        }
        let ended = SessionEnded.Reason.allCases.map { reason -> Fact in
            .sessionEnded(
                SessionEnded(login: "hoa.nt", account: account, session: session, because: reason, by: "hoa.nt"))
        }
        return facts + entered + refused + ended
    }

    private var settings: [Fact] {
        let (first, second) = (["a.b": "1", "a.c": "2"], ["a.b": "2", "a.d": "4"])
        return [Configured(first, after: [:]), Configured(second, after: first)].compactMap(\.self).map(Fact.configured)
    }

    private var refusedCalls: [Fact] {
        var tally = RefusedCallTally()
        let told = (0...RefusedCallTally.told).compactMap { number in
            tally.note(
                RefusedCall(interface: "api", code: "API-TOKEN", caller: "H24.\(number)", token: token, peer: "::1"),
                request: "r", at: now)
        }
        return (told.suffix(1) + tally.end(at: now)).map(Fact.callsRefused)
    }

    private var hub: [Fact] {
        let clock = DutyClock(duty: .receipt, since: now, dueAt: now, runsAlways: false)
        let outcomes: [ReminderMailed.Outcome] = [.sent, .refused, .abandoned]
        let mailed = outcomes.map { outcome -> Fact in
            .reminderMailed(ReminderMailed(mail: "x", agency: nil, steps: 3, outcome: outcome, reason: "550"))
        }
        return mailed + [
            .hubStarted(HubStarted(version: "1", hub: "hub")),
            .hubStarted(HubStarted(version: "1", hub: "hub", formerKey: "hub+12345678+AAAA")),
            .hubStopped(HubStopped(.asked, uptimeSeconds: 90_061)),
            .hubStopped(HubStopped(.failed, reason: "r", uptimeSeconds: 0)),
            .operatorActed(OperatorActed(by: "an", action: "b", subject: "c", note: "d")),
            .retired(Retired(.bytes, of: [document], endedBefore: now, by: "an")),
            .retired(Retired(.words, of: [document], endedBefore: now, by: "an")),
            .dutyEscalated(
                DutyEscalated(
                    document: document, delivery: delivery, recipient: "H24.01", clock: clock, step: "+1d",
                    told: [.init(.operators, by: [.mail])], nextAt: nil)),
            .dutyPlanChanged(DutyPlanChanged(DutyPlan(calendar: .plainWeek), digest: "ab")),
        ]
    }
}
