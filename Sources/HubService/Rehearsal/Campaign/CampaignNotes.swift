import Crypto
import HubCore
import Synchronization

/// What the systems of our agencies note during a campaign, as it happens.
final class CampaignNotes: Sendable {
    struct State: Sendable {
        var submissions: [CampaignEvidence.Submission] = []
        var lettersDown: [CampaignEvidence.LetterDown] = []
        var takings: [CampaignEvidence.Taking] = []
        /// What is being sent and has no answer.
        var open = 0
    }

    private let state = Mutex(State())

    var now: State { state.withLock { $0 } }

    /// Notes that a packet is sent, before it is.
    /// - Returns: the number under which its outcome is noted.
    func sends(_ submission: CampaignEvidence.Submission) -> Int {
        state.withLock { state in
            state.submissions.append(submission)
            state.open += 1
            return state.submissions.count - 1
        }
    }

    func answered(_ number: Int, _ sent: Sent) {
        state.withLock { state in
            state.open -= 1
            state.submissions[number].outcome =
                switch sent {
                case .accepted(let receipt): .accepted(receipt)
                case .refused(let codes): .refused(codes: codes)
                }
        }
    }

    func sentDown(_ paper: CampaignPapers.Paper) {
        state.withLock {
            $0.lettersDown.append(
                CampaignEvidence.LetterDown(
                    name: paper.name, sha256: paper.sha256, recipients: paper.recipients, isValid: paper.isValid))
        }
    }

    func taken(_ item: Waiting, _ packet: [UInt8]) {
        let taking = CampaignEvidence.Taking(
            delivery: item.delivery, recipient: item.recipient, sha256: SHA256.hash(data: packet).hexadecimal)
        state.withLock { $0.takings.append(taking) }
    }
}
