import HubCore
import HubStore
import SeededRandom
import SignedXML

/// A store that lives through whatever comes: every verb that leaves facts, in an order that a seed decides.
final class RandomHistory {
    let rig = Rig()
    let store: SQLiteStore
    private var dice: SplitMix
    private(set) var now = DutyRig.morning
    private var number = 0
    private var offered: [Rig.Message] = []
    private var claims: [Claim] = []

    private static let local = ["H24", "H24.01", "H24.02"]
    private static let remote = ["G22", "G09"]

    init(seed: UInt64) async throws {
        store = try await rig.openWithRegister()
        dice = SplitMix(seed)
        let compared = RegisterSynchronised(
            outcome: .completed, isWhole: false, listVersion: 1, contradictory: 2,
            contradictions: [
                ListContradiction(.retiredHere, "G22", "VPCP"), ListContradiction(.notListed, "G09", "BNV"),
            ],
            by: "VXP")
        _ = try await store.note(.registerSynchronised(compared), now: now)
        try await store.put(certificate: certificate(), by: "trực", now: now)
    }

    /// Does so many things.
    func go(_ steps: Int) async throws {
        for _ in 0..<steps {
            now = now.adding(milliseconds: Int64(dice.number(1...1_200_000)))
            number += 1
            switch dice.number(1...20) {
            case 1...5: try await offer()
            case 6...7: try await readMail()
            case 8...9: try await dispatch()
            case 10...12: try await say()
            case 13...14: try await ask()
            case 15: try await answerByHand()
            case 16: try await operate()
            case 17: try await changeRegister()
            case 18: try await changeAccess()
            case 19: try await keepTime()
            default: try await retire()
            }
            if number.isMultiple(of: 15) { try await restart() }
        }
    }

    /// Asks no dice: what else happens in a seed's history does not depend on it.
    private func restart() async throws {
        let stopped = HubStopped(.asked, uptimeSeconds: Int64(number))
        _ = try await store.note(.hubStopped(stopped), now: now)
        let started = HubStarted(version: "\(number)", hub: "hub.test", key: store.publicKey)
        _ = try await store.note(start: started, now: now)
        _ = try await store.note(settings: ["a": "\(number % 2)", "b\(number % 4)": "x"], now: now)
        if number.isMultiple(of: 30) { _ = try await store.note(.hubStopped(stopped), now: now) }
    }

    private func accept(_ message: Rig.Message) async throws {
        _ = try await store.accept(message.document, payload: message.payload, now: now)
    }

    private func documents() async throws -> [DocumentRecord] {
        try await store.sent(
            by: .agencies(Self.local + Self.remote), kind: nil, accepted: .init(), before: nil, limit: 30)
    }

    private func someDelivery() async throws -> DeliveryRecord? {
        guard let document = try await documents().randomElement(using: &dice) else { return nil }
        return try await store.deliveries(of: document.id).randomElement(using: &dice)
    }

    // MARK: Documents

    private func offer() async throws {
        if dice.once(in: 5), let again = offered.randomElement(using: &dice) {
            let origin: Origin = dice.once(in: 2) ? .axis(docID: "again-\(number)") : again.document.origin
            return try await accept((again.document.from(origin), again.payload))
        }
        if dice.once(in: 8) {
            let origin: Origin = dice.once(in: 2) ? .axis(docID: "bad-\(number)") : .centre("00.24.H24")
            _ = try await store.refuse(
                Refusal(origin: origin, sha256: "\(number)", size: 1, codes: ["SIG-REQUIRED"]), now: now)
            return
        }
        let isDown = dice.once(in: 3)
        let sender = dice.pick(isDown ? Self.remote : Self.local)
        let others = (isDown ? Self.local : Self.local + Self.remote).filter { $0 != sender }
        let recipients = Array(others.shuffled(using: &dice).prefix(dice.number(1...3)))
        // Now and then a code again, in other words.
        let code = "\(dice.once(in: 6) ? dice.number(1...5) : number)/QĐ-UBND"
        let priority = dice.pick([0, 0, 1, 3])
        var message = rig.message(
            "letter \(number)", code: code, from: sender, to: recipients,
            origin: isDown ? .axis(docID: "d-\(number)") : .centre("00.24.H24"), at: now
        ) {
            $0.priority = priority
            $0.documentID = "\(sender),2026/11/02,\(code)"
        }
        if dice.once(in: 4) { message.document.trace = "00-\(number)" }
        offered.append(message)
        try await accept(message)
    }

