/// What is wanted of a tray. Everything that is named must hold; what is empty asks for nothing.
package struct ListingQuery: Sendable, Hashable, Codable {
    /// Whose tray: identifiers of the register. Each row is one agency's; a document that two of them have comes twice.
    package var agencies: [String]
    package var tray: Tray
    package var states: Set<ListedState> = []
    /// 0 thường … 4 hỏa tốc hẹn giờ.
    package var priorities: Set<Int> = []
    /// 0 new, 1 recall, 2 update, 3 replace.
    package var businessTypes: Set<Int> = []
    /// As the documents state them: *Công văn*, *Quyết định*.
    package var typeNames: Set<String> = []
    /// The identifier of the sender of what was received, of any recipient of what was sent.
    package var counterpart: String?
    /// Accepted on this local day or later: its number from 1970-01-01.
    package var from: Int?
    /// Accepted on this local day or earlier.
    package var to: Int?
    /// Whether some duty is owed past its time.
    package var isOverdue = false
    /// Words of code, subject, kind, counterparts and staff (``SearchWords``); all must be there, of the last its beginning.
    package var text = ""

    package init(_ tray: Tray, of agencies: [String]) {
        (self.tray, self.agencies) = (tray, agencies)
    }
}

/// A place in a list, from which it can be read on in both directions. Names a place in the tray's order and not a page, so
/// that what comes in meanwhile neither repeats nor hides a row.
package struct ListingPlace: Sendable, Hashable, Comparable {
    /// What the tray is ordered by, rising down the list.
    package let rank: Int64
    /// The document's place among all.
    package let place: Int64
    /// The hub's number of the agency.
    package let agency: Int64

    package init(rank: Int64, place: Int64, agency: Int64) {
        (self.rank, self.place, self.agency) = (rank, place, agency)
    }

    package static func < (one: ListingPlace, other: ListingPlace) -> Bool {
        (one.rank, one.place, one.agency) < (other.rank, other.place, other.agency)
    }

    /// `-812.812.3`, for an address.
    package var text: String { "\(rank).\(place).\(agency)" }

    package init?(text: String) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 3, let rank = numbers[0], let place = numbers[1], let agency = numbers[2] else {
            return nil
        }
        self.init(rank: rank, place: place, agency: agency)
    }
}

/// Which rows of a list.
package enum ListingTurn: Sendable, Hashable {
    case first
    /// Those that follow.
    case after(ListingPlace)
    /// Those just before it, in the order of the list.
    case before(ListingPlace)
}
