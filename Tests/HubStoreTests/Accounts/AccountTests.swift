import HubCore
import HubStore
import SeededRandom
import Testing

struct AccountTests {
    private let rig = Rig()
    private let hash: PasswordHash

    init() throws {
        hash = try PasswordHash(of: "x", salt: [1], cost: .init(rounds: 2, blockSize: 1, parallelism: 1))
    }

    private func account(_ login: String = "hoa.nt", _ grants: [Grant] = [Grant(.clerk, agency: "H24.01")]) -> Account {
        var dice = SplitMix(UInt64(login.utf8.reduce(0) { $0 &* 31 &+ Int($1) }))
        return Account(
            id: AccountID(at: Rig.start, using: &dice), login: login, name: "Nguyễn Thị Hoa", grants: grants,
            createdAt: Rig.start)
    }

    private func session(_ number: UInt64, of account: Account, at now: Timestamp = Rig.start) -> Session {
        var dice = SplitMix(number)
        return Session(
            id: SessionID(at: now, using: &dice), account: account.id, standing: .whole, createdAt: now,
            peer: "10.0.0.\(number)", browser: "b")
    }

    private func digest(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

    private func opened() async throws -> (SQLiteStore, Account) {
        let (store, account) = (try await rig.openWithRegister(), account())
        try await store.put(account: account, password: KeptPassword(hash: hash), by: "test", now: Rig.start)
        return (store, account)
    }

    @Test func `an account is journalled without what proves it, and its login is nobody else's`() async throws {
        let (store, account) = try await opened()
        #expect(try await store.account(login: "hoa.nt") == account)
        var other = self.account("other")
        other = Account(id: other.id, login: "hoa.nt", name: "B", grants: [], createdAt: Rig.start)
        await #expect(throws: StoreError.self) {
            try await store.put(account: other, password: nil, by: "test", now: Rig.start)
        }
        let stranger = self.account("xa", [Grant(.leader, agency: "H99")])
        await #expect(throws: StoreError.self) {
            try await store.put(account: stranger, password: nil, by: "test", now: Rig.start)
        }
        let entries = try await store.journal(from: 0, limit: 100).filter { $0.kind == "accountChanged" }
        #expect(entries.count == 1 && entries[0].entry.contains(#""set":["password"]"#))
        #expect(!entries[0].entry.contains("scrypt"))
        #expect(try await store.proofs(of: account.id)?.password?.hash == hash)
    }

    @Test func `sessions end when the account is closed, loses a role, or has another password`() async throws {
        let (store, account) = try await opened()
        var changes: [(Account, KeptPassword?, String)] = [(account, KeptPassword(hash: hash), "passwordChanged")]
        changes.append((self.account("hoa.nt", []), nil, "accountChanged"))
        var closed = self.account("hoa.nt", [])
        closed.closedAt = Rig.start
        changes.append((closed, nil, "accountClosed"))
        for (number, (change, password, reason)) in changes.enumerated() {
            let (session, digest) = (session(UInt64(number), of: account), digest(UInt8(number)))
            try await store.keep(session, sha256: digest, method: .password, now: Rig.start)
            #expect(try await store.session(sha256: digest)?.session == session)
            try await store.put(account: change, password: password, by: "test", now: Rig.start)
            #expect(try await store.session(sha256: digest) == nil)
            #expect(try await store.journal(from: 0, limit: 100).last?.entry.contains(reason) == true)
        }
        await #expect(throws: StoreError.self) {
            try await store.keep(session(9, of: account), sha256: digest(9), method: nil, now: Rig.start)
        }
    }

    @Test func `a second factor counts when its first code has come, and spends each step and recovery code once`()
        async throws
    {
        let (store, account) = try await opened()
        let secret = [UInt8](1...20)
        try await store.offer(factor: secret, to: account.id)
        #expect(try await store.proofs(of: account.id)?.factorInForce == nil)
        #expect(try await store.spend(step: 7, of: account.id) == false)
        try await store.set(
            .factorConfirmed(step: 7, codes: [digest(1), digest(2)]), of: account.id, keeping: nil, by: "hoa.nt",
            now: Rig.start)
        let proofs = try await store.proofs(of: account.id)
        #expect(proofs?.factorInForce?.secret == secret && proofs?.recoveryCodes == 2)
        #expect(try await store.spend(step: 7, of: account.id) == false)
        #expect(try await store.spend(step: 8, of: account.id))
        let twice = try await [1, 2].asyncMap { _ in
            try await store.spend(recoveryCode: digest(1), of: account.id, now: Rig.start)
        }
        #expect(twice == [true, false])
        #expect(try rig.sqlite3("SELECT count(*) FROM account_factor WHERE hex(sealed) LIKE '%0102030405%'") == "0")
        try await store.set(.noFactor, of: account.id, keeping: nil, by: "hoa.nt", now: Rig.start)
        #expect(try await store.proofs(of: account.id)?.factor == nil)
    }

    @Test func `expired sessions end by themselves, and the journal says so`() async throws {
        let (store, account) = try await opened()
        for number in 1...2 as ClosedRange<UInt64> {
            try await store.keep(
                session(number, of: account), sha256: digest(UInt8(number)), method: .password, now: Rig.start)
        }
        try await store.saw(session(2, of: account).id, now: Rig.start.minutes(20))
        #expect(try await store.endExpired(SessionRule(), now: Rig.start.minutes(29)) == 0)
        #expect(try await store.endExpired(SessionRule(), now: Rig.start.minutes(30)) == 1)
        #expect(try await store.sessions(of: account.id).map(\.peer) == ["10.0.0.2"])
        #expect(try await store.kinds().suffix(1) == ["sessionEnded"])
    }
}

