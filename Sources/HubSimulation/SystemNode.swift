import HubCore
import HubStore
import SeededRandom

/// The system of one of our agencies. It keeps what it has done through everything; it repeats what nobody answered, takes
/// what lies in its mailbox, and has its clerk answer.
final class SystemNode {
    let agency: Agency
    private unowned let world: World
    /// What it sent, in order.
    private(set) var submissions: [Submission] = []
    /// What it took out of its mailbox, by delivery.
    private(set) var taken: [DeliveryID: String] = [:]
    private var beingTaken: Set<DeliveryID> = []

    struct Submission {
        let paper: Paper
        /// Sent under a code that another document of this sender bears.
        let isNamesake: Bool
        var outcome: IntakeAnswer?

        var isAccepted: Bool { if case .accepted = outcome { true } else { false } }
    }

    init(_ agency: Agency, in world: World) {
        self.agency = agency
        self.world = world
    }

    func start() {
        write()
        world.after(world.time(500...4_000)) { [unowned self] in look() }
    }

    /// What is still under way here.
    var open: String? {
        submissions.first { $0.outcome == nil }.map { "\(agency.id) has no answer to \($0.paper.name)" }
            ?? beingTaken.first.map { "\(agency.id) is taking \($0)" }
            ?? (owed > 0 ? "\(agency.id) has answers to write" : nil)
    }

    private var owed = 0

    // MARK: Sending

    /// Now and then: a document, one under a code that is used already, or a request to give one back.
    private func write() {
        world.after(world.time(500...25_000)) { [unowned self] in
            guard world.isTroubled else { return }
            let documents = submissions.filter { $0.paper.facts.kind == .document && $0.paper.facts.businessType == 0 }
            let others = Register.agencies.filter { $0.id != agency.id }
            if world.dice.once(in: 9), let old = documents.last(where: \.isAccepted) {
                submit(old.paper.namesake(world.number()), isNamesake: true)
            } else if world.dice.once(in: 6), let old = documents.randomElement(using: &world.dice) {
                let recipients = old.paper.facts.to.compactMap { Register.agency($0.id) }
                submit(
                    old.paper.recall(
                        world.number(), from: recipients, by: agency, asStatus: world.dice.once(in: 2),
                        at: World.epoch.adding(milliseconds: world.now)))
            } else {
                let recipients = others.shuffled(using: &world.dice).prefix(world.dice.number(1...3))
                submit(
                    .document(
                        world.number(), from: agency, to: Array(recipients),
                        priority: world.dice.pick([0, 0, 0, 0, 1, 2, 3])))
            }
            write()
        }
    }

    private func submit(_ paper: Paper, isNamesake: Bool = false) {
        submissions.append(Submission(paper: paper, isNamesake: isNamesake))
        world.watch.knows(paper)
        world.tally.submitted += 1
        send(submissions.count - 1)
    }

    /// Sends it, until somebody answers.
    private func send(_ number: Int) {
        let paper = submissions[number].paper
        world.tell("\(agency.id) sends \(paper.name)")
        world.call("\(paper.name)") { [unowned self] reply in
            world.hub.take(paper, from: .centre(Register.centre), reply: reply)
        } then: { [unowned self] (answer: IntakeAnswer?) in
            guard let answer else {
                world.tally.repeated += 1
                return world.after(world.time(200...8_000)) { [unowned self] in send(number) }
            }
            world.tell("\(agency.id) hears \(answer.word) of \(paper.name)")
            submissions[number].outcome = answer
        }
    }

    // MARK: The mailbox

    private func look() {
        world.call("a look into the mailbox of \(agency.id)") { [unowned self] reply in
            world.hub.mailbox(of: agency.id, reply: reply)
        } then: { [unowned self] (items: [MailboxItem]?) in
            for item in items ?? [] where beingTaken.insert(item.delivery).inserted { fetch(item) }
            world.after(world.time(1_500...6_000)) { [unowned self] in look() }
        }
    }

    private func fetch(_ item: MailboxItem) {
        world.call("fetching \(item.sha256.prefix(8)) by \(agency.id)") { [unowned self] reply in
            world.hub.fetch(item.delivery, item.sha256, reply: reply)
        } then: { [unowned self] (paper: Paper?) in
            guard let paper else {
                beingTaken.remove(item.delivery)
                return
            }
            keep(paper, as: item.delivery)
            acknowledge(item.delivery, paper)
        }
    }

    /// It has one effect, however often it is fetched.
    private func keep(_ paper: Paper, as delivery: DeliveryID) {
        guard taken[delivery] == nil else { return }
        taken[delivery] = paper.sha256
        world.tell("\(agency.id) has \(paper.name)")
        world.watch.effect(of: paper, on: agency.id)
        for (wait, answer) in Clerk(agency: agency).answers(to: paper, in: world) {
            owed += 1
            world.after(wait) { [unowned self] in
                owed -= 1
                submit(answer)
            }
        }
    }

    private func acknowledge(_ delivery: DeliveryID, _ paper: Paper) {
        world.call("done of \(paper.name) by \(agency.id)") { [unowned self] reply in
            world.hub.acknowledge(delivery, reply: reply)
        } then: { [unowned self] (answer: AcknowledgeOutcome?) in
            beingTaken.remove(delivery)
            if answer == nil { world.tally.repeated += 1 }
        }
    }
}
