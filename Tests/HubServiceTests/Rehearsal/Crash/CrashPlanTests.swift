import Foundation
import HubStore
import Testing

@testable import HubService

@Suite struct CrashPlanTests {
    private let plan = CrashPlan(kills: 80, seed: 3)

    @Test func `the same seed kills at the same steps, another at others`() {
        #expect(plan == CrashPlan(kills: 80, seed: 3))
        #expect(plan != CrashPlan(kills: 80, seed: 4))
    }

    @Test func `every named step has its turn, and every fourth kill comes at any instant`() {
        let steps = plan.kills.compactMap { if case .at(let point, _) = $0 { point } else { nil } }
        #expect(Set(steps) == Set(CrashPoint.allCases))
        #expect(plan.kills.count - steps.count == 20)
    }

    @Test func `a kill that missed its step counts as one at any instant`() {
        var tally = CrashTally()
        tally.add(.at(.committed, pass: 3), isByItself: true)
        tally.add(.at(.committed, pass: 9), isByItself: false)
        tally.add(.after(milliseconds: 5), isByItself: false)
        #expect(tally.byStep == ["committed": 1, "any instant": 2] && tally.missed == 1 && tally.kills == 3)
    }

    /// Compiled as a release build compiles it, the file knows no environment and no signal.
    @Test func `a release build cannot be told to kill itself`() async throws {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../../Sources/HubStore/CrashPoint.swift"
        ).standardizedFileURL.path
        let folder = try TemporaryFolder()
        func strings(_ flags: [String]) async throws -> Data {
            let object = "\(folder.path)/crash-point.o"
            let outcome = try await Subprocess.run(
                "/usr/bin/env",
                ["swiftc", "-parse-as-library", "-package-name", "lienthong", "-c", source, "-o", object] + flags)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try Data(contentsOf: URL(filePath: object))
        }
        let variable = Data("LIENTHONG_CRASH_POINT".utf8)
        #expect(try await strings(["-D", "DEBUG"]).range(of: variable) != nil)
        #expect(try await strings(["-O"]).range(of: variable) == nil)
    }
}
