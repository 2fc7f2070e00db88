import HubCore

/// Who stands behind the journal's heads: the cosignatures that witnesses gave.
package protocol WitnessStore: Sendable {
    /// The witnesses who count.
    var witnesses: WitnessQuorum { get }

    /// Keeps a cosignature that was verified. What nobody needs any more goes: heads below the newest one that a quorum stands
    /// behind, but for the newest of each witness.
    func keep(_ head: CosignedHead) async throws

    /// The newest head that each of those who count has cosigned.
    func cosignedHeads() async throws -> [CosignedHead]

    /// The newest head behind which a quorum stands; `nil` while there is none.
    func witnessedHead() async throws -> WitnessedHead?
}
