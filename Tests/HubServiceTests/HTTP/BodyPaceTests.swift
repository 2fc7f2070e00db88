import NIOCore
import Testing

@testable import HubService

@Suite struct BodyPaceTests {
    private let limits = HTTPLimits()

    private func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    private func tooSlow(_ pace: inout BodyPace, _ seconds: Int64) -> Bool {
        pace.isTooSlow(at: at(seconds), limits)
    }

    @Test func `a body that trickles is too slow after a window`() {
        var pace = BodyPace()
        pace.asked(at: at(0))
        for second in 1...9 {
            pace.came(10, at: at(Int64(second)))
            pace.asked(at: at(Int64(second)))
            #expect(tooSlow(&pace, Int64(second)) == false)
        }
        #expect(tooSlow(&pace, 11) == true)
    }

    @Test func `a fast start does not pay for a long silence`() {
        var pace = BodyPace()
        pace.asked(at: at(0))
        pace.came(100_000_000, at: at(10))
        pace.asked(at: at(10))
        #expect(tooSlow(&pace, 10) == false)
        #expect(tooSlow(&pace, 21) == true)
    }

    @Test func `the time in which the hub does not read is not the peer's`() {
        var pace = BodyPace()
        pace.asked(at: at(0))
        pace.came(10, at: at(1))
        #expect(tooSlow(&pace, 5000) == false)
    }

    @Test func `a steady body has a deadline all the same`() {
        var pace = BodyPace()
        pace.asked(at: at(0))
        for second in stride(from: Int64(10), through: 900, by: 10) {
            pace.came(1_000_000, at: at(second))
            pace.asked(at: at(second))
            #expect(tooSlow(&pace, second) == false)
        }
        #expect(tooSlow(&pace, 901) == true)
    }
}
