import EdXML
import HubCore
import Testing

@testable import HubService

@Suite struct `A fact in two languages` {
    /// Without a default: a kind of fact that is added stops here until there is a sample of it.
    private func number(_ fact: Fact) -> Int {
        switch fact {
        case .hubStarted: 0
        case .operatorActed: 1
        case .accepted: 2
        case .continued: 3
        case .refused: 4
        case .duplicate: 5
        case .conflict: 6
        case .moved: 7
        case .statusRecorded: 8
        case .statusParked: 9
        case .statusMatched: 10
        case .related: 11
        case .requested: 12
        case .negotiated: 13
        case .addressed: 14
        case .requestParked: 15
        case .requestMatched: 16
        case .axisAcknowledged: 17
        case .destinationPaused: 18
        case .destinationReleased: 19
        case .agencyChanged: 20
        case .agenciesChanged: 21
        case .registerSynchronised: 22
        case .agencyAsked: 23
        case .agencyDecided: 24
        case .certificateChanged: 25
        case .subjectRuleChanged: 26
        case .trustChanged: 27
        case .credentialChanged: 28
        case .tokenChanged: 29
        case .webhookChanged: 30
        case .retired: 31
        case .dutyEscalated: 32
        case .dutyPlanChanged: 33
        case .reminderMailed: 34
        case .accountChanged: 35
        case .loggedIn: 36
        case .logInRefused: 37
        case .sessionEnded: 38
        case .hubStopped: 39
        case .configured: 40
        case .callsRefused: 41
        }
    }

    @Test func `has a sample of every kind, and of every movement`() throws {
        let facts = try SampleFacts().all
        #expect(Set(facts.map(number)) == Set(0...41))
        let events = facts.compactMap { if case .moved(let moved) = $0 { moved.event } else { nil } }
        #expect(Set(events).count == 11)
        for fact in facts {
            let entry = JournalEntry(at: Timestamp(milliseconds: 0), fact: fact)
            #expect(try JournalEntry(canonical: entry.canonical()) == entry)
        }
    }

    @Test func `is told in English without a word of Vietnamese, and the other way round`() throws {
        for fact in try SampleFacts().all {
            let (vi, en) = (fact.vietnamese, fact.english)
            // An act is told in the words of whoever did it.
            if case .operatorActed = fact { continue }
            #expect(vi != en && !en.isEmpty, "\(en)")
            #expect(en.unicodeScalars.allSatisfy { $0.isASCII || "“”…–·×".unicodeScalars.contains($0) }, "\(en)")
            #expect(vi.unicodeScalars.contains { $0.value >= 0xC0 && !"“”…–".unicodeScalars.contains($0) }, "\(vi)")
            #expect(fact.says(in: .vi) == vi && fact.says(in: .en) == en)
        }
    }
}
