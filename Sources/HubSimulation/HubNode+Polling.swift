import HubCore
import HubStore

/// What the poller of one run of the process has under way.
struct Polling {
    /// Packets at hand in this round.
    var open: Set<String> = []
}

/// Fetching from the axis: a packet is acknowledged only after the commit that made it, or its refusal, durable, and `fail` is
/// said only when the same bytes have come twice.
extension HubNode {
    private static let fetches = 4

    func poll() {
        reading { [unowned self] in
            for item in try store.unacknowledgedAxisItems() {
                begin(item.docID) { [unowned self] in acknowledge(item) }
            }
            world.call("the list of packets") { [unowned self] reply in
                world.axis.list(reply: reply)
            } then: { [unowned self] (answer: AxisNode.Reply<[String]>?) in
                later(0) { [unowned self] in
                    if case .value(let listed) = answer { for docID in listed { take(docID) } }
                    later(world.time(1_000...5_000)) { [unowned self] in poll() }
                }
            }
        }
    }

    private func begin(_ docID: String, _ act: () -> Void) {
        if polling.open.insert(docID).inserted { act() }
    }

    private func take(_ docID: String) {
        begin(docID) {
            reading { [unowned self] in
                if let item = try store.axisItem(docID) {
                    acknowledge(item)
                } else {
                    fetch(docID, refused: nil, left: Self.fetches)
                }
            }
        }
    }

    private func fetch(_ docID: String, refused: String?, left: Int) {
        guard left > 0 else { return end(docID) }
        world.call("fetching \(docID)") { [unowned self] reply in
            world.axis.fetch(docID, reply: reply)
        } then: { [unowned self] (answer: AxisNode.Reply<Paper>?) in
            later(0) { [unowned self] in
                guard case .value(let paper) = answer else { return end(docID) }
                world.watch.knows(paper)
                if mistake == .saysDoneBeforeCommit { say(.done, of: docID) {} }
                let origin = Origin.axis(docID: docID)
                var isAnswered = false
                take(paper, from: origin) { [unowned self] answer in
                    isAnswered = true
                    if case .refused = answer, paper.sha256 != refused {
                        return fetch(docID, refused: paper.sha256, left: left - 1)
                    }
                    reading { [unowned self] in
                        if let item = try store.axisItem(docID) { tell(item) } else { end(docID) }
                    }
                }
                // A commit that failed answers nobody.
                later(30_000) { [unowned self] in if !isAnswered { end(docID) } }
            }
        }
    }

    private func acknowledge(_ item: AxisItem) {
        // Refused, and then something came between: whether it is seen for the second time, nobody remembers.
        if item.outcome == .refused, item.acknowledgedAt == nil {
            return fetch(item.docID, refused: nil, left: Self.fetches)
        }
        tell(item)
    }

    private func tell(_ item: AxisItem) {
        say(item.outcome.word, of: item.docID) { [unowned self] in
            perform(store.acknowledgedUpstream(item.docID, now: clock) { [unowned self] _ in end(item.docID) })
        }
    }

    private func say(_ word: Acknowledgement, of docID: String, then: @escaping () -> Void) {
        world.call("\(word.rawValue) of \(docID)") { [unowned self] reply in
            world.axis.acknowledge(docID, word, reply: reply)
        } then: { [unowned self] (answer: AxisNode.Reply<Void>?) in
            later(0) { [unowned self] in
                guard case .value = answer else { return end(docID) }
                then()
            }
        }
    }

    private func end(_ docID: String) { polling.open.remove(docID) }
}
