import HubCore

/// All that is known at the end of a campaign, from all sides.
struct CampaignEvidence: Sendable {
    /// A packet that one of our agencies sent.
    struct Submission: Sendable, Hashable {
        enum Outcome: Sendable, Hashable {
            case accepted(Receipt)
            case refused(codes: [String])
            /// Nobody has answered: the hub may have it or not.
            case unknown
        }

        /// What a status speaks of.
        struct Statement: Sendable, Hashable {
            /// The document's digest.
            let document: String
            let agency: String
            let code: String
        }

        let name: String
        let sha256: String
        /// In the register's form; of a document.
        let recipients: [String]
        let statement: Statement?
        /// Whether the hub should take it.
        let isValid: Bool
        var outcome: Outcome
    }

    /// A document that an agency beyond the axis sent to ours.
    struct LetterDown: Sendable, Hashable {
        let name: String
        let sha256: String
        let recipients: [String]
        let isValid: Bool
    }

    /// A packet that one of our agencies' systems took out of its mailbox.
    struct Taking: Sendable, Hashable {
        let delivery: String
        let recipient: String
        let sha256: String
    }

    var submissions: [Submission]
    var lettersDown: [LetterDown]
    var takings: [Taking]
    var hub: HubAccount
    /// What the axis remembers.
    var truth: AxisTruth
    /// What has happened there.
    var history: AxisHistory
    /// Under which the hub signs its receipts.
    let key: NoteKey
    /// How often each fault has struck.
    var struck: [String: Int]
    /// The faults without which the campaign has shown too little.
    var mustStrike: [String]
}
