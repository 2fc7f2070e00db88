import HubCore
import HubStore
import SignedXML

/// What a caller is told about a packet.
enum IntakeAnswer {
    case accepted(Receipt)
    case refused([String])

    var word: String {
        switch self {
        case .accepted(let receipt): "accepted as entry \(receipt.journalIndex)"
        case .refused(let codes): "refused (\(codes.joined(separator: ", ")))"
        }
    }
}

/// The hub's doors: packets in, mailboxes out.
extension HubNode {
    /// Inspects, decides, commits, answers. When the commit fails nobody is answered: nothing is known.
    func take(_ paper: Paper, from origin: Origin, reply: @escaping (IntakeAnswer) -> Void) {
        arrives { [unowned self] in
            later(world.time(1...30)) { [unowned self] in judge(paper, origin, reply) }
        }
    }

    private func judge(_ paper: Paper, _ origin: Origin, _ reply: @escaping (IntakeAnswer) -> Void) {
        let now = clock
        switch paper.decision(from: origin, now: now) {
        case .refuse(let findings):
            let codes = findings.map(\.rule.code)
            let refusal = Refusal(origin: origin, sha256: paper.sha256, size: paper.payload.size, codes: codes)
            perform(
                store.refuse(refusal, now: now) { result in
                    if case .success = result { reply(.refused(codes)) }
                })
        case .accept(let acceptance):
            let document = acceptance.named(at: now, using: &world.dice)
            perform(
                store.accept(document, paper.payload, now: now) { [unowned self] result in
                    switch result {
                    case .success(.accepted(let receipt)), .success(.duplicate(let receipt)):
                        world.watch.acknowledged(paper, receipt)
                        reply(.accepted(receipt))
                    case .success(.conflict): reply(.refused([HubRules.conflict.code]))
                    case .failure(let error): world.tell("the hub could not keep \(paper.name): \(error)")
                    }
                })
        }
    }

    // MARK: Mailboxes

    func mailbox(of agency: String, reply: @escaping ([MailboxItem]) -> Void) {
        arrives { [unowned self] in reading { [unowned self] in reply(try store.mailbox(of: agency)) } }
    }

    func fetch(_ delivery: DeliveryID, _ sha256: String, reply: @escaping (Paper) -> Void) {
        arrives { [unowned self] in
            perform(
                store.markFetched(delivery, by: Register.centre, now: clock) { [unowned self] result in
                    guard case .success(.recorded) = result.map({ $0 == .repeated ? .recorded : $0 }) else { return }
                    reading { [unowned self] in
                        guard let bytes = try store.bytes(sha256), let paper = world.watch.paper(bytes) else {
                            return world.violate(.bytesStay, "the payload of \(delivery) is not what was accepted")
                        }
                        reply(paper)
                    }
                })
        }
    }

    func acknowledge(_ delivery: DeliveryID, reply: @escaping (AcknowledgeOutcome) -> Void) {
        arrives { [unowned self] in
            perform(
                store.acknowledge(delivery, .done, by: Register.centre, now: clock) { result in
                    if case .success(let outcome) = result { reply(outcome) }
                })
        }
    }
}
