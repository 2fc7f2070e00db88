import HubCore
import Testing

struct OneTimeCodeTests {
    private let code = OneTimeCode(secret: Array("12345678901234567890".utf8))

    /// RFC 6238, appendix B: eight digits, SHA-1.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `gives the codes of the standard`(_ seconds: Int64, _ expected: String) {
        let step = OneTimeCode.step(at: Timestamp(milliseconds: seconds * 1000))
        #expect(code.code(at: step, digits: 8) == expected && expected.hasSuffix(code.code(at: step)))
    }

    @Test func `a clock may be off by one step, and each step is used once`() {
        let now = Timestamp(milliseconds: 1_795_256_431_123)
        let step = OneTimeCode.step(at: now)
        for near in (step - 1)...(step + 1) {
            #expect(code.step(of: code.code(at: near), at: now, after: nil) == near)
        }
        for far in [step - 2, step + 2] { #expect(code.step(of: code.code(at: far), at: now, after: nil) == nil) }
        let typed = code.code(at: step)
        #expect(code.step(of: "\(typed.prefix(3)) \(typed.suffix(3))", at: now, after: step - 1) == step)
        #expect(code.step(of: typed, at: now, after: step) == nil)
        #expect(code.step(of: code.code(at: step - 1), at: now, after: step) == nil)
        #expect(code.step(of: "", at: now, after: nil) == nil)
    }

    @Test func `is put into an authenticator by an address or by hand`() {
        #expect(code.text == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
        #expect(
            code.address(login: "hoa@so", issuer: "trục.vn")
                == "otpauth://totp/tr%E1%BB%A5c.vn:hoa%40so?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=tr%E1%BB%A5c.vn"
        )
        // RFC 4648 §10, without padding.
        #expect(
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map { Base32.text(Array($0.utf8)) }
                == ["", "MY", "MZXQ", "MZXW6", "MZXW6YQ", "MZXW6YTB", "MZXW6YTBOI"])
    }
}

struct LockoutTests {
    private let start = Timestamp(milliseconds: 1_795_256_431_123)
    private let own = Lockout.Counter.loginAtPeer(login: "hoa", peer: "10.0.0.1")

    private func failures(_ count: Int) -> Lockout.Failures {
        (0..<count).reduce(Lockout.Failures()) { failures, _ in failures.adding(at: start) }
    }

    @Test func `a few errors cost nothing, then each doubles the wait, up to a bound`() {
        let waits = (0...20).map { count in
            own.rule.notBefore(failures(count), now: start)?.milliseconds(since: start) ?? 0
        }
        #expect(waits[..<5].allSatisfy { $0 == 0 })
        #expect(Array(waits[5...8]) == [2_000, 4_000, 8_000, 16_000] && waits.last == 900_000)
        #expect(own.rule.notBefore(failures(5), now: start.adding(milliseconds: 2_000)) == nil)
    }

    @Test func `a day without an error forgives all`() {
        let later = start.adding(milliseconds: Lockout.memory)
        #expect(own.rule.notBefore(failures(100), now: later) == nil)
        #expect(failures(100).adding(at: later).count == 1)
    }

    @Test func `no counter is taken for another, and a household is one peer`() {
        let keys = [own, .peer("10.0.0.1"), .login("hoa"), .peer("hoa"), .login("10.0.0.1")].map(\.key)
        #expect(Set(keys).count == keys.count)
        #expect(Lockout.peer(ofAddress: "10.0.0.1") == "10.0.0.1")
        #expect(Lockout.peer(ofAddress: "::ffff:10.0.0.1") == "10.0.0.1")
        let home = "2001:db8:0:7::/64"
        for address in ["2001:DB8:0:7:1:2:3:4", "2001:db8:0:7::1", "2001:db8:0:7::"] {
            #expect(Lockout.peer(ofAddress: address) == home, "\(address)")
        }
        #expect(
            Lockout.peer(ofAddress: "2001:db8::1") == "2001:db8:0:0::/64"
                && Lockout.peer(ofAddress: "::1") == "0:0:0:0::/64")
    }
}

struct SessionRuleTests {
    private let start = Timestamp(milliseconds: 1_795_256_431_123)
    private let rule = SessionRule()

    private func session(_ standing: Session.Standing = .whole, seen minutes: Int64 = 0) throws -> Session {
        Session(
            id: try #require(SessionID("01a200e9-8256-7a90-b1c4-5d3e7f80a926")),
            account: try #require(AccountID("01a200de-d0d4-7c31-9f5e-2b7a64c1d803")), standing: standing,
            createdAt: start, seenAt: start.adding(milliseconds: minutes * 60_000), peer: "p", browser: "b")
    }

    @Test func `ends when nothing is done in it, and in any case after half a day`() throws {
        #expect(rule.end(of: try session()) == start.adding(milliseconds: 30 * 60_000))
        #expect(rule.end(of: try session(seen: 700)) == start.adding(milliseconds: 12 * 3_600_000))
        #expect(rule.isGood(try session(), at: start.adding(milliseconds: 30 * 60_000 - 1)))
        #expect(!rule.isGood(try session(), at: start.adding(milliseconds: 30 * 60_000)))
    }

    @Test func `is short before the second factor was shown`() throws {
        for standing in [Session.Standing.awaitingCode, .awaitingPassword] {
            #expect(rule.end(of: try session(standing, seen: 9)) == start.adding(milliseconds: 600_000))
        }
    }
}
