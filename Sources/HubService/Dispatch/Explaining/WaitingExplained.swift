import HubCore
import HubStore
import SignedXML

/// Why a delivery has not arrived, for the API and the command line.
package struct WaitingExplained: Codable, Sendable {
    /// The stable name of the reason.
    package let because: String
    package let vi: String
    package let en: String
    /// The earliest time of the next attempt; absent when that hangs on something other than time.
    package let nextAttempt: Timestamp?
    /// 0 thường … 4 hỏa tốc hẹn giờ.
    package let urgency: Int
    /// Whether it stands among the large packets.
    package let isBulk: Bool
    /// Of the axis; absent for what a recipient of this hub has to fetch, or where nobody sends.
    package let destination: DestinationExplained?
    package let mayDo: [Remedy]

    /// What an operator may do.
    package struct Remedy: Codable, Sendable {
        /// ``Delay/Remedy``
        package let act: String
        package let vi: String
        package let en: String
    }

    init(_ delay: Delay, of delivery: DeliveryID, _ destination: DestinationExplained?) {
        let says = delay.says()
        let pause: Pause? = if case .paused(let pause) = delay.because { pause } else { nil }
        because = delay.because.code
        vi = says.vi
        en = says.en
        nextAttempt = delay.nextAttempt
        urgency = delay.lane.priority
        isBulk = delay.lane.isBulk
        self.destination = destination
        mayDo = delay.remedies.map { remedy in
            let says = remedy.says(delivery, pause)
            return Remedy(act: remedy.rawValue, vi: says.vi, en: says.en)
        }
    }
}

/// How it goes with a destination.
package struct DestinationExplained: Codable, Sendable {
    package enum State: String, Codable, Sendable, CaseIterable {
        case well
        /// It has failed for some time; one packet is tried now and then.
        case unreachable
        case paused
    }

    /// `axis`, or an agency beyond it.
    package let name: String
    package let state: State
    package let since: Timestamp?
    package let reason: String?
    /// When one packet is tried next; absent while one is.
    package let nextProbe: Timestamp?
    /// How much may be on its way at once, and how much is.
    package let window: Int
    package let underWay: Int

    init(_ health: DestinationHealth, _ pause: Pause?) {
        let opening = health.breaker.opening
        name = (pause?.destination ?? .axis).text
        state = pause != nil ? .paused : opening != nil ? .unreachable : .well
        since = pause?.since ?? opening?.since
        reason = pause?.reason ?? opening?.reason
        nextProbe = pause == nil ? health.opensAt : nil
        window = health.window.size
        underWay = health.underWay
    }
}

/// Tells of deliveries why they have not arrived.
package struct WaitingDesk: Sendable {
    private let store: any Store
    private let clock: HubClock
    /// Of the axis; `nil` when nobody sends there.
    private let axis: DestinationWatch?

    package init(store: any Store, axis: DestinationWatch?, clock: HubClock) {
        self.store = store
        self.axis = axis
        self.clock = clock
    }

    /// Those that have arrived, or came back, are left out.
    package func explain(_ deliveries: [DeliveryRecord]) async throws -> [DeliveryID: WaitingExplained] {
        let open = deliveries.filter { ![.delivered, .recalled].contains($0.state) }
        guard !open.isEmpty else { return [:] }
        let pauses = try await store.pauses()
        let (now, health) = (clock.now(), axis?.health)
        var explained: [DeliveryID: WaitingExplained] = [:]
        for delivery in open {
            explained[delivery.id] = explain(delivery, pauses, health, now)
        }
        return explained
    }

    /// The axis now; `nil` when nobody sends there.
    package func destination() async throws -> DestinationExplained? {
        let pause = try await store.pauses().first { $0.destination == .axis }
        return axis.map { DestinationExplained($0.health, pause) }
    }

    private func explain(
        _ delivery: DeliveryRecord, _ pauses: [Pause], _ health: DestinationHealth?, _ now: Timestamp
    ) -> WaitingExplained? {
        let concerned = pauses.filter { [.axis, .agency(delivery.recipient)].contains($0.destination) }
        let transport = Transport(
            state: delivery.state, route: delivery.route, attempt: delivery.attempt, notBefore: delivery.notBefore,
            reason: delivery.reason)
        let delay = Delay(transport, lane: delivery.lane, pauses: concerned, health: health, now: now)
        let destination = delivery.route == .axis ? health.map { DestinationExplained($0, concerned.first) } : nil
        return delay.map { WaitingExplained($0, of: delivery.id, destination) }
    }
}
