import HubCore
import HubStore

/// What must hold at every step.
package enum Invariant: String, Sendable, CaseIterable {
    /// What a caller was told is accepted is on the disk and in the journal, under the receipt given, now and after every crash.
    case acknowledgedIsKept
    /// The same bytes are one document; a status is recorded once; a recipient has a packet once.
    case noEffectTwice
    /// A delivery goes only where its machine goes.
    case statesByTheMachine
    /// The tables are what the facts of the journal make of them.
    case tablesFollowJournal
    /// A delivery has one courier until its lease has run out; who has lost it changes nothing, unless the delivery has arrived.
    case oneCourier
    /// What is urgent is not passed over by more than a few that are not.
    case urgentFirst
    /// The journal is the one that its head file promises.
    case journalHolds
    /// Bytes come out as they came in.
    case bytesStay
    /// The axis is told `done` only of what is kept.
    case doneIsKept
    /// Nothing fails that the simulation did not make fail.
    case machineHolds
    /// When nothing goes wrong any more, everything ends.
    case neverComesToRest
    /// At the end all sides agree.
    case allAgree
}

package struct Violation: Sendable, Hashable {
    package let invariant: Invariant
    package let what: String
    /// Of so many events.
    package let step: Int
    /// Virtual time.
    package let milliseconds: Int64
}

/// Looks on, knows what was promised to whom, and says where the hub does otherwise. It knows the hub's journal, what the hub
/// answers, and what arrives: nothing that is inside.
final class Watch {
    private unowned let world: World
    private var papers: [[UInt8]: Paper] = [:]
    private(set) var promised: [String: Receipt] = [:]
    private var entries: Int64 = 0
    private var documents: [String: DocumentID] = [:]
    private var claims: Set<DocumentClaim> = []
    private var states: [DeliveryID: TransportState] = [:]
    private var statuses: Set<String> = []
    private var passedOver: [DeliveryID: Passing] = [:]
    private var priorities: [DocumentID: Int] = [:]
    /// By delivery, the newest attempt that was claimed.
    private var attempts: [DeliveryID: Int] = [:]
    /// Until when a courier holds them, by the hub's clock.
    private var leases: [DeliveryID: Timestamp] = [:]
    private(set) var effects: [History.Effect] = []
    private var affected: Set<String> = []

    init(_ world: World) { self.world = world }

    /// The journal begins with so many entries of the register.
    func begins(after entries: Int) { self.entries = Int64(entries) }

    /// A packet that is about.
    func knows(_ paper: Paper) { papers[paper.bytes] = paper }

    func paper(_ bytes: [UInt8]) -> Paper? { papers[bytes] }

    // MARK: What the hub says

    /// The hub answers a caller.
    func acknowledged(_ paper: Paper, _ receipt: Receipt) {
        world.attempt {
            guard receipt.sha256 == paper.sha256 else {
                return world.violate(.acknowledgedIsKept, "the receipt of \(paper.name) is about other bytes")
            }
            guard try world.hub.store.holds(paper.sha256), receipt.journalIndex < entries else {
                return world.violate(.acknowledgedIsKept, "\(paper.name) is acknowledged, and is not on the disk")
            }
        }
        if let before = promised[paper.sha256], before != receipt {
            world.violate(.acknowledgedIsKept, "\(paper.name) has two receipts")
        }
        promised[paper.sha256] = receipt
    }

    /// The hub is up again: what was promised is there.
    func recovered() {
        leases = [:]
        world.attempt {
            for (sha256, receipt) in promised where try world.hub.store.receipt(ofBytes: sha256) != receipt {
                world.violate(
                    .acknowledgedIsKept, "entry \(receipt.journalIndex) was acknowledged, and is gone after a crash")
            }
            if let found = try world.hub.store.divergence() { world.violate(.tablesFollowJournal, found) }
        }
    }

    /// The axis is told something.
    func told(_ word: Acknowledgement, of paper: Paper) {
        guard word == .done else {
            if !paper.isSpoiled { world.violate(.allAgree, "\(paper.name) is good, and the axis is told fail") }
            return
        }
        world.attempt {
            if try !world.hub.store.holds(paper.sha256) {
                world.violate(.doneIsKept, "the axis is told done of \(paper.name), which is not on the disk")
            }
        }
    }

    /// A recipient has a packet.
    func effect(of paper: Paper, on agency: String) {
        effects.append(History.Effect(recipient: agency, sha256: paper.sha256))
        if !affected.insert("\(agency) \(paper.sha256)").inserted {
            world.violate(.noEffectTwice, "\(agency) has \(paper.name) twice")
        }
    }

    // MARK: What the journal says

    /// New facts are on the disk.
    func learned(_ facts: [JournalFact]) {
        for fact in facts { learn(fact) }
        world.attempt {
            if let found = try world.hub.store.divergence(after: facts) { world.violate(.tablesFollowJournal, found) }
        }
    }

