import HubCore
import HubStore
import SeededRandom

/// The hub: one process after the other over one disk. What is here is what is gone with the process.
final class HubNode {
    unowned var world: World! = nil
    let store: SimulatedStore
    private(set) var isUp = false
    /// Which run of the process; what an earlier one had under way never happens.
    private var run = 0
    private var stalledUntil: Int64 = 0
    /// How far the hub's clock is from the true time.
    private var skew: Int64 = 0
    var dispatch = Dispatching()
    var polling = Polling()

    init(_ store: SimulatedStore) { self.store = store }

    var mistake: Mistake? { world.settings.mistake }
    var clock: Timestamp { World.epoch.adding(milliseconds: world.now + skew) }
    var owner: String { "run \(run)" }

    var open: String? {
        guard isUp else { return "the hub is down" }
        var found: String?
        world.attempt {
            if store.isCommitting {
                found = "the hub is committing"
            } else if let due = try store.nextDue(in: .init(all: 1)) {
                found = "a delivery waits until \(due.milliseconds(since: clock)) ms from now"
            } else if let item = try store.unacknowledgedAxisItems().first {
                found = "\(item.docID) is not acknowledged"
            } else {
                for agency in Register.local where found == nil {
                    found = try store.mailbox(of: agency.id).first.map {
                        "\(agency.id) has not taken \($0.sha256.prefix(8))"
                    }
                }
            }
        }
        return found
    }

    // MARK: Its life

    func start() {
        run += 1
        isUp = true
        (dispatch, polling) = (Dispatching(), Polling())
        world.attempt {
            world.watch.learned(try store.recover())
            world.watch.recovered()
        }
        perform(store.note(.hubStarted(HubStarted(version: "simulated", hub: owner)), now: clock) { _ in })
        wakeDispatcher()
        later(world.time(0...3_000)) { [unowned self] in poll() }
        if run == 1 { trouble() }
    }

    /// Ends the process as SIGKILL or a power cut does.
    func crash(_ moment: String) {
        guard isUp else { return }
        isUp = false
        run += 1
        stalledUntil = 0
        world.tally.crashes[moment, default: 0] += 1
        let (keepsWritten, keepsHead) = (world.dice.once(in: 2), world.dice.once(in: 2))
        world.tell(
            "the hub is killed \(moment)\(store.isWritten ? ", the batch \(keepsWritten ? "kept" : "lost")" : "")"
        )
        world.attempt { try store.crash(keepsWritten: keepsWritten, keepsHead: keepsHead) }
        world.after(world.time(200...8_000)) { [unowned self] in start() }
    }

    /// Whether the process is killed at this step.
    private func dies(_ moment: String) -> Bool {
        guard world.strikes(once: 45) else { return false }
        crash(moment)
        return true
    }

    /// Now and then it is killed, stopped for a while, or its clock is set.
    private func trouble() {
        world.after(world.time(2_000...25_000)) { [unowned self] in
            guard world.isTroubled else { return }
            switch world.dice.number(0...6) {
            case 0, 1: crash("at any moment")
            case 2, 3:
                stalledUntil = world.now + world.time(5_000...150_000)
                world.tally.stalls += 1
                world.tell("the hub stands still for \(stalledUntil - world.now) ms")
            case 4:
                skew += world.time(-300_000...300_000)
                world.tally.clockJumps += 1
                world.tell("the hub's clock is \(skew) ms off")
            default: break
            }
            trouble()
        }
    }

    /// Does something in this run of the process; never while it stands still.
    func later(_ wait: Int64, _ body: @escaping () -> Void) {
        let run = run
        world.after(wait) { [unowned self] in act(in: run, body) }
    }

    private func act(in run: Int, _ body: @escaping () -> Void) {
        guard isUp, run == self.run else { return }
        guard world.now < stalledUntil else { return body() }
        world.after(stalledUntil - world.now + world.time(0...5)) { [unowned self] in act(in: run, body) }
    }

    /// A call arrives, if somebody listens.
    func arrives(_ body: @escaping () -> Void) {
        guard isUp else { return }
        act(in: run, body)
    }

    /// Reads what is on the disk, a moment later when a batch is on its way there.
    func reading(_ act: @escaping () throws -> Void) {
        guard !store.isWritten else { return later(1) { [unowned self] in reading(act) } }
        world.attempt(act)
    }

    // MARK: Committing

    /// - Parameter begins: what a verb of the store says: whether nobody was committing.
    func perform(_ begins: Bool) {
        if begins { later(world.time(0...2)) { [unowned self] in write() } }
    }

    private func write() {
        if dies("before a write") { return }
        world.attempt {
            guard try store.write() > 0 else { return }
            world.tally.commits += 1
            if mistake == .answersBeforeSync { store.answerTooEarly() }
            if mistake == .promisesBeforeCommit { store.promiseTooEarly() }
            if world.strikes(once: 60) {
                world.tell("the disk is full")
                world.tally.fullDisks += 1
                try store.failFull()
                return write()
            }
            later(world.time(1...6)) { [unowned self] in sync() }
        }
    }

    private func sync() {
        if dies("between write and fsync") { return }
        if world.strikes(once: 120) { return crash("by a failing fsync") }
        world.attempt {
            let (facts, begins) = try store.sync()
            world.watch.learned(facts)
            if begins { later(world.time(0...2)) { [unowned self] in promise() } }
        }
        later(world.time(0...2)) { [unowned self] in write() }
    }

    /// The head file follows, while the next batch may be on its way.
    private func promise() {
        if dies("between commit and head file") { return }
        guard store.writeHead() else { return }
        later(world.time(0...4)) { [unowned self] in
            if dies("between write and fsync of the head file") { return }
            store.syncHead()
            if dies("between fsync and answer") { return }
            if store.answer() { wakeDispatcher() }
            promise()
        }
    }
}
