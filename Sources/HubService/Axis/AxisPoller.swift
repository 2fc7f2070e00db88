import HubCore
import HubStore
import Logging
import ServiceLifecycle
import SignedXML
import VXP

/// Fetches what the national axis holds for our agencies: documents and statuses, through the same intake as all others.
///
/// A packet is acknowledged (`updateStatus`) only after the commit that made it, or its refusal, durable; whatever a crash
/// leaves unacknowledged is acknowledged in the next round, and fetched again only when nothing about it was committed.
package struct AxisPoller: Service {
    private let axis: AxisClient
    private let intake: Intake
    private let interval: Duration
    /// `nil`: packets of unknown senders are refused at once.
    private let unknownSenders: UnknownSenders?
    private let logger: Logger

    private var store: any Store { intake.store }

    init(
        axis: AxisClient, intake: Intake, interval: Duration, unknownSenders: UnknownSenders? = nil, logger: Logger
    ) {
        self.axis = axis
        self.unknownSenders = unknownSenders
        self.intake = intake
        self.interval = interval
        self.logger = logger
    }

    /// Polls until a graceful shutdown; the packet at hand is finished first.
    package func run() async throws {
        let stopped = ShutdownFlag()
        try await withGracefulShutdownHandler {
            while !stopped.isSet {
                try await round(stopped)
                await stopped.wait(for: interval)
            }
        } onGracefulShutdown: {
            stopped.set()
        }
    }

    /// How many packets in a row may fail before the axis is taken to be away.
    private static let patience = 5

    /// One round. An axis that fails again and again ends it; one packet that fails, or one list, leaves the others to be
    /// taken, and is asked for again in the next.
    private func round(_ stopped: ShutdownFlag) async throws {
        var failures = 0
        do {
            for item in try await store.unacknowledgedAxisItems(limit: 1000) where !stopped.isSet {
                try await apart(item.docID, &failures) { try await acknowledge(item) }
            }
            var listed: Set<String> = []
            for type in MessageType.allCases {
                var rows: [ReceivedRow] = []
                try await apart("\(type.rawValue)", &failures) { rows = try await axis.getReceivedEdocList(type) }
                listed.formUnion(rows.map(\.docID))
                for row in rows where !stopped.isSet {
                    try await apart(row.docID, &failures) { try await take(row) }
                }
            }
            if failures == 0 { await unknownSenders?.keep(only: listed) }
        } catch let failure as AxisFailure {
            logger.notice("the axis gave no packets", metadata: ["reason": "\(failure)"])
        }
    }

    private func apart(
        _ what: String, _ failures: inout Int, _ work: () async throws -> Void
    ) async throws {
        do {
            try await work()
            failures = 0
        } catch let failure as AxisFailure {
            failures += 1
            guard failures < Self.patience else { throw failure }
            logger.notice(
                "put off to the next round", metadata: ["what": "\(what)", "reason": "\(failure)"])
        }
    }

    private func take(_ row: ReceivedRow) async throws {
        do {
            if let item = try await store.axisItem(row.docID) { return try await acknowledge(item) }
            guard await unknownSenders?.mayBeFetched(row.docID) ?? true else { return }
            let arrival = try intake.begin(from: .axis(docID: row.docID))
            try await axis.getEdoc(row.docID) { try arrival.take($0) }
            let outcome = try await arrival.finish { await unknownSenders?.postpones(row.docID, $0) ?? false }
            guard let outcome else {
                logger.notice("a packet waits for its sender to be registered", metadata: ["docId": "\(row.docID)"])
                return
            }
            log(outcome, row)
            if let item = try await store.axisItem(row.docID) { try await acknowledge(item) }
        } catch AxisFailure.refused(let code, let description) {
            // This packet only; the next round asks again.
            logger.warning(
                "the axis lists a packet and does not give it",
                metadata: ["docId": "\(row.docID)", "code": "\(code.number)", "reason": "\(description)"])
        }
    }

    private func acknowledge(_ item: AxisItem) async throws {
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
        try await store.acknowledgedUpstream(item.docID, now: intake.clock.now())
    }

    private func log(_ outcome: IntakeOutcome, _ row: ReceivedRow) {
        switch outcome {
        case .accepted(let receipt, _), .duplicate(let receipt):
            logger.info(
                "taken from the axis", metadata: ["docId": "\(row.docID)", "document": "\(receipt.documentID.text)"])
        case .refused(let findings, _):
            let codes = findings.map(\.rule.code).joined(separator: ", ")
            logger.warning("refused from the axis", metadata: ["docId": "\(row.docID)", "codes": "\(codes)"])
        }
    }
}