    private func readMail() async throws {
        guard
            let item = try await store.mailbox(
                of: .agencies(Self.local), kind: nil, accepted: .init(), openOnly: true, after: 0, limit: 20
            ).randomElement(using: &dice)
        else { return }
        if dice.once(in: 2) {
            _ = try await store.markFetched(item.delivery, by: item.recipient, now: now)
        } else {
            _ = try await store.acknowledge(
                item.delivery, dice.pick([.processing, .done, .done, .fail]), description: "đọc \(number)",
                by: item.recipient, now: now)
        }
    }

    private func dispatch() async throws {
        claims += try await store.claim(
            route: .axis, limit: 3, owner: "courier", until: now.adding(milliseconds: 600_000), now: now)
        while let claim = claims.popLast(), !dice.once(in: 4) {
            let outcome: DispatchOutcome = dice.pick([
                .delivered(reference: "up-\(number)"), .delivered(reference: nil),
                .deferred(reason: "bận", notBefore: now.adding(milliseconds: 60_000)), .refused(reason: "sai"),
                .abandoned(reason: "lâu quá"),
            ])
            _ = try await store.settle(claim, outcome, now: now)
        }
        if dice.once(in: 5),
            let up = try await store.carriedUp(after: .init(at: Timestamp(milliseconds: 0), position: 0), limit: 9)
                .randomElement(using: &dice)
        {
            _ = try await store.forgottenUpstream(up, by: "axis", now: now)
        }
    }

    // MARK: What is said about them

    private func say() async throws {
        let known = try await documents().filter { $0.facts.kind == .document }.randomElement(using: &dice)
        let replier = try await recipients(of: known).randomElement(using: &dice) ?? "H24.01"
        let code = dice.once(in: 6) ? "\(dice.number(1...40))/QĐ-UBND" : known?.facts.code ?? "1/X"
        let date = dice.once(in: 6) ? nil : "2026/11/02"
        try await accept(
            rig.status(
                dice.pick(["01", "02", "03", "04", "05", "06", "15", "16"]), by: replier,
                about: known?.sender ?? "H24", document: code, at: now, date: date, description: "lời \(number)"))
    }

    private func recipients(of document: DocumentRecord?) async throws -> [String] {
        guard let document else { return [] }
        return try await store.deliveries(of: document.id).map(\.recipient)
    }

    private func ask() async throws {
        guard let known = try await documents().first(where: { $0.facts.kind == .document && $0.sender == "H24" })
        else { return }
        let (code, name) = (known.facts.code, known.facts.documentID ?? "")
        let recipients = try await recipients(of: known)
        switch dice.number(1...4) {
        case 1, 2:
            let from = dice.once(in: 5) ? ["G09", "H24.02"] : recipients
            try await accept(
                rig.recall(dice.pick(Rig.RecallForm.allCases), of: code, from: from, at: now, reason: "lý do \(number)")
            )
        case 3:
            try await accept(
                rig.update(
                    to: recipients, adding: ["G09"], removing: Array(recipients.prefix(1)),
                    changingDocument: dice.once(in: 2), named: name, at: now))
        default:
            try await accept(rig.replacement("\(number)/TT", of: name, heldBy: recipients, to: recipients))
        }
    }

    private func answerByHand() async throws {
        let parked =
            try await store.parkedStatuses(limit: 20).map(\.message)
            + store.parkedRequests(limit: 20).map(\.message)
        guard let packet = parked.randomElement(using: &dice),
            let document = try await documents().randomElement(using: &dice)
        else { return }
        _ = try await store.match(packet, with: document.id, answering: nil, by: "văn thư", now: now)
    }

    // MARK: The hub itself

    private func operate() async throws {
        let destination = dice.pick([Destination.axis, .agency("G22")])
        switch dice.number(1...6) {
        case 1: try await store.pause(destination, by: "trực", reason: "bảo trì \(number)", now: now)
        case 2: _ = try await store.release(destination, by: "trực", reason: "", now: now)
        case 3:
            guard let delivery = try await someDelivery() else { return }
            _ = try await store.sendAgain(delivery.id, by: "trực", reason: "thử lại", now: now)
        case 4:
            guard let delivery = try await someDelivery() else { return }
            _ = try await store.cancel(delivery.id, reason: "thôi", by: "trực", now: now)
        case 5:
            for item in try await store.unacknowledgedAxisItems(limit: 3) {
                try await store.acknowledgedUpstream(item.docID, now: now)
            }
        default:
            let act = OperatorActed(by: "trực", action: "xem", subject: "\(number)", note: "")
            _ = try await store.note(.operatorActed(act), now: now)
            try await changeAccount()
        }
    }

