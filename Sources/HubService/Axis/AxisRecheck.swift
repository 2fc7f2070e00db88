import HubCore
import HubStore
import Logging
import ServiceLifecycle
import VXP

/// Asks the axis now and then whether it still knows what it took. One that was restored from a backup has forgotten what
/// came since; that is sent again, for the axis recognises what it has and takes the rest.
///
/// Each packet is asked about once, in the round after it was taken; and in every round the newest packet of the round
/// before. Should a restored axis still know that one, then only packets taken later can be missing, and those are asked
/// about anyway; should it not, the packets before it are asked about as well, until enough of them are known.
///
/// An axis that never shows anything of ours in `getSentEdocList` tells nothing by not showing it: until one packet has been
/// found there, none is sent again.
package struct AxisRecheck: Service {
    private let axis: AxisClient
    private let store: any Store
    private let interval: Duration
    private let clock: HubClock
    private let logger: Logger

    /// Packets asked about in one step.
    private static let page = 100
    /// So many packets in a row that the axis knows, and all before them are known too.
    private static let enoughKnown = 10
    /// How far back a round goes at most, milliseconds: three days.
    private static let reach: Int64 = 3 * 86_400_000

    package init(axis: AxisClient, store: any Store, interval: Duration, clock: HubClock, logger: Logger) {
        self.axis = axis
        self.store = store
        self.interval = interval
        self.clock = clock
        self.logger = logger
    }

    /// What one round leaves to the next.
    private struct Standing {
        /// The newest packet asked about; `nil` before the first round.
        var newest: CarriedUp.Mark?
        /// Whether the axis has ever shown a packet of ours.
        var isProven = false
    }

    /// Asks until a graceful shutdown.
    package func run() async throws {
        var standing = Standing()
        try await ShutdownFlag.rounds(every: interval) { stopped in
            do {
                try await round(&standing, stopped)
            } catch let failure as AxisFailure {
                logger.info("the axis does not say what it knows", metadata: ["reason": "\(failure)"])
            }
        }
    }

    private func round(_ standing: inout Standing, _ stopped: ShutdownFlag) async throws {
        let lists = try await Lists(axis)
        let mark = try await newest(standing)
        try await lookBack(from: mark, lists, &standing, stopped)
        standing.newest = mark
        while !stopped.isSet {
            let packets = try await store.carriedUp(after: standing.newest ?? mark, limit: Self.page)
            for packet in packets where !stopped.isSet {
                _ = try await check(packet, lists, &standing)
                standing.newest = packet.mark
            }
            if packets.count < Self.page { break }
        }
    }

    /// The newest packet of the round before; in the first round, the newest of all.
    private func newest(_ standing: Standing) async throws -> CarriedUp.Mark {
        if let newest = standing.newest { return newest }
        return try await store.carriedUp(upTo: .last, limit: 1).first?.mark ?? .first
    }

    /// Asks about the newest packet of the last round, and about those before it when the axis has forgotten that.
    private func lookBack(
        from mark: CarriedUp.Mark, _ lists: Lists, _ standing: inout Standing, _ stopped: ShutdownFlag
    ) async throws {
        let horizon = clock.now().adding(milliseconds: -Self.reach)
        var (mark, known, asked) = (mark, 0, 0)
        while !stopped.isSet, mark.at > horizon {
            let packets = try await store.carriedUp(upTo: mark, limit: Self.page)
            for packet in packets where !stopped.isSet {
                known = try await check(packet, lists, &standing) ? known + 1 : 0
                asked += 1
                // Nothing is wrong with the first one, or with enough of them after one that was.
                if known == asked || known >= Self.enoughKnown { return }
            }
            guard packets.count == Self.page, let last = packets.last else { return }
            mark = CarriedUp.Mark(at: last.mark.at, position: last.mark.position - 1)
        }
    }

    /// - Returns: whether the axis knows it.
    private func check(_ packet: CarriedUp, _ lists: Lists, _ standing: inout Standing) async throws -> Bool {
        if try await lists.contain(packet) {
            standing.isProven = true
            return true
        }
        guard standing.isProven else {
            logger.info("the axis shows nothing of ours", metadata: ["document": "\(packet.document.text)"])
            return false
        }
        let count = try await store.forgottenUpstream(packet, by: "recheck", now: clock.now())
        if count > 0 {
            logger.warning(
                "the axis has forgotten a packet; it is sent again",
                metadata: [
                    "document": "\(packet.document.text)", "docId": "\(packet.reference)", "deliveries": "\(count)",
                ])
        }
        return false
    }

    /// What the axis says it was sent: its two lists, and what it says when asked for a packet that is not in them.
    private struct Lists {
        private let axis: AxisClient
        private let listed: Set<String>

        init(_ axis: AxisClient) async throws(AxisFailure) {
            self.axis = axis
            var listed: Set<String> = []
            for type in MessageType.allCases {
                listed.formUnion(try await axis.getSentEdocList(type).map(\.senderDocID))
            }
            self.listed = listed
        }

        func contain(_ packet: CarriedUp) async throws(AxisFailure) -> Bool {
            if listed.contains(packet.reference) { return true }
            let type: MessageType = packet.kind == .document ? .edoc : .status
            let rows = try await axis.getSentEdocList(type, docID: packet.reference)
            return rows.contains { $0.senderDocID == packet.reference }
        }
    }
}