extension Sequence {
    func asyncMap<Value>(_ change: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await change(element)) }
        return values
    }
}

struct LogInAttemptTests {
    private let rig = Rig()

    @Test func `attempts are counted before they are made, and a restart forgives none`() async throws {
        let store = try rig.open()
        let waits = try await withThrowingTaskGroup(of: Timestamp?.self) { group in
            for _ in 0..<50 {
                group.addTask { try await store.attempt(login: "hoa", peer: "10.0.0.1", now: Rig.start) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(waits.count { $0 == nil } == 5)
        try await store.close()
        let again = try rig.open()
        #expect(try await again.attempt(login: "hoa", peer: "10.0.0.1", now: Rig.start) != nil)
        #expect(try await again.attempt(login: "hoa", peer: "10.0.0.1", now: Rig.start.minutes(1)) == nil)
    }

    @Test func `nobody locks a person out from elsewhere`() async throws {
        let store = try await rig.openWithRegister()
        var dice = SplitMix(1)
        let account = Account(
            id: AccountID(at: Rig.start, using: &dice), login: "hoa", name: "Hoa", grants: [], createdAt: Rig.start)
        try await store.put(account: account, password: nil, by: "test", now: Rig.start)
        let session = Session(
            id: SessionID(at: Rig.start, using: &dice), account: account.id, standing: .whole, createdAt: Rig.start,
            peer: "10.0.0.1", browser: "b")
        try await store.keep(session, sha256: [UInt8](repeating: 1, count: 32), method: .password, now: Rig.start)
        for number in 0..<40 {
            _ = try await store.attempt(login: "hoa", peer: "172.16.0.\(number)", now: Rig.start)
        }
        // A new address has to wait for the many strangers, a known one does not.
        #expect(try await store.attempt(login: "hoa", peer: "192.168.1.1", now: Rig.start) != nil)
        #expect(try await store.attempt(login: "hoa", peer: "10.0.0.1", now: Rig.start) == nil)
        // The strangers' own wait is a minute at most.
        #expect(try await store.attempt(login: "hoa", peer: "192.168.1.1", now: Rig.start.minutes(1)) == nil)
    }

    @Test func `refusals of a minute are one entry`() async throws {
        let store = try rig.open()
        for second in 0..<30 as Range<Int64> {
            let refusal = LogInRefused(login: "hoa", because: .wrongPassword, peer: "10.0.0.1")
            try await store.note(refusal, now: Rig.start.adding(milliseconds: second * 1000))
        }
        try await store.journalRefusals(now: Rig.start.adding(milliseconds: 59_000))
        #expect(try await store.kinds().isEmpty)
        try await store.close()
        let again = try rig.open()
        try await again.journalRefusals(now: Rig.start.minutes(1))
        let entries = try await again.journal(from: 0, limit: 10)
        #expect(entries.map(\.kind) == ["logInRefused"] && entries[0].entry.contains(#""count":30"#))
        try await again.note(
            LogInRefused(login: "hoa", because: .wrongPassword, peer: "10.0.0.1"), now: Rig.start.minutes(2))
        try await again.note(
            LogInRefused(login: "hoa", because: .closed, peer: "10.0.0.1"), now: Rig.start.minutes(4))
        #expect(try await again.kinds().count == 2)
    }

    @Test func `what is typed for a login is kept nowhere when it is nobody's`() async throws {
        let store = try rig.open()
        _ = try await store.attempt(login: "bi-mat-cua-toi", peer: "10.0.0.1", now: Rig.start)
        let beginning = Account.beginning(ofUnknownLogin: "bi-mat-cua-toi")
        try await store.note(
            LogInRefused(login: beginning, because: .unknownLogin, peer: "10.0.0.1"), now: Rig.start)
        try await store.journalRefusals(now: Rig.start.minutes(2))
        try await store.close()
        #expect(try !rig.holds("bi-mat-cua-toi") && rig.holds("bi-…"))
    }
}

extension Rig {
    /// Whether a text stands anywhere in the database's file.
    fileprivate func holds(_ text: String) throws -> Bool {
        try sqlite3(".dump").contains(text)
    }
}
