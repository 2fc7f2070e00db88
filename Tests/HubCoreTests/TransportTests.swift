import HubCore
import Testing

struct TransportTests {
    private let noon = Timestamp(milliseconds: 43_200_000)
    private func after(_ minutes: Int64) -> Timestamp { noon.adding(milliseconds: minutes * 60_000) }
    private func lease(_ owner: String, until minutes: Int64) -> Transport.Lease {
        .init(owner: owner, until: after(minutes))
    }

    private func moved(_ transport: Transport, _ event: Transport.Event) -> Transport? {
        if case .moved(let next) = transport.after(event) { next } else { nil }
    }

    private func leased(by owner: String = "a", until minutes: Int64 = 5) throws -> Transport {
        try #require(moved(Transport(state: .waiting, route: .axis), .claimed(lease(owner, until: minutes), now: noon)))
    }

    @Test func `what waits is claimed when it is due, and not before`() throws {
        let later = Transport(state: .waiting, route: .axis, notBefore: after(1))
        #expect(later.after(.claimed(lease("a", until: 5), now: noon)) == .impossible)
        let claimed = try #require(moved(later, .claimed(lease("a", until: 5), now: after(1))))
        #expect(claimed.state == .leased && claimed.attempt == 1 && claimed.notBefore == nil)
    }

    @Test func `a lease holds until it runs out`() throws {
        let held = try leased()
        #expect(held.after(.claimed(lease("b", until: 9), now: after(4))) == .impossible)
        let taken = try #require(moved(held, .claimed(lease("b", until: 9), now: after(5))))
        #expect(taken.lease?.owner == "b" && taken.attempt == 2)
    }

    @Test func `who lost the lease cannot settle, unless it was delivered`() throws {
        let taken = try #require(moved(try leased(), .claimed(lease("b", until: 9), now: after(5))))
        #expect(taken.after(.refused(by: "a", attempt: 1, reason: "23")) == .impossible)
        #expect(taken.after(.deferred(by: "a", attempt: 2, reason: "-", notBefore: noon)) == .impossible)
        #expect(taken.after(.deferred(by: "b", attempt: 1, reason: "-", notBefore: noon)) == .impossible)
        let delivered = try #require(moved(taken, .delivered))
        #expect(delivered.state == .delivered && delivered.lease == nil)
        #expect(delivered.after(.delivered) == .repeated)
    }

    @Test func `a deferred delivery waits with its reason and keeps its attempts`() throws {
        let event = Transport.Event.deferred(by: "a", attempt: 1, reason: "503", notBefore: after(2))
        let deferred = try #require(moved(try leased(), event))
        #expect(deferred.state == .waiting && deferred.notBefore == after(2) && deferred.reason == "503")
        #expect(deferred.attempt == 1)
    }

    @Test(arguments: TransportState.allCases)
    func `an end is left only by sending again`(state: TransportState) {
        guard state.isEnd else { return }
        let ended = Transport(state: state, route: .axis, attempt: 3)
        #expect(ended.after(.claimed(lease("a", until: 5), now: noon)) == .impossible)
        #expect(ended.after(.fetched) != .moved(ended))
        let again = moved(ended, .sentAgain(by: .axis, now: noon))
        let isFinal = state == .delivered || state == .recalled
        #expect(isFinal ? again == nil : again?.state == .waiting && again?.attempt == 0)
        let anew = moved(ended, .readdressed(by: .mailbox, now: noon))
        #expect(state == .recalled ? anew?.state == .available && anew?.attempt == 0 : anew == nil)
    }

    @Test(arguments: TransportState.allCases)
    func `what its sender has back is neither fetched nor sent, whoever still holds it`(state: TransportState) throws {
        let lease = state == .leased ? lease("a", until: 5) : nil
        let transport = Transport(state: state, route: .mailbox, attempt: 1, lease: lease)
        guard let back = moved(transport, .recalled(reason: "gửi nhầm")) else {
            return #expect(state == .recalled && transport.after(.recalled(reason: nil)) == .repeated)
        }
        #expect(back.state == .recalled && back.reason == "gửi nhầm" && back.lease == nil)
        #expect(back.after(.delivered) == .repeated && back.after(.fetched) == .impossible)
        #expect(back.after(.acknowledged(.done, description: nil)) == .impossible)
        #expect(back.after(.refused(by: "a", attempt: 1, reason: "18")) == .impossible)
        #expect(back.after(.claimed(self.lease("b", until: 9), now: after(8))) == .impossible)
    }

