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
    /// How its document was found.
    package let match: Match?

    package init(
        code: String, at: Timestamp, recordedAt: Timestamp, description: String = "", staff: String = "",
        department: String = "", match: Match? = nil
    ) {
        self.code = code
        self.at = at
        self.recordedAt = recordedAt
        self.description = description
        self.staff = staff
        self.department = department
        self.match = match
    }
}

/// What a recipient has done with a document: the fold of all statuses recorded for the delivery, whatever order they
/// came in.
///
/// The furthest of 01 < 03 < 04 < 05 < 06 is where it stands; 02 ends it; over it lie the negotiations with the sender, which
/// were decided one by one as they came (``Holding``). What does not fit is kept as a contradiction.
package struct BusinessState: Sendable, Hashable {
    package typealias Recall = Negotiation.State

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
    /// Of the newest request to give it back.
    package let recall: Recall?
    /// Of the newest update.
    package let update: Negotiation.State?
    /// In the order of their stated times.
    package let contradictions: [Contradiction]

    /// The steps of a document that is taken in, in order.
    package static let steps = ["01", "03", "04", "05", "06"]

    /// - Parameter negotiations: about the copy that the recipient has now, in the order they were asked.
    package init(of statuses: some Sequence<RecordedStatus>, negotiations: [Negotiation] = []) {
        let ordered = Set(statuses).sorted { $0.sortsBefore($1) }
        var reached: [String: Timestamp] = [:]
        for status in ordered where reached[status.code] == nil { reached[status.code] = status.at }
        self.reached = reached
        code = reached["02"] != nil ? "02" : BusinessState.steps.last { reached[$0] != nil }
        let recall = negotiations.last { $0.kind == .recall }
        self.recall = recall?.state
        update = negotiations.last { $0.kind == .update }?.state
        contradictions = ordered.compactMap { status in
            let against =
                BusinessState.contradicted(by: status, reached) ?? recall.flatMap { $0.contradicted(by: status) }
                ?? status.contradictsAnswers(negotiations)
            return against.map { Contradiction(status: status, against: $0) }
        }
    }

    /// Whether nobody owes anything more.
    package var isEnd: Bool {
        if recall == .agreed || recall == .takenBack { return true }
        let isAwaited = [recall, update].contains { $0 == .asked || $0 == .contested }
        return (code == "02" || code == "06") && !isAwaited
    }

    /// Work reported at or after the return, and completion at any time, do not go with a return.
    private static func contradicted(by status: RecordedStatus, _ reached: [String: Timestamp]) -> String? {
        guard ["03", "04", "05", "06"].contains(status.code), let returned = reached["02"] else { return nil }
        return status.code == "06" || status.at >= returned ? "02" : nil
    }
}

extension Negotiation {
    /// When a status says that its work was done, beside this request to give the document back.
    package func when(_ at: Timestamp) -> Holding.When {
        switch state {
        case .takenBack: .after
        case _ where at < askedAt: .before
        case .agreed: answer.map { at > $0.at } ?? true ? .after : .meanwhile
        default: .meanwhile
        }
    }

    /// The status with which work on a document that was given back does not go.
    fileprivate func contradicted(by status: RecordedStatus) -> String? {
        guard state == .agreed || state == .takenBack, let work = Holding.Work(rawValue: status.code),
            work.isWork(against: when(status.at))
        else { return nil }
        return state == .agreed ? "15" : "13"
    }
}

extension RecordedStatus {
    /// An answer that decided nothing: the other answer came before it, or nothing was asked.
    fileprivate func contradictsAnswers(_ negotiations: [Negotiation]) -> String? {
        guard let answer = Negotiation.Answer(code: code) else { return nil }
        let answers = negotiations.compactMap(\.answer)
        if answers.contains(where: { $0.code == code }) { return nil }
        return answers.isEmpty ? "13" : answer.other.code
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
