import HubCore
import SeededRandom

/// The national axis with the agencies beyond it. What it has taken it keeps; it answers late, wrongly, or not at all, brings
/// packets twice and under new names, and spoils some on their way.
final class AxisNode {
    private unowned let world: World

    /// A packet that was sent up.
    private struct Taken {
        let docID: String
        var receivers: Set<String>
    }

    /// A packet for our agencies.
    struct Downward {
        let docID: String
        let paper: Paper
        var word: Acknowledgement?
    }

    private var taken: [String: Taken] = [:]
    private(set) var down: [Downward] = []
    private var documents: [Paper] = []
    private var playing = 0
    /// Until when nobody answers there.
    private var awayUntil: Int64 = 0

    init(_ world: World) { self.world = world }

    func start() {
        write()
        goAway()
    }

    var open: String? {
        down.first { $0.word == nil }.map { "the axis still holds \($0.paper.name) as \($0.docID)" }
            ?? (playing > 0 ? "agencies beyond the axis are at work" : nil)
    }

    // MARK: What the hub asks of it

    /// An answer of the axis: what was asked, or that it cannot now.
    enum Reply<Value> {
        case value(Value)
        case trouble
    }

    func send(_ paper: Paper, to recipients: [String], reply: @escaping (Reply<String>) -> Void) {
        guard world.now >= awayUntil else { return }
        if world.strikes(once: 10) { return reply(.trouble) }
        let docID = take(paper, for: recipients)
        // It has it, and says that it has not.
        reply(world.strikes(once: 14) ? .trouble : .value(docID))
    }

    func list(reply: @escaping (Reply<[String]>) -> Void) {
        guard world.now >= awayUntil else { return }
        if world.strikes(once: 12) { return reply(.trouble) }
        reply(.value(down.filter { $0.word == nil }.map(\.docID)))
    }

    func fetch(_ docID: String, reply: @escaping (Reply<Paper>) -> Void) {
        guard world.now >= awayUntil, let item = down.first(where: { $0.docID == docID }) else { return }
        if world.strikes(once: 12) { return reply(.trouble) }
        reply(.value(world.strikes(once: 15) ? item.paper.spoiled(world.number()) : item.paper))
    }

    func acknowledge(_ docID: String, _ word: Acknowledgement, reply: @escaping (Reply<Void>) -> Void) {
        guard world.now >= awayUntil, let place = down.firstIndex(where: { $0.docID == docID }) else { return }
        if world.strikes(once: 12) { return reply(.trouble) }
        if down[place].word == nil {
            down[place].word = word
            world.tell("the axis is told \(word.rawValue) of \(down[place].paper.name)")
            world.watch.told(word, of: down[place].paper)
        }
        reply(.value(()))
    }

    // MARK: What happens there

    /// The same packet is the same, however often it comes; each receiver gets it once.
    private func take(_ paper: Paper, for recipients: [String]) -> String {
        var packet = taken[paper.sha256] ?? Taken(docID: "up-\(taken.count + 1)", receivers: [])
        for recipient in recipients where packet.receivers.insert(recipient).inserted {
            guard let agency = Register.agency(recipient) else { continue }
            world.tell("the axis has \(paper.name) for \(recipient)")
            playing += 1
            world.after(world.time(100...5_000)) { [unowned self] in receive(paper, agency) }
        }
        taken[paper.sha256] = packet
        return packet.docID
    }

    private func receive(_ paper: Paper, _ agency: Agency) {
        playing -= 1
        world.watch.effect(of: paper, on: agency.id)
        for (wait, answer) in Clerk(agency: agency).answers(to: paper, in: world) {
            playing += 1
            world.after(wait) { [unowned self] in
                playing -= 1
                offer(answer)
            }
        }
    }

    /// Puts a packet up for our agencies, if it is for one of them; now and then under a second name.
    private func offer(_ paper: Paper) {
        guard paper.facts.to.contains(where: { Register.agency($0.id)?.isLocal == true }) else {
            // Between two agencies beyond the axis: not the hub's affair.
            return
        }
        for _ in 0...(world.strikes(once: 15) ? 1 : 0) {
            down.append(Downward(docID: "down-\(down.count + 1)", paper: paper))
        }
        world.tell("the axis offers \(paper.name)")
    }

    private func write() {
        world.after(world.time(2_000...40_000)) { [unowned self] in
            guard world.isTroubled else { return }
            let sender = world.dice.pick(Register.remote)
            let own = documents.filter { $0.facts.from.id == sender.id }
            if world.dice.once(in: 5), let old = own.last {
                let recipients = old.facts.to.compactMap { Register.agency($0.id) }
                offer(
                    old.recall(
                        world.number(), from: recipients, by: sender, asStatus: world.dice.once(in: 2),
                        at: World.epoch.adding(milliseconds: world.now)))
            } else {
                let recipients = Register.local.shuffled(using: &world.dice).prefix(world.dice.number(1...2))
                let paper = Paper.document(
                    world.number(), from: sender, to: Array(recipients), priority: world.dice.pick([0, 0, 1, 3]))
                documents.append(paper)
                offer(paper)
            }
            write()
        }
    }

    private func goAway() {
        world.after(world.time(10_000...120_000)) { [unowned self] in
            guard world.isTroubled else { return }
            awayUntil = world.now + world.time(1_000...90_000)
            world.tell("the axis is away for \(awayUntil - world.now) ms")
            goAway()
        }
    }
}
