extension OperatorLine {
    /// Who stands behind how much of the journal; of a hub that does not run, what it kept.
    /// - Throws: ``OperatorRefusal``, ``Unreachable``, or what a store that stands still throws.
    package func witnesses() async throws -> WitnessReport {
        guard case .witnesses(let report) = try await asked(.witnesses) else {
            throw Unreachable(unexpectedReplyTo: "witnesses")
        }
        return report
    }
}
