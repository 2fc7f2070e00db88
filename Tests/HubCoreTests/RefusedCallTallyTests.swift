import HubCore
import Testing

/// Refused calls are told at once, once a minute, and never in any number.
@Suite struct `The tally of refused calls` {
    private let noon = Timestamp(milliseconds: 1_795_256_431_000)

    private func after(_ seconds: Int64) -> Timestamp { noon.adding(milliseconds: seconds * 1000) }

    private func call(_ caller: String?, _ code: String = "VXP-HMAC", from peer: String = "10.0.0.1") -> RefusedCall {
        RefusedCall(interface: "vxp", code: code, caller: caller, peer: peer)
    }

    @Test func `tells the first call of each caller at once, and the others when the window ends`() {
        var tally = RefusedCallTally()
        let first = tally.note(call("00.24.H24"), request: "r1", at: noon)
        #expect(first?.count == 1 && first?.caller == "00.24.H24" && first?.code == "VXP-HMAC")
        #expect(first?.request == "r1" && first?.first == noon && first?.last == noon && first?.peer == "10.0.0.1")
        #expect(tally.note(call("00.24.H24", "VXP-STALE"), request: "r2", at: after(1)) != nil)
        #expect(tally.note(call("00.24.H24"), request: "r3", at: after(2)) == nil)
        #expect(tally.note(call("00.24.H24"), request: "r4", at: after(50)) == nil)
        #expect(tally.note(call("00.24.H24", from: "10.0.0.2"), request: "r5", at: after(51)) == nil)
        #expect(!tally.isDue(at: after(59)) && tally.isDue(at: after(60)) && tally.isDue(at: after(-1)))
        let ended = tally.end(at: after(60))
        #expect(ended.map(\.count) == [2, 1] && ended.map(\.peer) == ["10.0.0.1", "10.0.0.2"])
        #expect(ended[0].request == "r3" && ended[0].first == after(2) && ended[0].last == after(50))
        #expect(tally.end(at: after(61)).isEmpty && !tally.isDue(at: after(400)))
    }

    @Test func `tells one who goes on once a window, and one who comes back at once`() {
        var tally = RefusedCallTally()
        #expect(tally.note(call("x"), request: nil, at: noon) != nil)
        #expect(tally.end(at: after(60)).isEmpty)
        for window in 1..<5 as Range<Int64> {
            #expect(tally.note(call("x"), request: nil, at: after(window * 60 + 1)) == nil)
            #expect(tally.end(at: after(window * 60 + 60)).map(\.count) == [1])
        }
        #expect(tally.note(call("x"), request: nil, at: after(3600)) != nil)
    }

    @Test func `has two hundred entries and one for a million calls under as many names`() {
        var tally = RefusedCallTally()
        var entries = (0..<50_000).compactMap { tally.note(call("\($0)"), request: "r", at: noon) }
        #expect(entries.count == RefusedCallTally.told)
        for number in 0..<100 { #expect(tally.note(call("\(number)"), request: "r", at: after(1)) == nil) }
        entries += tally.end(at: after(60))
        #expect(entries.count == 2 * RefusedCallTally.told + 1)
        #expect(entries.reduce(0) { $0 + $1.count } == 50_100)
        let others = entries.last
        #expect(others?.count == 49_900 && others?.others == 10_000 && others?.caller == nil && others?.code == nil)
        #expect(others?.interface == nil && others?.peer == nil)
    }

    @Test func `tells nobody at once while the journal cannot be written, and forgets nobody`() {
        var tally = RefusedCallTally()
        #expect(tally.note(call("x"), request: nil, mayTell: false, at: noon) == nil)
        #expect(tally.end(at: after(60)).map(\.count) == [1])
    }

    @Test func `keeps of a claimed name only what is harmless to read`() {
        #expect(call("00.24.H24\n\u{202E}\u{1B}[31m<script>").caller == "00.24.H24????31m?script?")
        #expect(call("Sở Nội vụ").caller == "S? N?i v?" && call(nil).caller == nil)
        #expect(call(String(repeating: "a", count: 5000)).caller?.unicodeScalars.count == 100)
        #expect(call("quan_tri@may-1:22/x", from: "2001:db8::1%eth0").peer == "2001:db8::1%eth0")
    }
}
