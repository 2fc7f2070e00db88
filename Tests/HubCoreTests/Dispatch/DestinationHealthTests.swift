import HubCore
import SeededRandom
import Testing

@Suite struct `The health of a destination` {
    private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_795_256_431_000 + milliseconds) }

    private let settings = Breaker.Settings(failures: 5, firstProbe: 1_000, longestProbe: 8_000)

    /// Fails, one carriage after the other, as often as it takes.
    private func failing(_ times: Int, cap: Int = 8) -> DestinationHealth {
        var health = DestinationHealth(cap: cap, breaker: settings)
        for time in 0..<times { fail(&health, at: at(Int64(time))) }
        return health
    }

    private func fail(_ health: inout DestinationHealth, at now: Timestamp, retryAfter: Int64? = nil) {
        let carriage = health.began(isBulk: false, at: now)
        health.ended(carriage, .failed(reason: "HTTP 503", retryAfter: retryAfter), at: now)
    }

    private func answer(_ health: inout DestinationHealth, at now: Timestamp) {
        let carriage = health.began(isBulk: false, at: now)
        health.ended(carriage, .answered, at: now)
    }

    @Test func `a window halves once for each bad moment, and grows by one with each window of successes`() {
        var window = Window(cap: 8)
        for carriage in 1...8 { window.failed(carriage, begun: 8) }
        #expect(window.size == 4)
        window.failed(9, begun: 9)
        window.failed(10, begun: 10)
        window.failed(11, begun: 11)
        #expect(window.size == 1)
        var sizes: [Int] = []
        for _ in 0..<40 {
            window.succeeded()
            sizes.append(window.size)
        }
        #expect(sizes.prefix(7) == [2, 2, 3, 3, 3, 4, 4] && sizes.last == 8)
        #expect(Window(cap: 0).size == 1)
    }

    @Test
    func `a window that nobody has seen fail doubles with each window of successes, and again up to where it failed`() {
        func rounds(_ window: inout Window, _ count: Int) -> [Int] {
            (0..<count).map { _ in
                for _ in 0..<window.size { window.succeeded() }
                return window.size
            }
        }
        var window = Window(cap: 64, isProven: false)
        #expect(window.size == 1 && rounds(&window, 6) == [2, 4, 8, 16, 32, 64])
        window.failed(1, begun: 64)
        window.close()
        #expect(window.size == 1 && rounds(&window, 8) == [2, 4, 8, 16, 32, 33, 34, 35])
    }

    @Test func `failures in a row open it, and then nothing goes until the probe`() {
        var health = failing(4)
        #expect(health.breaker.state == .closed && health.places(at: at(4)).all > 0)
        answer(&health, at: at(5))
        for time in 6...9 as ClosedRange<Int64> { fail(&health, at: at(time)) }
        #expect(health.breaker.opening == nil, "an answer in between begins the row anew")
        fail(&health, at: at(10))
        let opening = health.breaker.opening
        #expect(opening?.since == at(6) && opening?.reason == "HTTP 503" && opening?.probeAt == at(1_010))
        #expect(health.places(at: at(1_009)) == .none && health.opensAt == at(1_010))
    }

    @Test func `the probe goes alone, and each that fails doubles the wait up to the longest`() {
        var health = failing(5)
        var waits: [Int64] = []
        for _ in 0..<6 {
            guard let probeAt = health.opensAt else { break }
            #expect(health.places(at: probeAt).all == 1)
            let probe = health.began(isBulk: false, at: probeAt)
            #expect(health.places(at: probeAt.adding(milliseconds: 1_000_000)) == .none && health.opensAt == nil)
            health.ended(probe, .failed(reason: "timed out"), at: probeAt)
            waits.append(health.opensAt?.milliseconds(since: probeAt) ?? 0)
        }
        #expect(waits == [2_000, 4_000, 8_000, 8_000, 8_000, 8_000] && health.breaker.opening?.probes == 6)
        #expect(health.breaker.opening?.since == at(0) && health.breaker.opening?.reason == "timed out")
    }

    @Test func `any answer closes it, and it begins again with one at a time`() {
        var health = failing(5)
        answer(&health, at: at(2_000))
        #expect(health.breaker.state == .closed && health.breaker.failures == 0)
        #expect(health.window.size == 2 && health.underWay == 0)
        for _ in 0..<40 { answer(&health, at: at(3_000)) }
        #expect(health.window.size == 8)
    }

    @Test func `what was under way when it opened neither probes nor lengthens the wait`() {
        var health = DestinationHealth(cap: 8, breaker: settings)
        let under = (0..<8).map { _ in health.began(isBulk: false, at: at(0)) }
        for carriage in under.prefix(5) { health.ended(carriage, .failed(reason: "reset"), at: at(0)) }
        let probeAt = health.opensAt
        for carriage in under[5..<7] { health.ended(carriage, .failed(reason: "reset"), at: at(500)) }
        #expect(health.opensAt == probeAt && health.breaker.opening?.probes == 0)
        #expect(health.places(at: at(1_000)).all == 1, "the probe does not wait for what hangs")
        health.ended(under[7], .answered, at: at(600))
        #expect(health.breaker.state == .closed && health.underWay == 0)
    }

    @Test func `a probe that asked nothing leaves the probe to another`() {
        var health = failing(5)
        let probe = health.began(isBulk: false, at: at(2_000))
        health.ended(probe, .nothing, at: at(2_000))
        #expect(health.places(at: at(2_000)).all == 1 && health.breaker.opening?.probes == 0)
    }

    @Test func `what the destination asks for is honoured up to the longest wait`() {
        for (asked, wait) in [(3_000, 3_000), (500, 1_000), (3_600_000, 8_000), (-5, 1_000)] as [(Int64, Int64)] {
            var health = failing(4)
            fail(&health, at: at(10), retryAfter: asked)
            #expect(health.opensAt == at(10 + wait))
        }
    }

    @Test func `a clock that goes back does not put the probe off`() {
        let health = failing(5)
        #expect(health.places(at: at(-3_600_000)).all == 1 && health.places(at: at(-1_000)) == .none)
    }

    @Test func `large packets hold half of the window at most, and go last where there is one place`() {
        var health = DestinationHealth(cap: 5, breaker: settings)
        #expect(health.places(at: at(0)) == .init(all: 5, bulk: 2, urgent: 1))
        let large = [health.began(isBulk: true, at: at(0)), health.began(isBulk: true, at: at(0))]
        #expect(health.places(at: at(0)) == .init(all: 3, bulk: 0, urgent: 1))
        health.ended(large[0], .answered, at: at(1))
        #expect(health.places(at: at(1)) == .init(all: 4, bulk: 1, urgent: 1))
        let shrunk = failing(3)
        #expect(shrunk.places(at: at(3)) == .init(all: 1, isBulkLast: true))
        #expect(DestinationHealth(cap: 1).places(at: at(0)) == .init(all: 1), "or small ones would never end")
    }

    @Test func `a packet that is left unanswered lends its place, and its recipient alone is held back`() {
        var health = DestinationHealth(cap: 4, breaker: settings)
        let hanging = (0..<4).map { _ in health.began(isBulk: false, to: ["G99"], at: at(0)) }
        #expect(health.places(at: at(1_999)).all == 0 && health.lendsAt(after: at(1_999)) == at(2_000))
        #expect(
            health.places(at: at(2_000)) == .init(all: 4, bulk: 2, urgent: 1) && health.lendsAt(after: at(2_000)) == nil
        )
        for time in 2_001...2_004 as ClosedRange<Int64> { answer(&health, at: at(time)) }
        #expect(health.places(at: at(2_010)) == .init(all: 4, bulk: 2, urgent: 1, crowded: ["G99"]))
        for carriage in hanging { health.ended(carriage, .failed(reason: "timed out"), at: at(5_000)) }
        #expect(health.window.size == 4 && health.breaker.failures == 0, "others were answered meanwhile")
        let again = health.began(isBulk: false, to: ["G99"], at: at(6_000))
        #expect(health.places(at: at(6_000)).crowded == ["G99"], "one at a time")
        health.ended(again, .answered, at: at(6_001))
        _ = health.began(isBulk: false, to: ["G99"], at: at(6_002))
        #expect(health.places(at: at(6_002)).crowded.isEmpty)
    }

    @Test func `when nobody is answered it is the destination that fails, however long it takes`() {
        var health = DestinationHealth(cap: 8, breaker: settings)
        let under = (0..<5).map { health.began(isBulk: false, to: ["G\($0)"], at: at(0)) }
        for carriage in under { health.ended(carriage, .failed(reason: "timed out"), at: at(60_000)) }
        #expect(health.window.size == 1 && health.breaker.opening != nil)
        #expect(health.places(at: at(62_000)).crowded.isEmpty)
    }

    @Test func `of a destination that nothing is known of one packet finds out`() {
        var health = DestinationHealth(cap: 64, breaker: settings, isProven: false)
        #expect(health.places(at: at(0)).all == 1)
        let first = health.began(isBulk: false, to: ["G22"], at: at(0))
        #expect(health.places(at: at(1_999)).all == 0)
        health.ended(first, .answered, at: at(1_999))
        #expect(health.isProven && health.places(at: at(2_000)).all == 2)
        for _ in 0..<63 { answer(&health, at: at(2_000)) }
        #expect(health.places(at: at(2_000)) == .init(all: 64, bulk: DestinationHealth.mostBulk, urgent: 16))
    }

    @Test func `one that stays silent never meets more than open the breaker, each to another recipient`() {
        var health = DestinationHealth(cap: 64, breaker: settings, isProven: false)
        var under: [DestinationHealth.Carriage] = []
        for time in 0..<60 as Range<Int64> {
            let places = health.places(at: at(time * 1_000))
            #expect(places.all <= 1 && places.crowded.isSubset(of: (0..<5).map { "G\($0)" }))
            guard places.all > 0 else { continue }
            #expect(!places.crowded.contains("G\(under.count)"))
            under.append(health.began(isBulk: false, to: ["G\(under.count)"], at: at(time * 1_000)))
        }
        #expect(under.count == settings.failures && health.breaker.opening == nil)
        for carriage in under { health.ended(carriage, .failed(reason: "timed out"), at: at(60_000)) }
        #expect(health.breaker.opening != nil && health.places(at: at(60_999)) == .none)
        answer(&health, at: at(61_000))
        #expect(health.isProven && health.window.size == 2 && health.places(at: at(61_000)).all == 2)
    }

    @Test func `a quarter of the window is for what is urgent, as far as nothing urgent is on its way`() {
        var health = DestinationHealth(cap: 8, breaker: settings)
        for _ in 0..<5 { _ = health.began(isBulk: false, at: at(0)) }
        #expect(health.places(at: at(0)) == .init(all: 3, bulk: 3, urgent: 2))
        _ = health.began(isBulk: false, isUrgent: true, at: at(0))
        #expect(health.places(at: at(0)) == .init(all: 2, bulk: 2, urgent: 1))
        _ = health.began(isBulk: false, isUrgent: true, at: at(0))
        #expect(health.places(at: at(0)) == .init(all: 1, bulk: 1, urgent: 0))
    }

    @Test(arguments: 1...20)
    func `whatever happens, no more is under way than twice the widest window, and it opens again by itself`(
        seed: UInt64
    ) {
        var (random, now) = (SplitMix(seed), Int64(0))
        var health = DestinationHealth(
            cap: random.number(1...16), breaker: settings, isProven: random.once(in: 2))
        var under: [DestinationHealth.Carriage] = []
        for _ in 0..<2_000 {
            now += Int64(random.number(0...700))
            let places = health.places(at: at(now))
            #expect(places.all <= health.window.cap && places.bulk <= places.all && health.underWay == under.count)
            if places.all > 0, random.once(in: 2) {
                under.append(health.began(isBulk: places.bulk > 0 && random.once(in: 3), at: at(now)))
            } else if !under.isEmpty {
                let carriage = under.remove(at: random.number(0...under.count - 1))
                let sign: DestinationHealth.Sign = random.pick([.answered, .nothing, .failed(reason: "x")])
                health.ended(carriage, sign, at: at(now))
            }
            #expect((1...health.window.cap).contains(health.window.size))
            #expect(health.underWay <= 2 * health.window.cap + 1, "the probe alone goes beside what hangs")
            if under.isEmpty { #expect(health.places(at: health.opensAt ?? at(now)).all > 0) }
        }
    }
}
