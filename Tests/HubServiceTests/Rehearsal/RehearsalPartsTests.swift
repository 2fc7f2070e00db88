import Foundation
import HubCore
import Testing

@testable import HubService

@Suite struct RehearsalPartsTests {
    @Test func `the hub is killed after the step that is asked for, once`() {
        let plan = KillPlan.after(3)
        #expect((1...6).filter { plan.kills(after: $0, killsSoFar: 0) } == [3, 4, 5, 6])
        #expect(!plan.kills(after: 4, killsSoFar: 1))
    }

    @Test func `killed again and again, it is killed no more often than bounded`() {
        var kills: [Int] = []
        for step in 1...1000 where KillPlan.every(steps: 10, atMost: 4).kills(after: step, killsSoFar: kills.count) {
            kills.append(step)
        }
        #expect(kills == [10, 20, 30, 40])
    }

    @Test func `a call is made again as long as nobody answers, and not when the answer is no`() async throws {
        var calls = 0
        let answer = try await persistently {
            calls += 1
            if calls < 3 { throw LineFailure.unreachable("gone") }
            return calls
        }
        #expect(answer == 3)
        await #expect(throws: LineFailure.self) { try await persistently { throw LineFailure.refused("no") } }
    }

    @Test func `another receipt for the same packet is a problem, the same one is a repeat`() throws {
        let played = try WellPlayed()
        let other = try WellPlayed()
        let (digest, receipt) = try #require(played.notes.receipts.first)
        let record = RehearsalRecord()
        record.accepted("a", sha256: digest, receipt)
        record.accepted("a", sha256: digest, receipt)
        #expect(record.now.repeats == 1 && record.now.problems.isEmpty)
        record.accepted("a", sha256: digest, try #require(other.notes.receipts[digest]))
        #expect(record.now.problems.count == 1)
        record.accepted("b", sha256: "00", receipt)
        #expect(record.now.problems.count == 2)
    }

    @Test func `a folder that is no rehearsal's is left alone, a rehearsal's is cleared only when it begins afresh`()
        throws
    {
        let place = try TemporaryFolder()
        _ = try place.write("thesis.txt", "mine")
        #expect(throws: RehearsalFailure.self) { try RehearsalFolder(path: place.path).open(afresh: true) }
        let folder = RehearsalFolder(path: place.path + "/rehearsal")
        try folder.open(afresh: true)
        let secret = try folder.secretValue("vxp")
        try folder.open(afresh: false)
        #expect(try folder.secretValue("vxp") == secret)
        try folder.open(afresh: true)
        #expect(try folder.secretValue("vxp") != secret)
    }

    /// It begins with signals blocked, as every child of a pool's thread.
    private static let sleeper = """
        import signal, time
        signal.signal(signal.SIGTERM, lambda *_: exit(7))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        print("ready", flush=True)
        time.sleep(60)
        """

    @Test func `a process ends by its number, in order or at once`() async throws {
        let folder = try TemporaryFolder()
        func start(_ name: String) async throws -> ChildProcess {
            let log = "\(folder.path)/\(name).log"
            let process = try ChildProcess(
                name, program: "/usr/bin/python3", arguments: ["-c", Self.sleeper], folder: folder.path, log: log)
            while try String(contentsOfFile: log, encoding: .utf8).isEmpty {
                try await Task.sleep(for: .milliseconds(5))
            }
            return process
        }
        let (first, second) = (try await start("first"), try await start("second"))
        #expect(first.status == nil && second.status == nil)
        await first.stop()
        #expect(first.status == 7 && second.status == nil)
        await second.kill()
        #expect(second.status == 128 + SIGKILL)
    }
}
