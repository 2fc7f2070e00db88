import Testing

@testable import HubService

@Suite struct `The measuring of isolation` {
    private func row(_ trouble: IsolationBench.Trouble, toAxis: Double, toMailbox: Double) -> IsolationBench.Row {
        IsolationBench.Row(
            trouble: trouble, toAxis: Latencies(milliseconds: [toAxis]),
            toMailbox: Latencies(milliseconds: [toMailbox]), load: .init(), memory: 1)
    }

    @Test func `the worst of all ways and troubles decides`() {
        let quiet = row(.none, toAxis: 10, toMailbox: 5)
        let well = IsolationBench.Outcome(rows: [quiet, row(.flood, toAxis: 29, toMailbox: 15)])
        #expect(well.verdict.isReached && well.verdict.text.contains("× 3.00"))
        let badly = IsolationBench.Outcome(rows: [quiet, row(.flood, toAxis: 10, toMailbox: 15.1)])
        #expect(!badly.verdict.isReached)
    }

    @Test func `everything is all of the troubles at once`() {
        let all = IsolationBench.Trouble.allCases
        #expect(all.filter { IsolationBench.Trouble.everything.includes($0) } == all)
        #expect(!IsolationBench.Trouble.flood.includes(.largeFiles) && IsolationBench.Trouble.flood.includes(.flood))
    }
}
