import UnixSignals

/// Somebody asked the program to end.
package struct Interrupted: Error, CustomStringConvertible {
    package var description: String { "Đã dừng theo yêu cầu. / Stopped as asked." }
}

/// Does a piece of work; on SIGINT or SIGTERM it is cancelled, so that it can put away what it has made.
/// - Throws: ``Interrupted``, or what the work throws.
package func untilInterrupted<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return nil }
            return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let value = first else { throw Interrupted() }
        return value
    }
}
