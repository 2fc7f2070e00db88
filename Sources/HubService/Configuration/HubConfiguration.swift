import EdXML
import HubCore
import HubStore
import Logging
import SignedXML

/// Everything an operator decides about a hub. What each value does is said in `config/hub.example.yaml`.
package struct HubConfiguration: Sendable {
    package var listen: ListenAddress
    package var limits: HTTPLimits
    /// The folder of the database, the payloads and the journal's head.
    package var dataFolder: String
    /// Bytes of room on the data folder's disk below which no new documents are taken; 0 for none.
    package var diskFloor: Int64 = 1 << 30
    /// How much may wait to be written.
    package var writeQueue = WriteQueue.Limits()
    /// Where the measures are given out, to whoever can reach it; `nil`: on the hub's own listener, to its operator.
    package var telemetryListen: ListenAddress?
    package var identity: Identity
    package var trust: Trust
    /// The folder of the XSDs.
    package var schemasFolder: String
    package var policies: Policies
    /// Which rules refuse and which flag, where that differs from the rules themselves.
    package var rules = RuleBook.standard
    /// How much is checked for others.
    package var check = CheckLimits()
    /// How often a token of the hub's own interface may call.
    package var api = APILimits()
    /// How webhooks are called.
    package var push = PushSettings()
    /// How far a caller's clock may be from ours.
    package var clockTolerance: Duration
    /// How often a system may call the axis-style interface, in both of its variants together.
    package var axisCalls = CallLimits.centre
    /// What becomes of `registerAgency` and `deleteAgency`.
    package var registration = RegistrationPolicy.refuse
    /// Whether the provincial variant of the axis interface is served, under `/v1`.
    package var isProvincial = false
    /// `nil`: the hub stands alone, without a national axis.
    package var axis: AxisLink?
    package var dispatch: Dispatch
    package var negotiation = Negotiation()
    /// How long what has ended is kept.
    package var retention = RetentionSettings()
    /// `nil`: the hub keeps no deadlines.
    package var deadlines: DeadlineSettings?
    /// Who may use the pages, and how they prove it.
    package var accounts = AccountSettings()
    package var logLevel: Logger.Level
    /// How much of the message log whoever asks may read.
    package var logOpenness = LogOpenness.nothing
    /// Who cosigns the journal's heads.
    package var witnesses = WitnessSettings()
    /// Who stamps them; `nil` for nobody.
    package var stamps: StampSettings?
    /// Who signs the ASiC-E containers that are exported; `nil`: none are.
    package var archiveSigner: ArchiveSigner?
    package var language: Language
    /// What was read, by name, as the journal is told it; empty where the configuration came from no file.
    package var settings: [String: StatedSetting] = [:]

    /// Files in PEM: the certificate first, then those that lead to its anchor.
    package struct ArchiveSigner: Sendable, Hashable {
        package var certificate: String
        package var key: String

        package init(certificate: String, key: String) { (self.certificate, self.key) = (certificate, key) }
    }

    /// By what the hub is known, and with what it signs and seals.
    package struct Identity: Sendable, Hashable {
        /// The origin of receipts and checkpoints (C2SP checkpoint, first line).
        package var origin: String
        /// Ed25519, PKCS #8 PEM; made at the first start.
        package var signingKey: String
        /// 32 bytes that seal the secrets kept in the database; made at the first start.
        package var sealingKey: String
    }

    /// Whose certificates are believed. All paths are of PEM or DER files, or of folders of them.
    package struct Trust: Sendable, Hashable {
        package var anchors: [String]
        package var intermediates: [String]
        package var revocationLists: [String]
        package var revocationUnknown: TrustStore.RevocationUnknown
        /// Of time-stamping authorities; without any, time-stamps are reported and not used.
        package var tsaAnchors: [String] = []
        /// How long a list is used beyond its *nextUpdate*.
        package var revocationGrace = Self.defaultGrace
        /// How often the files are looked at.
        package var reloadInterval = Self.defaultReloadInterval
        /// `nil`: lists are brought by others.
        package var refresh: Refresh?

        package static let defaultGrace = Duration.seconds(86_400)
        package static let defaultReloadInterval = Duration.seconds(10)

        /// Where revocation lists are fetched from.
        package struct Refresh: Sendable, Hashable {
            package var urls: [String]
            /// Where they are written: one of the folders of ``Trust/revocationLists``.
            package var folder: String
            package var interval: Duration
            /// For one list, from the call to its last byte.
            package var deadline: Duration
            package var maxBytes: Int
        }

        package init(
            anchors: [String], intermediates: [String], revocationLists: [String],
            revocationUnknown: TrustStore.RevocationUnknown
        ) {
            self.anchors = anchors
            self.intermediates = intermediates
            self.revocationLists = revocationLists
            self.revocationUnknown = revocationUnknown
        }
    }

    package struct Policies: Sendable, Hashable {
        package struct Kinds: Sendable, Hashable {
            package var documents: SignaturePolicy
            package var statuses: SignaturePolicy
        }

        /// For what our agencies send.
        package var agencies: Kinds
        /// For what comes down from the axis.
        package var axis: Kinds
    }

    /// How deliveries are carried.
    package struct Dispatch: Sendable, Hashable {
        /// After this, a delivery that was claimed and not settled may be claimed again.
        package var lease: Duration
        package var backoffBase: Duration
        package var backoffCap: Duration
        /// After this, an undeliverable delivery goes to the dead letters.
        package var expiry: Duration
        /// Packets on their way to a destination at once, at most; fewer while it fails.
        package var concurrency: Int
        /// After so many failures in a row a destination is tried with one packet at a time.
        package var breakerFailures = 5
        /// The longest time between two such packets; the first comes after ``backoffBase``.
        package var probeCap = Duration.seconds(30)
    }

    /// How requests to recipients go on.
    package struct Negotiation: Sendable, Hashable {
        /// After this, nobody waits for an answer to a recall or an update any more.
        package var answerWithin = Duration.seconds(5 * 86_400)
    }
}
