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

extension AgencyAdvice {
    /// Advice on an identifier that cannot be served.
    ///
    /// - Parameters:
    ///   - known: whom the register has under the identifier, in force or not.
    ///   - candidates: who may be meant; asked for only when nobody is known.
    ///   - agency: an agency by its identifier.
    package init(
        on party: MessageFacts.Party, known: Agency?, at moment: Timestamp, among candidates: () throws -> [Agency],
        named agency: (String) throws -> Agency?
    ) rethrows {
        if let known {
            // An identifier that is no longer its bearer's leads to the bearer itself.
            let next = known.answers(to: party.id, at: moment) ? known.successors : [known.id]
            self.init(successors: try Self.inForce(from: next, at: moment, named: agency).map(Named.init))
        } else {
            let possible = try candidates().filter { $0.isValid(at: moment) }
            let nearest = AgencySpelling.nearest(to: party.id, named: party.name, among: possible, limit: Self.named)
            self.init(nearest: nearest.map(Named.init))
        }
    }

    /// Follows successors to those in force, who may themselves have been merged since.
    private static func inForce(
        from first: [String], at moment: Timestamp, named agency: (String) throws -> Agency?
    ) rethrows -> [Agency] {
        var (waiting, seen, found) = (first, Set<String>(), [Agency]())
        while !waiting.isEmpty, seen.count < recipients {
            let id = waiting.removeFirst()
            guard seen.insert(id).inserted, let next = try agency(id) else { continue }
            if next.isValid(at: moment) { found.append(next) } else { waiting += next.successors }
        }
        return found
    }
}

extension [AgencyAdvice.Named] {
    /// `H24.01 (Sở Nội vụ), H24.02 (Sở Tài chính)`; a dash when there are none.
    var shown: String {
        isEmpty ? "–" : prefix(8).map { "\($0.id) (\($0.name.clipped(to: 60)))" }.joined(separator: ", ")
    }
}
