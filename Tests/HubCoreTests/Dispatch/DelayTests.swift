import HubCore
import Testing

@Suite struct `Why a delivery waits` {
    private let now = Timestamp(milliseconds: 1_795_256_431_000)
    private let lane = Lane(priority: 3, size: 8_000)
    private let health = DestinationHealth(cap: 2, breaker: .init(failures: 1, firstProbe: 5_000))

    private func why(
        _ transport: Transport, pauses: [Pause] = [], health: DestinationHealth?
    ) -> Delay? {
        Delay(transport, lane: lane, pauses: pauses, health: health, now: now)
    }

    private func waiting(until later: Int64 = 0) -> Transport {
        Transport(
            state: .waiting, route: .axis, attempt: 2, notBefore: now.adding(milliseconds: later), reason: "HTTP 503")
    }

    @Test func `the reason is the one that holds it longest`() throws {
        let pause = Pause(.axis, since: now, by: "an", reason: "bảo trì")
        #expect(why(waiting(until: 9), pauses: [pause], health: health)?.because == .paused(pause))
        #expect(why(waiting(until: 9), health: nil)?.because == .nobodySends)
        var failed = health
        failed.ended(failed.began(isBulk: false, at: now), .failed(reason: "timed out"), at: now)
        let opening = try #require(failed.breaker.opening)
        let unreachable = try #require(why(waiting(until: 9), health: failed))
        #expect(unreachable.because == .unreachable(opening) && unreachable.nextAttempt == opening.probeAt)
        #expect(why(waiting(until: 9_000), health: failed)?.nextAttempt == now.adding(milliseconds: 9_000))
        let later = now.adding(milliseconds: 9)
        #expect(why(waiting(until: 9), health: health)?.because == .backingOff(until: later))
        var full = health
        _ = [full.began(isBulk: false, at: now), full.began(isBulk: false, at: now)]
        #expect(why(waiting(), health: full)?.because == .windowFull(size: 2))
        #expect(why(waiting(), health: health)?.because == .inTurn)
        #expect(why(waiting(), health: health)?.lastReason == "HTTP 503")
    }

    @Test(arguments: TransportState.allCases)
    func `every state but an arrival is explained, with something to do`(state: TransportState) throws {
        let why = why(Transport(state: state, route: .axis, attempt: 1), health: health)
        guard state != .delivered, state != .recalled else { return #expect(why == nil) }
        #expect(why?.remedies.isEmpty == false && why?.because.code.isEmpty == false)
        #expect((why?.remedies == [.retry]) == state.isEnd)
    }

    @Test func `a destination is named by one word, in whatever case`() throws {
        #expect(Destination("AXIS") == .axis && Destination("g22") == .agency("G22"))
        for destination in [Destination.axis, .agency("G22")] {
            #expect(Destination(destination.text) == destination)
        }
    }

    @Test func `what operators do to a destination reads back from the journal`() throws {
        let facts: [Fact] = [
            .destinationPaused(.init(destination: .agency("G22"), by: "an", reason: "bảo trì")),
            .destinationReleased(.init(destination: .axis, by: "an", reason: "xong")),
        ]
        for fact in facts {
            let entry = JournalEntry(at: now, fact: fact)
            #expect(try JournalEntry(canonical: entry.canonical()) == entry && fact.document == nil)
        }
    }
}
