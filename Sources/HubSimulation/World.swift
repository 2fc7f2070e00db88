import HubCore
import HubStore
import SeededRandom

/// Everything a simulation consists of: one hub, the national axis, the systems of our agencies, and the wires between them, in
/// virtual time, on one thread. Every choice comes from one seeded source, so that a seed is a history.
final class World {
    var dice: SplitMix
    let settings: SimulationSettings
    private var agenda = Agenda()
    /// Milliseconds since it began.
    private(set) var now: Int64 = 0
    /// Whether anything may go wrong; at the end nothing does, until all has arrived.
    private(set) var isTroubled = true
    private(set) var history: [String] = []
    private(set) var violation: Violation?
    var tally = SimulationTally()
    private var papersMade = 0
    /// How mild the weather is in this history: where hardly anything arrives, windows stay small, and other mistakes show than
    /// where nearly everything does.
    private let mildness: Int
    private var calmSince: Int64 = 0

    private(set) lazy var watch = Watch(self)
    private(set) lazy var axis = AxisNode(self)
    private(set) lazy var systems = Register.local.map { SystemNode($0, in: self) }
    let hub: HubNode

    /// When the simulation begins, in the hub's time.
    static let epoch = Timestamp(milliseconds: 1_795_256_431_123)
    /// Within this time after the troubles everything must have arrived.
    private static let patience: Int64 = 2 * 3_600_000

    init(_ settings: SimulationSettings, _ template: SimulatedStore.Template) throws {
        self.settings = settings
        var dice = SplitMix(settings.seed)
        mildness = dice.pick([1, 1, 3, 8])
        self.dice = dice
        hub = HubNode(try SimulatedStore(template, mistake: settings.mistake?.inStore))
        hub.world = self
    }

    func play() -> SimulationOutcome {
        watch.begins(after: Register.agencies.count)
        hub.start()
        axis.start()
        for system in systems { system.start() }
        while violation == nil, let (at, act) = agenda.next() {
            now = at
            act()
            tally.steps += 1
            if isTroubled, tally.steps >= settings.steps { calmDown() }
        }
        agenda.clear()
        tally.entries = Int(hub.store.size)
        tally.milliseconds = now
        return SimulationOutcome(
            seed: settings.seed, mistake: settings.mistake, tally: tally, violation: violation, history: history)
    }

    // MARK: Time

    func after(_ wait: Int64, _ act: @escaping () -> Void) { agenda.add(at: now + max(0, wait), act) }

    /// A time drawn from a range, milliseconds.
    func time(_ range: ClosedRange<Int>) -> Int64 { Int64(dice.number(range)) }

    /// Whether something goes wrong that does so once in so many times.
    func strikes(once times: Int) -> Bool { isTroubled && dice.once(in: times * mildness) }

    private func calmDown() {
        isTroubled = false
        calmSince = now
        tell("the troubles end")
        lookForRest()
    }

    /// Ends the simulation when nothing is under way any more.
    private func lookForRest() {
        after(1000) { [unowned self] in
            let open = (systems.map(\.open) + [axis.open, hub.open]).compactMap(\.self)
            if open.isEmpty {
                watch.conclude(of: self)
                agenda.clear()
            } else if now - calmSince > World.patience {
                violate(.neverComesToRest, open.joined(separator: "; "))
            } else {
                lookForRest()
            }
        }
    }

    // MARK: What is told

    /// Notes a line, when somebody wants to read it.
    func tell(_ line: @autoclosure () -> String) {
        guard settings.tells, violation == nil else { return }
        let seconds = String(now / 1000)
        let rest = String(now % 1000)
        history.append(
            String(repeating: " ", count: max(0, 6 - seconds.count)) + seconds + "."
                + String(repeating: "0", count: 3 - rest.count) + rest + "  " + line())
    }

    func violate(_ invariant: Invariant, _ what: @autoclosure () -> String) {
        guard violation == nil else { return }
        tell("VIOLATED: \(invariant.rawValue): \(what())")
        violation = Violation(invariant: invariant, what: what(), step: tally.steps, milliseconds: now)
    }

    /// The machine must not fail except where the simulation makes it.
    func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch let error as StoreError where error.code == .lost {
            violate(.journalHolds, error.message)
        } catch {
            violate(.machineHolds, "\(error)")
        }
    }

    func number() -> Int {
        papersMade += 1
        return papersMade
    }
}
