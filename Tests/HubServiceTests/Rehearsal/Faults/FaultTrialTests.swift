import HubCore
import Testing

@testable import HubService

@Suite struct FaultTrialTests {
    @Test func `every fault has a name of its own, and no loss is allowed under any`() {
        #expect(Set(FaultTrial.all.map(\.name)).count == FaultTrial.all.count)
        #expect(FaultTrial.all.allSatisfy { !$0.allowed.isEmpty && !$0.allowed.contains(.failed) })
    }

    @Test func `an outcome that a fault does not allow is told, and makes the campaign fail`() {
        var row = FaultRow(trial: FaultTrial(name: "slow", way: .limited("true"), allowed: [.tookAll]))
        row.ending = .tookAll
        #expect(row.isWell && !row.text.contains("✗"))
        row.ending = .failed
        row.flaws = [Flaw(.lostAtHub, "1/BC")]
        #expect(!row.isWell && row.text.contains("✗") && row.text.contains("lostAtHub 1/BC"))
    }

    @Test func `a fault that cannot be made here is skipped, and says so`() {
        let row = FaultRow(trial: FaultTrial.all[0])
        #expect(row.isSkipped && row.isWell && row.text.contains("skipped"))
    }
}