    private func learn(_ entry: JournalFact) {
        guard entry.index == entries else {
            return world.violate(.journalHolds, "entry \(entry.index) follows entry \(entries - 1)")
        }
        entries += 1
        switch entry.fact {
        case .accepted(let accepted):
            if documents.updateValue(accepted.document, forKey: accepted.facts.sha256) != nil {
                world.violate(.noEffectTwice, "the same bytes are accepted twice: \(accepted.facts.code)")
            }
            if let claim = IncomingDocument(accepted).claimsAlone, !claims.insert(claim).inserted {
                world.violate(
                    .noEffectTwice, "two documents bear the code \(accepted.facts.code) of \(accepted.sender)")
            }
            priorities[accepted.document] = accepted.facts.priority
            begin(accepted.deliveries)
        case .continued(let continued): begin(continued.deliveries)
        case .addressed(let addressed): begin(addressed.deliveries)
        case .moved(let moved): move(moved)
        case .statusRecorded(let recorded):
            let key = "\(recorded.delivery) \(recorded.status.code) \(recorded.status.at.milliseconds)"
            if !statuses.insert(key).inserted {
                world.violate(.noEffectTwice, "a status \(recorded.status.code) is recorded twice")
            }
        default: break
        }
    }

    private func begin(_ deliveries: [NewDelivery]) {
        for delivery in deliveries { states[delivery.id] = delivery.state }
    }

    private func move(_ moved: Moved) {
        guard let before = states[moved.delivery] else {
            return world.violate(.statesByTheMachine, "a delivery moves that nobody made: \(moved.delivery)")
        }
        if !Watch.isLawful(moved.event, from: before, to: moved.state) {
            world.violate(
                .statesByTheMachine,
                "\(moved.event.rawValue) moves a delivery from \(before.rawValue) to \(moved.state.rawValue)")
        }
        states[moved.delivery] = moved.state
    }

    /// The machine once more, as a table: a lease is no fact, so what is leased is waiting here.
    private static func isLawful(_ event: Moved.Event, from: TransportState, to: TransportState) -> Bool {
        switch event {
        case .delivered: [.waiting, .dead, .cancelled].contains(from) && to == .delivered
        case .deferred: from == .waiting && to == .waiting
        case .deliveryRefused: from == .waiting && to == .refused
        case .dead: from == .waiting && to == .dead
        case .fetched: from == .available && to == .fetched
        case .acknowledged:
            switch to {
            case .fetched: from == .available
            case .failed: [.available, .fetched].contains(from)
            case .delivered: [.available, .fetched, .failed].contains(from)
            default: false
            }
        case .cancelled: from == .waiting && to == .cancelled
        case .sentAgain:
            [.failed, .refused, .dead, .cancelled, .waiting].contains(from) && [.waiting, .available].contains(to)
        case .forgotten: from == .delivered && to == .waiting
        case .recalled: from != .recalled && to == .recalled
        case .readdressed: from == .recalled && [.waiting, .available].contains(to)
        }
    }

    // MARK: Leases

    /// A lease is prolonged.
    func extended(_ claim: Claim, until: Timestamp) {
        for held in claim.deliveries where held.attempt == attempts[held.id] {
            leases[held.id] = max(until, leases[held.id] ?? until)
        }
    }

    /// A carriage's outcome is kept, or its lease was lost.
    func settled(_ claim: Claim, _ outcome: DispatchOutcome, _ settlement: Settlement) {
        for held in claim.deliveries where held.attempt == attempts[held.id] { leases[held.id] = nil }
        if case .delivered = outcome { return }
        let isLost = claim.deliveries.contains { $0.attempt < attempts[$0.id] ?? 0 }
        if isLost, settlement == .settled {
            world.violate(.oneCourier, "a courier that has lost its lease is believed")
        }
    }

    // MARK: Urgency

    /// From this urgency on (khẩn) a delivery must not wait behind those below it.
    private static let urgent = 2

    /// Beside the ones that were sent while an urgent delivery was due: how many were urgent, and how many not.
    private struct Passing {
        var urgent = 0
        var ordinary = 0

        /// One in every ``Turns/round`` places goes to a lane below, and a round may begin with it.
        var isTooMuch: Bool { ordinary > 2 + urgent / (Turns.round - 1) }
    }

    /// What was claimed, and what was due and stayed.
    func claimed(_ claims: [Claim], at now: Timestamp, leaving due: [(id: DeliveryID, priority: Int)]) {
        for claim in claims {
            for held in claim.deliveries {
                if let until = leases[held.id], until > now {
                    world.violate(.oneCourier, "a delivery is given to a second courier while the first one holds it")
                }
                (passedOver[held.id], attempts[held.id], leases[held.id]) = (nil, held.attempt, claim.until)
            }
        }
        let urgent = claims.count { priorities[$0.document] ?? 0 >= Watch.urgent }
        for (id, priority) in due where priority >= Watch.urgent {
            passedOver[id, default: Passing()].urgent += urgent
            passedOver[id]?.ordinary += claims.count - urgent
            if let passing = passedOver[id], passing.isTooMuch {
                let others = "\(passing.ordinary) that are not and \(passing.urgent) that are"
                world.violate(.urgentFirst, "an urgent delivery waits while \(others) are sent")
            }
        }
    }
}
