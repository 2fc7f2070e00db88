/// What all sides remember of a trial, once it is over: those who sent, those who received, and the hub.
package struct History: Sendable {
    /// A packet that somebody offered to the hub, as its sender noted it.
    package struct Submission: Sendable, Hashable {
        package enum Outcome: Sendable, Hashable {
            case accepted(Receipt)
            /// The hub said that it holds it, without a receipt.
            case taken
            case refused(codes: [String])
            /// Nobody has answered: the hub may have it or not.
            case unknown
        }

        package let name: String
        package let sha256: String
        /// Whether the hub should take it.
        package let isValid: Bool
        package let outcome: Outcome

        package init(name: String, sha256: String, isValid: Bool, outcome: Outcome) {
            self.name = name
            self.sha256 = sha256
            self.isValid = isValid
            self.outcome = outcome
        }
    }

    /// A packet had its effect on somebody: a recipient keeps it.
    package struct Effect: Sendable, Hashable {
        package let recipient: String
        package let sha256: String

        package init(recipient: String, sha256: String) {
            self.recipient = recipient
            self.sha256 = sha256
        }
    }

    /// A packet that the hub holds.
    package struct Kept: Sendable, Hashable {
        package struct Delivery: Sendable, Hashable {
            package let id: String
            package let recipient: String
            package let route: DeliveryRoute
            package let state: TransportState

            package init(id: String, recipient: String, route: DeliveryRoute, state: TransportState) {
                self.id = id
                self.recipient = recipient
                self.route = route
                self.state = state
            }
        }

        package let id: String
        package let sha256: String
        package let name: String
        package let deliveries: [Delivery]

        package init(id: String, sha256: String, name: String, deliveries: [Delivery]) {
            self.id = id
            self.sha256 = sha256
            self.name = name
            self.deliveries = deliveries
        }
    }

    package var submissions: [Submission]
    /// SHA-256 of packets that others offered, who noted no outcome.
    package var offered: Set<String>
    package var effects: [Effect]
    package var kept: [Kept]
    /// Entries of the hub's journal, which has been verified.
    package var size: Int64
    /// Under which the hub signs its receipts.
    package var key: NoteKey

    package init(
        submissions: [Submission], offered: Set<String> = [], effects: [Effect], kept: [Kept], size: Int64, key: NoteKey
    ) {
        self.submissions = submissions
        self.offered = offered
        self.effects = effects
        self.kept = kept
        self.size = size
        self.key = key
    }
}

/// Something on which the sides of a ``History`` do not agree.
package struct Flaw: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Acknowledged, and not in the hub.
        case lostAtHub
        case wrongReceipt
        /// Refused, and should not have been.
        case validRefused
        /// Should have been refused, or was, and is in the hub.
        case invalidAccepted
        case unanswered
        case doubledAtHub
        /// In the hub, and nobody sent it.
        case inventedAtHub
        case undelivered
        /// The hub calls it delivered, and its recipient has not got it.
        case lostAtRecipient
        case doubledAtRecipient
        /// A recipient has what the hub has not for it.
        case inventedAtRecipient
    }

    package let kind: Kind
    package let what: String

    package init(_ kind: Kind, _ what: String) {
        self.kind = kind
        self.what = what
    }
}
