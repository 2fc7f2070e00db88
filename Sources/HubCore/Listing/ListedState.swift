/// Where a document stands, as a list shows it in one word: for one recipient, or for all of them together.
package enum ListedState: String, Sendable, Hashable, Codable, CaseIterable {
    /// The packet has not left the hub.
    case waiting
    /// The recipient can have it, or has it, and has said nothing.
    case untouched
    /// 01
    case arrived
    /// 03
    case received
    /// 04
    case assigned
    /// 05
    case processing
    /// 06. An end.
    case done
    /// The sender wants it back (13), and the recipient has not answered.
    case recallAsked
    /// The recipient keeps it (16), and has not completed it.
    case recallDeclined
    /// The sender has it back (15, or it had not left). An end.
    case recalled
    /// 02. An end.
    case returned
    /// The recipient did not get it. An end, unless it is sent again.
    case failed

    /// What has become of one delivery.
    package init(_ transport: TransportState, _ business: BusinessState) {
        if transport == .recalled || business.recall == .agreed || business.recall == .takenBack {
            self = .recalled
        } else if business.code == "02" {
            self = .returned
        } else if business.code == nil, transport.hasFailed {
            self = .failed
        } else if business.code == nil, transport == .waiting || transport == .leased {
            self = .waiting
        } else if business.recall?.isOpen == true {
            self = .recallAsked
        } else if business.recall == .declined, business.code != "06" {
            self = .recallDeclined
        } else {
            self = ListedState(steps: business.steps)
        }
    }

    /// - Parameter steps: of the five, how many at most are behind it.
    package init(steps: Int) {
        self = [.untouched, .arrived, .received, .assigned, .processing, .done][min(max(steps, 0), 5)]
    }

    /// Whether a recipient of whom this is so still counts for where the document stands.
    package var counts: Bool {
        switch self {
        case .recalled, .returned, .failed: false
        default: true
        }
    }

    /// Its number in a column; never changes.
    package var number: Int {
        switch self {
        case .waiting: 0
        case .untouched: 1
        case .arrived: 2
        case .received: 3
        case .assigned: 4
        case .processing: 5
        case .done: 6
        case .recallAsked: 7
        case .recallDeclined: 8
        case .recalled: 9
        case .returned: 10
        case .failed: 11
        }
    }

    private static let byNumber = Dictionary(uniqueKeysWithValues: allCases.map { ($0.number, $0) })

    package init?(number: Int) {
        guard let state = Self.byNumber[number] else { return nil }
        self = state
    }
}

extension TransportState {
    /// An end at which the recipient has nothing.
    package var hasFailed: Bool {
        switch self {
        case .failed, .refused, .dead, .cancelled: true
        default: false
        }
    }
}

extension BusinessState {
    /// The furthest of the five steps 01, 03, 04, 05, 06, counted from 1; 0 before any.
    package var steps: Int {
        (BusinessState.steps.lastIndex { reached[$0] != nil }).map { $0 + 1 } ?? 0
    }
}
