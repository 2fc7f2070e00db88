import HubCore
import Testing

@Suite struct `Places shared among callers` {
    private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_795_256_431_000 + milliseconds) }

    /// So many of one caller's that go on at once.
    private func goesOn(_ places: inout SharedPlaces<String>, _ caller: String, _ count: Int, at now: Int64 = 0) -> Int
    {
        (0..<count).count { number in places.enter(caller, at: at(now), "\(caller) \(number)") == .goesOn }
    }

    @Test func `a caller that is alone has all of them`() {
        var places = SharedPlaces<String>(places: 32, mostWaiting: 100)
        #expect(goesOn(&places, "a", 50) == 32 && places.taken == 32)
        #expect(places.leave("a", at: at(1)) == ["a 32"] && places.leave("a", at: at(1)) == ["a 33"])
    }

    @Test func `beside others each has a part of one half, and whoever comes next finds a place`() {
        var places = SharedPlaces<String>(places: 32, mostWaiting: 100)
        #expect(goesOn(&places, "seldom", 1) == 1)
        #expect(goesOn(&places, "flood", 100) == 8 && places.share == 8)
        #expect(goesOn(&places, "seldom", 1) == 1, "the flood's line is not its line")
        #expect(goesOn(&places, "third", 9) == 5 && places.share == 5)
        #expect(places.leave("flood", at: at(1)) == [], "seven are more than its part is now")
        #expect(goesOn(&places, "fourth", 1) == 1)
    }

    @Test func `where places are short callers take turns`() {
        var places = SharedPlaces<String>(places: 2, mostWaiting: 10)
        #expect(goesOn(&places, "a", 4) == 2 && goesOn(&places, "b", 2) == 0 && goesOn(&places, "c", 1) == 0)
        let order = (0..<5).flatMap { _ in places.leave("a", at: at(1)) }
        #expect(order == ["a 2", "b 0", "c 0", "a 3", "b 1"])
    }

    @Test func `too many of one caller are turned away, and of another none`() {
        var places = SharedPlaces<String>(places: 1, mostWaiting: 2)
        #expect(goesOn(&places, "a", 1) == 1)
        let entries = (0..<3).map { places.enter("a", at: at(0), "a \($0)") }
        #expect(entries == [.waits, .waits, .turnedAway])
        #expect(places.enter("b", at: at(0), "b") == .waits)
    }

    @Test func `who has not come for a while is not counted among the others`() {
        var places = SharedPlaces<String>(places: 32, mostWaiting: 100)
        #expect(goesOn(&places, "seldom", 1) == 1)
        #expect(places.leave("seldom", at: at(5)) == [])
        #expect(goesOn(&places, "flood", 40, at: 9_999) == 8)
        #expect(places.leave("flood", at: at(10_000)).count == 25, "all of the rest")
    }
}
