import EdXML
import HubCore
import HubStore
import Logging
import SignedXML

/// The one way in, whichever door a message comes through: spool, inspect, judge, decide, commit.
package struct Intake: Sendable {
    let store: any Store
    let inspector: Inspector
    /// Judges what came; `POST /api/v1/check` asks it too.
    let judge: Judge
    let clock: HubClock
    let logger: Logger
    /// Whether messages may come in now; without one they always may.
    package var door: IntakeDoor?
    /// Shared by all doors.
    let line = IntakeLine()

    package init(
        store: any Store, inspector: Inspector, trust: TrustKeeper, policy: HubPolicy, rules: RuleBook = .standard,
        clock: HubClock, logger: Logger
    ) {
        self.store = store
        self.inspector = inspector
        judge = Judge(register: StoredRegister(store: store), keeper: trust, policy: policy, rules: rules)
        self.clock = clock
        self.logger = logger
    }

    /// Judges as this intake does, and leaves no trace.
    package var checker: Checker { Checker(inspector: inspector, judge: judge, accepted: store, clock: clock) }

    /// Begins with one message.
    /// - Parameters:
    ///   - origin: the door, and who stands at it.
    ///   - addressed: who the caller's `to` names.
    ///   - kind: what the caller says it is; `nil` when only its bytes will tell.
    /// - Throws: when the machine fails, and ``Refusal`` when nothing can be taken now; a bad message never throws.
    package func begin(
        from origin: Origin, addressed: [String] = [], as kind: MessageFacts.Kind? = nil
    ) throws -> Arrival {
        try door?.admit(kind)
        return Arrival(
            intake: self, origin: origin, addressed: addressed, stated: kind, spool: try store.spool(),
            session: try inspector.begin(at: clock.now().milliseconds))
    }
}

/// What became of a message that was offered.
package enum IntakeOutcome: Sendable {
    /// Durable. The flags, and what was refused for single recipients.
    case accepted(Receipt, flags: [Finding])
    /// These bytes were accepted before: the receipt given then.
    case duplicate(Receipt)
    /// Not accepted, and journalled as such.
    case refused([Finding], sha256: String)
}

