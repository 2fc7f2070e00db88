/// What a statement or a list makes of one agency.
package struct AgencyChange: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case added
        case changed
        case retired
        /// In force again after having been retired.
        case revived
    }

    package let kind: Kind
    /// `nil` when it is added.
    package let before: Agency?
    package let after: Agency

    /// - Returns: `nil` when nothing differs.
    package init?(from before: Agency?, to after: Agency, at moment: Timestamp) {
        guard before != after else { return nil }
        self.before = before
        self.after = after
        switch (before.map { !$0.hasEnded(at: moment) }, !after.hasEnded(at: moment)) {
        case (nil, _): kind = .added
        case (true?, false): kind = .retired
        case (false?, true): kind = .revived
        default: kind = .changed
        }
    }
}

extension Agency {
    fileprivate func hasEnded(at moment: Timestamp) -> Bool { validUntil.map { $0 <= moment } ?? false }
}

/// Where the axis' list contradicts the register, and the register stays as it is.
package struct ListContradiction: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable {
        /// An agency of ours is deleted there.
        case oursDeleted
        /// An agency of ours has another name there.
        case oursNamedOtherwise
        /// The list has an agency under our own centre that is not registered here.
        case unknownUnderOurCentre
        /// An operator retired it, and the list goes on with it.
        case retiredHere
        /// The list does not have it, and never had: an operator has put it there.
        case notListed
        /// The row's identifier is none.
        case unreadable
        /// Its identifier is a former one of an agency that the list has as well, or may have.
        case listedUnderFormer
        /// The body above it is not in the list.
        case parentUnknown
    }

    package let kind: Kind
    /// The identifier as the list has it.
    package let agency: String
    /// What stands there, or here.
    package let detail: String

    package init(_ kind: Kind, _ agency: String, _ detail: String = "") {
        self.kind = kind
        self.agency = agency.clipped(to: 35)
        self.detail = detail.clipped(to: 100)
    }
}
