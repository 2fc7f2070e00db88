import Foundation
import Glibc
import HubStore
import Synchronization
import Testing

@testable import HubService

@Suite struct `Threads for documents that are not small` {
    private static var niceness: Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }

    @Test func `work goes there and comes back, and large work gives way to all other`() async {
        let here = Self.niceness
        let swift = await withTaskExecutorPreference(WorkThreads.swift) { Self.niceness }
        let patient = await withTaskExecutorPreference(WorkThreads.patient) { Self.niceness }
        #expect(swift == here && patient == min(here + 10, 19) && Self.niceness == here)
    }

    @Test func `a small document stays where it is`() {
        #expect(WorkThreads.forDocument(of: Int64(Spool.inlineLimit)) == nil)
        #expect(WorkThreads.forDocument(of: Int64(Spool.inlineLimit) + 1) === WorkThreads.swift)
        #expect(WorkThreads.forDocument(of: WorkThreads.largestSwift + 1) === WorkThreads.patient)
    }

    @Test func `no more is done at once than there are threads, and all of it in the end`() async {
        let threads = WorkThreads("try", count: 2)
        let tally = Tally()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    await withTaskExecutorPreference(threads) {
                        tally.begin()
                        usleep(100)
                        tally.end()
                    }
                }
            }
        }
        let counts = tally.counts
        #expect(counts.most <= 2 && counts.done == 100 && counts.now == 0)
    }

    private final class Tally: Sendable {
        private let state = Mutex((now: 0, most: 0, done: 0))
        var counts: (now: Int, most: Int, done: Int) { state.withLock { $0 } }

        func begin() { state.withLock { ($0.now, $0.most) = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func end() { state.withLock { ($0.now, $0.done) = ($0.now - 1, $0.done + 1) } }
    }
}