/// One message on its way in, fed with its bytes as they arrive. One task at a time.
package final class Arrival {
    private let intake: Intake
    private let origin: Origin
    private let addressed: [String]
    private let stated: MessageFacts.Kind?
    /// What the inspection has taken of the processor.
    private var inspecting = Duration.zero
    private let spool: Spool
    private let session: InspectionSession
    private var sealed: SpooledPayload?
    /// Of a document that is not small: came, and is to be worked on together.
    private var gathered: [UInt8] = []
    /// So much is gathered: enough that a change of threads costs little beside it.
    private static let pieceForThreads = 262_144
    /// Whether the bytes were accepted or refused; until then dropping the arrival drops them.
    private var isEnded = false

    init(
        intake: Intake, origin: Origin, addressed: [String], stated: MessageFacts.Kind?, spool: Spool,
        session: InspectionSession
    ) {
        self.stated = stated
        self.intake = intake
        self.origin = origin
        self.addressed = addressed
        self.spool = spool
        self.session = session
    }

    /// Bytes taken so far.
    package private(set) var size: Int64 = 0

    /// The threads that work on it; `nil` while it is small.
    private var threads: WorkThreads? { WorkThreads.forDocument(of: size) }

    /// Takes the next piece. What is already refused is digested to its end, but no longer kept.
    ///
    /// A small document is kept until it is whole and its turn comes; a larger one is worked on as it comes, by threads of
    /// their own (``WorkThreads``), so that it holds up nobody.
    /// - Throws: ``StoreError`` when the disk fails.
    package func take(_ piece: [UInt8]) async throws {
        size += Int64(piece.count)
        gathered += piece
        if threads != nil, gathered.count >= Self.pieceForThreads { try await workOnGathered() }
    }

    private func workOnGathered() async throws {
        try await withTaskExecutorPreference(threads) {
            try spool.write(gathered)
            inspectGathered()
        }
    }

    private func inspectGathered() {
        guard !gathered.isEmpty else { return }
        inspecting += ContinuousClock().measure { session.feed(gathered) }
        gathered.removeAll(keepingCapacity: threads != nil)
    }

    deinit {
        if !isEnded { sealed?.discard() }
    }

    /// Ends the bytes: no more are taken. A small document is digested by that, and not yet inspected.
    private func seal() async throws -> SpooledPayload {
        if let sealed { return sealed }
        if threads == nil { try spool.write(gathered) } else { try await workOnGathered() }
        let payload = try spool.finish()
        sealed = payload
        return payload
    }

    /// SHA-256 of all bytes, as UTF-8 of its lower-case hex; ends them.
    func digest() async throws -> [UInt8] { Array(try await seal().sha256.utf8) }

    /// Ends the message: judges it, and makes it durable or journals its refusal.
    /// - Parameters:
    ///   - objections: what the door has against the message, beside what is wrong in itself.
    ///   - forbidding: why the caller may not send a message of this kind, however good it is; not even a repeat.
    /// - Throws: when the machine fails; then nothing is known, and repeating is harmless.
    package func finish(
        objections: (Message) -> [Finding] = { _ in [] }, forbidding: (Message.Kind) throws -> Finding? = { _ in nil }
    ) async throws -> IntakeOutcome {
        try await inLine {
            let (judgement, payload, now) = try await judged()
            if let message = judgement.message, let finding = try forbidding(message.kind) {
                return try await refuse([finding], payload, judgement, mayBeRepeat: false, now: now)
            }
            return try await settle(judgement, payload, judgement.message.map(objections) ?? [], now: now)
        }
    }

    /// Ends the message, unless it would be refused and that can wait.
    /// - Parameter postpones: given what refuses it; true leaves no trace of the message, which its sender still has.
    /// - Returns: `nil` when it was postponed.
    func finish(unless postpones: ([Finding]) async throws -> Bool) async throws -> IntakeOutcome? {
        try await inLine {
            let (judgement, payload, now) = try await judged()
            if case .refuse(let findings) = judgement.decision, try await postpones(findings) { return nil }
            return try await settle(judgement, payload, [], now: now)
        }
    }

    /// Does it when the message has a place among those of others; what is large stands aside for the others meanwhile.
    /// - Throws: ``Refusal`` when too much of the same sender waits for one; nothing is left behind then.
    private func inLine<Value>(_ work: () async throws -> Value) async throws -> Value {
        // Nobody stands in line with bytes that are still to be worked on elsewhere.
        _ = try await seal()
        guard size <= WorkThreads.largestSwift else { return try await withPlace(work) }
        return try await WorkThreads.hurry.hurrying { try await withPlace(work) }
    }

    private func withPlace<Value>(_ work: () async throws -> Value) async throws -> Value {
        guard let caller = origin.inLine else { return try await work() }
        guard await intake.line.enter(caller, intake.clock) else {
            intake.door?.telemetry.turnedAway(because: "busy")
            throw Refusal.writesWaiting
        }
        defer { intake.line.leave(caller, intake.clock) }
        return try await work()
    }

    private func judged() async throws -> (Judgement, SpooledPayload, Timestamp) {
        let payload = try await seal()
        inspectGathered()
        let begun = ContinuousClock.now
        let inspection = session.finish()
        intake.door?.telemetry.inspected(in: inspecting + (ContinuousClock.now - begun))
        let now = intake.clock.now()
        var judgement = try await judge(inspection, payload, now: now)
        if case .accept = judgement.decision, case let missing = judgement.missingAlgorithms, !missing.isEmpty {
            judgement = try await judge(readAgain(payload, pdfAlgorithms: missing), payload, now: now)
        }
        return (judgement, payload, now)
    }

    private func settle(
        _ judgement: Judgement, _ payload: SpooledPayload, _ objections: [Finding], now: Timestamp
    ) async throws -> IntakeOutcome {
        switch judgement.decision {
        case .refuse(let findings):
            return try await refuse(findings + objections, payload, judgement, now: now)
        case .accept(let acceptance) where objections.refuses:
            return try await refuse(objections + acceptance.flags, payload, judgement, now: now)
        case .accept(let acceptance):
            // Its bytes alone could tell that it is a document.
            if stated != .document, acceptance.facts.kind == .document { try intake.door?.admit(.document) }
            return try await accept(acceptance, payload, now: now)
        }
    }

    private func judge(
        _ inspection: Inspection, _ payload: SpooledPayload, now: Timestamp
    ) async throws -> Judgement {
        let offer = Judge.Offer(
            origin: origin, addressed: addressed, payload: (sha256: payload.sha256, size: payload.size))
        return try await intake.judge.judge(inspection, offer, .decision, now: now)
    }

    /// A second look, which the rare PDF signature asks for whose hash was not computed as the file went by.
    private func readAgain(
        _ payload: SpooledPayload, pdfAlgorithms: Set<HashAlgorithm>
    ) async throws -> Inspection {
        let session = try intake.inspector.begin(
            at: intake.clock.now().milliseconds, pdfAlgorithms: pdfAlgorithms.union([.sha256]))
        try await withTaskExecutorPreference(WorkThreads.forDocument(of: payload.size)) {
            for try await piece in payload.pieces() {
                session.feed(piece)
                // Others may be waiting for the thread.
                await Task.yield()
            }
        }
        return session.finish()
    }

    /// Gives the message up before its end: too large, cut short, or not what its `hash-file` says.
    package func abandon(_ findings: [Finding]) async throws -> IntakeOutcome {
        let payload = try await seal()
        return try await refuse(findings, payload, nil, now: intake.clock.now())
    }

    // MARK: The end

    private func accept(
        _ acceptance: Acceptance, _ payload: SpooledPayload, now: Timestamp
    ) async throws -> IntakeOutcome {
        isEnded = true
        var generator = SystemRandomNumberGenerator()
        var document = acceptance.named(at: now, using: &generator)
        document.request = CallContext.current?.request
        document.trace = CallContext.current?.trace?.text
        switch try await intake.store.accept(document, payload: payload, now: now) {
        case .accepted(let receipt):
            intake.logger.info(
                "accepted",
                metadata: [
                    "document": "\(receipt.documentID.text)", "sender": "\(acceptance.sender)",
                    "deliveries": "\(document.deliveries.count)", "bytes": "\(payload.size)",
                ])
            return .accepted(
                receipt, flags: acceptance.flags + (acceptance.routes + acceptance.added).compactMap(\.refusal))
        case .duplicate(let receipt):
            logRepeat(of: receipt)
            return .duplicate(receipt)
        case .conflict(let existing):
            intake.logger.notice(
                "conflicting", metadata: ["document": "\(existing.documentID.text)", "sha256": "\(payload.sha256)"])
            return .refused([Finding(acceptance.facts, conflictsWith: existing)], sha256: payload.sha256)
        }
    }

    /// Journals the refusal; unless it is a repeat of what was once accepted, which is still that.
    /// - Parameter judgement: `nil` when it did not come so far.
    private func refuse(
        _ findings: [Finding], _ payload: SpooledPayload, _ judgement: Judgement?, mayBeRepeat: Bool = true,
        now: Timestamp
    ) async throws -> IntakeOutcome {
        isEnded = true
        defer { payload.discard() }
        if mayBeRepeat, try await mayRepeat(payload),
            let receipt = try await intake.store.noteRepeat(
                ofBytes: payload.sha256, size: payload.size, from: origin, request: CallContext.current?.request,
                now: now)
        {
            logRepeat(of: receipt)
            return .duplicate(receipt)
        }
        let code: String? =
            switch judgement?.message {
            case .document(let document): document.code.full
            case .status(let status): status.responseFor.code
            case nil: nil
            }
        let refusal = HubCore.Refusal(
            origin: origin, sha256: payload.sha256, size: payload.size,
            codes: findings.filter { $0.level == .refuse }.map(\.rule.code), from: judgement?.message?.from.id.text,
            code: code, certificate: judgement?.certificate, grounds: judgement?.grounds,
            request: CallContext.current?.request)
        _ = try await intake.store.refuse(refusal, now: now)
        intake.logger.notice(
            "refused",
            metadata: ["sha256": "\(payload.sha256)", "codes": "\(refusal.codes.joined(separator: ", "))"])
        return .refused(findings, sha256: payload.sha256)
    }

    private func logRepeat(of receipt: Receipt) {
        intake.logger.info("repeated", metadata: ["document": "\(receipt.documentID.text)"])
    }

    /// A caller may repeat what it sent itself, though the certificate has run out since; the axis brings our own agencies'
    /// documents back to those of their recipients that are ours as well.
    private func mayRepeat(_ payload: SpooledPayload) async throws -> Bool {
        switch origin {
        case .axis: return true
        case .hub: return false
        case .centre, .agency:
            guard let receipt = try await intake.store.receipt(ofBytes: payload.sha256),
                let document = try await intake.store.document(receipt.documentID),
                let sender = try await intake.store.agency(document.sender)
            else { return false }
            if case .axis = document.origin { return false }
            return origin.maySend(for: sender)
        }
    }
}

extension Finding {
    /// Another document bears the natural key of this one.
    init(_ facts: MessageFacts, conflictsWith existing: Receipt) {
        self.init(
            HubRules.conflict,
            [
                "code": facts.code, "date": facts.promulgationDate ?? "–", "sender": facts.from.id,
                "existing": existing.documentID.text,
            ])
    }
}
