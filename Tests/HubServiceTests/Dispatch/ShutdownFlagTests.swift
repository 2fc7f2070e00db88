import Testing

@testable import HubService

@Suite struct `Who waits for the shutdown` {
    private func time(_ wait: () async -> Void) async -> Duration { await ContinuousClock().measure(wait) }

    @Test func `waits each time, however often before`() async {
        let flag = ShutdownFlag()
        for number in 1...4 {
            let waited = await time { await flag.wait(for: .milliseconds(120)) }
            #expect(waited >= .milliseconds(120), "wait \(number)")
        }
        #expect(!flag.isSet)
    }

    @Test func `wakes up when it comes, and waits no more after it`() async {
        let flag = ShutdownFlag()
        let waited = await time {
            async let one: Void = flag.wait(for: .seconds(60))
            async let two: Void = flag.wait(for: .seconds(60))
            await flag.wait(for: .milliseconds(50))
            flag.set()
            _ = await (one, two)
        }
        #expect(waited < .seconds(30) && flag.isSet)
        #expect(await time { await flag.wait(for: .seconds(60)) } < .seconds(30))
    }

    @Test func `is let go when its task is cancelled`() async {
        let flag = ShutdownFlag()
        let task = Task { await flag.wait(for: .seconds(60)) }
        task.cancel()
        let waited = await time { await task.value }
        #expect(waited < .seconds(30))
        #expect(await time { await flag.wait(for: .milliseconds(50)) } >= .milliseconds(50))
    }
}
