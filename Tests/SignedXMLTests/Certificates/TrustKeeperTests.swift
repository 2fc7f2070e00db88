import Synchronization
import Testing

@testable import SignedXML

@Suite struct `The trust that counts` {
    private let workshop: Workshop
    private let certificate: Certificate

    init() throws {
        workshop = try Workshop()
        certificate = try workshop.issue("signer")
    }

    /// What the eight judges of one test share.
    private final class Court: Sendable {
        let isSwapped = Mutex(false)
        private let counts = Mutex<[String: Int]>([:])

        func note(_ what: String) { counts.withLock { $0[what, default: 0] += 1 } }

        func count(_ what: String) -> Int { counts.withLock { $0[what, default: 0] } }
    }

    /// Each judge notes whether the swap had returned before it began.
    @Test func `once swapped lets no later judgement say valid, under eight judges`() async throws {
        let keeper = TrustKeeper(try workshop.trust([workshop.list(number: 1)]), at: Workshop.now)
        let revoking = try workshop.trust([workshop.list(revoking: [certificate], number: 2)])
        let (certificate, court) = (certificate, Court())
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    while court.count("after") < 2000 {
                        let when = court.isSwapped.withLock { $0 } ? "after" : "before"
                        let codes = keeper.current.judge(certificate, intermediates: [], at: Workshop.now).codes
                        court.note(when)
                        court.note("\(when) \(codes)")
                        // Eight judges must not keep the one who swaps from ever running.
                        await Task.yield()
                    }
                }
            }
            group.addTask {
                while court.count("before") < 2000 { await Task.yield() }
                keeper.replace(by: revoking, at: Workshop.now)
                court.isSwapped.withLock { $0 = true }
            }
        }
        #expect(court.count("before []") > 0 && court.count("after") >= 2000)
        #expect(court.count("after [\"CRT-REVOKED\"]") == court.count("after"))
    }

    @Test func `notices the second at which a certificate ends, though its verdict is cached`() throws {
        let trust = try workshop.trust([workshop.list(until: 90 * Workshop.day)])
        // The second of notAfter itself no longer counts for OpenSSL.
        let last = certificate.notAfter - 1
        for _ in 0..<2 {
            #expect(trust.judge(certificate, intermediates: [], at: last).codes == [])
            #expect(trust.judge(certificate, intermediates: [], at: last + 1).codes == ["CRT-EXPIRED"])
            #expect(
                trust.judge(certificate, intermediates: [], at: certificate.notBefore - 1).codes.contains(
                    "CRT-NOT-YET-VALID"))
        }
    }

    @Test func `is named by what it rests on, in whatever order it was given`() throws {
        let (one, two) = (try workshop.list(), try Workshop().list())
        let helper = try workshop.issue("ca", extensions: Workshop.authority, subject: "/CN=CA")
        let all = try workshop.trust([one], intermediates: [helper, certificate]).versions
        #expect(try workshop.trust([one], intermediates: [certificate, helper]).versions == all)
        #expect(
            try workshop.trust([workshop.list(number: 2)], intermediates: [helper, certificate]).versions.lists
                != all.lists)
        #expect(try workshop.trust([one], intermediates: [helper]).versions.anchors != all.anchors)
        #expect(
            try workshop.trust([one, two], intermediates: [helper, certificate]).versions == all, "a list of nobody's")
    }

    @Test func `keeps the old when the new cannot be read, and says since when`() throws {
        let trust = try workshop.trust([workshop.list(until: -60)], grace: 3600)
        let keeper = TrustKeeper(trust, at: Workshop.now)
        keeper.keepOld(because: "hỏng", at: Workshop.now + 1)
        keeper.keepOld(because: "vẫn hỏng", at: Workshop.now + 2)
        #expect(keeper.current === trust)
        let report = keeper.report(at: Workshop.now + 3)
        #expect(report.failure == .init(reason: "vẫn hỏng", since: Workshop.now + 1))
        #expect(report.lists.map(\.freshness) == [.late] && report.oldestListAge == Workshop.day + 3)
        #expect(keeper.report(at: Workshop.now + 3600).lists.map(\.freshness) == [.expired])
        keeper.replace(by: trust, at: Workshop.now + 4)
        #expect(keeper.report(at: Workshop.now + 4).failure == nil)
    }

    @Test func `remembers a verdict in use through a flood of others`() {
        var cache = VerdictCache<Int, Int>(half: 8)
        cache.keep(1, for: -1)
        for key in 0..<1000 {
            cache.keep(key, for: key)
            #expect(cache[-1] == 1 && cache.count <= 16)
        }
        #expect(cache[999] == 999 && cache[0] == nil)
    }
}
