import HubCore
import HubStore

/// What the dispatcher of one run of the process remembers.
struct Dispatching {
    var health = DestinationHealth(cap: 8, isProven: false)
    var turns = Turns()
    var isAwake = false
    var isClaiming = false
    /// Counts alarms; only the newest rings.
    var alarm = 0

    /// Much shorter than a carriage may take: one that is not prolonged in time is lost.
    static let lease: Int64 = 10_000
    static let backoff = Backoff(base: 1_000, cap: 60_000)
}

/// Sending on to the axis: claims by lease what is due, carries it, records the outcome.
extension HubNode {
    /// By a commit that made something due, by the clock, by the end of a carriage.
    func wakeDispatcher() {
        guard !dispatch.isAwake else { return }
        dispatch.isAwake = true
        later(0) { [unowned self] in
            dispatch.isAwake = false
            claim()
        }
    }

    private func claim() {
        guard !dispatch.isClaiming else { return }
        let now = clock
        let places = dispatch.health.places(at: now)
        guard places.all > 0 else { return setAlarm() }
        dispatch.isClaiming = true
        let until = now.adding(milliseconds: Dispatching.lease)
        perform(
            store.claim(places, dispatch.turns, owner: owner, until: until, now: now) { [unowned self] result in
                dispatch.isClaiming = false
                guard case .success((let round, let left)) = result else {
                    return later(1_000) { [unowned self] in claim() }
                }
                dispatch.turns = round.turns
                world.watch.claimed(round.claims, at: now, leaving: left)
                for claim in round.claims { carry(claim) }
                setAlarm()
            })
    }

    /// Rings when there will be something to do that no carriage's end and no commit announces.
    private func setAlarm() {
        reading { [unowned self] in
            let places = dispatch.health.places(at: clock)
            let due = places.all > 0 ? try store.nextDue(in: places) : dispatch.health.opensAt
            let lends = places.all > places.urgent ? nil : dispatch.health.lendsAt(after: clock)
            guard let next = [due, lends].compactMap(\.self).min() else { return }
            dispatch.alarm += 1
            let alarm = dispatch.alarm
            later(max(5, next.milliseconds(since: clock))) { [unowned self] in
                if alarm == dispatch.alarm { wakeDispatcher() }
            }
        }
    }

    private func carry(_ claim: Claim) {
        let recipients = Set(claim.deliveries.map(\.recipient))
        let place = dispatch.health.began(
            isBulk: claim.lane.isBulk, isUrgent: claim.lane.isUrgent, to: recipients, at: clock)
        let carriage = Carriage(claim, place)
        keepLease(of: carriage)
        reading { [unowned self] in
            guard let bytes = try store.bytes(claim.sha256), let paper = world.watch.paper(bytes) else {
                return world.violate(.bytesStay, "the payload of \(claim.document) is not what was accepted")
            }
            world.tell("the hub sends \(paper.name) up, attempt \(claim.attempt)")
            let recipients = claim.deliveries.map(\.recipient)
            world.call("\(paper.name)", timeout: world.time(5_000...90_000)) { [unowned self] reply in
                world.axis.send(paper, to: recipients, reply: reply)
            } then: { [unowned self] (answer: AxisNode.Reply<String>?) in
                later(0) { [unowned self] in settle(carriage, answer) }
            }
        }
    }

    /// A claim under way.
    final class Carriage {
        let claim: Claim
        let place: DestinationHealth.Carriage
        var isOver = false

        init(_ claim: Claim, _ place: DestinationHealth.Carriage) {
            self.claim = claim
            self.place = place
        }
    }

    private func keepLease(of carriage: Carriage) {
        later(Dispatching.lease / 3) { [unowned self] in
            guard !carriage.isOver else { return }
            let until = clock.adding(milliseconds: Dispatching.lease)
            perform(
                store.extend(carriage.claim, until: until) { [unowned self] result in
                    guard case .success(.settled) = result else { return }
                    world.watch.extended(carriage.claim, until: until)
                    keepLease(of: carriage)
                })
        }
    }

    private func settle(_ carriage: Carriage, _ answer: AxisNode.Reply<String>?) {
        carriage.isOver = true
        let sign: DestinationHealth.Sign =
            if case .value = answer { .answered } else { .failed(reason: "no clear answer") }
        dispatch.health.ended(carriage.place, sign, at: clock)
        let outcome = outcome(of: answer, carriage.claim)
        perform(
            store.settle(carriage.claim, outcome, now: clock) { [unowned self] result in
                switch result {
                case .success(let settlement):
                    if settlement == .leaseLost { world.tally.leasesLost += 1 }
                    world.watch.settled(carriage.claim, outcome, settlement)
                // The lease runs out.
                case .failure: world.tell("the outcome of a carriage could not be kept")
                }
                wakeDispatcher()
            })
    }

    private func outcome(of answer: AxisNode.Reply<String>?, _ claim: Claim) -> DispatchOutcome {
        if case .value(let docID) = answer { return .delivered(reference: docID) }
        if answer == nil, mistake == .believesSilence { return .delivered(reference: nil) }
        if answer == nil, mistake == .despairsOfSilence { return .refused(reason: "silence") }
        let decision = Dispatching.backoff.decide(
            attempt: claim.attempt, openSince: claim.openSince, now: clock,
            jitter: Double.random(in: 0..<1, using: &world.dice))
        switch decision {
        case .tryAgain(let moment): return .deferred(reason: "no clear answer", notBefore: moment)
        case .giveUp: return .abandoned(reason: "no clear answer")
        }
    }
}
