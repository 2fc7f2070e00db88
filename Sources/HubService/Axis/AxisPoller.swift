import HubCore
import HubStore
import Logging
import ServiceLifecycle
import SignedXML
import Synchronization
import VXP

/// Fetches what the national axis holds for our agencies: documents and statuses, through the same intake as all others.
///
/// A packet is acknowledged (`updateStatus`) only after the commit that made it, or its refusal, durable; whatever a crash
/// leaves unacknowledged is acknowledged in the next round, and fetched again only when nothing about it was committed.
///
/// `fail` is said of no packet that was seen only once: bytes that were spoiled on their way are refused like bad ones, and an
/// axis that is told `fail` never gives the packet again. So what is refused is fetched again until the same bytes have
/// come twice.
package struct AxisPoller: Service {
    private let axis: AxisClient
    private let intake: Intake
    private let interval: Duration
    /// `nil`: packets of unknown senders are refused at once.
    private let unknownSenders: UnknownSenders?
    /// Where it is noted how the axis answers.
    private let standing: AxisStanding
    private let logger: Logger

    /// So many failures in a row, and it is the axis that fails.
    private static let enoughFailures = 5
    /// Packets fetched at a time: the axis is far away, and most of a call is waiting.
    private static let width = 8
    /// How often a refused packet is fetched in one round, in the hope of the same bytes.
    private static let fetches = 4

    private var store: any Store { intake.store }

    init(
        axis: AxisClient, intake: Intake, interval: Duration, standing: AxisStanding = AxisStanding(),
        unknownSenders: UnknownSenders? = nil, logger: Logger
    ) {
        self.standing = standing
        self.axis = axis
        self.unknownSenders = unknownSenders
        self.intake = intake
        self.interval = interval
        self.logger = logger
    }

    /// Polls until a graceful shutdown; the packets at hand are finished first.
    package func run() async throws {
        var troubled: Set<String> = []
        try await ShutdownFlag.rounds(every: interval) { try await round(&troubled, $0) }
    }

    /// One round. An axis that fails again and again ends it; one packet that fails, or one list, leaves the others to be
    /// taken, and is asked for again in the next.
    /// - Parameter troubled: the packets that failed in the last round: their turn comes after all others.
    private func round(_ troubled: inout Set<String>, _ stopped: ShutdownFlag) async throws {
        let failures = Failures()
        do {
            let items = try await store.unacknowledgedAxisItems(limit: 1000)
            try await each(items, failures, stopped, \.docID) { try await acknowledge($0) }
            var listed: Set<String> = []
            for type in MessageType.allCases {
                var rows: [ReceivedRow] = []
                try await failures.attempt("the list of \(type.rawValue)", logger) {
                    rows = try await list(type)
                }
                // What there is no room for lies well where it is; statuses are small.
                if type == .edoc, intake.door?.takesDocuments == false {
                    rows.removeAll()
                    logger.warning("documents are left at the axis until there is room for them")
                }
                // Named twice, it is one packet still.
                var seen: Set<String> = []
                rows = rows.filter { seen.insert($0.docID).inserted }
                listed.formUnion(seen)
                let ordered = rows.filter { !troubled.contains($0.docID) } + rows.filter { troubled.contains($0.docID) }
                try await each(ordered, failures, stopped, \.docID) { try await take($0) }
            }
            if failures.packets.isEmpty { await unknownSenders?.keep(only: listed) }
        } catch let failure as AxisFailure {
            logger.notice("the axis gave no packets", metadata: ["reason": "\(failure)"])
        }
        troubled = failures.packets
    }

    /// What waits; notes whether the axis answers.
    private func list(_ type: MessageType) async throws -> [ReceivedRow] {
        do {
            let rows = try await axis.getReceivedEdocList(type)
            standing.answered(at: intake.clock.now())
            return rows
        } catch {
            standing.failed("\(error)")
            throw error
        }
    }

    /// Deals with packets in order, some at a time.
    private func each<Packet: Sendable>(
        _ packets: [Packet], _ failures: Failures, _ stopped: ShutdownFlag,
        _ docID: (Packet) -> String, _ body: @escaping @Sendable (Packet) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, packet) in packets.enumerated() where !stopped.isSet {
                if number >= Self.width { try await group.next() }
                let name = docID(packet)
                group.addTask { try await failures.attempt(name, logger) { try await body(packet) } }
            }
            try await group.waitForAll()
        }
    }

    /// What could not be had; too much in a row is the axis's failure.
    private final class Failures: Sendable {
        private struct State {
            var packets: Set<String> = []
            var inARow = 0
        }

        private let state = Mutex(State())

        var packets: Set<String> { state.withLock { $0.packets } }

        func attempt(_ what: String, _ logger: Logger, _ body: () async throws -> Void) async throws {
            do {
                try await body()
                state.withLock { $0.inARow = 0 }
            } catch let failure as AxisFailure {
                let isEnough = state.withLock { state in
                    state.packets.insert(what)
                    state.inARow += 1
                    return state.inARow >= AxisPoller.enoughFailures
                }
                if isEnough { throw failure }
                logger.notice("put off to the next round", metadata: ["what": "\(what)", "reason": "\(failure)"])
            } catch  where error is Refusal || Refusal(storage: error) != nil {
                // There is no room here: that says nothing about the axis, where the packet stays.
                state.withLock { _ = $0.packets.insert(what) }
                logger.warning("left at the axis for want of room", metadata: ["what": "\(what)"])
            }
        }
    }

    private func take(_ row: ReceivedRow) async throws {
        if let item = try await store.axisItem(row.docID) { return try await acknowledge(item) }
        guard await unknownSenders?.mayBeFetched(row.docID) ?? true else { return }
        try await fetch(row.docID)
    }

    /// Fetches a packet and acknowledges it; one that is refused only when the same bytes have come twice.
    private func fetch(_ docID: String) async throws {
        var refused: String?
        for _ in 0..<Self.fetches {
            guard let outcome = try await fetchOnce(docID) else { return }
            log(outcome, docID)
            guard case .refused(_, let sha256) = outcome, sha256 != refused else {
                if let item = try await store.axisItem(docID) { try await tell(item) }
                return
            }
            refused = sha256
        }
        throw AxisFailure.deferred(.unreadable("\(docID) has other bytes every time"), retryAfterSeconds: nil)
    }

    /// - Returns: `nil` when the axis says that there is no such packet, or its sender may yet be registered.
    private func fetchOnce(_ docID: String) async throws -> IntakeOutcome? {
        let arrival = try intake.begin(from: .axis(docID: docID))
        do {
            try await axis.getEdoc(docID) { try await arrival.take($0) }
        } catch AxisFailure.refused(let code, let description) {
            // This packet only; the next round asks again.
            logger.warning(
                "the axis lists a packet and does not give it",
                metadata: ["docId": "\(docID)", "code": "\(code.number)", "reason": "\(description)"])
            return nil
        }
        CrashPoint.fetched.pass()
        let outcome = try await arrival.finish { await unknownSenders?.postpones(docID, $0) ?? false }
        if outcome == nil {
            logger.notice("a packet waits for its sender to be registered", metadata: ["docId": "\(docID)"])
        }
        return outcome
    }

    private func acknowledge(_ item: AxisItem) async throws {
        // Refused, and then something came between: whether it is seen for the second time, nobody remembers.
        if item.outcome == .refused, item.acknowledgedAt == nil { return try await fetch(item.docID) }
        try await tell(item)
    }

    private func tell(_ item: AxisItem) async throws {
        CrashPoint.taken.pass()
        let word: TransportStatus = item.outcome.word == .done ? .done : .fail
        let codes = item.codes.isEmpty ? nil : item.codes.joined(separator: ", ")
        do {
            try await axis.updateStatus(item.docID, word, description: codes)
        } catch AxisFailure.refused(let code, let description) {
            // The axis no longer knows it: there is nothing left to acknowledge.
            logger.notice(
                "the axis did not take an acknowledgement",
                metadata: ["docId": "\(item.docID)", "code": "\(code.number)", "reason": "\(description)"])
        }
        CrashPoint.told.pass()
        try await store.acknowledgedUpstream(item.docID, now: intake.clock.now())
    }

    private func log(_ outcome: IntakeOutcome, _ docID: String) {
        switch outcome {
        case .accepted(let receipt, _), .duplicate(let receipt):
            logger.info(
                "taken from the axis", metadata: ["docId": "\(docID)", "document": "\(receipt.documentID.text)"])
        case .refused(let findings, _):
            let codes = findings.map(\.rule.code).joined(separator: ", ")
            logger.warning("refused from the axis", metadata: ["docId": "\(docID)", "codes": "\(codes)"])
        }
    }
}
