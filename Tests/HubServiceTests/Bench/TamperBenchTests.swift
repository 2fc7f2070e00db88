import HubCore
import Testing

@testable import HubService

@Suite struct `The tamper campaign` {
    /// Each kind of act once; `lienthong bench tamper` does a thousand.
    @Test func `finds every act, and names its place`() async throws {
        let bench = TamperBench(trials: TamperAct.all.count, seed: 20_261_121, exchanges: 24)
        let report = try await bench.run { _ in }
        #expect(report.isGood, "\(report.text)")
        #expect(report.rows.count == TamperAct.all.count && report.rows.allSatisfy { $0.trials == 1 })
        #expect(report.rows.map(\.named).reduce(0, +) >= TamperAct.all.count - 3)
        #expect(report.text.contains("entry dropped") && report.text.contains("--seed 20261121"))
    }

    @Test func `does the same again with the same seed`() async throws {
        func acts(_ seed: UInt64) async throws -> [String] {
            let (told, tell) = AsyncStream.makeStream(of: String.self)
            _ = try await TamperBench(trials: 4, seed: seed, exchanges: 12, only: "entry").run { tell.yield($0.what) }
            tell.finish()
            return await told.reduce(into: []) { $0.append($1) }
        }
        let first = try await acts(7)
        #expect(try await acts(7) == first)
        #expect(try await acts(8) != first)
    }
}
