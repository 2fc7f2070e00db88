import Crypto
import Foundation
import GRDB
import HubCore

/// Attempts to log in, and what became of those that failed.
extension SQLiteStore {
    package func attempt(login: String, peer: String, now: Timestamp) async throws -> Timestamp? {
        try await write { ledger in
            var counters: [Lockout.Counter] = [.loginAtPeer(login: login, peer: peer), .peer(peer)]
            if try !ledger.db.knows(peer: peer, ofLogin: login) { counters.append(.login(login)) }
            let failures = try counters.map { ($0, try ledger.db.failures($0)) }
            if let moment = failures.compactMap({ $0.rule.notBefore($1, now: now) }).max() { return moment }
            for (counter, before) in failures { try ledger.db.keep(before.adding(at: now), of: counter) }
            return nil
        }
    }

    package func forgive(login: String, peer: String, now: Timestamp) async throws {
        try await write { try $0.forgive(login: login, peer: peer, now: now) }
    }

    package func note(_ refusal: LogInRefused, now: Timestamp) async throws {
        try await write { ledger in
            // What is there of a minute before goes to the journal first.
            try ledger.journalRefusals(before: now, of: refusal)
            try ledger.db.run(
                """
                INSERT INTO login_refusal (login, peer, because, first_at, last_at, count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (login, peer) DO UPDATE
                    SET because = excluded.because, last_at = excluded.last_at, count = count + excluded.count
                """,
                [
                    refusal.login, refusal.peer, refusal.because.rawValue, now.milliseconds, now.milliseconds,
                    refusal.count,
                ])
        }
    }

    package func journalRefusals(now: Timestamp) async throws {
        let old = now.adding(milliseconds: -Lockout.memory)
        let hasAny = try await read { db in
            try db.number(
                """
                SELECT EXISTS (SELECT 1 FROM login_refusal WHERE first_at <= :minute)
                    OR EXISTS (SELECT 1 FROM login_failure WHERE last_at <= :old)
                """, ["minute": Ledger.minuteBefore(now), "old": old.milliseconds]) == 1
        }
        // Nothing is written when nothing is to be done.
        guard hasAny else { return }
        try await write { ledger in
            try ledger.journalRefusals(before: now)
            try ledger.db.run("DELETE FROM login_failure WHERE last_at <= ?", [old.milliseconds])
        }
    }
}

extension Ledger {
    fileprivate static func minuteBefore(_ now: Timestamp) -> Int64 { now.milliseconds - 60_000 }

    /// Those that were begun a minute ago; of one login and address, or all of them.
    fileprivate func journalRefusals(before now: Timestamp, of refusal: LogInRefused? = nil) throws {
        let rows = try db.rows(
            """
            SELECT * FROM login_refusal WHERE first_at <= :minute AND (:login IS NULL OR login = :login AND peer = :peer)
            ORDER BY first_at LIMIT 1000
            """, ["minute": Self.minuteBefore(now), "login": refusal?.login, "peer": refusal?.peer])
        for row in rows {
            let kept = LogInRefused(
                login: try row.required("login"), because: try row.choice("because"), peer: try row.required("peer"),
                count: try row.required("count"))
            try append(.logInRefused(kept), at: now)
            try db.run("DELETE FROM login_refusal WHERE login = ? AND peer = ?", [kept.login, kept.peer])
        }
    }

    /// Whoever has proven themselves is known at that address, and has made no errors.
    func welcome(_ account: Account, peer: String, now: Timestamp) throws {
        try forgive(login: account.login, peer: peer, now: now)
        try db.run(
            """
            INSERT INTO known_peer (account, peer, seen_at) VALUES (?, ?, ?)
            ON CONFLICT (account, peer) DO UPDATE SET seen_at = excluded.seen_at
            """, [account.id.text, peer, now.milliseconds])
        // Nobody comes from so many places; the oldest are forgotten.
        try db.run(
            """
            DELETE FROM known_peer WHERE account = :account AND peer NOT IN
                (SELECT peer FROM known_peer WHERE account = :account ORDER BY seen_at DESC LIMIT 20)
            """, ["account": account.id.text])
    }

    fileprivate func forgive(login: String, peer: String, now: Timestamp) throws {
        for counter in [Lockout.Counter.loginAtPeer(login: login, peer: peer), .login(login)] {
            try db.run("DELETE FROM login_failure WHERE counter = ?", [counter.digest])
        }
        // The attempt itself was counted as one that failed. What others at the address did stays.
        var failures = try db.failures(.peer(peer))
        failures.count -= 1
        if failures.count >= 0 { try db.keep(failures, of: .peer(peer)) }
    }
}

extension Database {
    fileprivate func knows(peer: String, ofLogin login: String) throws -> Bool {
        try number(
            """
            SELECT EXISTS (SELECT 1 FROM known_peer JOIN account ON account.id = known_peer.account
                WHERE login = ? AND peer = ?)
            """, [login, peer]) == 1
    }

    fileprivate func failures(_ counter: Lockout.Counter) throws -> Lockout.Failures {
        guard let row = try row("SELECT failures, last_at FROM login_failure WHERE counter = ?", [counter.digest])
        else { return Lockout.Failures() }
        return Lockout.Failures(count: try row.required("failures"), lastAt: try row.time("last_at"))
    }

    fileprivate func keep(_ failures: Lockout.Failures, of counter: Lockout.Counter) throws {
        try run(
            """
            INSERT INTO login_failure (counter, failures, last_at) VALUES (?, ?, ?)
            ON CONFLICT (counter) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at
            """, [counter.digest, failures.count, failures.lastAt.milliseconds])
    }
}

extension Lockout.Counter {
    /// What people type for a login may be their password: it is kept nowhere.
    fileprivate var digest: Data { Data(SHA256.hash(data: Array(key.utf8))) }
}
