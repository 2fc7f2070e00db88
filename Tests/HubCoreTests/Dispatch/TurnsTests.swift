import HubCore
import SeededRandom
import Testing

@Suite struct `Turns at a destination` {
    /// Queues in memory: how many documents each sender has in each lane.
    private struct Queues {
        var waiting: [Lane: [String: Int]] = [:]

        var lanes: [Lane] { waiting.filter { !$0.value.isEmpty }.map(\.key) }

        func sender(_ lane: Lane, after last: String) -> String? {
            let names = (waiting[lane] ?? [:]).keys.sorted()
            return names.first { $0 > last } ?? names.first
        }

        mutating func put(_ count: Int, of sender: String, in lane: Lane) {
            waiting[lane, default: [:]][sender, default: 0] += count
        }

        mutating func serve(_ turns: inout Turns) -> Turns.Turn? {
            guard let turn = turns.next(among: lanes, sender: sender) else { return nil }
            waiting[turn.lane]?[turn.sender]? -= 1
            if waiting[turn.lane]?[turn.sender] == 0 { waiting[turn.lane]?[turn.sender] = nil }
            return turn
        }
    }

    private func lane(_ priority: Int, isBulk: Bool = false) -> Lane {
        Lane(priority: priority, size: isBulk ? Lane.largestSmall + 1 : Lane.largestSmall)
    }

    @Test func `a lane is an urgency and a size`() {
        #expect(Lane.allCases.count == 10 && Lane.allCases == Lane.allCases.sorted(by: >))
        #expect(Lane.allCases.first == lane(4) && Lane.allCases.last == lane(0, isBulk: true))
        #expect(lane(7) == lane(4) && lane(-1) == lane(0) && lane(3, isBulk: true).isBulk && !lane(3).isBulk)
        #expect(Lane.allCases.map(\.priority) == [4, 4, 3, 3, 2, 2, 1, 1, 0, 0])
        #expect(lane(1, isBulk: true) > lane(0), "urgent goes first, however large it is")
        #expect(Lane(rawValue: 10) == nil && Lane(rawValue: -1) == nil)
    }

    @Test func `seven of eight places go to the most urgent lane, and one below it`() {
        var (turns, queues) = (Turns(), Queues())
        queues.put(100, of: "H24", in: lane(3))
        queues.put(100, of: "H24", in: lane(0))
        let served = (0..<24).compactMap { _ in queues.serve(&turns)?.lane.priority }
        #expect(served == Array(repeating: [3, 3, 3, 3, 3, 3, 3, 0], count: 3).flatMap(\.self))
    }

    @Test func `an urgent document that comes into a flood is the next, or the next but one`() {
        for before in 0..<20 {
            var (turns, queues) = (Turns(), Queues())
            queues.put(1_000_000, of: "H24", in: lane(0))
            queues.put(1_000_000, of: "H24", in: lane(1, isBulk: true))
            for _ in 0..<before { _ = queues.serve(&turns) }
            queues.put(1, of: "H24.01", in: lane(3))
            let served = (0..<2).compactMap { _ in queues.serve(&turns)?.lane }
            #expect(served.contains(lane(3)), "after \(before)")
        }
    }

    @Test func `one sender's flood delays another's document by one document`() {
        var (turns, queues) = (Turns(), Queues())
        queues.put(1_000_000, of: "H24", in: lane(0))
        for _ in 0..<5 { _ = queues.serve(&turns) }
        queues.put(3, of: "H24.01", in: lane(0))
        queues.put(3, of: "A01", in: lane(0))
        let served = (0..<10).compactMap { _ in queues.serve(&turns)?.sender }
        let circle = ["H24.01", "A01", "H24"]
        #expect(served == circle + circle + circle + ["H24"])
    }

    @Test(arguments: 1...40)
    func `no lane waits longer than the bound, and none urgent behind more than one of eight`(seed: UInt64) {
        var (random, turns, queues) = (SplitMix(seed), Turns(), Queues())
        var passed: [Lane: Int] = [:]
        var lowerInARow: [Bool] = []
        for _ in 0..<4_000 {
            for lane in Lane.allCases where random.once(in: 12) {
                queues.put(random.number(1...30), of: "H\(random.number(1...4))", in: lane)
            }
            let waiting = queues.lanes
            guard let turn = queues.serve(&turns) else {
                #expect(waiting.isEmpty)
                continue
            }
            for lane in Lane.allCases {
                passed[lane] = waiting.contains(lane) && lane != turn.lane ? (passed[lane] ?? 0) + 1 : 0
            }
            #expect(passed.values.allSatisfy { $0 <= Turns.longestWait })
            lowerInARow.append(turn.lane != waiting.max())
            #expect(lowerInARow.suffix(Turns.round).count { $0 } <= 1)
        }
    }

    @Test func `a lane that turns out empty costs nobody a turn`() {
        var turns = Turns()
        let turn = turns.next(among: [lane(0), lane(3)]) { lane, _ in lane.priority == 0 ? "H24" : nil }
        #expect(turn == Turns.Turn(lane: lane(0), sender: "H24"))
        #expect(turns.next(among: Lane.allCases) { _, _ in nil } == nil)
        #expect(turns.next(among: []) { _, _ in "H24" } == nil)
    }
}
