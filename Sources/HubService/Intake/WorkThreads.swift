import Foundation
import Glibc
import HubStore
import Synchronization

/// A few threads of their own for work that would hold up an event loop: the bytes of documents that are not small.
///
/// A task goes there with `withTaskExecutorPreference`, for one piece, and comes back. Pieces are done in the order in which
/// they come, so that several documents move on by turns, and never more at once than there are threads.
final class WorkThreads: TaskExecutor {
    /// For documents that go into a file of their own, up to ``largestSwift``.
    static let swift = WorkThreads("files", count: 2)
    /// For larger ones. The machine gives every other thread of the hub the processor first, and between two pieces they stand
    /// aside while there is a ``hurry``: who sends 200 MB can wait for a moment longer, and nobody has to wait for him.
    static let patient = WorkThreads(
        "large files", count: max(1, processors / 2), niceness: 10, standingAsideFor: hurry)
    /// Whatever is not large, while it is inspected, judged, committed or claimed. One for the process, as its threads are.
    static let hurry = Hurry()

    /// Documents above this many bytes are for ``patient``.
    static let largestSwift: Int64 = 1 << 20
    private static let processors = ProcessInfo.processInfo.activeProcessorCount

    private let waiting = Mutex<[UnownedJob]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - niceness: added to the process's (setpriority(2); Linux keeps one for each thread).
    ///   - hurry: while there is any, they stand aside between two pieces.
    init(_ name: String, count: Int, niceness: Int32 = 0, standingAsideFor hurry: Hurry? = nil) {
        for _ in 0..<count {
            Thread.detachNewThread { [self] in
                Thread.current.name = name
                Self.giveWay(by: niceness)
                work(standingAsideFor: hurry)
            }
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        waiting.withLock { $0.append(job) }
        arrivals.signal()
    }

    /// The threads for a document of which so many bytes have come; `nil` for a small one, which stays where it is.
    static func forDocument(of size: Int64) -> WorkThreads? {
        size <= Int64(Spool.inlineLimit) ? nil : size <= largestSwift ? swift : patient
    }

    /// Lets the calling thread have the processor only when others of the process leave it some.
    static func giveWay(by niceness: Int32) {
        let thread: id_t = 0
        let process = __priority_which_t(PRIO_PROCESS.rawValue)
        if niceness > 0 { _ = setpriority(process, thread, getpriority(process, thread) + niceness) }
    }

    private func work(standingAsideFor hurry: Hurry?) -> Never {
        while true {
            arrivals.wait()
            let job = waiting.withLock { $0.removeFirst() }
            let begun = ContinuousClock.now
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
            hurry?.standAside(after: ContinuousClock.now - begun)
        }
    }
}
