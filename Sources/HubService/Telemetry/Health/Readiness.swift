import HubCore
import HubStore
import SignedXML
import Synchronization

/// Whether the hub can take documents now, and if not, why. The axis' state is told and decides nothing: what cannot be sent up
/// now waits.
struct Readiness: Encodable {
    struct Check: Encodable {
        let ok: Bool
        /// Why not.
        let vi: String?
        let en: String?

        init(failing: Bilingual?) {
            ok = failing == nil
            vi = failing?.vi
            en = failing?.en
        }
    }

    struct Axis: Encodable {
        let answering: Bool?
        let answeredAt: Timestamp?
    }

    let ready: Bool
    let store: Check
    let disk: Check
    let queue: Check
    /// Absent where there is none.
    let axis: Axis?
}

/// Finds out about a hub's ``Readiness``.
final class ReadinessProbe: Sendable {
    private struct Trial {
        /// Set when the trial under way has ended.
        var underWay: ShutdownFlag?
        var ended: ContinuousClock.Instant?
        /// What a write came to; `nil` when it was good.
        var failure: Bilingual?
    }

    private let store: any Store
    private let disk: DiskWatch
    private let axis: AxisStanding?
    private let trial = Mutex(Trial())
    /// How long the outcome of a trial is believed, so that nobody can keep the disk busy by asking.
    private static let freshness = Duration.seconds(1)
    /// How long a trial is waited for. A disk that takes longer is not ready.
    private let patience: Duration

    init(store: any Store, disk: DiskWatch, axis: AxisStanding?, patience: Duration = .seconds(2)) {
        (self.store, self.disk, self.axis, self.patience) = (store, disk, axis, patience)
    }

    func readiness() async -> Readiness {
        let store = Readiness.Check(failing: await writing())
        let disk = Readiness.Check(
            failing: disk.hasRoom
                ? nil
                : Bilingual(
                    vi: "Đĩa còn ít hơn mức sàn data.diskFloor; chưa nhận văn bản mới.",
                    en: "The disk has less room than data.diskFloor; new documents are not taken."))
        let queue = Readiness.Check(
            failing: self.store.writeQueue.hasRoom
                ? nil
                : Bilingual(
                    vi: "Hàng đợi ghi đã đầy (data.maxWaiting, data.maxWaitingBytes).",
                    en: "As much waits to be written as may (data.maxWaiting, data.maxWaitingBytes)."))
        return Readiness(
            ready: store.ok && disk.ok && queue.ok, store: store, disk: disk, queue: queue,
            axis: axis.map { Readiness.Axis(answering: $0.now.isAnswering, answeredAt: $0.now.answeredAt) })
    }

    /// What is wrong with writing; `nil` when a write was good within the last second, or is now.
    private func writing() async -> Bilingual? {
        let running = trial.withLock { trial -> ShutdownFlag? in
            if let ended = trial.ended, ContinuousClock.now - ended < Self.freshness { return nil }
            if let underWay = trial.underWay { return underWay }
            let done = ShutdownFlag()
            trial.underWay = done
            // Not a child of this task: a disk that hangs would keep the answer.
            Task { await attempt(until: done) }
            return done
        }
        await running?.wait(for: patience)
        return trial.withLock { $0.underWay == nil ? $0.failure : Self.hangs }
    }

    private func attempt(until done: ShutdownFlag) async {
        var failure: Bilingual?
        do {
            try await store.tryWriting()
        } catch let error as StoreError {
            failure = Bilingual(
                vi: "Kho lưu trữ không ghi được: \(error.code.rawValue).",
                en: "The store cannot be written: \(error.code.rawValue).")
        } catch {
            failure = Bilingual(vi: "Kho lưu trữ không ghi được.", en: "The store cannot be written.")
        }
        trial.withLock { $0 = Trial(ended: ContinuousClock.now, failure: failure) }
        done.set()
    }

    private static let hangs = Bilingual(
        vi: "Kho lưu trữ ghi quá lâu chưa xong.", en: "A write to the store does not come to an end.")
}
