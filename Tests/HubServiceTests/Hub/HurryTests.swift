import Foundation
import HubCore
import Testing

@testable import HubService

@Suite struct `A thread for large files` {
    private let hurry = Hurry()
    private let piece = Duration.milliseconds(50)

    /// Works for as long as a piece takes.
    /// - Returns: when it had done.
    private func work(on threads: WorkThreads) async -> ContinuousClock.Instant {
        await withTaskExecutorPreference(threads) { Self.beBusy(for: piece) }
    }

    private static func beBusy(for time: Duration) -> ContinuousClock.Instant {
        Thread.sleep(forTimeInterval: time / .seconds(1))
        return .now
    }

    @Test func `stands aside after a piece while somebody is in a hurry, and goes on when he has done`() async throws {
        let threads = WorkThreads("test", count: 1, standingAsideFor: hurry)
        let (next, done, over) = await hurry.hurrying {
            let done = await work(on: threads)
            let next = Task { await withTaskExecutorPreference(threads) { ContinuousClock.now } }
            await Task.yield()
            return (next, done, ContinuousClock.now)
        }
        let goesOn = done + piece * (Courtesy.share - 1)
        #expect(await next.value >= min(over, goesOn))
    }

    @Test func `has its part of the time though somebody is always in a hurry`() async throws {
        let threads = WorkThreads("test", count: 1, standingAsideFor: hurry)
        await hurry.hurrying {
            let first = await work(on: threads)
            let second = await work(on: threads)
            #expect(second - first >= piece * Courtesy.share)
        }
    }
}
