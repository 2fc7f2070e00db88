import Foundation
import HubCore
import Testing

@Suite struct `A document at one recipient` {
    // MARK: All there is

    private static let talks: [Negotiation.State?] = [nil] + Negotiation.State.allCases.map { $0 }

    /// Every value the type has: 3 copies × 7 works × 8 recalls × 8 updates × 2.
    private static let all: [Holding] = Holding.Copy.allCases.flatMap { copy in
        Holding.Work.allCases.flatMap { work in
            talks.flatMap { recall in
                talks.flatMap { update in
                    [false, true].map {
                        Holding(copy: copy, work: work, recall: recall, update: update, isReplaced: $0)
                    }
                }
            }
        }
    }

    private static let events: [Holding.Event] =
        Holding.Work.allCases.dropFirst().flatMap { work in
            Holding.When.allCases.map { Holding.Event.says(work, $0) }
        }
        + Negotiation.Answer.allCases.flatMap { answer in
            [nil, .recall, .update].map { Holding.Event.answers(answer, $0) }
        }
        + Negotiation.Kind.allCases.flatMap { [Holding.Event.asks($0), .timeIsUp($0)] } + [.replaces, .addresses]

    /// The states that events lead to, from a new document on.
    private static let reachable: Set<Holding> = {
        var found: Set<Holding> = [Holding()]
        var edge = [Holding()]
        while let holding = edge.popLast() {
            for event in events {
                for party in Holding.Party.allCases {
                    let next = holding.after(event, by: party).next
                    if found.insert(next).inserted { edge.append(next) }
                }
            }
        }
        return found
    }()

    private func forAll(_ check: (Holding, Holding.Event, Holding.Party, Holding.Outcome) -> Bool) -> Int {
        var failures = 0
        for holding in Self.all {
            for event in Self.events {
                for party in Holding.Party.allCases
                where !check(holding, event, party, holding.after(event, by: party)) { failures += 1 }
            }
        }
        return failures
    }

    // MARK: What holds for every state, event and party

