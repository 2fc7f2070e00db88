import EdXML

/// How an agency beyond the axis plays its part in one document.
package enum RemotePart: String, Sendable, Hashable, CaseIterable {
    /// 01, 03, 04, 05, 06.
    case answers
    /// 01, then 02 with a reason.
    case refuses
    /// Nothing is ever heard.
    case silent
    /// As ``answers``, after ten times the usual wait.
    case late
    /// Every status is delivered twice.
    case twice
    /// The statuses come in the opposite order.
    case disordered
    /// As ``answers``, and with a status for a document that was never sent.
    case stray

    /// How much longer than usual it takes.
    var slowness: Int64 { self == .late ? 10 : 1 }
}

extension AnswerScript {
    /// One of the parts that may be played, as often as its weight says.
    package struct WeightedPart: Sendable, Hashable {
        package var part: RemotePart
        package var weight: Int
        /// By whom; empty for all.
        package var agencies: Set<AgencyID>

        package init(_ part: RemotePart, weight: Int = 1, agencies: Set<AgencyID> = []) {
            self.part = part
            self.weight = weight
            self.agencies = agencies
        }
    }

    /// When an agency beyond the axis asks for a document back that it has sent to one of ours.
    package enum Moment: String, Sendable, Hashable, CaseIterable {
        /// Right behind the document: before its receiver can have fetched it.
        case arrival
        /// When its receiver has reported 06.
        case completion
        /// While an update of it is on its way.
        case update
    }

    package struct WeightedMoment: Sendable, Hashable {
        /// `nil`: it never asks.
        package var moment: Moment?
        package var weight: Int

        package init(_ moment: Moment?, weight: Int = 1) {
            self.moment = moment
            self.weight = weight
        }
    }

    /// The part that an agency plays in a document.
    package func part(of receiver: AgencyID, key: String) -> RemotePart {
        let possible = parts.filter { $0.agencies.isEmpty || $0.agencies.contains(receiver) }
        return Self.drawn(possible.map { ($0.part, $0.weight) }, chance(key, receiver, "part")) ?? .answers
    }

    /// What the sender of a document demands of one of its receivers.
    package func demands(on receiver: AgencyID, key: String) -> [Answer] {
        let drawn = Self.drawn(recalls.map { ($0.moment, $0.weight) }, chance(key, receiver, "recall"))
        guard let drawn, let moment = drawn else { return [] }
        return [
            Answer(
                code: .recallRequested, delayMilliseconds: 50,
                description: "Văn bản có sai sót, đề nghị cơ quan nhận cho thu hồi",
                awaits: moment == .arrival ? nil : moment)
        ]
    }

    private static func drawn<Choice>(_ choices: [(Choice, weight: Int)], _ chance: Double) -> Choice? {
        let sum = choices.reduce(0) { $0 + $1.weight }
        var left = Int(chance * Double(sum))
        for (choice, weight) in choices {
            if left < weight { return choice }
            left -= weight
        }
        return choices.last?.0
    }
}
