import HubCore
import Testing

@testable import HubService

/// The checker after a campaign: content when all sides agree, and naming each row that was dropped, doubled or changed.
@Suite struct CampaignAuditTests {
    private func found(_ spoil: (inout CampaignEvidence) throws -> Void) throws -> [String] {
        var campaign = try AgreedCampaign()
        try spoil(&campaign.evidence)
        return campaign.found
    }

    @Test func `a campaign on which all agree has no discrepancy`() throws {
        #expect(try found { _ in } == [])
    }

    @Test func `a document dropped at the hub is named, on every side that misses it`() throws {
        let found = try found { $0.hub.documents.removeFirst() }
        #expect(found.contains("lostAtHub up") && found.contains("inventedAtAxis up"))
    }

    @Test func `a document doubled at the hub, or made up there, is named`() throws {
        #expect(
            try found { $0.hub.documents.append($0.hub.documents[5]) }.contains(
                "doubledAtHub trạng thái 90001/TM (G22)"))
        let invented = AgreedCampaign.document("nobody's", "7/TM", from: "H24", to: [])
        #expect(try found { $0.hub.documents.append(invented) } == ["inventedAtHub 7/TM (H24)"])
    }

    @Test func `a delivery doubled, or left behind, is named`() throws {
        let doubled = try found { $0.hub.documents[0].deliveries.append($0.hub.documents[0].deliveries[0]) }
        #expect(doubled.contains("doubledAtHub 1/TM (H24) → G22"))
        #expect(
            try found { $0.hub.documents[0].deliveries[0].state = .waiting } == [
                "undelivered 1/TM (H24) → G22 (waiting)"
            ])
    }

    @Test func `what is not valid and was taken, or valid and refused, is named`() throws {
        let refused = CampaignEvidence.Submission.Outcome.refused(codes: ["SIG-DIGEST"])
        #expect(try found { $0.submissions[0].outcome = refused }.contains("validRefused up (SIG-DIGEST)"))
        #expect(
            try found { $0.submissions[3].outcome = $0.submissions[0].outcome }.contains("invalidAccepted spoiled"))
        let spoiledDown = CampaignEvidence.LetterDown(name: "1/TW", sha256: "down", recipients: [], isValid: false)
        #expect(try found { $0.lettersDown = [spoiledDown] }.contains("invalidAccepted 1/TW (G22)"))
    }

    @Test func `a submission that nobody answered, or whose receipt is another's, is named`() throws {
        #expect(try found { $0.submissions[0].outcome = .unknown } == ["unanswered up"])
        #expect(try found { $0.submissions[0].outcome = $0.submissions[1].outcome } == ["wrongReceipt up"])
        #expect(try found { $0.hub.size = 6 }.sorted() == ["wrongReceipt H24.01 01", "wrongReceipt H24.01 03"])
    }

    @Test func `what the axis never had, or has twice, is named`() throws {
        #expect(
            try found { $0.history.received.removeFirst() } == ["lostAtAxis 1/TM (H24) → G22"])
        #expect(
            try found { $0.history.handedOver.removeAll { $0.event == "played" && $0.sha256 == "up" } } == [
                "lostAtAxis 1/TM (H24) → G22"
            ])
        #expect(try found { $0.truth = $0.truth.doubled() } == ["doubledAtAxis up G22"])
        #expect(
            try found {
                $0.history.received.append(
                    .init(at: 0, type: "edoc", sha256: "alien", docId: "d", outcome: "accepted"))
            } == ["inventedAtAxis alien"])
    }

    @Test func `what the axis handed over and nobody has is named`() throws {
        let lost = try found { $0.hub.documents.remove(at: 1) }
        #expect(lost.contains("lostFromAxis down") && lost.contains("lostInMailbox 1/TW → H24.01"))
        #expect(try found { $0.history.handedOver.removeAll { $0.sha256 == "down" } } == ["lostFromAxis 1/TW"])
    }

    @Test func `an acknowledgement that is wrong, or missing, is named`() throws {
        func saying(_ event: String) throws -> [String] {
            try found { evidence in
                evidence.history.handedOver = evidence.history.handedOver.map { step in
                    guard step.sha256 == "down", step.event == "done" else { return step }
                    return .init(
                        receiver: step.receiver, system: step.system, docId: step.docId, sha256: step.sha256,
                        type: step.type, event: event)
                }
            }
        }
        #expect(try saying("fail") == ["wronglyAcknowledged down"])
        #expect(try saying("fetched") == ["unacknowledged down"])
    }

    @Test func `a mailbox that gave nothing, twice, or other bytes is named`() throws {
        #expect(try found { $0.takings.removeFirst() } == ["lostInMailbox 1/TM (H24) → H24.01"])
        #expect(try found { $0.takings.append($0.takings[0]) } == ["doubledInMailbox 1/TM (H24) → H24.01"])
        let altered = CampaignEvidence.Taking(delivery: "up → H24.01", recipient: "H24.01", sha256: "other")
        #expect(try found { $0.takings[0] = altered } == ["alteredInMailbox 1/TM (H24) → H24.01"])
        let again = CampaignEvidence.Taking(delivery: "another name", recipient: "H24.01", sha256: "up")
        #expect(try found { $0.takings.append(again) } == ["doubledInMailbox H24.01 up"])
    }

    @Test func `a status dropped, doubled or made up is named`() throws {
        #expect(try found { $0.hub.documents[0].deliveries[0].statuses.removeLast() } == ["statusLost 06 1/TM – G22"])
        #expect(
            try found { $0.hub.documents[1].deliveries[0].statuses.removeLast() } == ["statusLost 13 1/TW – H24.01"])
        #expect(
            try found {
                $0.hub.documents[0].deliveries[0].statuses.append($0.hub.documents[0].deliveries[0].statuses[0])
            }
                == ["statusDoubled 01 1/TM – G22"])
        let invented = HubAccount.Status(code: "02", at: Timestamp(milliseconds: 0))
        #expect(
            try found { $0.hub.documents[0].deliveries[1].statuses.append(invented) } == [
                "statusInvented 02 1/TM – H24.01"
            ])
        #expect(try found { $0.hub.parked = [] } == ["strayNotParked 03 90001/TM – G22"])
    }

    @Test func `an axis that still owes answers, and a fault that never struck, are named`() throws {
        #expect(try found { $0.struck = [:] } == ["faultNeverStruck delay"])
        #expect(try found { $0.truth = $0.truth.owing(2) } == ["owed 2"])
    }
}

extension AxisTruth {
    fileprivate func doubled() -> AxisTruth {
        AxisTruth(documents: [documents[0]] + documents, statuses: statuses, documentsDown: documentsDown, owed: owed)
    }

    fileprivate func owing(_ count: Int) -> AxisTruth {
        AxisTruth(documents: documents, statuses: statuses, documentsDown: documentsDown, owed: count)
    }
}
