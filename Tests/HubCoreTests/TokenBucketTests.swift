import HubCore
import Testing

@Suite struct `A token bucket` {
    private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_794_704_400_000 + milliseconds) }

    @Test func `gives so many at once, then one at each interval`() {
        var bucket = TokenBucket(capacity: 3, interval: 1000)
        #expect((0..<3).allSatisfy { _ in bucket.take(now: at(0)) == nil })
        #expect(bucket.take(now: at(0)) == 1000)
        #expect(bucket.take(now: at(999)) == 1)
        #expect(bucket.take(now: at(1000)) == nil && bucket.take(now: at(1000)) == 1000)
    }

    @Test func `is full again after a rest, and never fuller`() {
        var bucket = TokenBucket(capacity: 2, interval: 1000)
        #expect(bucket.isFull(now: at(0)))
        #expect(bucket.take(now: at(0)) == nil && !bucket.isFull(now: at(999)) && bucket.isFull(now: at(1000)))
        #expect((0..<2).allSatisfy { _ in bucket.take(now: at(1_000_000)) == nil })
        #expect(bucket.take(now: at(1_000_000)) != nil)
    }

    @Test func `does not pay out for a clock that goes back`() {
        var bucket = TokenBucket(capacity: 1, interval: 1000)
        #expect(bucket.take(now: at(0)) == nil && bucket.take(now: at(-5000)) == 6000)
    }

    @Test func `a rate of many in a millisecond is kept`() {
        var bucket = TokenBucket(capacity: 1, perMinute: 600_000)
        var taken = 0
        for millisecond in 0..<100 {
            for _ in 0..<20 where bucket.take(now: Timestamp(milliseconds: Int64(millisecond))) == nil { taken += 1 }
        }
        #expect(taken == 1 + 99)
        var larger = TokenBucket(capacity: 20, perMinute: 600_000)
        taken = 0
        for millisecond in 0..<100 {
            for _ in 0..<20 where larger.take(now: Timestamp(milliseconds: Int64(millisecond))) == nil { taken += 1 }
        }
        #expect(taken == 20 + 10 * 99)
    }
}
