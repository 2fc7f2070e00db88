import NIOCore
import NIOPosix

/// A TCP connection that sends exactly the bytes it is told, and reads what comes until the peer ends.
struct RawConnection: Sendable {
    typealias Bytes = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private let channel: Bytes

    static func open(_ port: Int) async throws -> RawConnection {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Bytes(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return RawConnection(channel: channel)
    }

    /// What the peer sent until it ended, and whether it ended within `patience`.
    struct Answer: Sendable {
        var text = ""
        var seconds = 0.0
        var didEnd = false
    }

    /// Sends `pieces`, `pause` apart, and reads at the same time until the peer ends or `patience` is over.
    func exchange(_ pieces: [String], pause: Duration = .zero, patience: Duration = .seconds(5)) async throws -> Answer
    {
        try await channel.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Answer?.self) { group in
                let start = ContinuousClock.now
                let heard = Heard()
                group.addTask {
                    do {
                        for piece in pieces {
                            try await outbound.write(ByteBuffer(string: piece))
                            if pause > .zero { try await Task.sleep(for: pause) }
                        }
                    } catch is ChannelError {
                        // The peer has ended; what it said is what counts.
                    }
                    return nil
                }
                group.addTask {
                    for try await piece in inbound { await heard.add(String(buffer: piece)) }
                    return Answer(didEnd: true)
                }
                group.addTask {
                    try await Task.sleep(for: patience)
                    return Answer(didEnd: false)
                }
                while let ended = try await group.next() {
                    guard var answer = ended else { continue }
                    group.cancelAll()
                    answer.text = await heard.text
                    answer.seconds = (ContinuousClock.now - start) / .seconds(1)
                    return answer
                }
                return Answer()
            }
        }
    }

    private actor Heard {
        var text = ""
        func add(_ piece: String) { text += piece }
    }
}

extension RawConnection {
    /// Sends `text`, closes the write side, and reads until the peer ends.
    func halfClose(after text: String) async throws -> Answer {
        try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            outbound.finish()
            var answer = Answer()
            for try await piece in inbound { answer.text += String(buffer: piece) }
            answer.didEnd = true
            return answer
        }
    }
}
