/// How much may be on its way to a destination at once: grows by one after a whole window of successes, halves on a failure,
/// and stays between one and a cap (additive increase, multiplicative decrease).
///
/// One bad moment costs one halving: what was under way already when the window last shrank does not shrink it again.
package struct Window: Sendable, Hashable {
    package let cap: Int
    /// 1 … ``cap``
    package private(set) var size: Int
    /// Successes since the size last changed.
    private var successes = 0
    /// Carriages with a number up to this one had begun when it last shrank.
    private var shrunkAt = 0

    /// A destination of which nothing is known is presumed to be well.
    package init(cap: Int) {
        self.cap = max(1, cap)
        size = self.cap
    }

    package mutating func succeeded() {
        guard size < cap else { return }
        successes += 1
        guard successes >= size else { return }
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
        shrunkAt = begun
    }

    /// After a destination was given up for a while: one at a time at first.
    package mutating func close() {
        size = 1
        successes = 0
    }
}