    private func changeAccount() async throws {
        // Of dice of its own: what else happens does not hang on it.
        var dice = SplitMix(UInt64(number % 3))
        let account = Account(
            id: AccountID(at: Rig.start, using: &dice), login: "nguoi.\(number % 3)", name: "Người \(number)",
            grants: [Grant(.clerk, agency: "H24.01")], createdAt: Rig.start,
            closedAt: number.isMultiple(of: 2) ? now : nil)
        try await store.put(account: account, password: nil, by: "trực", now: now)
    }

    private func changeRegister() async throws {
        switch dice.number(1...6) {
        case 1:
            var agency = dice.pick(Rig.agencies)
            agency.name += " \(number % 3)"
            agency.contacts.mail = "\(number)@example.vn"
            _ = try await store.put(agencies: [agency], by: "trực", now: now)
        case 2:
            try await store.put(certificate: certificate(), by: "trực", now: now)
        case 3:
            try await store.put(
                centre: CentreRecord(id: "00.24.H24", name: "Trục \(number % 3)"),
                credential: CentreCredential(secret: dice.once(in: 2) ? "s\(number)" : nil, tokenSHA256: nil),
                by: "trực", now: now)
        case 4:
            let rule = SubjectRule(
                id: "r\(number % 3)", agency: "H24", issuer: "CN=CA",
                attributes: [NameAttribute(type: "OU", value: "Đơn vị \(number)")])
            try await store.put(rule: rule, by: "trực", now: now)
        case 5:
            let compared = RegisterSynchronised(
                outcome: dice.pick([.completed, .completed, .held, .discarded, .failed]), isWhole: dice.once(in: 3),
                listVersion: Int64(number), contradictory: 1,
                contradictions: [ListContradiction(.oursDeleted, "H24.0\(number % 3)", "UBND")], by: "VXP")
            _ = try await store.note(.registerSynchronised(compared), now: now)
        default:
            let request = AgencyRequest(.enter, agency: "H24.\(number % 7)", by: "00.24.H24", name: "Đơn vị \(number)")
            try await store.ask(request, now: now)
            if dice.once(in: 2) {
                try await store.decide(request, isGranted: false, note: "không", by: "trực", now: now)
            }
        }
    }

    private func certificate() -> RegisteredCertificate {
        let digits = String(number)
        return RegisteredCertificate(
            fingerprint: String(repeating: "0", count: 64 - digits.count) + digits, agency: "H24", der: "MAA=",
            subject: "CN=H24", issuer: "CN=CA", serial: digits, notBefore: Rig.start, notAfter: now.minutes(60))
    }

    private func changeAccess() async throws {
        let agency = dice.pick(Self.local)
        if dice.once(in: 2) {
            let token = AgencyToken(
                id: TokenID(at: now, using: &dice), agency: agency, name: "hệ thống", scopes: [.mailboxRead],
                createdAt: now)
            let digest = (0..<32).map { _ in UInt8(dice.number(0...255)) }
            try await store.add(token: token, sha256: digest, by: "trực", now: now)
            if dice.once(in: 2) { try await store.revoke(token: token.id, by: "trực", now: now) }
        } else {
            let webhook = Webhook(
                id: WebhookID(at: now, using: &dice), agency: agency, url: "https://a.example/\(number)", createdAt: now
            )
            try await store.put(webhook: webhook, secret: "whsec_\(number)", overlap: 0, by: "trực", now: now)
            if dice.once(in: 2) {
                try await store.change(
                    webhook: webhook.id, to: dice.pick([.suspend(reason: "hỏng"), .remove]), by: "trực", now: now)
            }
        }
    }

    private func keepTime() async throws {
        _ = try await store.giveUpWaiting(askedBefore: now.adding(milliseconds: -3_600_000), limit: 9, now: now)
        try await store.look(at: now)
    }

    private func retire() async throws {
        var policy = RetentionPolicy()
        policy.documents = .init(bytes: 7_200_000, words: 14_400_000)
        policy.statuses = policy.documents
        for due in policy.due(now: now) {
            let documents = try await store.retirable(due, after: -1, limit: 2).map(\.document)
            _ = try await store.retire(due, documents, by: "trực", now: now)
        }
    }
}

extension IncomingDocument {
    fileprivate func from(_ origin: Origin) -> IncomingDocument {
        IncomingDocument(id: id, origin: origin, sender: sender, facts: facts, deliveries: deliveries)
    }
}
