/// One document at one recipient, as business goes on about it: where its copy is, how far the recipient's work has come,
/// and what its sender has asked for.
///
/// A value; an event by a party goes in, and what becomes of it comes out (``after(_:by:)``). Every state has an outcome for
/// every event by every party; <doc:BusinessOperations> draws them.
package struct Holding: Sendable, Hashable {
    package enum Copy: String, Sendable, Hashable, CaseIterable {
        /// It has not left the hub.
        case here
        /// The recipient has it, or may have: a packet on its way counts as having arrived.
        case out
        /// The sender has it back. An end, unless the sender addresses the recipient again.
        case back
    }

    /// How far the recipient has come, by its own word. The raw value is the status.
    package enum Work: String, Sendable, Hashable, CaseIterable {
        case untouched = ""
        case arrived = "01"
        case registered = "03"
        case assigned = "04"
        case inProgress = "05"
        case completed = "06"
        case returned = "02"
    }

    package var copy: Copy
    package var work: Work
    /// The newest request to give it back; `nil` when none was made.
    package var recall: Negotiation.State?
    /// The newest update; `nil` when none was made.
    package var update: Negotiation.State?
    /// Another document has taken the place of this one.
    package var isReplaced: Bool

    package init(
        copy: Copy = .here, work: Work = .untouched, recall: Negotiation.State? = nil,
        update: Negotiation.State? = nil, isReplaced: Bool = false
    ) {
        self.copy = copy
        self.work = work
        self.recall = recall
        self.update = update
        self.isReplaced = isReplaced
    }

    /// Who brings an event about.
    package enum Party: String, Sendable, Hashable, CaseIterable {
        /// The document's own.
        case sender
        /// Whose copy it is.
        case recipient
        case hub
        case stranger
    }

    package enum Event: Sendable, Hashable {
        /// A status 01 to 06.
        case says(Work, When)
        /// A status 15 or 16. `nil` when it does not tell which request it answers.
        case answers(Negotiation.Answer, Negotiation.Kind?)
        case asks(Negotiation.Kind)
        /// A document of type 3 takes the place of this one.
        case replaces
        /// An update adds the recipient.
        case addresses
        /// Nobody answered in time.
        case timeIsUp(Negotiation.Kind)
    }

    /// When a status says that its work was done, beside the newest request to give the document back. Statuses come late and
    /// out of order, so that is not when they come.
    package enum When: String, Sendable, Hashable, CaseIterable {
        /// Before it was asked back, or it never was.
        case before
        /// Since then, and before the answer.
        case meanwhile
        /// After it was given or taken back.
        case after
    }

    /// What became of an event.
    package struct Outcome: Sendable, Hashable {
        package let next: Holding
        package let verdict: Verdict
        /// What else is to be done.
        package let acts: Set<Act>

        init(_ next: Holding, _ verdict: Verdict, _ acts: Set<Act> = []) {
            self.next = next
            self.verdict = verdict
            self.acts = acts
        }
    }

    package enum Verdict: Sendable, Hashable {
        /// It takes effect.
        case holds
        /// Nothing new; it is kept.
        case repeats
        /// It cannot be so together with that status; it is kept, and shown as a contradiction.
        case contradicts(String)
        /// It takes effect, and settles a race with that status, which is shown as a contradiction.
        case prevails(over: String)
        /// An answer to nothing that was asked; it is kept, and shown as a contradiction.
        case unasked
        /// It may answer either of two requests: parked until a person says which.
        case unclear
        /// There is nothing left that it could change.
        case moot
        /// Not for this party to say: parked.
        case notTheirs
    }

    package enum Act: String, Sendable, Hashable, CaseIterable {
        /// The copy leaves the mailbox, or is not sent.
        case takeBack
        /// The request goes to the recipient.
        case relay
        /// The request stays here: it is answered already.
        case holdBack
        /// The document's bytes go to the recipient.
        case sendCopy
    }

    /// Whether nothing is owed by anybody.
    package var isEnd: Bool {
        copy == .back || (work == .completed || work == .returned) && !isAwaiting(.recall) && !isAwaiting(.update)
    }

    /// Whether the sender waits for an answer.
    package func isAwaiting(_ kind: Negotiation.Kind) -> Bool {
        let state = self[kind]
        return state == .asked || state == .contested
    }

    package subscript(kind: Negotiation.Kind) -> Negotiation.State? {
        get { kind == .recall ? recall : update }
        set { if kind == .recall { recall = newValue } else { update = newValue } }
    }
}
