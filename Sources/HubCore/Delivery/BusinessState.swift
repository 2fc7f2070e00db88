/// One status that was recorded for one delivery.
package struct RecordedStatus: Sendable, Hashable, Codable {
    /// Two digits: 01, 02, 03, 04, 05, 06, 13, 15, 16; anything else is kept and moves nothing.
    package let code: String
    /// The time the status states.
    package let at: Timestamp
    package let recordedAt: Timestamp
    package let description: String
    package let staff: String
    package let department: String

    package init(
        code: String, at: Timestamp, recordedAt: Timestamp, description: String = "", staff: String = "",
        department: String = ""
    ) {
        self.code = code
        self.at = at
        self.recordedAt = recordedAt
        self.description = description
        self.staff = staff
        self.department = department
    }
}

/// What a recipient has done with a document: the fold of all statuses recorded for the delivery, whatever order they
/// came in.
///
/// The furthest of 01 < 03 < 04 < 05 < 06 is where it stands; 02 ends it; 13, 15 and 16 lie over it as the recall
/// negotiation. What does not fit is kept as a contradiction.
package struct BusinessState: Sendable, Hashable {
    package enum Recall: String, Sendable, Hashable, Codable {
        /// The sender asked for it back (13), and the recipient has not answered since.
        case asked
        /// The recipient agreed (15) and destroys its copy. Ends it.
        case agreed
        /// The recipient declined (16): it stands where it stood.
        case declined
    }

    /// Two statuses that cannot both be so.
    package struct Contradiction: Sendable, Hashable, Codable {
        package let status: RecordedStatus
        /// The code it contradicts.
        package let against: String
    }

    /// The code shown: `02` when returned, else the furthest of 01, 03, 04, 05, 06; `nil` before any.
    package let code: String?
    /// Every step reached, with the earliest time stated for it.
    package let reached: [String: Timestamp]
    package let recall: Recall?
    /// In the order of their stated times.
    package let contradictions: [Contradiction]

    /// The steps of a document that is taken in, in order.
    package static let steps = ["01", "03", "04", "05", "06"]

    package init(of statuses: some Sequence<RecordedStatus>) {
        let ordered = Set(statuses).sorted { $0.sortsBefore($1) }
        var reached: [String: Timestamp] = [:]
        for status in ordered where reached[status.code] == nil { reached[status.code] = status.at }
        self.reached = reached
        code = reached["02"] != nil ? "02" : BusinessState.steps.last { reached[$0] != nil }
        recall = BusinessState.recall(ordered)
        contradictions = BusinessState.contradictions(ordered, reached)
    }

    /// Whether the recipient owes nothing more.
    package var isEnd: Bool { code == "02" || code == "06" || recall == .agreed }
}

extension BusinessState {
    private static func recall(_ ordered: [RecordedStatus]) -> Recall? {
        let last = ordered.last { ["13", "15", "16"].contains($0.code) }
        return switch last?.code {
        case "13": .asked
        case "15": .agreed
        case "16": .declined
        default: nil
        }
    }

    private static func contradictions(
        _ ordered: [RecordedStatus], _ reached: [String: Timestamp]
    ) -> [Contradiction] {
        ordered.compactMap { status in
            guard let against = contradicted(by: status, ordered, reached) else { return nil }
            return Contradiction(status: status, against: against)
        }
    }

    private static func contradicted(
        by status: RecordedStatus, _ ordered: [RecordedStatus], _ reached: [String: Timestamp]
    ) -> String? {
        switch status.code {
        case "03", "04", "05", "06":
            // Work reported at or after the return, and completion at any time, do not go with a return.
            if let returned = reached["02"], status.code == "06" || status.at >= returned { return "02" }
            // Nor does work on a copy that was to be destroyed.
            if let agreed = reached["15"], status.at > agreed { return "15" }
            return nil
        case "15", "16":
            // Two different answers to the same request.
            let other = status.code == "15" ? "16" : "15"
            let request = ordered.last { $0.code == "13" && $0.at <= status.at }?.at
            let sameRequest = ordered.contains { answer in
                answer.code == other && answer.at <= status.at
                    && ordered.last { $0.code == "13" && $0.at <= answer.at }?.at == request
            }
            return sameRequest ? other : nil
        default: return nil
        }
    }
}

extension RecordedStatus {
    /// A total order that does not depend on arrival: by stated time, then by the code's place in the process.
    fileprivate func sortsBefore(_ other: RecordedStatus) -> Bool {
        if at != other.at { return at < other.at }
        if rank != other.rank { return rank < other.rank }
        return (description, staff, department, recordedAt)
            < (other.description, other.staff, other.department, other.recordedAt)
    }

    private var rank: Int {
        ["01", "03", "04", "05", "06", "02", "13", "16", "15"].firstIndex(of: code) ?? 99
    }
}
