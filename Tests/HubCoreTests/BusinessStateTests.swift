import HubCore
import SeededRandom
import Testing

struct BusinessStateTests {
    /// A status stated at a minute of the day, recorded `late` minutes after.
    private func status(_ code: String, _ minute: Int64, late: Int64 = 0) -> RecordedStatus {
        RecordedStatus(
            code: code, at: Timestamp(milliseconds: minute * 60_000),
            recordedAt: Timestamp(milliseconds: (minute + late) * 60_000))
    }

    private func state(_ statuses: RecordedStatus...) -> BusinessState { BusinessState(of: statuses) }

    @Test func `the state shown is the furthest reached`() {
        #expect(BusinessState(of: []).code == nil)
        #expect(state(status("01", 1), status("03", 2), status("05", 3)).code == "05")
        #expect(state(status("06", 9), status("03", 2)).code == "06")
        #expect(state(status("05", 3), status("04", 4)).code == "05")
    }

    @Test func `a step keeps the earliest time stated for it`() {
        let state = state(status("05", 8), status("05", 4), status("05", 6))
        #expect(state.reached == ["05": Timestamp(milliseconds: 240_000)])
    }

    @Test func `a return ends it, and what came with or after it is a contradiction`() {
        let returned = state(status("01", 1), status("03", 2), status("02", 5))
        #expect(returned.code == "02" && returned.isEnd && returned.contradictions.isEmpty)
        let worked = state(status("02", 5), status("06", 9), status("05", 7))
        #expect(worked.code == "02")
        #expect(worked.contradictions.map(\.status.code) == ["05", "06"])
        #expect(worked.contradictions.allSatisfy { $0.against == "02" })
        #expect(state(status("06", 1), status("02", 5)).contradictions.map(\.status.code) == ["06"])
    }

    /// A recall asked at a minute, and what came of it.
    private func recall(
        _ asked: Int64, _ state: Negotiation.State = .asked, answer: RecordedStatus? = nil
    ) -> Negotiation {
        var random = SplitMix(UInt64(asked))
        let at = Timestamp(milliseconds: asked * 60_000)
        return Negotiation(
            request: DocumentID(at: at, using: &random), document: DocumentID(at: at, using: &random),
            delivery: DeliveryID(at: at, using: &random), recipient: "G22", kind: .recall, state: state, reason: "",
            askedAt: at, recordedAt: at, answer: answer)
    }

    private func state(_ statuses: [RecordedStatus], _ negotiations: Negotiation...) -> BusinessState {
        BusinessState(of: statuses, negotiations: negotiations)
    }

    @Test func `a recall lies over the state it found`() {
        let asked = state([status("03", 1), status("13", 2)], recall(2))
        #expect(asked.code == "03" && asked.recall == .asked && !asked.isEnd)
        let no = status("16", 3)
        let declined = state([status("03", 1), status("13", 2), no], recall(2, .declined, answer: no))
        #expect(declined.code == "03" && declined.recall == .declined && !declined.isEnd)
        #expect(declined.contradictions.isEmpty)
        let yes = status("15", 5)
        let agreed = state(
            [status("03", 1), status("13", 2), no, status("13", 4), yes], recall(2, .declined, answer: no),
            recall(4, .agreed, answer: yes))
        #expect(agreed.recall == .agreed && agreed.isEnd && agreed.contradictions.isEmpty)
    }

    @Test func `an answer that decided nothing, and work after agreeing, are contradictions`() {
        let (yes, no) = (status("15", 3), status("16", 2))
        let both = state([status("13", 1), no, yes], recall(1, .declined, answer: no))
        #expect(both.recall == .declined && both.contradictions.map(\.status) == [yes])
        #expect(both.contradictions.map(\.against) == ["16"])
        #expect(state([yes]).contradictions.map(\.against) == ["13"])
        let worked = state([status("05", 2), yes, status("05", 4)], recall(1, .agreed, answer: yes))
        #expect(worked.contradictions.map(\.status) == [status("05", 4)])
        #expect(worked.contradictions.map(\.against) == ["15"])
    }

    @Test func `completion that met a recall is a contradiction from when it was asked back, not from before`() {
        let yes = status("15", 9)
        let race = recall(3, .agreed, answer: yes)
        #expect(state([status("06", 5), yes], race).contradictions.map(\.against) == ["15"])
        #expect(state([status("06", 2), yes], race).contradictions.isEmpty)
        #expect(state([status("06", 5)], recall(3, .takenBack)).contradictions.map(\.against) == ["13"])
    }

    @Test func `what is completed is no end while its sender waits for an answer`() {
        #expect(state([status("06", 1)]).isEnd)
        #expect(!state([status("06", 1)], recall(2)).isEnd)
        #expect(state([status("06", 1)], recall(2, .unanswered)).isEnd)
    }

    @Test func `an unknown code is kept and moves nothing`() {
        let state = state(status("03", 1), status("99", 2))
        #expect(state.code == "03" && state.reached.keys.sorted() == ["03", "99"] && state.contradictions.isEmpty)
    }

    @Test func `the fold does not depend on the order of arrival`() {
        var random = SplitMix(11)
        let codes = ["01", "02", "03", "04", "05", "06", "13", "15", "16", "99"]
        for _ in 0..<40 {
            // Few distinct times, so that ties happen.
            let statuses = (0..<5).map { _ in
                status(codes.randomElement(using: &random) ?? "01", .random(in: 1...4, using: &random))
            }
            let expected = BusinessState(of: statuses)
            for order in permutations(statuses) { #expect(BusinessState(of: order) == expected) }
            #expect(BusinessState(of: statuses + statuses) == expected)
        }
    }

    private func permutations<T>(_ items: [T]) -> [[T]] {
        guard items.count > 1 else { return [items] }
        return items.indices.flatMap { position in
            var rest = items
            let first = rest.remove(at: position)
            return permutations(rest).map { [first] + $0 }
        }
    }
}
