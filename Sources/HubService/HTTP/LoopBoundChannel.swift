import HummingbirdCore
import Logging
import NIOCore

/// Serves each connection on its own event loop: what comes, what is made of it and what goes out again need no change of
/// thread. As many connections as there are loops are worked on at once, as on the shared pool of threads.
///
/// No step between two suspensions may be long: it holds up the loop's other connections. Bodies are judged in pieces as
/// they come, and files are synced, and the database is written and read, on threads of their own.
struct LoopBoundChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger).map { value in
            // A connection that comes while the service is cancelled is handed to nobody, and NIO ends the process when what it
            // made for one is dropped before the connection is closed.
            channel.closeFuture.whenComplete { _ in withExtendedLifetime(value) {} }
            return value
        }
    }

    func handle(value: Base.Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
            await base.handle(value: value, logger: logger)
        }
    }
}

/// Runs tasks on an event loop.
private final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
