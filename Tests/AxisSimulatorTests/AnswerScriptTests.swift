import AxisSimulator
import EdXML
import Testing

struct AnswerScriptTests {
    static let receiver = Rehearsal.id("G22")

    @Test func `answers depend on seed, document and receiver alone`() {
        let script = AnswerScript(jitter: 0.5, seed: 7)
        let answers = script.answers(to: .document, of: Self.receiver, key: "a")
        #expect(script.answers(to: .document, of: Rehearsal.id("g22"), key: "a") == answers)
        #expect(script.answers(to: .document, of: Self.receiver, key: "b") != answers)
        #expect(AnswerScript(jitter: 0.5, seed: 8).answers(to: .document, of: Self.receiver, key: "a") != answers)
    }

    @Test func `jitter stays within its fraction and answers stay in order`() {
        let script = AnswerScript(jitter: 0.25)
        for key in 0..<200 {
            var before: Int64 = 0
            for answer in script.answers(to: .document, of: Self.receiver, key: "\(key)") {
                let usual = Double(AnswerScript.usualDelays[answer.code] ?? 0)
                let delay = Double(answer.delayMilliseconds - before)
                #expect(delay >= usual * 0.75 - 1 && delay <= usual * 1.25 + 1)
                before = answer.delayMilliseconds
            }
        }
    }

    @Test func `about the configured fraction is returned, always the same ones`() {
        let script = AnswerScript(refusalFraction: 0.2)
        let returned = (0..<1000).filter { key in
            script.answers(to: .document, of: Self.receiver, key: "\(key)").map(\.code) == [.arrived, .returned]
        }
        #expect(140...260 ~= returned.count)
    }
}
