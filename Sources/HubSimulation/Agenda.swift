/// What is going to happen, in virtual time: a heap by moment, and by order of entry among those of one moment.
struct Agenda {
    private struct Item {
        let at: Int64
        let number: Int
        let act: () -> Void

        func isBefore(_ other: Item) -> Bool { (at, number) < (other.at, other.number) }
    }

    private var heap: [Item] = []
    private var added = 0

    /// - Parameter at: milliseconds.
    mutating func add(at: Int64, _ act: @escaping () -> Void) {
        added += 1
        heap.append(Item(at: at, number: added, act: act))
        var child = heap.count - 1
        while child > 0, case let parent = (child - 1) / 2, heap[child].isBefore(heap[parent]) {
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes out what comes next.
    mutating func next() -> (at: Int64, act: () -> Void)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return (first.at, first.act)
    }

    mutating func clear() { heap = [] }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].isBefore(heap[least])
            {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