    @Test(arguments: TransportState.allCases)
    func `an operator ends what waits or is carried, and what arrives all the same is delivered`(state: TransportState)
    {
        let lease = state == .leased ? lease("a", until: 5) : nil
        let transport = Transport(state: state, route: .axis, attempt: 1, lease: lease)
        guard let ended = moved(transport, .cancelled(reason: "gửi nhầm")) else {
            return #expect(transport.after(.cancelled(reason: "")) == (state == .cancelled ? .repeated : .impossible))
        }
        #expect([.waiting, .leased].contains(state) && ended.reason == "gửi nhầm" && ended.lease == nil)
        #expect(ended.after(.deferred(by: "a", attempt: 1, reason: "503", notBefore: after(2))) == .impossible)
        #expect(moved(ended, .delivered)?.state == .delivered)
    }

    @Test(arguments: TransportState.allCases)
    func `only what the axis held can be forgotten by it, and is then waiting anew`(state: TransportState) {
        let forgotten = moved(Transport(state: state, route: .axis, attempt: 3), .forgotten(now: noon))
        #expect(
            state == .delivered
                ? forgotten == Transport(state: .waiting, route: .axis, notBefore: noon) : forgotten == nil)
        #expect(Transport(state: state, route: .mailbox).after(.forgotten(now: noon)) == .impossible)
    }

    @Test func `a refused document is never retried`() throws {
        let refused = try #require(moved(try leased(), .refused(by: "a", attempt: 1, reason: "18")))
        for minutes in [0, 10, 1_000_000] as [Int64] {
            #expect(refused.after(.claimed(lease("a", until: minutes + 1), now: after(minutes))) == .impossible)
        }
    }

    @Test func `a recipient's word is taken once, and done is not undone`() throws {
        let there = Transport(state: .available, route: .mailbox)
        let done = try #require(moved(there, .acknowledged(.done, description: nil)))
        #expect(done.after(.acknowledged(.done, description: nil)) == .repeated)
        #expect(done.after(.acknowledged(.fail, description: "hỏng")) == .impossible)
        #expect(done.after(.fetched) == .repeated)
        let failed = try #require(moved(there, .acknowledged(.fail, description: "hỏng")))
        #expect(failed.state == .failed && failed.reason == "hỏng")
        #expect(moved(failed, .acknowledged(.done, description: nil))?.state == .delivered)
        #expect(Transport(state: .leased, route: .axis).after(.acknowledged(.done, description: nil)) == .impossible)
    }
}

struct BackoffTests {
    private let backoff = Backoff(base: 1_000, cap: 60_000, expiry: 3_600_000)

    @Test func `the wait doubles up to the cap, and jitter takes at most half of it`() {
        #expect(
            [1, 2, 3, 7, 500].map { backoff.wait(afterAttempt: $0, jitter: 0) } == [500, 1_000, 2_000, 30_000, 30_000])
        #expect(
            [1, 2, 3, 7, 500].map { backoff.wait(afterAttempt: $0, jitter: 1) } == [
                1_000, 2_000, 4_000, 60_000, 60_000,
            ])
        #expect(Backoff(base: .max, cap: .max).wait(afterAttempt: 60, jitter: 0.5) > 0)
    }

    @Test func `what is too old is given up`() {
        let accepted = Timestamp(milliseconds: 0)
        func decision(at now: Int64) -> Backoff.Decision {
            backoff.decide(attempt: 1, openSince: accepted, now: Timestamp(milliseconds: now), jitter: 1)
        }
        #expect(decision(at: 3_599_999) == .tryAgain(notBefore: Timestamp(milliseconds: 3_600_999)))
        #expect(decision(at: 3_600_000) == .giveUp)
    }

    @Test func `a longer wait that the receiver asks for is honoured, up to a day`() {
        let now = Timestamp(milliseconds: 10)
        func notBefore(_ asked: Int64) -> Backoff.Decision {
            backoff.decide(attempt: 1, openSince: now, now: now, jitter: 1, retryAfter: asked)
        }
        #expect(notBefore(5_000) == .tryAgain(notBefore: Timestamp(milliseconds: 5_010)))
        #expect(notBefore(-1) == .tryAgain(notBefore: Timestamp(milliseconds: 1_010)))
        #expect(notBefore(.max) == .tryAgain(notBefore: Timestamp(milliseconds: 86_400_010)))
    }
}