    @Test func `every state has an outcome for every event by every party, and only effects change it`() {
        #expect(Self.all.count == 2688 && Self.events.count == 30)
        #expect(
            forAll { holding, event, party, outcome in
                switch outcome.verdict {
                case .holds, .prevails: return true
                case .contradicts:
                    // The record of the work goes on; what was decided stays.
                    return outcome.next.recall == holding.recall && outcome.next.update == holding.update
                        && outcome.next.copy == holding.copy
                case .repeats, .unasked, .unclear, .moot, .notTheirs: return outcome.next == holding
                }
            } == 0)
    }

    @Test func `a stranger changes nothing, and nobody speaks for another`() {
        #expect(
            forAll { _, event, party, outcome in
                (party == event.owner) != (outcome.verdict == .notTheirs)
            } == 0)
    }

    @Test func `whatever comes twice changes nothing the second time`() {
        #expect(
            forAll { _, event, party, outcome in
                outcome.next.after(event, by: party).next == outcome.next
            } == 0)
    }

    @Test func `a copy is sent, taken back and asked for only where it can be`() {
        let wrong = Self.reachable.filter { holding in
            !Self.events.allSatisfy { event in
                let outcome = holding.after(event, by: event.owner)
                let (acts, next) = (outcome.acts, outcome.next)
                return acts.contains(.takeBack) == (holding.copy != .back && next.copy == .back)
                    && acts.contains(.sendCopy) == (holding.copy == .back && next.copy != .back)
                    && (!acts.contains(.relay) || next.copy != .back && !acts.contains(.holdBack))
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `what is here is never asked for, and what is out never taken back unasked`() {
        for holding in Self.reachable {
            let outcome = holding.after(.asks(.recall), by: .sender)
            switch holding.copy {
            case .here: #expect(outcome.acts == [.takeBack, .holdBack] && outcome.next.recall == .takenBack)
            case .out: #expect(outcome.acts == [.relay] && outcome.next.recall == .asked)
            case .back: #expect(outcome.acts == [.holdBack] && outcome.next == holding)
            }
        }
    }

    // MARK: Exits and ends

    @Test func `no reachable state contradicts itself`() {
        #expect(Self.reachable.count == 474)
        for holding in Self.reachable {
            #expect((holding.copy == .back) == [.agreed, .takenBack].contains(holding.recall))
            #expect(holding.recall != .overtaken && holding.update != .takenBack && holding.update != .contested)
            #expect(holding.copy != .here || holding.work == .untouched || holding.recall == nil)
        }
    }

    @Test func `no state is without exit: from each, an end can be reached, and time alone ends any waiting`() {
        for holding in Self.reachable {
            for kind in Negotiation.Kind.allCases where holding.isAwaiting(kind) {
                #expect(!holding.after(.timeIsUp(kind), by: .hub).next.isAwaiting(kind))
            }
            let asked = holding.after(.asks(.recall), by: .sender).next
            let answered = asked.after(.answers(.agreed, .recall), by: .recipient).next
            #expect(asked.isEnd || answered.isEnd)
        }
    }

    @Test func `a copy that is back stays back until its sender addresses the recipient again`() {
        for holding in Self.reachable where holding.copy == .back {
            let stays = Self.events.filter { $0 != .addresses }.allSatisfy { event in
                let next = holding.after(event, by: event.owner).next
                return next.copy == .back && next.recall == holding.recall && next.update == holding.update
            }
            #expect(stays)
            let anew = holding.after(.addresses, by: .sender).next
            #expect(anew.copy == .here && anew.recall == nil && anew.update == nil)
        }
    }

    @Test func `the first answer decides, and the other one is a contradiction`() {
        for kind in Negotiation.Kind.allCases {
            for first in Negotiation.Answer.allCases {
                var holding = Holding(copy: .out)
                holding[kind] = .asked
                let decided = holding.after(.answers(first, kind), by: .recipient).next
                for second in Negotiation.Answer.allCases {
                    let again = decided.after(.answers(second, kind), by: .recipient)
                    #expect(again.next == decided)
                    #expect(again.verdict == (second == first ? .repeats : .contradicts(first.code)))
                }
            }
        }
    }

    // MARK: Order

    @Test func `statuses give the same work in any order`() {
        let statuses = Self.events.filter(\.isStatus)
        let wrong = Self.reachable.filter { holding in
            !statuses.allSatisfy { one in
                let there = holding.after(one, by: .recipient).next
                return statuses.allSatisfy { other in
                    let back = holding.after(other, by: .recipient).next.after(one, by: .recipient).next
                    return there.after(other, by: .recipient).next == back
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `agreement and completion that meet end alike, whichever comes first, and it shows`() {
        for work in Holding.Work.allCases where work != .completed && work != .returned {
            let asked = Holding(copy: .out, work: work, recall: .asked)
            let completion = Holding.Event.says(.completed, .meanwhile)
            let contested = asked.after(completion, by: .recipient).next
            #expect(contested.recall == .contested)
            let late = contested.after(.answers(.agreed, nil), by: .recipient)
            #expect(late.verdict == .prevails(over: "06") && late.acts == [.takeBack])
            let agreed = asked.after(.answers(.agreed, nil), by: .recipient).next
            let after = agreed.after(completion, by: .recipient)
            #expect(after.verdict == .contradicts("15") && after.next == late.next)
            #expect(late.next.copy == .back && late.next.work == .completed && late.next.recall == .agreed)
        }
    }

    @Test func `of two open requests an answer must say which it means`() {
        let both = Holding(copy: .out, recall: .asked, update: .asked)
        for answer in Negotiation.Answer.allCases {
            #expect(both.after(.answers(answer, nil), by: .recipient).verdict == .unclear)
            #expect(both.after(.answers(answer, .update), by: .recipient).next.recall == .asked)
        }
        let update = both.after(.answers(.agreed, .update), by: .recipient).next
        #expect(update.copy == .out && update.update == .agreed)
        let overtaken = Holding(copy: .out, update: .asked).after(.asks(.recall), by: .sender).next
        #expect(overtaken.update == .overtaken)
        #expect(overtaken.after(.answers(.agreed, nil), by: .recipient).next.recall == .agreed)
    }

    @Test func `agreeing to an update gives nothing back`() {
        for holding in Self.reachable where !(holding.recall?.isOpen ?? false) && holding.update == .asked {
            let agreed = holding.after(.answers(.agreed, nil), by: .recipient)
            #expect(agreed.next.copy == holding.copy && agreed.next.recall == holding.recall && agreed.acts.isEmpty)
        }
    }

    // MARK: The page

    @Test func `is drawn as it is`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized.path
        let file = "\(root)/Sources/HubCore/HubCore.docc/BusinessOperations.md"
        let page = try String(contentsOfFile: file, encoding: .utf8)
        let drawings = [
            HoldingDrawing.parties, HoldingDrawing.recall.table, HoldingDrawing.recall.arrows,
            HoldingDrawing.update.table, HoldingDrawing.work.table,
        ]
        for drawing in drawings where !page.contains(drawing) {
            Issue.record("BusinessOperations.md does not have what the machine says:\n\n\(drawing)\n")
        }
    }
}

extension Holding.Event {
    /// Whose it is.
    fileprivate var owner: Holding.Party {
        switch self {
        case .says, .answers: .recipient
        case .asks, .replaces, .addresses: .sender
        case .timeIsUp: .hub
        }
    }

    fileprivate var isStatus: Bool { if case .says = self { true } else { false } }
}
