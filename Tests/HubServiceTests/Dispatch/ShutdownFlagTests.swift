import Testing

@testable import HubService

@Suite struct `A flag to sleep on` {
    private let flag = ShutdownFlag()

    private func slept(_ time: Duration) async -> Duration {
        let start = ContinuousClock.now
        await flag.wait(for: time)
        return ContinuousClock.now - start
    }

    @Test func `lets every wait take its time, not only the first`() async {
        for _ in 0..<3 { #expect(await slept(.milliseconds(60)) >= .milliseconds(60)) }
    }

    @Test func `wakes those who sleep, and is set only when it is set`() async {
        let sleeper = Task { await slept(.seconds(60)) }
        let waker = Task {
            while !Task.isCancelled {
                flag.wake()
                await flag.wait(for: .milliseconds(10))
            }
        }
        #expect(await sleeper.value < .seconds(30) && !flag.isSet)
        waker.cancel()
        flag.set()
        #expect(await slept(.seconds(60)) < .seconds(30) && flag.isSet)
    }

    @Test func `lets those go whose task is cancelled, and the next sleep well`() async {
        let cancelled = Task { await flag.wait(for: .seconds(60)) }
        cancelled.cancel()
        await cancelled.value
        #expect(await slept(.milliseconds(50)) >= .milliseconds(50))
    }
}
