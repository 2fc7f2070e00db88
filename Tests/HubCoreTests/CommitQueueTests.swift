import HubCore
import Testing

/// The machine of group commit.
@Suite struct CommitQueueTests {
    @Test func `who comes first begins, who comes while others commit waits for the next`() {
        var queue = CommitQueue<Int>()
        let begins = [queue.add(1)]
        let first = queue.next()
        let later = [queue.add(2), queue.add(3)]
        let second = queue.next()
        #expect(begins == [true] && first == [1] && later == [false, false] && second == [2, 3])
    }

    @Test func `when nothing waits the next to come begins again`() {
        var queue = CommitQueue<Int>()
        _ = queue.add(1)
        _ = queue.next()
        #expect(queue.isCommitting)
        let rest = queue.next()
        #expect(rest.isEmpty && !queue.isCommitting)
        let begins = queue.add(2)
        #expect(begins)
    }

    @Test func `a batch has its limit, and the rest keeps its order`() {
        var queue = CommitQueue<Int>(largestBatch: 3)
        for number in 1...7 { _ = queue.add(number) }
        let batches = (0..<3).map { _ in queue.next() }
        #expect(batches == [[1, 2, 3], [4, 5, 6], [7]])
    }
}
