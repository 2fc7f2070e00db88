import Foundation
import NIOCore
import NIOPosix

/// What pushing a number of bodies through something gave.
package struct LoadResult: Sendable {
    /// Bodies that were taken.
    package let count: Int
    /// Bodies that were not, by the status of the answer; 0 where the connection ended.
    package var refused: [Int: Int] = [:]
    /// From the first body sent to the last one confirmed.
    package let seconds: Double
    /// From a body's first byte sent to its confirmation.
    package let latencies: Latencies

    package var perSecond: Double { Double(count) / max(seconds, 1e-9) }
}

/// One thread that pushes bodies over loopback, a fixed number of them under way at any time: a closed loop, the same for
/// the hub and for what it is compared with. All of them once, and all must be taken; or over and over for a time, whatever the
/// answers are.
///
/// Everything happens on one event loop, so that the load takes as little as possible of the processors it shares.
final class Load {
    private let bodies: [[UInt8]]
    /// Until when bodies go out over and over; `nil`: each goes out once.
    private let end: NIODeadline?
    private var started: NIODeadline?
    private var ended = NIODeadline.now()
    private var next = 0
    private var confirmed = 0
    private var latencies: [UInt64] = []
    private let done: EventLoopPromise<Void>
    private var failure: (any Error)?
    private var underWay = 0
    private var refused: [Int: Int] = [:]

    private init(_ bodies: [[UInt8]], until end: NIODeadline?, done: EventLoopPromise<Void>) {
        self.bodies = bodies
        self.end = end
        self.done = done
        latencies.reserveCapacity(bodies.count)
    }

    /// The next body to send, and when it was given out; `nil` when all are under way.
    func take() -> (body: [UInt8], at: NIODeadline)? {
        let now = NIODeadline.now()
        guard failure == nil, end.map({ now < $0 }) ?? (next < bodies.count) else { return nil }
        defer { next += 1 }
        started = started ?? now
        underWay += 1
        return (bodies[next % bodies.count], now)
    }

    /// Whether bodies go out more than once, so that those that were taken before count as taken.
    var repeats: Bool { end != nil }

    /// A body was taken.
    func confirm(_ given: NIODeadline) {
        ended = .now()
        latencies.append(ended.uptimeNanoseconds - given.uptimeNanoseconds)
        confirmed += 1
        returned()
    }

    /// A body was not taken.
    /// - Parameter status: of the answer; 0 when there was none.
    func refuse(_ status: Int, _ said: String) {
        guard end != nil else { return fail(UnexpectedReply(what: said)) }
        refused[status, default: 0] += 1
        returned()
    }

    private func returned() {
        underWay -= 1
        finishIfOver()
    }

    private func finishIfOver() {
        guard underWay == 0 else { return }
        if end.map({ .now() >= $0 }) ?? (confirmed == bodies.count) { done.succeed() }
    }

    /// The first failure ends it all.
    func fail(_ error: any Error) {
        guard failure == nil, confirmed < bodies.count else { return }
        failure = error
        done.fail(error)
    }

    private var result: LoadResult {
        let nanoseconds = (ended - (started ?? ended)).nanoseconds
        return LoadResult(
            count: confirmed, refused: refused, seconds: Double(nanoseconds) / 1e9,
            latencies: Latencies(nanoseconds: latencies))
    }

    /// Connects, pushes all bodies, and returns when the last one is confirmed.
    /// - Parameters:
    ///   - time: for which bodies go out over and over; `nil`: each goes out once.
    ///   - niceness: of the thread, so that a load that is to stand for other machines leaves this one to what is measured.
    ///   - peer: makes what speaks on one connection; the load's bodies go out as connections are ready for them.
    static func run(
        _ bodies: [[UInt8]], port: Int, connections: Int, for time: Duration? = nil, niceness: Int32 = 0,
        peer: @escaping @Sendable (Load) -> any ChannelInboundHandler & RemovableChannelHandler
    ) async throws -> LoadResult {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let done = loop.makePromise(of: Void.self)
        let end = time.map { NIODeadline.now() + TimeAmount($0) }
        let load = loop.submit {
            WorkThreads.giveWay(by: niceness)
            return NIOLoopBound(Load(bodies, until: end, done: done), eventLoop: loop)
        }
        func close() async throws {
            // Of no meaning where it is over already; a promise must be kept or broken.
            done.fail(CancellationError())
            try await group.shutdownGracefully()
        }
        return try await ending(with: close) {
            let bound = try await load.get()
            if let end { loop.scheduleTask(deadline: end) { bound.value.finishIfOver() } }
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
            return try await loop.submit { bound.value.result }.get()
        }
    }
}

/// A peer said something that does not belong there.
struct UnexpectedReply: Error, CustomStringConvertible {
    let what: String
    var description: String { "Trả lời không đúng: \(what). / Unexpected reply: \(what)." }
}
