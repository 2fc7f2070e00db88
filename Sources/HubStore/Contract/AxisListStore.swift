import HubCore

/// How the register follows the axis' list of agencies.
package protocol AxisListStore: Sendable {
    /// Takes rows of the list into the register, in one transaction: compared with what is there, journalled where they
    /// differ (see ``ListedAgency/verdict(on:parent:ourCentre:at:)``).
    ///
    /// - Parameters:
    ///   - ourCentre: the centre as which the hub calls the axis.
    ///   - isLast: rows whose parent is not known are taken without one; otherwise they come back as unresolved.
    ///   - version: up to where the list has been followed with these rows; noted only when none is left unresolved.
    ///   - tentatively: nothing is changed.
    func follow(
        _ rows: [ListedAgency], as ourCentre: String, isLast: Bool, upTo version: Int64?, by: String,
        tentatively: Bool, now: Timestamp
    ) async throws -> ListStep

    func axisList() async throws -> AxisListState
    /// What the list and the register disagree on, by agency.
    func listContradictions(limit: Int) async throws -> [ListContradiction]

    /// The agencies in force that are not ours, by identifier.
    /// - Parameter after: the identifier of the last one seen; `""` from the beginning.
    func agenciesBeyond(after: String, limit: Int) async throws -> [AgencyBeyond]
    func countAgenciesBeyond() async throws -> Int
}

/// What some rows of the list did.
package struct ListStep: Sendable {
    package var changes: [AgencyChange] = []
    package var contradictions: [ListContradiction] = []
    /// Rows whose parent has not come yet.
    package var unresolved: [ListedAgency] = []
}

/// How far the register follows the list.
package struct AxisListState: Sendable, Hashable, Codable {
    /// `nil` when the list was never followed to its end, or has no versions.
    package let version: Int64?
    /// What came last of comparing, as far as it is journalled: a comparison that found nothing new is not.
    package let last: RegisterSynchronised?
    package let lastAt: Timestamp?
    /// When the register last followed the list.
    package let followedAt: Timestamp?
    /// When it was last compared with all of it.
    package let comparedAt: Timestamp?
    /// A list that an operator is to decide about.
    package let held: RegisterSynchronised?
}

/// An agency that is reached through the axis.
package struct AgencyBeyond: Sendable, Hashable {
    package let id: String
    /// See ``AxisListing/id``; `nil` when an operator put it there.
    package let listing: String?
}
