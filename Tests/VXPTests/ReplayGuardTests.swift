import Testing

@testable import VXP

struct ReplayGuardTests {
    /// The guard, in a place where an expectation may change it.
    final class Memory {
        private var replays: ReplayGuard
        init(_ replays: ReplayGuard) { self.replays = replays }
        var count: Int { replays.count }
        func admit(_ call: VerifiedCall, nowMilliseconds: Int64) -> Bool {
            replays.admit(call, nowMilliseconds: nowMilliseconds)
        }
    }

    static func call(_ number: Int, at milliseconds: Int64, from system: String = "A") -> VerifiedCall {
        var code = [UInt8](repeating: 0, count: 32)
        for index in 0..<8 { code[index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
        return VerifiedCall(
            systemID: system, parameters: [:], timestampMilliseconds: milliseconds, contentType: nil, code: code)
    }

    @Test func `a call is admitted once`() {
        let memory = Memory(ReplayGuard(toleranceMilliseconds: 300_000))
        let now: Int64 = 1_000_000_000
        for number in 0..<100 { #expect(memory.admit(Self.call(number, at: now), nowMilliseconds: now)) }
        for number in 0..<100 { #expect(!memory.admit(Self.call(number, at: now), nowMilliseconds: now + 299_999)) }
        #expect(memory.admit(Self.call(0, at: now, from: "B"), nowMilliseconds: now))
    }

    @Test func `calls too old to be believed are forgotten`() {
        let memory = Memory(ReplayGuard(toleranceMilliseconds: 10_000))
        for second in 0..<1000 as Range<Int64> {
            #expect(memory.admit(Self.call(Int(second), at: second * 1000), nowMilliseconds: second * 1000))
        }
        #expect(memory.count <= 12)
    }

    @Test func `a flood narrows its own tolerance, lets nothing through twice and costs no other`() {
        let memory = Memory(ReplayGuard(toleranceMilliseconds: 300_000, capacityPerSystem: 50))
        let now: Int64 = 1_000_000_000
        var admitted = 0
        for number in 0..<500 {
            let call = Self.call(number, at: now + Int64(number) * 100)
            if memory.admit(call, nowMilliseconds: now) { admitted += 1 }
            #expect(!memory.admit(call, nowMilliseconds: now))
        }
        #expect(admitted == 500)
        #expect(memory.count <= 50)
        for number in 0..<500 {
            #expect(!memory.admit(Self.call(number, at: now + Int64(number) * 100), nowMilliseconds: now))
        }
        #expect(memory.admit(Self.call(0, at: now, from: "B"), nowMilliseconds: now))
    }

    @Test func `what is remembered of an earlier process is not admitted again`() {
        let now: Int64 = 1_000_000_000
        let earlier = Self.call(1, at: now)
        var replays = ReplayGuard(toleranceMilliseconds: 300_000)
        replays.remember(
            system: "A", key: earlier.replayKey, timestampMilliseconds: now, nowMilliseconds: now + 1000)
        let memory = Memory(replays)
        #expect(!memory.admit(earlier, nowMilliseconds: now + 2000))
        #expect(memory.admit(Self.call(1, at: now, from: "B"), nowMilliseconds: now + 2000))
        #expect(memory.admit(Self.call(2, at: now), nowMilliseconds: now + 2000))
    }
}
