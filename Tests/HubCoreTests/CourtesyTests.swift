import HubCore
import SeededRandom
import Testing

@Suite struct `Patient work` {
    private let worked = Duration.milliseconds(3)

    @Test func `goes on at once when nobody is in a hurry`() {
        var courtesy = Courtesy()
        #expect(courtesy.pause(after: worked, stood: .zero) == nil)
        courtesy.hurriedBegins()
        let isOver = courtesy.hurriedEnds()
        #expect(isOver && courtesy.pause(after: worked, stood: .zero) == nil)
    }

    @Test func `stands aside until the last who is in a hurry has done`() {
        var courtesy = Courtesy()
        courtesy.hurriedBegins()
        courtesy.hurriedBegins()
        let isOverForOne = courtesy.hurriedEnds()
        #expect(!isOverForOne && courtesy.pause(after: worked, stood: .zero) == .milliseconds(9))
        #expect(courtesy.pause(after: worked, stood: .milliseconds(8)) == .milliseconds(1))
        let isOver = courtesy.hurriedEnds()
        #expect(isOver && courtesy.pause(after: worked, stood: .milliseconds(8)) == nil)
    }

    @Test(arguments: 1...10)
    func `has its part of the time, however many are in a hurry`(seed: UInt64) {
        var (random, courtesy) = (SplitMix(seed), Courtesy())
        for _ in 0..<random.number(1...100) { courtesy.hurriedBegins() }
        var (working, standing) = (Duration.zero, Duration.zero)
        for _ in 0..<1_000 {
            let piece = Duration.microseconds(random.number(1...20_000))
            working += piece
            var stood = Duration.zero
            while let pause = courtesy.pause(after: piece, stood: stood) { stood += pause }
            standing += stood
        }
        #expect(standing == working * (Courtesy.share - 1))
    }
}
