import HubCore

/// What an operator can ask of a hub: the same acts, whether the hub runs (over its listener) or stands still.
package enum OperatorAct: Codable, Sendable {
    case putAgencies([Agency])
    /// Changes what the statements say, and nothing else; tentatively, nothing at all.
    case stateAgencies([AgencyStatement], tentatively: Bool)
    /// Rows of the axis' list, from a file.
    case listAgencies([ListedAgency], isLast: Bool, tentatively: Bool)
    case agency(String)
    case searchAgencies(String, limit: Int)
    case synchronise(SynchronisationAct)
    case putCertificate(RegisteredCertificate)
    case putSubjectRule(SubjectRule)
    /// A certificate by its fingerprint, or a rule by its name: from now on, or no longer.
    case withdraw(String)
    case restore(String)
    case registrations(of: String)
    /// What is asked of the agency's signatures; `nil` leaves it to the hub's policy.
    case setPolicy(agency: String, documents: SignaturePolicy?, statuses: SignaturePolicy?)
    /// A secret or token that is `nil` stays as it is. Travels to the running hub over its listener: loopback or TLS.
    case putCentre(id: String, name: String, secret: String?, token: String?)
    /// A new secret in force; the old one goes on until then. Travels as ``putCentre(id:name:secret:token:)`` does.
    case rotateSecret(id: String, secret: String, oldUntil: Timestamp)
    /// What centres ask of the register.
    case agencyRequests
    /// - Parameter centre: may be `nil` where one centre alone asks about the agency.
    case decide(agency: String, centre: String?, isGranted: Bool, note: String)
    case agencies(after: String, limit: Int)
    /// By the hub's identifier, the sender's DocumentId, or the full code.
    case track(String)
    case journal(from: Int64, limit: Int)
    /// What waits for the document it is about: statuses and requests.
    case parked
    /// Matches a parked packet with a document; of two open requests, says which is answered. All by the hub's identifiers.
    case match(packet: String, document: String, answering: String?)
    case checkpoint
    /// The key that signs heads and receipts.
    case key
    /// Who stands behind how much of the journal.
    case witnesses
    /// What proves an acceptance, or a hand-over, by the hub's identifier.
    case receipt(String)
    case tokens(TokenAct)
    case webhooks(WebhookAct)
    case care(CareAct)
    case queue(QueueAct)
    case deadlines(DeadlineAct)
    case users(UserAct)
    /// Notes how a redelivery goes, which the command line does by itself.
    case noteRedelivery(RedeliveryOrder, String)
    /// Notes what was exported of the journal, which the command line does by itself.
    case noteExport(subject: String, note: String)
}

/// What an operator can ask about the register following the axis' list.
package enum SynchronisationAct: String, Codable, Sendable {
    case status
    /// What has changed, or the whole list when it is time for that.
    case now
    case whole
    case acceptHeld
    case discardHeld
}

/// What came of an ``OperatorAct``.
package enum OperatorReply: Codable, Sendable {
    case changed(Int)
    case agencies([Agency])
    /// What changed, or would change, and what contradicts the register; each in a sentence.
    case differences(RegisterDifferences)
    case synchronisation(RegisterSynchroniser.Status)
    case registrations(certificates: [RegisteredCertificate], rules: [SubjectRule])
    case tracked([TrackedDocument])
    case journal([Entry])
    case parked([Parked])
    case agencyRequests([OpenAgencyRequest])
    case checkpoint(String)
    case key(String)
    case witnesses(WitnessReport)
    /// `nil` when there is none, or not yet.
    case receipt(ProvenReceipt?)
    case access(AccessReply)
    case care(CareReply)
    case queue(QueueReply)
    case deadlines(DeadlineReply)
    case users(UserReply)
    /// In Vietnamese and English.
    case refused(vi: String, en: String)

    package struct Entry: Codable, Sendable {
        package let index: Int64
        package let at: Timestamp
        package let kind: String
        /// Canonical JSON.
        package let entry: String
    }

    package struct Parked: Codable, Sendable {
        package let message: String
        package let replier: String
        package let issuer: String
        package let code: String
        package let status: String
        package let parkedAt: Timestamp
        /// `status`, or what the packet asks (``Related/Kind``).
        package var kind = "status"
        /// ``ParkedBecause``
        package var because = ParkedBecause.unknown.rawValue
        /// Why, of a request or a status that has a reason.
        package var reason = ""
        /// The documents it may be about, or the requests it may answer.
        package var candidates: [String] = []
    }
}
