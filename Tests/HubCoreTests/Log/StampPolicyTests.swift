import HubCore
import SignedXML
import Testing

struct StampPolicyTests {
    private static let day: Int64 = 86_400_000

    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text)) }

    private func stamp(_ kind: Stamp.Kind, ends: Timestamp, _ hash: HashAlgorithm = .sha256) -> Stamp {
        Stamp(kind, size: 1, note: "", token: [], at: Timestamp(milliseconds: 0), expiresAt: ends, hash: hash)
    }

    @Test func `a head is due from the first moment of each day on, in Vietnam`() throws {
        let policy = StampPolicy()
        let last = try time("2026-11-21T00:00:03+07:00")
        #expect(policy.isDue(after: nil, now: last))
        #expect(!policy.isDue(after: last, now: try time("2026-11-21T23:59:59+07:00")))
        #expect(policy.isDue(after: last, now: try time("2026-11-22T00:00:00+07:00")))
        #expect(!policy.isDue(after: last, now: try time("2026-11-20T12:00:00+07:00")), "a clock that was put back")
    }

    @Test func `renewal is due a while before the first end, once a later one can be had`() throws {
        let policy = StampPolicy()
        let (end, later) = (try time("2027-01-01T00:00:00+07:00"), try time("2028-01-01T00:00:00+07:00"))
        let stamps = [stamp(.head, ends: end), stamp(.head, ends: later)]
        let start = end.adding(milliseconds: -policy.renewBefore)
        #expect(!policy.needsRenewal(stamps, now: start.adding(milliseconds: -1)))
        #expect(policy.needsRenewal(stamps, now: start) && policy.needsRenewal(stamps, now: later))
        #expect(!policy.needsRenewal([stamps[0]], now: end) && !policy.needsRenewal([], now: end))
        let renewed = stamps + [stamp(.renewal, ends: later), stamp(.head, ends: later)]
        #expect(!policy.needsRenewal(renewed, now: end) && policy.firstEnd(among: renewed) == later)
    }

    @Test func `a digest that is believed no longer ends its stamps, and is renewed by another`() throws {
        var policy = StampPolicy()
        let (age, later) = (try time("2027-01-01T00:00:00+07:00"), try time("2035-01-01T00:00:00+07:00"))
        policy.ages = [.sha256: age]
        let stamps = [stamp(.head, ends: later)]
        #expect(policy.end(of: stamps[0]) == age)
        #expect(!policy.needsRenewal(stamps, now: age), "one by the same digest would renew nothing")
        policy.hash = .sha384
        #expect(policy.needsRenewal(stamps, now: age))
        #expect(!policy.needsRenewal(stamps + [stamp(.renewal, ends: later, .sha384)], now: age))
    }
}
