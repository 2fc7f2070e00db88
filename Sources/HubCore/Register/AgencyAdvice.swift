/// What the register can say to help with an identifier that cannot be served.
package struct AgencyAdvice: Sendable, Hashable {
    /// An agency, as a sentence names it.
    package struct Named: Sendable, Hashable {
        package let id: String
        package let name: String

        package init(_ agency: Agency) {
            id = agency.id
            name = agency.name
        }
    }

    /// Who is probably meant by an identifier that nobody bears, the likeliest first.
    package var nearest: [Named]
    /// Who has taken over from an agency that is no longer in force, and is in force itself.
    package var successors: [Named]

    package init(nearest: [Named] = [], successors: [Named] = []) {
        self.nearest = nearest
        self.successors = successors
    }

    /// How many of the likeliest are named.
    package static let named = 3
    /// For how many recipients of one message advice is given.
    package static let recipients = 32
}

extension [AgencyAdvice.Named] {
    /// `H24.01 (Sở Nội vụ), H24.02 (Sở Tài chính)`; a dash when there are none.
    var shown: String {
        isEmpty ? "–" : prefix(8).map { "\($0.id) (\($0.name.clipped(to: 60)))" }.joined(separator: ", ")
    }
}
