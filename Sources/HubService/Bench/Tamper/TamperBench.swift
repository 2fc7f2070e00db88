import Foundation
import HubCore
import HubStore
import SeededRandom
import SignedXML

/// The tamper campaign: random acts of somebody who has the hub's files in his hands, each in a copy of its own; an audit must find
/// each, and name its place.
package struct TamperBench: Sendable {
    private let trials: Int
    private let seed: UInt64
    private let exchanges: Int
    /// Only acts whose English name holds this.
    private let only: String?

    /// - Parameters:
    ///   - seed: the same trials again, byte for byte.
    ///   - exchanges: how much the hub has lived: some eleven entries each.
    package init(trials: Int, seed: UInt64, exchanges: Int = 60, only: String? = nil) {
        (self.trials, self.seed, self.exchanges, self.only) = (trials, seed, exchanges, only)
    }

    /// What came of one trial.
    package enum Verdict: Sendable, Hashable {
        /// Found, and its place named.
        case named
        /// Found, and its place was not named.
        case found
        /// Everything that anybody reads is as it was: a bit in free space.
        case withoutEffect
        case missed
    }

    package struct Trial: Sendable {
        package let number: Int
        /// Of the kind of act.
        package let name: Bilingual
        package let what: String
        package let verdict: Verdict
        /// The first flaws found.
        package let flaws: [AuditFlaw]
    }

    /// - Parameter report: told each trial as it ends.
    /// - Throws: when the machine fails; ``BenchFailure`` when the hub is not whole before anything is done to it.
    package func run(report: @escaping @Sendable (Trial) -> Void) async throws -> TamperReport {
        try await inBenchFolder { folder in
            let ground = try await TamperGround(in: "\(folder)/hub", seed: seed, exchanges: exchanges)
            try await makeSure(of: ground)
            let acts = TamperAct.all.filter { act in only.map { act.name.en.contains($0) } ?? true }
            guard !acts.isEmpty else { throw BenchFailure("không có kiểu sửa nào như vậy", "there is no such act") }
            var found = TamperReport(entries: ground.entries, seed: seed)
            for number in 0..<trials {
                try Task.checkCancellation()
                let trial = try await self.trial(number, acts[number % acts.count], on: ground, in: "\(folder)/trial")
                found.take(trial)
                report(trial)
            }
            return found
        }
    }

    /// What is found in a copy must come of the act alone.
    private func makeSure(of ground: TamperGround) async throws {
        for pack in ["pack.zip", "unpacked"] {
            let outcome = try PackAudit("\(ground.packs)/\(pack)", keys: [ground.signer.publicKey]).run()
            guard outcome.isWhole, outcome.whole > 0, outcome.extracts > 0 else {
                throw BenchFailure("gói mẫu không đúng", "the pack is not true: \(outcome.flaws.named.prefix(3))")
            }
        }
        let kept = [ground.kept] + [ground.receipt?.proof].compactMap(\.self)
        for folder in [ground.data, ground.backup] {
            let proofs = folder == ground.data ? kept : []
            let outcome = try await LogAudit(AuditFolder(folder), keys: [ground.signer.publicKey], kept: proofs).run()
            guard outcome.isWhole else {
                throw BenchFailure(
                    "trục mẫu không nguyên vẹn", "the hub is not whole: \(outcome.flaws.named.prefix(3))")
            }
        }
    }

    private func trial(_ number: Int, _ act: TamperAct, on ground: TamperGround, in folder: String) async throws
        -> Trial
    {
        var dice = SplitMix(seed &+ UInt64(number) &* 0x9E37_79B9)
        let copy = try TamperCopy(of: ground, for: act.target, in: folder)
        var touched: Touched?
        for _ in 0..<50 where touched == nil { touched = try act.perform(copy, &dice) }
        guard let touched else {
            throw BenchFailure("không có gì để sửa", "nothing was there to be touched: \(act.name.en)")
        }
        let flaws = try await flaws(of: copy, act.target)
        let verdict: Verdict =
            flaws.isEmpty
            ? try isWithoutEffect(copy, act.target) ? .withoutEffect : .missed
            : touched.isNamed(by: flaws) ? .named : .found
        try copy.remove()
        return Trial(
            number: number, name: act.name, what: touched.what, verdict: verdict, flaws: Array(flaws.prefix(5)))
    }

    // MARK: Looking

    private func flaws(of copy: TamperCopy, _ target: TamperAct.Target) async throws -> [AuditFlaw] {
        let key = copy.ground.signer.publicKey
        switch target {
        case .data: return try await LogAudit(AuditFolder(copy.data), keys: [key]).run().flaws.named
        case .backup: return try await LogAudit(AuditFolder(copy.backup), keys: [key]).run().flaws.named
        case .underOwnKey:
            let kept = [copy.ground.kept] + [copy.ground.receipt?.proof].compactMap(\.self)
            return try await LogAudit(AuditFolder(copy.data), keys: [key], kept: kept).run().flaws.named
        case .receipt: return try receiptFlaws(copy, key)
        case .pack:
            return try ["pack.zip", "unpacked"].flatMap {
                try PackAudit("\(copy.packs)/\($0)", keys: [key]).run().flaws.named
            }
        }
    }

    private func receiptFlaws(_ copy: TamperCopy, _ key: NoteKey) throws -> [AuditFlaw] {
        var found: [AuditFlaw] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: copy.ground.receipts) {
            guard let receipt = receipt(at: "\(copy.receipts)/\(name)") else {
                found.append(AuditFlaw(.fileAltered, at: .file(name)))
                continue
            }
            let judgement = ReceiptJudgement(of: receipt, key: key)
            found += judgement.flaws.map { AuditFlaw(.keptDifferent, at: .part("\($0)", of: name)) }
        }
        return found
    }

    private func receipt(at path: String) -> ProvenReceipt? {
        guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(ProvenReceipt.self, from: bytes)
        } catch {
            return nil
        }
    }

    private func isWithoutEffect(_ copy: TamperCopy, _ target: TamperAct.Target) throws -> Bool {
        switch target {
        case .data, .underOwnKey:
            return try TamperedStore(folder: copy.data).contents() == TamperedStore(folder: copy.ground.data).contents()
        case .backup: return false
        case .pack: return try copy.members == TamperCopy.members(of: copy.ground.packs)
        case .receipt:
            return try FileManager.default.contentsOfDirectory(atPath: copy.ground.receipts).allSatisfy { name in
                receipt(at: "\(copy.receipts)/\(name)") == receipt(at: "\(copy.ground.receipts)/\(name)")
            }
        }
    }
}
