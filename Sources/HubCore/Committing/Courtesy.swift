/// How work that can wait leaves the processors to work that cannot: the machine of it.
///
/// Patient work is done in pieces. After each it stands aside while anything hurried is under way; but no longer than leaves it
/// its part of the time, one in ``share``, so that it comes to its end under any load of others.
///
/// A value without a thread and without a clock.
package struct Courtesy: Sendable, Hashable {
    /// Patient work has at least one part in so many of the time.
    package static let share = 4

    /// Hurried pieces of work under way.
    package private(set) var hurried = 0

    package init() {}

    package mutating func hurriedBegins() { hurried += 1 }

    /// - Returns: whether it was the last one, so that who stands aside may go on.
    package mutating func hurriedEnds() -> Bool {
        hurried -= 1
        return hurried == 0
    }

    /// How much longer patient work stands aside; `nil` when it goes on now.
    /// - Parameters:
    ///   - worked: how long its last piece took.
    ///   - stood: for how long it has stood aside since.
    package func pause(after worked: Duration, stood: Duration) -> Duration? {
        let left = worked * (Self.share - 1) - stood
        return hurried > 0 && left > .zero ? left : nil
    }
}
