import HubCore
import HubStore
import SignedXML
import Synchronization

/// How it goes with the witnesses: told by the collector, asked by whoever looks after the hub.
package final class WitnessWatch: Sendable {
    /// Since the hub was started.
    struct Standing: Sendable {
        /// In a row.
        var failures = 0
        var failingSince: Timestamp?
        var failure: WitnessFailure?
        /// When it is asked again.
        var nextAt: Timestamp?
    }

    package let settings: WitnessSettings
    private let standings = Mutex<[String: Standing]>([:])

    package init(_ settings: WitnessSettings) { self.settings = settings }

    func standing(of witness: WitnessSettings.Witness) -> Standing {
        standings.withLock { $0[witness.name] ?? Standing() }
    }

    func succeeded(_ witness: WitnessSettings.Witness) {
        standings.withLock { $0[witness.name] = Standing() }
    }

    func failed(_ witness: WitnessSettings.Witness, _ failure: WitnessFailure, at now: Timestamp, nextAt: Timestamp) {
        standings.withLock { standings in
            var standing = standings[witness.name] ?? Standing()
            standing.failures += 1
            standing.failingSince = standing.failingSince ?? now
            (standing.failure, standing.nextAt) = (failure, nextAt)
            standings[witness.name] = standing
        }
    }

    /// What there is to tell, with what is kept in the store.
    package func report(_ store: any Store, now: Timestamp) async throws -> WitnessReport {
        let kept = try await store.cosignedHeads()
        let witnessed = try await store.witnessedHead()
        let size = Checkpoint(text: try await store.checkpoint())?.head.size ?? 0
        return WitnessReport(
            at: now, size: size, witnessed: witnessed?.size, witnessedAt: witnessed?.at, needed: settings.quorum,
            witnesses: settings.witnesses.map { witness in
                let own = kept.first { $0.cosignature.witness == witness.key }
                let standing = standing(of: witness)
                return WitnessReport.Witness(
                    name: witness.name, url: witness.url, key: witness.key.text, size: own?.size,
                    cosignedAt: own?.cosignature.at, failures: standing.failures, failingSince: standing.failingSince,
                    reason: standing.failure?.says, contradicts: standing.failure?.contradicts ?? false,
                    nextAt: standing.nextAt)
            })
    }
}

/// Who stands behind how much of the journal.
package struct WitnessReport: Sendable, Codable {
    package struct Witness: Sendable, Codable {
        package let name: String
        package let url: String
        package let key: String
        /// Entries of the head that it cosigned last; `nil` when it never did.
        package let size: Int64?
        package let cosignedAt: Timestamp?
        /// In a row, since the hub was started.
        package let failures: Int
        package let failingSince: Timestamp?
        package let reason: Bilingual?
        /// ``WitnessFailure/contradicts``
        package let contradicts: Bool
        package let nextAt: Timestamp?
    }

    package let at: Timestamp
    /// Entries of the newest head.
    package let size: Int64
    /// Entries of the newest head behind which a quorum stands.
    package let witnessed: Int64?
    package let witnessedAt: Timestamp?
    /// How many it takes.
    package let needed: Int
    package let witnesses: [Witness]

    /// Entries after those for which a quorum stands.
    package var unwitnessed: Int64 { size - (witnessed ?? 0) }
}
