import EdXML
import HubCore
import HubStore
import Metrics
import Synchronization

/// What a hub counts and times as it works.
///
/// What became of messages is counted from the facts that the store has committed: the counters say what the journal says, and
/// a message whose commit failed was never counted.
package final class Telemetry: Sendable {
    package let board = MetricsBoard(Telemetry.families)
    private let accepted: [DoorAndKind: Counter]
    private let refused: [Door: Counter]
    private let repeated: [Door: Counter]
    private let conflicting: [Door: Counter]
    private let relays: [RouteAndUrgency: Recorder]
    private let inspection: Recorder
    private let commit: Recorder
    private let commitWrites: Recorder
    private let requestTimes: [CalledInterface: Recorder]
    private let requests = Mutex<[InterfaceAndStatus: Counter]>([:])

    /// Which kind of door a message came through.
    enum Door: String, CaseIterable {
        case centre, agency, axis, hub

        init(_ origin: Origin) {
            switch origin {
            case .centre: self = .centre
            case .agency: self = .agency
            case .axis: self = .axis
            case .hub: self = .hub
            }
        }
    }

    private struct DoorAndKind: Hashable {
        let door: Door
        let kind: MessageFacts.Kind
    }

    private struct RouteAndUrgency: Hashable {
        let route: DeliveryRoute
        let urgency: Priority
    }

    private struct InterfaceAndStatus: Hashable {
        let interface: CalledInterface
        let status: Int
    }

    package init() {
        let board = board
        func counters(_ name: String) -> [Door: Counter] {
            Dictionary(
                uniqueKeysWithValues: Door.allCases.map {
                    ($0, Counter(label: name, dimensions: [("door", $0.rawValue)], factory: board))
                })
        }
        func distribution(_ name: String, _ dimensions: [(String, String)] = []) -> Recorder {
            Recorder(label: name, dimensions: dimensions, aggregate: true, factory: board)
        }
        let kinds = Door.allCases.flatMap { door in
            [MessageFacts.Kind.document, .status].map { DoorAndKind(door: door, kind: $0) }
        }
        accepted = Dictionary(
            uniqueKeysWithValues: kinds.map { key in
                let labels = [("door", key.door.rawValue), ("kind", key.kind.rawValue)]
                return (key, Counter(label: Name.accepted, dimensions: labels, factory: board))
            })
        refused = counters(Name.refused)
        repeated = counters(Name.repeated)
        conflicting = counters(Name.conflicting)
        let ways = DeliveryRoute.allCases.flatMap { route in
            Priority.allCases.map { RouteAndUrgency(route: route, urgency: $0) }
        }
        relays = Dictionary(
            uniqueKeysWithValues: ways.map { way in
                (way, distribution(Name.relay, [("route", way.route.rawValue), ("urgency", "\(way.urgency)")]))
            })
        requestTimes = Dictionary(
            uniqueKeysWithValues: CalledInterface.allCases.map {
                ($0, distribution(Name.requestTime, [("interface", $0.rawValue)]))
            })
        inspection = distribution(Name.inspection)
        commit = distribution(Name.commit)
        commitWrites = distribution(Name.commitWrites)
        set(Name.build, 1, [("version", Hub.version)])
    }

    func count(_ name: String, _ labels: [(String, String)] = []) {
        Counter(label: name, dimensions: labels, factory: board).increment()
    }

    func set(_ name: String, _ value: Double, _ labels: [(String, String)] = []) {
        Meter(label: name, dimensions: labels, factory: board).set(value)
    }

    /// A message was inspected.
    func inspected(in time: Duration) { inspection.record(time.seconds) }

    /// A message was turned away before its body was read to the end.
    func turnedAway(because reason: String) { count(Name.turnedAway, [("reason", reason)]) }

    /// A request was answered.
    func answered(_ interface: CalledInterface, _ status: Int, after time: Duration) {
        let key = InterfaceAndStatus(interface: interface, status: status)
        requests.withLock { requests in
            if let known = requests[key] { return known.increment() }
            let labels = [("interface", interface.rawValue), ("status", "\(status)")]
            let new = Counter(label: Name.requests, dimensions: labels, factory: board)
            new.increment()
            requests[key] = new
        }
        requestTimes[interface]?.record(time.seconds)
    }
}

extension Telemetry: StoreObserver {
    package func commitBegins(pieces: Int) -> ContinuousClock.Instant {
        commitWrites.record(pieces)
        return .now
    }

    package func committed(_ facts: [JournalledFact], begun: ContinuousClock.Instant) {
        commit.record((ContinuousClock.now - begun).seconds)
        for journalled in facts { take(journalled) }
    }

    package func commitFailed(_ failure: StoreError) {
        count(Name.commitFailures, [("reason", failure.code.rawValue)])
    }

    private func take(_ journalled: JournalledFact) {
        switch journalled.fact {
        case .accepted(let fact):
            accepted[DoorAndKind(door: Door(fact.origin), kind: fact.facts.kind)]?.increment()
        case .refused(let fact):
            refused[Door(fact.origin)]?.increment()
            for code in Set(fact.codes) { count(Name.refusalCodes, [("code", code)]) }
        case .duplicate(let fact): repeated[Door(fact.origin)]?.increment()
        case .conflict(let fact): conflicting[Door(fact.origin)]?.increment()
        case .moved(let fact):
            count(Name.deliveryEvents, [("event", fact.event.rawValue), ("route", fact.route.rawValue)])
            guard fact.event == .delivered || fact.event == .fetched, let begun = fact.delivery.madeAt,
                let urgency = journalled.lane.flatMap({ Priority(rawValue: $0.priority) })
            else { return }
            relays[RouteAndUrgency(route: fact.route, urgency: urgency)]?.record(
                Double(max(0, journalled.at.milliseconds(since: begun))) / 1000)
        case .dutyEscalated(let fact):
            count(Name.deadlineSteps, [("duty", fact.duty.rawValue), ("step", fact.step)])
        case .reminderMailed(let fact): count(Name.reminders, [("outcome", fact.outcome.rawValue)])
        default: break
        }
    }
}

extension Duration {
    /// Seconds and their fraction.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
