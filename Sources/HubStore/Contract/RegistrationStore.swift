import HubCore

/// The register as those see it who keep a copy of it, and what centres ask of it.
package protocol RegistrationStore: Sendable {
    /// Agencies that changed, by version; all of them from ``RegisterPosition/start``.
    func agencies(changedAfter position: RegisterPosition, limit: Int) async throws -> [VersionedAgency]

    /// Notes what a centre asks, for an operator to decide. It takes the place of what the centre asked before about the same
    /// agency; a repeat changes nothing.
    func ask(_ request: AgencyRequest, now: Timestamp) async throws

    /// What nobody has decided about, oldest first.
    func openRequests(limit: Int) async throws -> [OpenAgencyRequest]

    /// Notes the decision; the request is open no longer. What a granted request changes is put into the register before, so
    /// that a crash between the two leaves it open, and deciding again is harmless.
    /// - Throws: ``StoreError/Code/inconsistent`` when there is no such open request.
    func decide(
        _ request: AgencyRequest, isGranted: Bool, note: String, by: String, now: Timestamp
    ) async throws
}

/// A place in the order of changes. Several agencies may have changed in one version.
package struct RegisterPosition: Sendable, Hashable {
    package let version: Int64
    package let agency: String

    package static let start = RegisterPosition(version: -1, agency: "")

    /// - Returns: the place after all that changed in `version`.
    package static func after(version: Int64) -> RegisterPosition {
        RegisterPosition(version: version == .max ? version : version + 1, agency: "")
    }
}

package struct VersionedAgency: Sendable, Hashable {
    package let agency: Agency
    /// The index of the journal entry by which it became what it is: grows with every change of the register.
    package let version: Int64
    package let changedAt: Timestamp

    package var position: RegisterPosition { RegisterPosition(version: version, agency: agency.id) }
}
