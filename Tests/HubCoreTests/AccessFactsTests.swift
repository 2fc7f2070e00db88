import HubCore
import SeededRandom
import Testing

struct AccessFactsTests {
    private let now = Timestamp(milliseconds: 1_795_256_431_123)

    @Test func `facts about tokens and webhooks read back, and so does who sent by a token`() throws {
        var random = SplitMix(9)
        let token = AgencyToken(
            id: TokenID(at: now, using: &random), agency: "h24.01", name: "kho", scopes: [.check, .mailboxRead],
            createdAt: now, expiresAt: now.adding(milliseconds: 1), revokedAt: now)
        let filter = PushFilter(
            topics: [.statusRecorded], messageTypes: [.document], senders: ["h24"], leastPriority: 2, statuses: ["02"])
        let webhook = Webhook(
            id: WebhookID(at: now, using: &random), agency: "H24.01", url: "https://a.example/", filter: filter,
            createdAt: now, suspension: .init(since: now, reason: "HTTP 503"), removedAt: now)
        let origin = Origin.agency("H24.01", token: token.id)
        let facts: [Fact] = [
            .tokenChanged(TokenChanged(token: token, by: "an")),
            .webhookChanged(WebhookChanged(webhook: webhook, secretSet: true, by: "an")),
            .refused(Refusal(origin: origin, sha256: "ab", size: 1, codes: ["XML-DOCTYPE"])),
        ]
        for fact in facts {
            let entry = JournalEntry(at: now, fact: fact)
            #expect(try JournalEntry(canonical: entry.canonical()) == entry)
            #expect(fact.document == nil)
        }
        #expect(filter.senders == ["H24"] && token.agency == "H24.01")
    }

    @Test func `a door lets through whom it is for`() throws {
        var random = SplitMix(9)
        let token = TokenID(at: now, using: &random)
        let local = Agency(id: "H24.01", name: "Sở Nội vụ", centre: "00.24.H24", isLocal: true)
        let remote = Agency(id: "G22", name: "VPCP", centre: "00.00.G22", isLocal: false)
        let doors: [(Origin, local: Bool, remote: Bool)] = [
            (.centre("00.24.h24"), true, false), (.agency("h24.01", token: token), true, false),
            (.agency("H24", token: token), false, false), (.axis(docID: "1"), false, true),
            (.hub(by: "an"), true, true),
        ]
        for (door, ours, theirs) in doors {
            #expect(door.maySend(for: local) == ours && door.maySend(for: remote) == theirs, "\(door)")
        }
    }
}
