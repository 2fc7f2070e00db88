import Foundation
import NIOCore
import NIOPosix

/// What pushing a number of bodies through something gave.
package struct LoadResult: Sendable {
    /// Bodies that were taken.
    package let count: Int
    /// From the first body sent to the last one confirmed.
    package let seconds: Double
    /// From a body's first byte sent to its confirmation, in nanoseconds, ascending.
    package let latencies: [UInt64]

    package var perSecond: Double { Double(count) / max(seconds, 1e-9) }

    /// The latency that a share of all bodies did not exceed, in milliseconds.
    package func percentile(_ share: Double) -> Double {
        guard !latencies.isEmpty else { return 0 }
        let rank = Int((share * Double(latencies.count)).rounded(.up)) - 1
        return Double(latencies[min(max(rank, 0), latencies.count - 1)]) / 1e6
    }
}

/// One thread that pushes bodies over loopback, a fixed number of them under way at any time: a closed loop, the same for
/// the hub and for what it is compared with.
///
/// Everything happens on one event loop, so that the load takes as little as possible of the processors it shares.
final class Load {
    private let bodies: [[UInt8]]
    private var started: NIODeadline?
    private var ended = NIODeadline.now()
    private var next = 0
    private var confirmed = 0
    private var latencies: [UInt64] = []
    private let done: EventLoopPromise<Void>
    private var failure: (any Error)?

    private init(_ bodies: [[UInt8]], done: EventLoopPromise<Void>) {
        self.bodies = bodies
        self.done = done
        latencies.reserveCapacity(bodies.count)
    }

    /// The next body to send, and when it was given out; `nil` when all are under way.
    func take() -> (body: [UInt8], at: NIODeadline)? {
        guard failure == nil, next < bodies.count else { return nil }
        defer { next += 1 }
        let now = NIODeadline.now()
        started = started ?? now
        return (bodies[next], now)
    }

    /// A body was taken.
    func confirm(_ given: NIODeadline) {
        ended = .now()
        latencies.append(ended.uptimeNanoseconds - given.uptimeNanoseconds)
        confirmed += 1
        if confirmed == bodies.count { done.succeed() }
    }

    /// The first failure ends it all.
    func fail(_ error: any Error) {
        guard failure == nil, confirmed < bodies.count else { return }
        failure = error
        done.fail(error)
    }

    private var result: LoadResult {
        let nanoseconds = (ended - (started ?? ended)).nanoseconds
        return LoadResult(count: confirmed, seconds: Double(nanoseconds) / 1e9, latencies: latencies.sorted())
    }

    /// Connects, pushes all bodies, and returns when the last one is confirmed.
    /// - Parameter peer: makes what speaks on one connection; the load's bodies go out as connections are ready for them.
    static func run(
        _ bodies: [[UInt8]], port: Int, connections: Int,
        peer: @escaping @Sendable (Load) -> any ChannelInboundHandler & RemovableChannelHandler
    ) async throws -> LoadResult {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let done = loop.makePromise(of: Void.self)
        let load = loop.submit { NIOLoopBound(Load(bodies, done: done), eventLoop: loop) }
        let outcome: Result<LoadResult, any Error>
        do {
            let bound = try await load.get()
            for _ in 0..<connections {
                _ = try await ClientBootstrap(group: loop)
                    .channelOption(.socketOption(.tcp_nodelay), value: 1)
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(peer(bound.value))
                        }
                    }
                    .connect(host: "127.0.0.1", port: port).get()
            }
            try await done.futureResult.get()
            outcome = .success(try await loop.submit { bound.value.result }.get())
        } catch {
            done.fail(error)
            outcome = .failure(error)
        }
        try await group.shutdownGracefully()
        return try outcome.get()
    }
}

/// A peer said something that does not belong there.
struct UnexpectedReply: Error, CustomStringConvertible {
    let what: String
    var description: String { "Trả lời không đúng: \(what). / Unexpected reply: \(what)." }
}
