/// How much may be on its way to a destination at once: halves on a failure, grows by one after a whole window of successes,
/// and stays between one and a cap (additive increase, multiplicative decrease). Where it has never failed yet, and up to
/// where it did not fail last time, it grows by one with each success, which doubles it with each window (RFC 5681 §3.1).
///
/// One bad moment costs one halving: what was under way already when the window last shrank does not shrink it again.
package struct Window: Sendable, Hashable {
    package let cap: Int
    /// 1 … ``cap``
    package private(set) var size: Int
    /// Up to here it grows with each success.
    private var familiar: Int
    /// Successes since the size last changed.
    private var successes = 0
    /// Carriages with a number up to this one had begun when it last shrank.
    private var shrunkAt = 0

    /// - Parameter isProven: whether the destination is known to be well; of one that is not, one packet shows it.
    package init(cap: Int, isProven: Bool = true) {
        self.cap = max(1, cap)
        size = isProven ? self.cap : 1
        familiar = self.cap
    }

    package mutating func succeeded() {
        guard size < cap else { return }
        successes += 1
        guard successes >= size || size < familiar else { return }
        size += 1
        successes = 0
    }

    /// - Parameters:
    ///   - carriage: the number of the carriage that failed.
    ///   - begun: the number of the last carriage that has begun.
    package mutating func failed(_ carriage: Int, begun: Int) {
        successes = 0
        guard carriage > shrunkAt else { return }
        size = max(1, size / 2)
        familiar = size
        shrunkAt = begun
    }

    /// After a destination was given up for a while: one at a time at first.
    package mutating func close() {
        size = 1
        successes = 0
    }
}
